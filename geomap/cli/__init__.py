"""Talks to people; exit codes."""
