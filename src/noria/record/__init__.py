"""The store: documents, claims, judgements and their history. The only room that knows SQL."""
