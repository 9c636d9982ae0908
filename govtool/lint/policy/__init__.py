"""What rules ask of contracts: the words of a name, a schema as it is read, what a call does, where a fact is."""
