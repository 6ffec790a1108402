"""Data to try the workspace with: an invented county, three departments, two years, a campaign under way."""
