"""govtool: contract testing and API governance. What scripts and tests call is in `govtool.api`."""

__version__ = "0.1.0"
