"""Judging on the pages: who may, what is kept, what the pages then show; and in a real browser, by keyboard."""

from __future__ import annotations

import re
import socket
import threading
import time
from dataclasses import replace

import pytest
import uvicorn
from chromium import ARGUMENTS, CHROMIUM
from fake_parts import PARTS
from starlette.testclient import TestClient

from noria.dossier.dossier import Dossier
from noria.dossier.parts import derive_results
from noria.views.web.app import create_app
from noria.views.web.site import read_bundle
from river_war import BY_TRIGGER, CAPTURE

HERE = "http://127.0.0.1:8765"
SHELLING = BY_TRIGGER["d-watch", "shelled"].id
JUDGED = {"kind": "reject", "target": SHELLING, "by": "Ada", "why": "a drill", "back": "/documents/d-watch"}


def local(dossier, base=HERE, host="127.0.0.1"):
    return TestClient(create_app(dossier), base_url=base, client=(host, 50000), raise_server_exceptions=False, follow_redirects=False)


def token(client, path=f"/claims/{SHELLING}"):
    return re.search(r'name="token" value="([^"]+)"', client.get(path).text)[1]


def test_a_form_of_the_page_is_taken_and_leads_back(dossier):
    client = local(dossier)
    answer = client.post("/judgements", data=JUDGED | {"token": token(client)}, headers={"origin": HERE, "sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents/d-watch")
    assert dossier.posted == [("reject", SHELLING, {"by": "Ada", "why": "a drill", "correction": None, "others": []})]
    assert 'value="Ada"' in client.get(f"/claims/{SHELLING}").text, "the page remembers who signed"


def test_a_program_with_the_token_is_answered_with_the_judgement(dossier):
    client = local(dossier)
    sent = {"kind": "correct", "target": SHELLING, "made_by": "Ada", "reason": "page 2", "correction": {"type": "attack"}}
    answer = client.post("/api/judgements", json=sent, headers={"x-noria-token": token(client)})
    assert (answer.status_code, answer.json()["kind"], answer.json()["made_by"]) == (201, "correct", "Ada")
    assert dossier.posted[0][2]["correction"] == {"type": "attack"}


@pytest.mark.parametrize(("base", "host", "headers", "known"), [
    (HERE, "127.0.0.1", {"origin": "https://evil.example"}, True), (HERE, "127.0.0.1", {"origin": "null"}, True),
    (HERE, "127.0.0.1", {"origin": "http://127.0.0.1:9999"}, True),
    (HERE, "127.0.0.1", {"sec-fetch-site": "cross-site"}, True), (HERE, "127.0.0.1", {"sec-fetch-site": "same-site"}, True),
    (HERE, "127.0.0.1", {}, False), ("http://rebound.example:8765", "127.0.0.1", {}, True), (HERE, "192.168.1.7", {}, True)],
    ids=["other origin", "no origin", "other port", "cross site", "same site", "no token", "another name", "another machine"])
@pytest.mark.parametrize("path", ["/judgements", "/api/judgements"])
def test_nobody_else_can_judge(dossier, base, host, headers, known, path):
    app = create_app(dossier)
    mine = TestClient(app, base_url=HERE, client=("127.0.0.1", 1))
    secret = token(mine) if known else "guess"
    client = TestClient(app, base_url=base, client=(host, 50000), raise_server_exceptions=False, follow_redirects=False)
    if path == "/judgements":
        answer = client.post(path, data=JUDGED | {"token": secret}, headers=headers)
    else:
        answer = client.post(path, json={"kind": "reject", "target": SHELLING, "made_by": "Ada", "reason": "x"}, headers={"x-noria-token": secret} | headers)
        assert answer.json()["error"]["status"] == 403
    assert answer.status_code == 403
    assert dossier.posted == []


def test_who_cannot_judge_sees_no_form_and_no_token(dossier, client):
    for path in (f"/claims/{SHELLING}", f"/events/{CAPTURE}", "/documents/d-watch"):
        assert "token" not in client.get(path).text
        assert 'method="post"' not in client.get(path).text


@pytest.mark.parametrize(("change", "words"), [({"kind": "burn"}, "the kinds are accept"), ({"why": " "}, "a name and a reason"), ({"by": ""}, "a name and a reason")])
def test_what_is_missing_is_said(dossier, change, words):
    client = local(dossier)
    answer = client.post("/judgements", data=JUDGED | {"token": token(client)} | change)
    assert answer.status_code == 400
    assert words in answer.text
    assert client.post("/api/judgements", content="{", headers={"x-noria-token": token(client), "content-type": "application/json"}).status_code == 400
    assert client.post("/api/judgements", content="{}", headers={"x-noria-token": token(client)}).status_code == 415
    assert client.post("/judgements", content="x" * 300_000, headers={"x-noria-token": token(client)}).status_code == 413


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", ""])
def test_a_form_never_leads_off_the_server(dossier, back):
    client = local(dossier)
    assert client.post("/judgements", data=JUDGED | {"token": token(client), "back": back}).headers["location"] == "/judgements"


@pytest.fixture
def real(tmp_path):
    """A dossier of two shellings on one day, on disk."""
    dossier = Dossier.create(tmp_path / "war", parts=replace(PARTS, name="lines", derive=derive_results))
    (dossier.path / "sources" / "a.txt").write_text("They shelled the port.\nGuns shelled the mill at dawn, twice.\n")
    (dossier.path / "sources" / "metadata.toml").write_text('["a.txt"]\npublished = 2024-12-04\n')
    dossier.build()
    yield dossier
    dossier.close()



def test_what_is_decided_is_shown_with_the_machines_reading_and_can_be_taken_back(real):
    client = local(real)
    port = real.claims()[0].id
    secret = token(client, f"/claims/{port}")
    whom = {"token": secret, "by": "Ada", "why": "the map says so"}
    page = f"/claims/{port}"
    typed = dict(re.findall(r'name="(was_\w+)" value="([^"]*)"', client.get(page).text))
    same = {name.removeprefix("was_"): text for name, text in typed.items()}
    answer = client.post("/judgements", data=whom | typed | same | {"kind": "correct", "target": port, "time": "2024-12-01", "back": page})
    assert answer.headers["location"] == page
    made, = real.judging.of()
    assert list(made.payload["correction"]) == ["time"], "only what was changed is corrected"
    html = client.get(page).text
    assert "As the machine read it" in html
    assert re.search(r"2024-12-01</td>\s*<td>2024-12-04", html)
    assert "the map says so" in html
    assert client.get(f"{page}.json").json()["claim"]["judged"]["verdict"] == "corrected"
    event = real.results().event_of[port]
    assert client.get(f"/events/{event}.json").json()["event"]["time"]["edtf"] == "2024-12-01"
    client.post("/judgements", data=whom | {"kind": "undo", "target": made.id, "back": page})
    assert real.results().event_of[port] == event
    assert "taken back" in client.get(page).text
    assert client.get("/judgements.json?state=undone").json()["total"] == 1


def test_a_page_of_an_event_that_is_no_more_leads_to_the_one_that_is(real):
    client = local(real)
    one, other = (event.id for event in real.results().events)
    secret = token(client, f"/events/{one}")
    whom = {"token": secret, "by": "Ada", "why": "told twice"}
    answer = client.post("/judgements", data=whom | {"kind": "merge", "target": one, "others": other, "back": f"/events/{other}"})
    merged, = real.results().events
    assert answer.headers["location"] == f"/events/{merged.id}"
    answer = client.post("/judgements", data=whom | {"kind": "reject", "target": merged.id, "back": f"/events/{merged.id}"})
    assert answer.headers["location"] == "/judgements"
    assert "Merged" in client.get("/judgements").text


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's Chromium at /usr/bin/chromium: apt-get install chromium")
@pytest.mark.skipif(read_bundle() is None, reason="needs the built front end: python frontend/bundle.py")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_claim_is_rejected_and_an_event_split_by_keyboard(real):
    from playwright.sync_api import sync_playwright

    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(real), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    port, mill = real.claims()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.goto(f"{address}/documents/{port.document.id}")
        card = page.locator(f"#card-{port.id}")
        card.locator(".judging summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("a drill")
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type("Ada Keller")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.value") == "reject"
        page.keyboard.press("Enter")
        page.locator(f"#card-{port.id} .verdict.rejected").wait_for()
        assert page.url.endswith(f"#card-{port.id}")
        made, = real.judging.of()
        assert (made.kind, made.made_by, made.reason) == ("reject", "Ada Keller", "a drill")
        page.goto(f"{address}/claims/{port.id}")
        page.get_by_text("Take back", exact=True).first.click()
        page.locator(".judgements").get_by_label("Reason").fill("it was none")
        page.locator(".judgements").get_by_role("button", name="Take back").click()
        page.get_by_text("(taken back)").wait_for()
        one, other = sorted(event.id for event in real.results().events)
        page.goto(f"{address}/events/{one}")
        page.get_by_text("Accept, reject, correct, merge or split").click()
        merge = page.locator("form[aria-label=Merge]")
        merge.locator(f"input[value='{other}']").check()
        merge.get_by_label("Reason").fill("told twice")
        assert merge.get_by_label("Signed").input_value() == "Ada Keller"
        merge.get_by_role("button", name="Merge").click()
        page.get_by_text("What people decided").wait_for()
        assert len(real.results().events) == 1
        page.get_by_text("Accept, reject, correct, merge or split").click()
        split = page.locator("form[aria-label=Split]")
        split.locator(f"input[value='{mill.id}']").check()
        split.get_by_label("Reason").fill("two guns")
        split.get_by_role("button", name="Split").click()
        page.get_by_text("What people decided").wait_for()
        assert len(real.results().events) == 2
        assert complaints == []
        browser.close()
    server.should_exit = True
    thread.join(10)
