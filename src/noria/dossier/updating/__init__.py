"""Working out again what a few changed documents touch, and nothing else: the same results as all anew, at the cost of the change.

Each module takes what the one before found changed to what rests on it: `counting` (counts over all claims, sides), `tracing` (passages,
origins), `relinking` (which claims tell one event), `retelling` (events, operations), `holding` (control), `reckoning` (the ledger, forces).
Where something changed that everything rests on, `WholeAnew` says so, and everything is derived anew.
"""
