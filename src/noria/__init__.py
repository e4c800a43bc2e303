"""Noria reads reports on an armed conflict and keeps the record they describe."""

__version__ = "0.1.0"
