"""Comparing versions beside the peers: pairs that are public, pairs that are made, and a curve of growth."""
