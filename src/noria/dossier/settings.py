"""`noria.toml`: what a dossier is and how it is read. The keys allowed are the fields of `Settings`; any other is refused."""

from __future__ import annotations

import re
import tomllib
import zoneinfo
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from noria.derive.policy import USUAL_CONTIGUITY, USUAL_REACH_KM, Contiguity, ControlPolicy
from noria.errors import BadSetting, NotADossier, ValueRefused
from noria.reference.gazetteer.theatre import Theatre

FILE = "noria.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A dossier's settings. `database` and `pipeline` None mean noria.db and the packaged English pipeline;
    `countries` and `area` (west, south, east, north in degrees) say where the dossier plays, besides `default_country`.
    `judged_by` is who signs judgements where nobody says; the keys that begin with control are those of `ControlPolicy`.
    """

    name: str
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    default_country: str | None = None
    countries: tuple[str, ...] = ()
    area: tuple[float, float, float, float] | None = None
    database: str | None = None
    pipeline: str | None = None
    map_tiles: str | None = None
    judged_by: str | None = None
    control_fades_after: int | None = None
    control_contiguity: Contiguity = USUAL_CONTIGUITY
    control_reach_km: float = USUAL_REACH_KM

    @property
    def theatre(self) -> Theatre:
        """Where the dossier plays: its countries and the box around it."""
        return Theatre((*filter(None, [self.default_country]), *self.countries), self.area)

    @property
    def control(self) -> ControlPolicy:
        """The policy of control that holds where nobody asks for another."""
        return ControlPolicy(fades_after=self.control_fades_after, contiguity=self.control_contiguity, reach_km=self.control_reach_km)


CONTROL = "control_"
_CONTROL: dict[str, tuple[tuple[type, ...], str, str]] = {
    "control_fades_after": ((int,), "a number of days", "60"), "control_contiguity": ((str,), "a word in quotes", '"joined"'),
    "control_reach_km": ((int, float), "a distance in kilometres", "20")}
KEYS = tuple(field.name for field in fields(Settings))


def load_settings(folder: Path) -> Settings:
    """Read `folder`'s noria.toml. Raises NotADossier where there is none, BadSetting with the line where it cannot be used."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotADossier(f"{folder} is no dossier, it has no {FILE}; make one with: noria new NAME") from error
    except UnicodeDecodeError as error:
        raise BadSetting("the file is not UTF-8 text; save it as UTF-8", file=path) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise BadSetting(f"not valid TOML: {error}", file=path, line=int(line[1]) if line else None) from error
    for key in data:
        if key not in KEYS:
            raise BadSetting(f"unknown key {key!r}; known are {', '.join(KEYS)}", file=path, line=_line_of(key, text))
    values = {key: _value(key, value, path, _line_of(key, text)) for key, value in data.items()}
    return Settings(**({"name": folder.resolve().name} | values))


def _value(key: str, value: Any, path: Path, line: int | None) -> Any:
    if key == "languages":
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise BadSetting('languages must be a list of languages in quotes, for example languages = ["en"]', file=path, line=line)
        if others := sorted(set(value) - {"en"}):
            raise BadSetting(f'Noria reads English only, not {others[0]!r}; write languages = ["en"]', file=path, line=line)
        return tuple(value)
    if key == "countries":
        if not isinstance(value, list) or not all(isinstance(code, str) and re.fullmatch("[A-Z]{2}", code) for code in value):
            raise BadSetting('countries must be a list of country codes, two capital letters each, for example countries = ["SD", "TD"]', file=path, line=line)
        return tuple(value)
    if key == "area":
        return _area(value, path, line)
    if key.startswith(CONTROL):
        return _of_control(key, value, path, line)
    if not isinstance(value, str) or not value.strip():
        raise BadSetting(f'{key} must be text in quotes, for example {key} = "…"', file=path, line=line)
    if key == "time_zone" and value not in zoneinfo.available_timezones():
        raise BadSetting(f'there is no time zone {value!r}; write one like "Europe/Kyiv" or "UTC"', file=path, line=line)
    if key == "default_country" and not re.fullmatch("[A-Z]{2}", value):
        raise BadSetting(f'default_country = {value!r} is not a country code; write two capital letters, for example "SD"', file=path, line=line)
    if key == "database" and not re.match(r"postgres(ql)?://", value):
        raise BadSetting('database must begin with postgresql://; leave the line out to keep the record in noria.db', file=path, line=line)
    return value


def _area(value: Any, path: Path, line: int | None) -> Any:
    try:
        west, south, east, north = (float(number) for number in value)
        return Theatre(box=(west, south, east, north)).box
    except (TypeError, ValueError, ValueRefused) as error:
        raise BadSetting("area must be west, south, east and north in degrees, for example area = [21.8, 8.6, 38.7, 22.3]", file=path, line=line) from error


def _of_control(key: str, value: Any, path: Path, line: int | None) -> Any:
    """A value of the policy of control; what it may be is the policy's to say."""
    kinds, wanted, example = _CONTROL[key]
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise BadSetting(f"{key} must be {wanted}, for example {key} = {example}", file=path, line=line)
    told: dict[str, Any] = {key.removeprefix(CONTROL): value}
    try:
        replace(ControlPolicy(), **told)
    except ValueRefused as error:
        raise BadSetting(f"{key} = {value!r}: {error.message}", file=path, line=line) from error
    return value


def _line_of(key: str, text: str) -> int | None:
    """The line on which a top-level key or table stands."""
    pattern = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[].=]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)
