"""Rules over contracts: what they are, how they are found, and the one walk that runs them all."""
