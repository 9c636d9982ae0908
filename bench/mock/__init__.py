"""The mock under load."""
