"""Time expressions as TIMEX3 with the days they name, and the running date of a narrative. See `read_times`, `read_period` and `TimeReading`."""

from noria.reading.times.read import read_period, read_times
from noria.reading.times.reading import Dated, TimeRange, TimeReading

__all__ = ["Dated", "TimeRange", "TimeReading", "read_period", "read_times"]
