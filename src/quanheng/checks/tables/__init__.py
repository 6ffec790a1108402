"""The published account tables: sums and identities inside and between them, names of subjects, notes."""
