"""From claims to control states, crossings and areas, by named rules."""
