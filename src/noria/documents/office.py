"""PDF (pypdf) and Word documents (python-docx). A PDF's text is read like plain text broken at a fixed width.

The dates that these files carry are those of the file, not of the publication; they are not used.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import XMLSyntaxError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from noria.documents.draft import Draft, Outline, TextBuilder
from noria.documents.metadata import merge, with_origin
from noria.documents.plain import read_plain
from noria.errors import UnreadableDocument

_UNPACKED = 256 * 1024 * 1024
# What the two libraries let through when a file is cut off or damaged.
_DAMAGE = (PyPdfError, PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, ValueError, LookupError, TypeError, AttributeError, AssertionError,
           RecursionError, NotImplementedError, ZeroDivisionError, EOFError, OSError)


def read_pdf(data: bytes) -> Draft:
    """The text layer of a PDF. Raises UnreadableDocument where it is encrypted, damaged or has none."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UnreadableDocument("the PDF is protected by a password; save it without one")
        pages = [page.extract_text() for page in reader.pages]
        title, author = (reader.metadata.title, reader.metadata.author) if reader.metadata else (None, None)
    except _DAMAGE as error:
        raise UnreadableDocument("the PDF is damaged and cannot be opened") from error
    text = "\n".join(re.sub(r"[\r\f]", "\n", page) for page in pages).strip("\n")
    if not any(c.isalnum() for c in text):
        raise UnreadableDocument("the PDF has no text layer (a scan?); run text recognition (OCR) on it first")
    draft = read_plain(re.sub(r"[\ud800-\udfff]", "�", text))
    found = merge(draft.found, with_origin("file", title=_told(title), author=_told(author)))
    return Draft(text=draft.text, blocks=draft.blocks, found=found)


def read_word(data: bytes) -> Draft:
    """Paragraphs, headings, list items and table rows of a .docx. Raises UnreadableDocument where it is damaged or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise UnreadableDocument("the Word document unpacks to more than 256 MiB")
        document = docx.Document(io.BytesIO(data))
        builder, title = TextBuilder(), None
        for kind, words, section, level in _pieces(document):
            title = title or (words if kind == "title" else None)
            builder.add(kind, words, section, level=level)  # type: ignore[arg-type]
        told = with_origin("file", title=title or _told(document.core_properties.title), author=_told(document.core_properties.author))
    except _DAMAGE as error:
        raise UnreadableDocument("the Word document is damaged and cannot be opened") from error
    return Draft(text=builder.text, blocks=builder.blocks, found=told)


def _pieces(document: WordDocument) -> Iterator[tuple[str, str, tuple[str, ...], int]]:
    outline = Outline()
    for piece in document.iter_inner_content():
        if isinstance(piece, Table):
            for number, row in enumerate(piece.rows):
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield "table", " | ".join(cells), outline.section, 1 if number == 0 else 0
            continue
        style = (piece.style.name if piece.style else None) or ""
        words = " ".join(piece.text.split())
        level = re.fullmatch(r"Heading (\d)", style)
        if style == "Title":
            yield "title", words, (), 1
        elif level and words:
            yield "heading", words, outline.enter(int(level[1]), words), int(level[1])
        else:
            yield "item" if style.startswith("List") else "paragraph", words, outline.section, 1 if style.startswith("List") else 0


def _told(words: str | None) -> str | None:
    return " ".join(words.split()) or None if isinstance(words, str) else None
