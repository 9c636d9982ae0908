"""Avro versions compared: what a reader makes of what a writer wrote, on the wire, in meaning and for registries."""
