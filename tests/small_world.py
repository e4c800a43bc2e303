"""A world of a few dozen real places, many of them namesakes, so that tests of look-up and resolution need no compiled world."""

from __future__ import annotations

from noria.reference.gazetteer import Entry, Gazetteer
from noria.reference.gazetteer.index import Index
from noria.reference.gazetteer.theatre import Theatre

# id, name, other names, lat, lon, kind, country, admin1 code, population
_TOWNS = [
    (1, "Tripoli", "Tarabulus", 32.887, 13.191, "capital", "LY", "LY.77", 1_150_000),
    (2, "Tripoli", "Trablous|Tarabulus ash Sham", 34.433, 35.850, "populated place", "LB", "LB.09", 229_000),
    (3, "Trípoli", "Tripolis", 37.508, 22.379, "populated place", "GR", "GR.41", 26_000),
    (4, "Misrata", "Misratah", 32.375, 15.092, "populated place", "LY", "LY.58", 386_000),
    (5, "Sirte", "Surt", 31.209, 16.589, "populated place", "LY", "LY.74", 128_000),
    (6, "Beirut", "Bayrut", 33.893, 35.502, "capital", "LB", "LB.04", 1_900_000),
    (7, "Zgharta", "", 34.397, 35.895, "populated place", "LB", "LB.09", 45_000),
    (8, "Victoria", "", 48.433, -123.369, "populated place", "CA", "CA.02", 290_000),
    (9, "Victoria", "", -4.620, 55.455, "capital", "SC", "SC.26", 23_000),
    (10, "Victoria", "", 28.805, -97.004, "populated place", "US", "US.TX", 67_000),
    (11, "Hebron", "Al Khalil", 31.529, 35.094, "populated place", "PS", "PS.WE", 160_000),
    (12, "Hebron", "", 41.658, -72.366, "populated place", "US", "US.CT", 9_500),
    (13, "Nablus", "Shechem", 32.221, 35.254, "populated place", "PS", "PS.WE", 130_000),
    (14, "Springfield", "", 39.802, -89.644, "populated place", "US", "US.IL", 116_000),
    (15, "Springfield", "", 37.215, -93.298, "populated place", "US", "US.MO", 166_000),
    (16, "Springfield", "", 42.101, -72.590, "populated place", "US", "US.MA", 154_000),
    (17, "Branson", "", 36.644, -93.218, "populated place", "US", "US.MO", 11_000),
    (18, "Kyiv", "Kiev|Київ", 50.455, 30.524, "capital", "UA", "UA.12", 2_950_000),
    (19, "Kharkiv", "Kharkov|Харків", 49.981, 36.253, "populated place", "UA", "UA.07", 1_430_000),
    (20, "Izium", "Izyum", 49.209, 37.249, "populated place", "UA", "UA.07", 45_000),
    (21, "Bakhmut", "Artemovsk|Artemivsk", 48.595, 38.000, "populated place", "UA", "UA.05", 71_000),
    (22, "Khartoum", "Al Khartum", 15.552, 32.532, "capital", "SD", "SD.29", 1_975_000),
    (23, "Kassala", "", 15.451, 36.400, "populated place", "SD", "SD.52", 400_000),
    (24, "Marawi", "Marawi City", 7.998, 124.293, "populated place", "PH", "PH.14", 207_000),
    (25, "Merowe", "Marawi", 18.484, 31.826, "populated place", "SD", "SD.43", 25_000),
    (26, "Iligan", "Iligan City", 8.228, 124.245, "populated place", "PH", "PH.10", 312_000),
    (27, "Goma", "", -1.674, 29.228, "populated place", "CD", "CD.11", 670_000),
    (28, "Kinshasa", "", -4.327, 15.314, "capital", "CD", "CD.06", 16_000_000),
    (29, "Brazzaville", "", -4.266, 15.283, "capital", "CG", "CG.12", 1_880_000),
]
# id, name, other names, lat, lon, kind, country, admin1 code, population, west, south, east, north
_AREAS = [
    (101, "Libya", "Libyan", 25, 17, "country", "LY", None, 6_700_000, 9.3, 19.5, 25.2, 33.2),
    (102, "Lebanon", "Lebanese", 33.8, 35.8, "country", "LB", None, 6_800_000, 35.1, 33.0, 36.7, 34.7),
    (103, "Ukraine", "Ukrainian", 49, 32, "country", "UA", None, 44_600_000, 22.1, 44.3, 40.3, 52.4),
    (104, "Sudan", "Sudanese", 15, 30, "country", "SD", None, 41_800_000, 21.8, 8.6, 38.7, 22.3),
    (105, "Philippines", "Philippine|Filipino", 13, 122, "country", "PH", None, 106_000_000, 116.9, 4.6, 126.7, 21.2),
    (106, "Democratic Republic of the Congo", "DR Congo|DRC|Congo|Congolese", 0, 25, "country", "CD", None, 84_000_000, 12.2, -13.5, 31.4, 5.4),
    (107, "Republic of the Congo", "Congo|Congolese", -1, 15, "country", "CG", None, 5_200_000, 11.2, -5.1, 18.7, 3.8),
    (108, "United States", "US|U.S.|USA|American", 39.76, -98.5, "country", "US", None, 327_000_000, -125.0, 24.5, -66.9, 49.4),
    (109, "Palestinian Territory", "Palestine|Palestinian", 31.92, 35.2, "country", "PS", None, 4_500_000, 34.2, 31.2, 35.6, 32.6),
    (121, "Kharkivska oblast", "Kharkiv|Kharkiv Oblast", 49.5, 36.5, "admin1", "UA", "UA.07", 2_600_000, 34.9, 48.5, 38.1, 50.4),
    (122, "Kassala", "Kassala State", 16, 35.8, "admin1", "SD", "SD.52", 1_800_000, 34.2, 14.2, 37.0, 17.3),
    (123, "Missouri", "Mo.", 38.25, -92.5, "admin1", "US", "US.MO", 6_100_000, -95.8, 36.0, -89.1, 40.6),
    (124, "Northern Mindanao", "Region X", 8.3, 124.6, "admin1", "PH", "PH.10", 4_700_000, 123.4, 7.3, 125.6, 9.3),
    (125, "Texas", "Tex.", 31.25, -99.25, "admin1", "US", "US.TX", 27_000_000, -106.6, 25.8, -93.5, 36.5),
]


def entries() -> list[Entry]:
    towns = [Entry(id=f"geonames:{id}", name=name, other_names=tuple(filter(None, others.split("|"))), lat=lat, lon=lon, kind=kind,  # type: ignore[arg-type]
                   country=country, admin1_code=code, population=people, table="geonames")
             for id, name, others, lat, lon, kind, country, code, people in _TOWNS]
    areas = [Entry(id=f"geonames:{id}", name=name, other_names=tuple(others.split("|")), lat=lat, lon=lon, kind=kind, country=country,  # type: ignore[arg-type]
                   admin1_code=code, population=people, bbox=(west, south, east, north), radius_km=300, table="geonames")
             for id, name, others, lat, lon, kind, country, code, people, west, south, east, north in _AREAS]
    return towns + areas


def small_world(own: list[Entry] | None = None, *, theatre: Theatre = Theatre()) -> Gazetteer:  # noqa: B008 - frozen
    tables = [Index.in_memory(own, "own")] if own else []
    return Gazetteer(tables, Index.in_memory(entries(), "geonames"), theatre=theatre)
