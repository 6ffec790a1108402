"""The workspace in the browser: departments, reviewers and the year of work."""
