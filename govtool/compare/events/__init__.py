"""AsyncAPI contracts compared: what changed for those who read and write the messages."""
