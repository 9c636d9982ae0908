"""`check`: validity, rules, compatibility, versions and releases of a whole repository, in one report."""
