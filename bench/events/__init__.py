"""Events: histories of Avro schemas beside the official checker, and public AsyncAPI documents validated."""
