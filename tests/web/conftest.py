"""The hand-made river war, served."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from noria.derive.model import Results
from noria.reference.codebook import Codebook
from noria.views.web.app import create_app
from river_war import FakeDossier


@pytest.fixture
def dossier() -> FakeDossier:
    return FakeDossier()


@pytest.fixture
def client(dossier: FakeDossier) -> TestClient:
    return TestClient(create_app(dossier), raise_server_exceptions=False)  # type: ignore[arg-type]


@pytest.fixture
def empty_client() -> TestClient:
    empty = FakeDossier(codebook=Codebook(), claim_list=(), texts={}, made=Results(), refused=())
    return TestClient(create_app(empty), raise_server_exceptions=False)  # type: ignore[arg-type]
