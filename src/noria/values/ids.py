"""Content-addressed ids: canonical JSON, digested and tagged. The form is a contract: ids are stable across builds.

canonical JSON = UTF-8, keys sorted, no spaces, no NaN (RFC 8785 in spirit); digest = BLAKE2b; 10 bytes
in lower-case hexadecimal behind a one-letter tag that says what the id names ("d" document, "c" claim, "e" event …).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

DIGEST_BYTES = 10
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def canonical_json(value: Any) -> str:
    """`value` as canonical JSON. Raises TypeError on what JSON cannot hold, ValueError on NaN."""
    return _encode(value)


def content_id(tag: str, value: Any) -> str:
    """The id of `value`, e.g. `content_id("c", {...})` -> `"c-9f86d081884c7d659a2f"`."""
    digest = hashlib.blake2b(canonical_json(value).encode("utf-8"), digest_size=DIGEST_BYTES).hexdigest()
    return f"{tag}-{digest}"
