"""What is known before reading: gazetteer, actors, cue lexicons, taxonomies. Read-only tables and look-ups."""
