"""UCDP GED's columns in file order, and the grid its cells are numbered by."""

from __future__ import annotations

from math import floor

from noria.values.place import Point

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob")

COVERAGE_BEGINS = 1989
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
ACTIVE_FROM = 25  # deaths of a dyad or actor in a calendar year from which UCDP calls it active
_CELLS, _CELL = 720, 0.5


def priogrid(point: Point) -> int:
    """The PRIO-GRID cell: half-degree cells numbered from 1 at the south-western corner, 720 to a row (Tollefsen et al. 2012)."""
    row = min(floor((point.lat + 90) / _CELL), 2 * 180 - 1)
    column = min(floor((point.lon + 180) / _CELL), _CELLS - 1)
    return row * _CELLS + column + 1
