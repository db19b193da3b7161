"""Names, places, outlines, actors and the index over them."""
