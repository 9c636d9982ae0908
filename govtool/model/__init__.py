"""Documents into contracts: which format they are in, what may stand where, and what they promise."""
