"""The ledger of tolls: what each figure is a figure of, what may be added, what must stand apart, and how far it all agrees."""
