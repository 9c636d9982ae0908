"""Text in, data with positions out; knows no format."""
