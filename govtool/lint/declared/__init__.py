"""Rules that are data: Spectral's ruleset format, run over references without copying the document."""
