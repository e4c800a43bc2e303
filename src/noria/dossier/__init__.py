"""The folder a user owns, and the work on it: add sources, read what is new, keep the record, derive the results."""
