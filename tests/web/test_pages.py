"""Every page and every twin: they answer, their links lead somewhere, hostile text stays text, errors have one shape."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin

import pytest
from starlette.testclient import TestClient

from noria.derive.model import Problem
from noria.derive.returned import TOLD_AGAIN
from noria.claims.json_form import to_json
from factory import actor
from noria.derive.model import Event, Results
from noria.dossier.catalogue import Catalogue
from noria.reference.codebook import Actor, Source
from noria.values.day import Day
from noria.views.web.app import PAGES, create_app
from noria.views.web.site import read_bundle
from river_war import BY_TRIGGER, CAPTURE, CLAIMS, CODEBOOK, DOCUMENTS, HOSTILE, KILLED, SHELLING, FakeDossier, results

LISTINGS = ["/events", "/places", "/control", "/actors", "/casualties", "/operations", "/forces", "/documents", "/refusals", "/problems", "/judgements", "/search"]
SINGLE = {"/events": CAPTURE, "/places": "geonames:thun", "/actors": "north-army", "/operations": "o-spring", "/documents": "d-wire",
          "/claims": CLAIMS[0].id}
ALL = ["/", f"/codings/{CAPTURE}", *LISTINGS, *(f"{path}/{id}" for path, id in SINGLE.items()), f"/events/{KILLED}", f"/events/{SHELLING}", "/actors/name:4th bridge brigade",
       "/actors/silent", "/places/name:oberhofnord", "/documents/d-watch", "/documents/d-state", "/search?q=thun"]


def twin(path: str) -> str:
    bare, mark, query = path.partition("?")
    return ("/index" if bare == "/" else bare) + ".json" + mark + query


class Links(HTMLParser):
    """The addresses a page points to, and the anchors it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"a", "link"} and (address := values.get("href")):
            self.targets.append(address)
        if tag == "script" and (address := values.get("src")):
            self.targets.append(address)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def test_every_page_has_its_routes() -> None:
    assert {path.removesuffix("/{id:path}") for path, _ in PAGES} == {*LISTINGS, "/claims", "/codings"}


@pytest.mark.parametrize("path", ALL)
def test_page_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    page = Links(answer.text)
    assert page.headings.count(1) == 1
    assert len(set(page.ids)) == len(page.ids), "an id stands twice"


@pytest.mark.parametrize("path", ALL)
def test_twin_is_json(client: TestClient, path: str) -> None:
    answer = client.get(twin(path))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)


@pytest.mark.parametrize("path", ["/", *LISTINGS])
def test_empty_dossier(empty_client: TestClient, path: str) -> None:
    assert empty_client.get(path).status_code == 200
    assert empty_client.get(twin(path)).status_code == 200


@pytest.mark.parametrize("asked", ["on=2031-05-03", "as_known=2031-05-05", "on=2031-05-03&as_known=2031-05-04", "on=0480-09-01", "on="])
@pytest.mark.parametrize("path", ["/", "/places", "/events", "/places/geonames:thun"])
def test_days_can_be_asked_for(client: TestClient, path: str, asked: str) -> None:
    assert client.get(f"{path}?{asked}").status_code == 200
    assert client.get(twin(f"{path}?{asked}")).status_code == 200


def test_links_lead_somewhere(client: TestClient) -> None:
    """Every address on every page that can be reached from the overview, and every `#anchor` of a page of this server."""
    seen: dict[str, list[str]] = {}
    wanted: list[tuple[str, str]] = [("/", "")]
    checked: set[tuple[str, str]] = set()
    while wanted:
        path, anchor = wanted.pop()
        if (path, anchor) in checked:
            continue
        checked.add((path, anchor))
        if path not in seen:
            answer = client.get(path)
            assert answer.status_code == 200, path
            page = Links(answer.text) if answer.headers["content-type"].startswith("text/html") else Links("")
            seen[path] = page.ids
            for target in page.targets:
                full = urljoin(path, target)
                assert full.startswith("/"), f"{path} points off the server: {target}"
                wanted.append(tuple(urldefrag(full)))
        if anchor:
            assert anchor in seen[path], f"{path} has no #{anchor}"
    assert len(seen) > 30


def test_a_place_page_says_why_its_names_were_taken_so(client: TestClient) -> None:
    page = client.get("/places/geonames:thun").text
    assert "share 0.92 among 2 candidates" in page
    assert "in no table any more" in page
    assert "populated place, CH, 44,000 people" in page
    [wire, watch] = client.get("/places/geonames:thun.json").json()["names"]
    assert (wire["document"], watch["document"], len(wire["mentions"])) == ("d-wire", "d-watch", 2)
    assert wire["candidates"][0] == {"id": "geonames:thun", "score": 0.9, "name": "Thun"}
    assert (wire["mentions"][0]["geo_precision"], wire["mentions"][0]["where_prec"]) == (1, 1)
    assert "no gazetteer knows the name" in client.get("/places/name:oberhofnord").text


def test_a_name_can_be_said_to_be_another_place(dossier: FakeDossier) -> None:
    local = TestClient(create_app(dossier), base_url="http://127.0.0.1:8765", client=("127.0.0.1", 5000))  # type: ignore[arg-type]
    page = local.get("/places/name:oberhofnord").text
    token = re.search(r'name="token" value="([^"]+)"', page)[1]  # type: ignore[index]
    target = re.search(r'name="target" value="([^"]+)" checked', page)[1]  # type: ignore[index]
    assert target == "name:oberhof nord"
    form = {"token": token, "kind": "re-place", "target": target, "back": "/places/name:oberhofnord", "places": "Oberhof @ 46.7, 7.5", "by": "Ann", "why": "the farm"}
    answer = local.post("/judgements", data=form, follow_redirects=False)
    assert answer.status_code == 303
    [(kind, upon, told)] = dossier.posted
    assert (kind, upon, told["correction"]["places"][0]["lat"]) == ("re-place", "name:oberhof nord", 46.7)  # type: ignore[index]


def test_hostile_text_stays_text(dossier: FakeDossier) -> None:
    dossier.name = HOSTILE
    client = TestClient(create_app(dossier), raise_server_exceptions=False)  # type: ignore[arg-type]
    for path in [*ALL, f"/search?q={quote(HOSTILE)}", f"/events?type={quote(HOSTILE)}", f"/{quote(HOSTILE)}", f"/?on={quote(HOSTILE)}"]:
        html = client.get(path).text
        assert "<script>alert" not in html, path
        assert "<b>Nine" not in html, path
        assert "display:none" not in html, path


def test_pages_allow_only_this_server(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


FAILING = [(f"{path}/nothing-of-this-name.json", 404) for path in SINGLE]
FAILING += [("/nothing.json", 404), ("/deep/er/nothing.json", 404), ("/static/nothing.json", 404), ("/index.json?on=yesterday", 400),
            ("/atlas.json?on=2031-02-30", 400), ("/events.json?type=parade", 400), ("/casualties.json?on=x", 400), ("/search.json?as_known=x", 400)]
FAILING += [(f"{path}.json?as_known=3.5.2031", 400) for path in LISTINGS]
FAILING += [(f"{path}.json?page=7", 400) for path in ["/events", "/places", "/actors", "/casualties", "/operations", "/documents", "/refusals", "/problems"]]


@pytest.mark.parametrize(("path", "status"), FAILING)
def test_errors_have_one_shape(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    body = answer.json()
    assert list(body) == ["error"]
    assert set(body["error"]) == {"message", "status"}
    assert body["error"]["status"] == status
    assert body["error"]["message"]
    page = client.get(path.replace(".json", "", 1))
    assert page.status_code in {status, 404}
    assert page.headers["content-type"].startswith("text/html")
    assert "overview" in page.text


def test_a_failure_inside_has_the_same_shape(dossier: FakeDossier, caplog: pytest.LogCaptureFixture) -> None:
    def broken(**_: object) -> Catalogue:
        raise RuntimeError("the disk is full")

    dossier.catalogue = broken  # type: ignore[method-assign]
    client = TestClient(create_app(dossier), raise_server_exceptions=False)  # type: ignore[arg-type]
    answer = client.get("/events.json")
    assert answer.status_code == 500
    assert set(answer.json()["error"]) == {"message", "status"}
    assert "disk" not in answer.text
    assert "the disk is full" in caplog.text
    assert client.get("/events").status_code == 500


def test_only_reading(client: TestClient) -> None:
    answer = client.post("/events.json")
    assert answer.status_code == 405
    assert answer.json()["error"]["status"] == 405


def test_reader_keeps_the_text_and_marks_each_claim_once(client: TestClient) -> None:
    for id, document in DOCUMENTS.items():
        html = client.get(f"/documents/{id}").text
        article = html[html.index("<article") : html.index("</article>")]
        shown = re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", article))
        escaped = document.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;").replace("'", "&#39;")
        assert re.sub(r"\s+", "", escaped) == shown
        for claim in CLAIMS:
            assert article.count(f'id="{claim.id}"') == (claim.document.id == id)
            assert (f'id="card-{claim.id}"' in html) == (claim.document.id == id)


def test_event_shows_where_accounts_differ(client: TestClient) -> None:
    data = client.get(f"/events/{KILLED}.json").json()
    differing = {row["about"]: row["values"] for row in data["differences"]}
    assert differing["Killed (soldiers)"] == ["at least 12", "20", "9"]
    assert "Where" not in differing
    assert "They differ in" in client.get(f"/events/{KILLED}").text


def test_event_shows_codings_side_by_side_and_how_well_it_is_attested(client: TestClient) -> None:
    page = client.get(f"/events/{CAPTURE}").text
    assert "Under other codebooks" in page
    assert 'aria-label="Codings side by side"' in page
    assert "sub_event_type, acled.type.taken" in page
    data = client.get(f"/events/{CAPTURE}.json").json()
    assert data["grading"]["rule"] == f"grading.{data['grading']['grade']}"
    assert data["grading"]["reason"] in page
    own = client.get(f"/codings/{CAPTURE}")
    assert "Value by value" in own.text
    assert client.get(f"/codings/{CAPTURE}.json").json()["codebooks"]["ucdp"]["uncoded"]


def test_large_dossiers_code_an_event_only_where_it_is_asked_for(dossier: FakeDossier) -> None:
    dossier.is_small = False
    client = TestClient(create_app(dossier))
    assert "Codings side by side" not in client.get(f"/events/{CAPTURE}").text
    assert "Codings side by side" in client.get(f"/codings/{CAPTURE}").text


def test_a_claim_against_its_speakers_interest_is_marked(dossier: FakeDossier) -> None:
    dossier.codebook = replace(CODEBOOK, sources=(Source(id="league", name="the League", affiliation="south"), Source(id="office", name="League Office", affiliation="south")),
                               actors=(*CODEBOOK.actors, Actor(id="soldiers", name="soldiers", side="south")))
    dossier.claim_list = tuple(replace(claim, targets=(actor("soldiers"),)) if claim.type == "casualty" and claim.document.id == "d-state" else claim
                               for claim in CLAIMS)
    page = TestClient(create_app(dossier)).get(f"/events/{KILLED}").text
    assert page.count("against its own interest") == 1


def test_silence_is_no_difference(client: TestClient) -> None:
    differing = {row["about"] for row in client.get(f"/events/{CAPTURE}.json").json()["differences"]}
    assert "When" not in differing
    assert "How certain" in differing


def test_claims_in_twins_have_the_published_form(client: TestClient) -> None:
    claim = BY_TRIGGER["d-wire", "captured"]
    for twin in ("/documents/d-wire.json", "/places/geonames:thun.json"):  # both tell the event with the claim
        told = client.get(twin).json()["claims"]
        assert to_json(claim) in [{key: value for key, value in one.items() if key != "event"} for one in told]


@pytest.mark.parametrize(("on", "holder"), [("2031-05-02", "Southern League"), ("2031-05-03", "Northern Army")])
def test_control_on_a_day(client: TestClient, on: str, holder: str) -> None:
    control = client.get(f"/index.json?on={on}").json()["control"]
    assert [h["holder"] for h in control if h["place"]["name"] == "Thun"] == [holder]


def test_as_known_goes_along_with_links(client: TestClient) -> None:
    html = client.get("/?as_known=2031-05-04").text
    assert "4 May 2031" in html
    assert 'href="/events?as_known=2031-05-04"' in html
    assert [d["id"] for d in client.get("/documents.json?as_known=2031-05-04").json()["documents"]] == ["d-wire"]


def test_long_lists_come_in_pages(dossier: FakeDossier) -> None:
    one = results().events[0]
    many = tuple(Event(**{f: getattr(one, f) for f in Event.__dataclass_fields__} | {"id": f"e-{n:04d}"}) for n in range(450))
    dossier.made = Results(events=many)
    client = TestClient(create_app(dossier), raise_server_exceptions=False)  # type: ignore[arg-type]
    pages = [client.get(f"/events.json?page={n}").json() for n in (1, 2, 3)]
    assert [len(page["events"]) for page in pages] == [200, 200, 50]
    assert pages[0]["pages"] == 3
    assert pages[0]["total"] == 450
    html = client.get("/events?page=2").text
    assert "201 to 400 of 450" in html
    assert 'rel="next" href="/events?page=3"' in html


def test_atlas_holds_what_the_map_draws(client: TestClient) -> None:
    data = client.get("/atlas.json").json()
    assert {place["name"] for place in data["places"]} == {"Thun", "Bern"}
    colours = {side["id"]: side["colour"] for side in data["sides"]}
    assert colours["north"] == "#7a3b8f"
    assert re.fullmatch("#[0-9a-f]{6}", colours["south"]), "a colour that is none is replaced"
    assert json.dumps(data)


def test_search_folds_case_and_accents(client: TestClient) -> None:
    assert client.get("/search.json?q=THÜN").json()["totals"]["events"] == 2
    assert client.get("/search.json?q=army of the north").json()["actors"][0]["id"] == "north-army"
    assert not any(client.get("/search.json?q=zeppelin").json()["totals"].values())


def test_world_is_kept_until_the_record_changes(dossier: FakeDossier) -> None:
    asked: list[Day | None] = []
    made = dossier.catalogue()

    def counted(*, as_known: Day | None = None) -> Catalogue:
        asked.append(as_known)
        return made

    dossier.catalogue = counted  # type: ignore[method-assign]
    client = TestClient(create_app(dossier))  # type: ignore[arg-type]
    for _ in range(3):
        client.get("/events")
    assert len(asked) == 1
    dossier.built = "2"
    client.get("/events")
    assert len(asked) == 2


@pytest.mark.parametrize(("words", "found"), [("captured thun", {CAPTURE}), ("THÛN capt", {CAPTURE}), ("thun nowhere", set()), ("", set())])
def test_search_finds_events_by_the_sentences_that_tell_them(client: TestClient, words: str, found: set[str]) -> None:
    answer = client.get(f"/search.json?q={quote(words)}").json()
    assert found == {event["id"] for event in answer["events"]} & {CAPTURE}
    assert bool(answer["sentences"]) == bool(found)
    assert answer["totals"]["sentences"] == len(answer["sentences"])


def test_a_map_of_very_many_events_draws_those_that_most_tell(dossier: FakeDossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noria.views.web.pages.atlas.DRAWN", 1)
    monkeypatch.setattr("noria.views.web.pages.overview.DRAWN", 1)
    client = TestClient(create_app(dossier), raise_server_exceptions=False)  # type: ignore[arg-type]
    atlas = client.get("/atlas.json").json()
    most = max((e.origins, len(e.accounts)) for e in results().events)
    assert [(event["origins"], event["accounts"]) for event in atlas["events"]] == [most]
    assert atlas["events_total"] == len(results().events)
    assert "The map and the timeline draw the 1 events that most accounts tell" in client.get("/").text


def test_pages_without_the_bundle_hold_tables(dossier: FakeDossier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation whose front end was never built says so and shows tables; nothing fails."""
    assert read_bundle(tmp_path) is None
    monkeypatch.setattr("noria.views.web.site.read_bundle", lambda _: None)
    client = TestClient(create_app(dossier))  # type: ignore[arg-type]
    html = client.get("/").text
    assert "have not been built" in html
    assert '<details class="table" open>' in html
    assert "has not been built" in client.get("/casualties").text


def test_control_says_by_which_policy(client: TestClient) -> None:
    page = client.get("/control?on=2031-05-03").text
    assert "Policy in force, of this dossier" in page
    assert "lasts until other evidence comes" in page
    data = client.get("/control.json?on=2031-05-03&since=2031-05-02&until=2031-05-03").json()
    assert data["policy"] == {"fades_after": None, "contiguity": "nearest", "reach_km": 15.0}
    assert [(c["place"]["name"], c["day"], c["before"]["side"], c["after"]["side"]) for c in data["changes"]] == [
        ("Thun", "2031-05-03", "south", "north"), ("Bern", "2031-05-02", None, "south")]
    assert all(change["said_by"] for change in data["changes"])


def test_another_policy_can_be_asked_for(client: TestClient) -> None:
    asked = "fades_after=1&contiguity=joined&reach_km=4"
    page = client.get(f"/control?on=2031-05-20&{asked}").text
    assert "Policy in force, chosen here" in page
    assert "lasts 1 day;" in page
    data = client.get(f"/control.json?on=2031-05-20&{asked}").json()
    assert data["policy"] == {"fades_after": 1, "contiguity": "joined", "reach_km": 4.0}
    assert {h["state"] for h in data["control"]} == {"unknown"}
    thun = next(place for place in client.get(f"/atlas.json?{asked}").json()["places"] if place["name"] == "Thun")
    assert thun["holdings"][-1]["state"] == "unknown"


def test_inferred_areas_name_their_place_and_claims(client: TestClient) -> None:
    data = client.get("/areas.json?on=2031-05-03").json()
    assert {(area["place"], area["side"], area["inferred"]) for area in data["areas"]} == {("Thun", "north", True), ("Bern", None, True)}
    assert all(area["claims"] and area["polygons"] and area["rule"] == "control.inferred-nearest" for area in data["areas"])
    assert client.get("/areas.json?on=2031-05-03&contiguity=none").json()["areas"] == []


@pytest.mark.parametrize("asked", ["fades_after=soon", "fades_after=0", "contiguity=far", "reach_km=0", "reach_km=x", "reach_km=nan", "since=2031-05-04&until=2031-05-03"])
def test_a_policy_that_cannot_be_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/control?{asked}").status_code == 400


def test_control_of_an_empty_dossier(empty_client: TestClient) -> None:
    page = empty_client.get("/control")
    assert page.status_code == 200
    assert "The documents do not say who held which place" in page.text
    assert empty_client.get("/areas.json").json()["areas"] == []


def test_a_rejected_event_that_is_told_again_is_not_to_be_missed(dossier: FakeDossier) -> None:
    again = Problem(TOLD_AGAIN, "an event that Ada rejected on 2031-05-06 (“a drill”) is told again by The Wire", (BY_TRIGGER["d-wire", "captured"].id,))
    dossier.made = replace(dossier.made, problems=(again,))
    client = TestClient(create_app(dossier))  # type: ignore[arg-type]
    for path in (f"/events/{CAPTURE}", "/judgements", "/problems"):
        assert "rejected on 6 May 2031 (“a drill”) is told again by The Wire" in client.get(path).text
    assert "told again" not in client.get(f"/events/{SHELLING}").text
