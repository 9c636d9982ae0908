"""A schema registry over the repository, with the interface that Kafka clients know, and publishing to a real one."""
