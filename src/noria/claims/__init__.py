"""Readings become Claims: dated, placed, attributed, certain or not; each with its quote and the rule that made it."""
