"""Message brokers: one file each, all with the same record and the same three verbs."""
