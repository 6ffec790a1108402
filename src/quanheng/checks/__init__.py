"""Facts and norms in, judged relations and findings out; a check is a page."""
