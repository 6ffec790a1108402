"""Units that the other figures contradict."""
