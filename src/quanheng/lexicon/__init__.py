"""The names of things: the only place where the Chinese names of figures live."""
