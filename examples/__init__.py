"""The demonstration report and the script that makes it."""
