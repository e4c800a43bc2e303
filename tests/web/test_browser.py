"""The pages in a real browser: the map's slider, the way from an event to its sentence, the phone, the keyboard, no request leaves."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import uvicorn

from chromium import ARGUMENTS, CHROMIUM
from noria.views.web.app import create_app
from noria.views.web.site import read_bundle
from river_war import BY_TRIGGER, CAPTURE, KILLED, SHELLING, FakeDossier

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATHS = ["/", "/judgements", "/events", f"/events/{KILLED}", f"/events/{SHELLING}", "/places", "/places/geonames:thun", "/control", "/control?on=2031-05-03&contiguity=joined&fades_after=30", "/actors", "/actors/north-army",
         "/casualties", "/operations", "/operations/o-spring", "/forces", "/forces?on=2031-05-03", "/documents", "/documents/d-wire", "/documents/d-watch",
         "/refusals", "/problems", "/search?q=thun", "/nothing"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's Chromium at /usr/bin/chromium: apt-get install chromium"),
    pytest.mark.skipif(read_bundle() is None, reason="needs the built front end: python frontend/bundle.py"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(FakeDossier()), log_level="warning"))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


class Watched:
    """A page, with what it asked for and what it complained of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.set_default_timeout(30_000)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.locator("[data-island]:not([data-ready], [data-failed])").first.wait_for(state="detached")
        return self.page

    def check(self) -> None:
        """Nothing left the host, nothing was complained of; what the software renderer says of its own speed is no complaint."""
        assert {host for host in self.hosts if host} == {urlsplit(self.address).netloc}
        assert [c for c in self.complaints if not re.search("GPU stall|WebGL-|status of 404", c)] == []


@pytest.fixture
def watched(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    width, height = getattr(request, "param", (1280, 900))
    page = browser.new_page(viewport={"width": width, "height": height})
    found = Watched(page, address)
    yield found
    page.close()
    found.check()


PHONE = pytest.mark.parametrize("watched", [(390, 844)], indirect=True, ids=["phone"])


def test_slider_walks_through_the_days(watched: Watched) -> None:
    page = watched.go("/?on=2031-05-03")
    thun = page.locator(".place-label", has_text="Thun")
    assert page.locator(".slider output").inner_text() == "3 May 2031"
    assert thun.get_attribute("data-side") == "north"
    before = thun.evaluate("e => getComputedStyle(e).borderLeftColor")
    page.locator("#map-day").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".slider output").inner_text() == "2 May 2031"
    assert page.locator("#map-day").get_attribute("aria-valuetext") == "2 May 2031"
    assert thun.get_attribute("data-side") == "south"
    assert thun.evaluate("e => getComputedStyle(e).borderLeftColor") != before
    assert "South" in page.locator(".map .status").inner_text()


def test_a_click_on_the_map_tells_what_is_there(watched: Watched) -> None:
    page = watched.go("/?on=2031-05-03")
    label = page.locator(".place-label", has_text="Thun").bounding_box()
    assert label is not None
    page.mouse.click(label["x"] - 11, label["y"] + label["height"] / 2)
    popup = page.locator(".maplibregl-popup .told")
    popup.wait_for()
    assert "held by Northern Army (The North), since 3 May 2031" in popup.inner_text()
    popup.get_by_role("link", name="Capture of Thun").click()
    assert page.locator("h1").inner_text() == "Capture of Thun"


def test_inferred_ground_is_hatched_told_apart_and_can_be_hidden(watched: Watched) -> None:
    page = watched.go("/control?on=2031-05-03")
    said = page.locator(".inferred")
    page.locator(".inferred[data-day='2031-05-03']").wait_for()
    assert "inferred, not told" in said.inner_text()
    assert "up to 15 km" in said.inner_text()
    page.wait_for_timeout(300)  # until the map has drawn it
    frame = page.locator(".map canvas")
    shown = frame.screenshot()
    label = page.locator(".place-label", has_text="Thun").bounding_box()
    assert label is not None
    page.locator("#map-inferred").uncheck()
    page.wait_for_timeout(300)
    assert frame.screenshot() != shown
    page.keyboard.press("Space")
    page.locator("#map-day").focus()
    page.keyboard.press("ArrowLeft")
    page.locator(".inferred[data-day='2031-05-02']").wait_for()


def test_timeline_leads_to_the_events_of_a_day(watched: Watched) -> None:
    page = watched.go("/")
    assert page.locator(".timeline svg rect").count() > 3
    page.locator('.timeline a[aria-label="Events of 3 May 2031"], .timeline a:has([aria-label="Events of 3 May 2031"])').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?on=2031-05-03")
    assert "3 May 2031" in page.locator("h1").inner_text()


def test_from_an_event_to_its_sentence_and_back(watched: Watched) -> None:
    page = watched.go(f"/events/{CAPTURE}")
    page.locator(".quote a.text", has_text="captured Thun").click()
    claim = BY_TRIGGER["d-wire", "captured"]
    page.wait_for_url(f"**/documents/d-wire#{claim.id}")
    page.locator(".sentence.chosen").first.wait_for()
    mark = page.locator(f"mark[id='{claim.id}']")
    assert mark.inner_text() == "captured"
    assert mark.evaluate("e => e.closest('.sentence').textContent") == claim.evidence.quote
    background = "e => getComputedStyle(e).backgroundColor"
    assert mark.evaluate(background) != page.locator("mark:not(.chosen)").first.evaluate(background)
    other = BY_TRIGGER["d-wire", "shelling"]
    page.locator(f"mark[id='{other.id}'] a").click()
    assert page.locator(".card.chosen h3").inner_text().startswith("Shelling of Bern")
    page.locator(".card.chosen .links a", has_text="Event").click()
    assert page.locator("h1").inner_text().startswith("Shelling of Bern")


def test_reader_works_without_javascript(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    claim = BY_TRIGGER["d-wire", "captured"]
    page.goto(f"{address}/documents/d-wire#{claim.id}")
    page.locator(f"mark[id='{claim.id}'] a").click()
    assert page.url.endswith(f"#card-{claim.id}")
    page.locator(f"#card-{claim.id} h3 a").click()
    assert page.url.endswith(f"#{claim.id}")
    page.goto(address)
    assert "The map and the timeline need JavaScript" in page.locator("noscript").first.text_content()
    page.close()


@PHONE
@pytest.mark.parametrize("path", PATHS)
def test_phone_needs_no_sideways_scrolling(watched: Watched, path: str) -> None:
    page = watched.go(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, page.evaluate("[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 391)"
                                      ".map(e => e.tagName + '.' + e.className).slice(0, 8)")


@PHONE
def test_phone_shows_a_claim_over_the_text(watched: Watched) -> None:
    page = watched.go("/documents/d-wire")
    page.locator(f"mark[id='{BY_TRIGGER['d-wire', 'captured'].id}'] a").click()
    assert page.locator(".sheet").is_visible()
    assert "Northern Army" in page.locator(".sheet").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator(".sheet").is_visible()


@pytest.mark.parametrize("path", PATHS)
def test_page_can_be_used_by_everybody(watched: Watched, path: str) -> None:
    """Language, one main heading, headings in order, names on what can be operated, no id twice."""
    page = watched.go(path)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => Number(e.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    nameless = page.evaluate("""[...document.querySelectorAll('input:not([type=hidden]),select')]
        .filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.outerHTML)""")
    assert nameless == []
    mute = page.evaluate("""[...document.querySelectorAll('main a, main button, main summary')]
        .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.querySelector('[aria-label]'))).map(e => e.outerHTML)""")
    assert mute == []
    assert page.evaluate("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))") == 0


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c; } return [255, 255, 255, 255]; };
  const out = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest('.map, .timeline, .chart, .skip, noscript, option')) continue;
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) out.push(`${ratio.toFixed(2)} ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
  }
  return out;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(watched: Watched, scheme: str) -> None:
    """WCAG 2.2 AA, success criterion 1.4.3: 4.5 to 1 for text, in both schemes."""
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in ["/", f"/events/{KILLED}", "/places/geonames:thun", "/casualties", f"/documents/d-wire#{BY_TRIGGER['d-wire', 'captured'].id}", "/?as_known=2031-05-04"]:
        assert watched.go(path).evaluate(CONTRAST) == [], path


def test_keyboard_reaches_the_content_first(watched: Watched) -> None:
    page = watched.go("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
