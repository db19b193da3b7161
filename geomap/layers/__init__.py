"""From states to a map specification: what is drawn, in plain data."""
