"""Tests here run on a record of SQLite, and on one of PostgreSQL where there is a server."""

from __future__ import annotations

from stores import store, where

__all__ = ["store", "where"]
