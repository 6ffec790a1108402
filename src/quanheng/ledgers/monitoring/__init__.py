"""A running year looked at by month: what came in, where it is heading, who falls behind and who is silent."""
