"""Readers of other people's gazetteers; which one a file needs is told from its content."""
