"""What reports talk about, one topic a module, each in many phrasings."""
