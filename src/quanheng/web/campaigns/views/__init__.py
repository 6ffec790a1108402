"""Pages of campaigns and review, a module each."""
