"""From text to mentions, resolved places and claims."""
