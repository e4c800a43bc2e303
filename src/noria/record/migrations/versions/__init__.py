"""One file a step, named and numbered; a step that has been released is never changed."""
