"""The steps by which a record came to its present schema; `noria.record.migrate` runs them."""
