"""Frozen words that every room shares. Constructors refuse nonsense; nothing here knows of storage or of text processing."""
