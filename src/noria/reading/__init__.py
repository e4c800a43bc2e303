"""A Document becomes plain mentions. The only room that knows spaCy, and only in `pipeline`."""
