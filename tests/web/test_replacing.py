"""The place page in a real browser: a name that was taken for the wrong place is put right there, and stays so when the dossier is built again."""

from __future__ import annotations

import socket
import threading
import time

import pytest
import uvicorn
from chromium import ARGUMENTS, CHROMIUM

from noria.dossier.dossier import Dossier
from noria.views.web.app import create_app
from noria.views.web.site import read_bundle

NORTH, SOUTH = "table:villages:n", "table:villages:s"
TABLE = "id,name,kind,country,lat,lon,population\nn,Ambariya,village,SD,15.9,32.5,40000\ns,Ambariya,village,SD,12.1,30.2,600\n"


@pytest.fixture
def dossier(tmp_path):
    made = Dossier.create(tmp_path / "war")
    (made.path / "gazetteer" / "villages.csv").write_text(TABLE)
    (made.path / "sources" / "a.txt").write_text("Militiamen shelled Ambariya on 3 May 2024. Three people were killed in Ambariya, a doctor said.\n")
    (made.path / "sources" / "metadata.toml").write_text('["a.txt"]\npublished = 2024-05-04\n')
    made.build()
    yield made
    made.close()


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's Chromium at /usr/bin/chromium: apt-get install chromium")
@pytest.mark.skipif(read_bundle() is None, reason="needs the built front end: python frontend/bundle.py")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_place_is_put_right_and_stays_so(dossier):
    from playwright.sync_api import sync_playwright

    assert {place.id for claim in dossier.claims() for place in claim.places} == {NORTH}
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(dossier), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}/places/{NORTH}")
        names = page.locator("section.names")
        names.locator("summary").first.click()
        assert "2 times" in names.locator("summary").first.inner_text()
        assert names.locator("table.candidates tbody tr").count() == 2
        form = page.get_by_role("form", name="Say which place Ambariya is")
        form.locator(f"input[value='{SOUTH}']").check()
        form.get_by_label("Reason").fill("the doctor works in the south")
        form.get_by_label("Signed").fill("Ada Keller")
        form.get_by_role("button", name="This is the place").click()
        page.wait_for_load_state()
        made, = dossier.judging.of()
        assert (made.kind, made.made_by, made.reason) == ("re-place", "Ada Keller", "the doctor works in the south")
        (dossier.path / "sources" / "b.txt").write_text("Militiamen shelled Ambariya again on 5 May 2024.\n")
        dossier.build()
        assert {place.id for claim in dossier.claims() for place in claim.places} == {SOUTH}
        assert {mention.judgement for mention in dossier.mentions(SOUTH)} == {made.id}
        page.goto(f"{address}/places/{SOUTH}")
        assert page.locator("section.names summary", has_text="decided").count() == 2  # a name in each document
        assert "the doctor works in the south" in page.content()
        assert page.goto(f"{address}/places/{NORTH}").status == 404
        browser.close()
    server.should_exit = True
    thread.join(10)
