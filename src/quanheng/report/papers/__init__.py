"""The papers of a review: list of problems, letter, notice and its return, working papers, table of indicators."""
