"""The build hook of the package: builds the front end into every wheel, editable ones included (`frontend/bundle.py` does it)."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface[Any]):
    """Runs before a wheel is made and puts the bundle into it although git ignores it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        bundle = runpy.run_path(str(Path(self.root) / "frontend" / "bundle.py"))
        bundle["build"]()
        if version != "editable":
            target = str(bundle["BUNDLE"])
            build_data["force_include"][target] = str(Path(target).relative_to(Path(self.root) / "src"))
