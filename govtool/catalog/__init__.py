"""The repository of contracts: what is there, what is known of it, who uses it, and what was accepted."""
