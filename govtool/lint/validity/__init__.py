"""Whether a document is a contract at all: the official schemas, and what they cannot say."""
