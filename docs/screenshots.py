# ruff: noqa: INP001 - a script of its own, no package
"""Screenshots of every page at desk and phone width: `python docs/screenshots.py DOSSIER`; Debian's Chromium takes them.

With `--whole` pages are taken from top to bottom, to look at while working; without, the first screen, for the documentation.
"""

from __future__ import annotations

import argparse
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from noria.dossier.dossier import Dossier
from noria.views.web.app import create_app

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking", "--no-first-run"]
WIDTHS = {"desk": (1280, 1150), "phone": (390, 1180)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "images")
    parser.add_argument("--whole", action="store_true", help="whole pages instead of the first screen")
    parser.add_argument("--dark", action="store_true", help="in the dark scheme")
    parser.add_argument("--only", nargs="*", default=[], help="names of pages")
    asked = parser.parse_args()
    server = uvicorn.Server(uvicorn.Config(create_app(Dossier.open(asked.dossier)), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width, (across, down) in WIDTHS.items():
            page = browser.new_page(viewport={"width": across, "height": down}, color_scheme="dark" if asked.dark else "light")
            for name, path in addresses(page, address).items():
                if not asked.only or name in asked.only:
                    page.goto(address + path)
                    settle(page)
                    page.screenshot(path=asked.out / f"{name}-{width}.png", full_page=asked.whole)
        browser.close()
    server.should_exit = True
    thread.join()


def addresses(page: Page, address: str) -> dict[str, str]:
    """The pages to take, by name. Of single things the one that shows most: the event with most accounts, the fullest document."""

    def read(path: str) -> dict:  # type: ignore[type-arg]
        return page.request.get(address + path).json()

    event = max(read("/events.json")["events"], key=lambda e: (len(e["accounts"]), e["origins"]), default=None)
    place = max(read("/places.json")["places"], key=lambda p: (p["holding"] is not None, p["events"]), default=None)
    actor = max(read("/actors.json")["actors"], key=lambda a: a["events"], default=None)
    document = max(read("/documents.json")["documents"], key=lambda d: d["claims"], default=None)
    operation = max(read("/operations.json")["operations"], key=lambda o: len(o["events"]), default=None)
    taken = {"overview": "/", "events": "/events", "places": "/places", "control": "/control", "actors": "/actors", "casualties": "/casualties",
             "operations": "/operations", "forces": "/forces", "documents": "/documents", "refusals": "/refusals",
             "problems": "/problems", "search": "/search?q=" + (place["place"]["name"] if place else "x"), "missing": "/nothing"}
    if event:
        taken["event"], taken["codings"], taken["claim"] = f"/events/{event['id']}", f"/codings/{event['id']}", f"/claims/{event['claims'][0]}"
    if place:
        taken["place"] = f"/places/{place['place']['id']}"
    if actor:
        taken["actor"] = f"/actors/{actor['id']}"
    if operation:
        taken["operation"] = f"/operations/{operation['id']}"
    if document:
        claims = read(f"/documents/{document['id']}.json")["claims"]
        taken["document"] = f"/documents/{document['id']}" + (f"#{claims[len(claims) // 4]['id']}" if claims else "")
    return taken


def settle(page: Page) -> None:
    """Waits until every island of the page has drawn itself."""
    page.locator("[data-island]:not([data-ready], [data-failed])").first.wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


if __name__ == "__main__":
    main()
