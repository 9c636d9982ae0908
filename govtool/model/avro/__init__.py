"""Apache Avro 1.12: the types that a schema or protocol defines, what is wrong with it, and its fingerprints."""
