"""Tables that come in, pasted or as files: what would be taken, column by column and cell by cell, before it is."""
