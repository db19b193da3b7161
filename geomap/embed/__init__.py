"""Putting a finished map into someone's report."""
