"""The structural changes of event contracts; each file says in its page what it tells of, and shows it."""
