"""What is known of running systems (versions, pacts, verifications, deployments), and what may be deployed."""
