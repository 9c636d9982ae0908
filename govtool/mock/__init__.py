"""A stand-in for the provider of a contract, over HTTP: what it answers is what the contract says, and nothing else."""
