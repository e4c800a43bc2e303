"""Bytes to text, or the reason why not. Only what the bytes declare or UTF-8 proves is believed; no encoding is guessed."""

from __future__ import annotations

import codecs
import re

from noria.errors import UnreadableDocument

MAX_BYTES = 32 * 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BINARY = ((b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip archive"),
           (b"PK\x03\x04", "a ZIP archive"), (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file; save it as .docx or .txt"),
           (b"\x7fELF", "a program"), (b"SQLite format 3\0", "a database"), (b"{\\rtf", "a rich-text file; save it as .docx or .txt"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})|<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})",
                      re.IGNORECASE)


def decode(data: bytes, *, declared: bool = False) -> str:
    """The text of `data`, line ends as one line feed, without a byte-order mark. `declared`: believe an HTML or XML charset.

    Raises UnreadableDocument on an empty file, a binary one, or one that is neither UTF-8 nor marked as UTF-16 or UTF-32.
    """
    if not data.strip():
        raise UnreadableDocument("the file is empty")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise UnreadableDocument(f"the file is not text but {what}")
    bom, encoding = next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), (b"", "utf-8"))
    if not bom and b"\0" in data:
        raise UnreadableDocument("the file is binary, not text")
    if declared and not bom:
        encoding = _declared(data)
    try:
        text = data[len(bom):].decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument(f"the file is not {encoding.upper()} text (byte {data[len(bom):][error.start]:#04x}); save it as UTF-8",
                                 line=line) from error
    return clean_text(text)


def clean_text(text: str) -> str:
    """`text` with line ends as one line feed. Raises UnreadableDocument on half characters (lone surrogates) and null characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableDocument("the text holds null characters; it is binary, not text")
    if re.search(r"[\ud800-\udfff]", text):
        raise UnreadableDocument("the text holds bytes that are not UTF-8; save it as UTF-8")
    return text


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    name = (match[1] or match[2]).decode("ascii") if match else "utf-8"
    try:
        info = codecs.lookup(name)
    except LookupError as error:
        raise UnreadableDocument(f"the page declares an unknown encoding {name!r}; save it as UTF-8") from error
    if not info._is_text_encoding:  # noqa: SLF001  the only way to tell "utf-8" from "rot13" and "zip"
        raise UnreadableDocument(f"the page declares an unknown encoding {name!r}; save it as UTF-8")
    return info.name
