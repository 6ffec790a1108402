"""What the text says of the account tables, against what they hold."""
