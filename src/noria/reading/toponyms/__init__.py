"""Toponyms to places: all names of a document are decided together; what stays doubtful stays open."""

from noria.reading.toponyms.explain import explain
from noria.reading.toponyms.model import ResolutionContext, Toponym
from noria.reading.toponyms.resolve import resolve
from noria.reading.toponyms.setting import in_setting
from noria.reading.toponyms.containers import with_containers
from noria.reading.toponyms.wording import take_apart
from noria.reading.toponyms.within import Within, bears_name, is_office, people

__all__ = ["ResolutionContext", "Toponym", "Within", "bears_name", "explain", "in_setting", "is_office", "people", "resolve", "take_apart",
           "with_containers"]
