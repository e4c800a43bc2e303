"""Claims become events, control, casualties, operations and forces: pure functions that return results and problems."""
