"""Two versions of a contract compared: what changed, and what that does to whom."""
