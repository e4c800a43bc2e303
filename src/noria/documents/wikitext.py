"""Wikitext: the text taken out of the markup (wikitextparser), the infobox as `- Key: value` lines, references as `[1]`, `[note 1]`.

A table gives one block a row, cells parted by ` | `. Left out: comments, pictures, galleries, categories, navigation templates and the
apparatus at the end of an article. The taken-out text is laid out like the plain-text dump: infobox first, a blank line between blocks.
"""

from __future__ import annotations

import html
import re

import wikitextparser as wtp

from noria.documents.draft import Draft, Outline, TextBuilder
from noria.documents.infobox import read_field
from noria.documents.metadata import with_origin
from noria.documents.model import InfoboxField

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REF = re.compile(r"<ref\b(?P<short>[^<>]*?)/\s*>|<ref\b(?P<attributes>[^<>]*)>(?P<words>.*?)</ref\s*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = r"{}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))"
_UNREAD = re.compile(r"<(?P<tag>gallery|math|timeline|imagemap|references|score|syntaxhighlight)\b[^<>]*?(?:/>|>.*?</(?P=tag)\s*>)",
                     re.IGNORECASE | re.DOTALL)
_CATEGORY = re.compile(r"\[\[\s*(?:Category|[a-z]{2,3}(?:-[a-z]+)?)\s*:[^\[\]]*\]\]|__[A-Z]+__")
_FILE = re.compile(r"(?:File|Image|Media)\s*:", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>", re.IGNORECASE)
_HEADING = re.compile(r"(={1,6})\s*(?P<words>.*?[^=\s].*?)\s*\1")
_ITEM = re.compile(r"(?P<bullet>[*#:;]+)\s*(?P<words>.*)")
_ROW = "\ue000"  # a private-use character that no source holds: begins a table row on its way through plain_text
_HEADER = "\ue001"
_LISTS = frozenset({"plainlist", "ubl", "unbulleted list", "flatlist", "hlist", "bulleted list", "ublist", "ulist", "blist"})
_SHOWN = frozenset({"nowrap", "nobr", "small", "big", "flag", "flagcountry", "flagu", "flagdeco", "lang", "abbr", "em", "strong", "noitalic",
                    "native name", "ill", "interlanguage link", "nobold", "center", "resize", "tooltip", "visible anchor", "quote", "blockquote",
                    "army", "navy", "air force", "country data", "text", "color"})
_WORDS = {"kia": "KIA", "killed in action": "KIA", "pow": "POW", "wia": "WIA", "mia": "MIA", "surrendered": "surrendered", "executed": "executed",
          "snd": "–", "spaced ndash": " – ", "ndash": "–", "mdash": "—", "dash": "–", "circa": "c.", "c.": "c.", "nbsp": " ", "pipe": "|",
          "citation needed": "[citation needed]", "cn": "[citation needed]", "fact": "[citation needed]", "when": "[when?]", "who": "[who?]",
          "by whom": "[by whom?]", "according to whom": "[according to whom?]", "dubious": "[dubious]", "clarify": "[clarification needed]",
          "better source needed": "[better source needed]", "failed verification": "[failed verification]"}
_NOTES = frozenset({"efn", "efn-ua", "refn", "#tag:ref", "note"})
_SHORT_REFS = frozenset({"sfn", "sfnp", "r", "sfnm", "harvnb"})


def looks_like_wikitext(text: str) -> bool:
    """Whether `text` has wiki markup that no plain-text dump has."""
    found = [bool(re.search(pattern, text)) for pattern in (r"\[\[[^\[\]\n]+\]\]", r"\{\{[^{}]+", r"'''[^'\n]+'''", r"<ref\b", r"^\{\|")]
    return sum(found) >= 2 or "{{Infobox" in text


def read_wikitext(text: str) -> Draft:
    source = _CATEGORY.sub("", _UNREAD.sub("", _References().number(_COMMENT.sub("", text))))
    parsed = wtp.parse(source)
    page, builder = _Page(), TextBuilder()
    infobox = [field for template in parsed.templates if _name(template).startswith("infobox") for field in page.infobox(template, builder)]
    title = page.fill(page.plain(source, drop_infobox=True), builder)
    return Draft(text=builder.text, blocks=builder.blocks, infobox=tuple(infobox), found=with_origin("file", title=title, kind="encyclopedia"))


class _References:
    """Numbers `<ref>` elements in the order in which they first stand; a named one keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts: dict[str, int] = {}

    def number(self, source: str) -> str:
        return _REF.sub(self._mark, source)

    def _mark(self, match: re.Match[str]) -> str:
        attributes = match["short"] or match["attributes"] or ""
        group, name = _attribute(attributes, "group"), _attribute(attributes, "name")
        kind = "note " if group else ""
        number = self._numbers.get((kind, name)) if name else None
        if number is None:
            number = self._counts[kind] = self._counts.get(kind, 0) + 1
            self._numbers[kind, name] = number
        return f"[{kind}{number}]"


class _Page:
    """Takes the words out of parsed wikitext."""

    def __init__(self) -> None:
        self._notes = 0

    def plain(self, source: str, *, drop_infobox: bool = False) -> str:
        """The words of `source`; templates in their printed form where that is known, else left out."""
        def replace(template: wtp.Template) -> str:
            return "" if drop_infobox and _name(template).startswith("infobox") else self._template(template)

        parsed = wtp.parse(_BREAK.sub("\n", source))
        for link in reversed(parsed.wikilinks):
            if _FILE.match(link.title.strip().lstrip(":")):
                link.string = ""
        words: str = parsed.plain_text(replace_templates=replace, replace_tables=self._table)
        return html.unescape(words)

    def infobox(self, template: wtp.Template, builder: TextBuilder) -> list[InfoboxField]:
        """One `- Key: value` line for each argument that has words, list entries joined as the dumps join them."""
        fields = []
        for argument in template.arguments:
            key = argument.name.strip()
            entries = [entry for line in self.plain(argument.value).split("\n") if (entry := line.strip(" \t,"))]
            value = ", ".join(re.sub(r"^(\*+)\s*", r"\1 ", entry) for entry in entries)
            if argument.positional or not any(c.isalnum() for c in value) or _is_technical(key):
                continue
            span = builder.write(f"- {key[:1].upper()}{key[1:]}: {value}", gap="\n")
            field = read_field(builder.text, span) if span else None
            if field is not None:
                fields.append(field)
        return fields

    def fill(self, words: str, builder: TextBuilder) -> str | None:
        """Append the blocks of the page's words; its title, where it states one as a heading of the first level."""
        outline, title = Outline(), None
        paragraph: list[str] = []
        for line in [*words.split("\n"), ""]:
            stripped = line.strip()
            heading, item = _HEADING.fullmatch(stripped), _ITEM.fullmatch(stripped)
            row = stripped[:1] in {_ROW, _HEADER}
            if not stripped or heading or item or row:
                if not outline.in_apparatus:
                    builder.add("paragraph", " ".join(paragraph), outline.section)
                paragraph = []
            if heading and len(heading[1]) == 1 and title is None:
                title = heading["words"]
                builder.add("title", title, level=1)
            elif heading:
                above = outline.enter(len(heading[1]), heading["words"])
                if not outline.in_apparatus:
                    builder.add("heading", heading["words"], above, level=len(heading[1]))
            elif row and not outline.in_apparatus:
                builder.add("table", stripped[1:], outline.section, level=1 if stripped[0] == _HEADER else 0)
            elif item and not outline.in_apparatus:
                builder.add("item", item["words"], outline.section, level=len(item["bullet"]))
            elif stripped and not item and not row:
                paragraph.append(stripped)
        return title

    def _template(self, template: wtp.Template) -> str:
        name = _name(template)
        values = [self.plain(a.value).strip() for a in template.arguments if a.positional]
        if name in _NOTES:
            self._notes += 1
            return f"[note {self._notes}]"
        if name in _SHORT_REFS:
            return ""
        if name in _WORDS:
            return _WORDS[name]
        if name in _LISTS:
            return "\n" + "\n".join(value if value.startswith("*") else f"* {value}" for value in values if value)
        if name in {"convert", "cvt"} and len(values) >= 2:
            return f"{values[0]} {values[1]}"
        if name in {"start date", "end date", "date", "dts", "start date and age"}:
            return _date(values)
        if name in {"lang", "flagdeco", "abbr", "native name"} and len(values) >= 2:
            return values[0] if name == "abbr" else values[1]
        return values[0] if name in _SHOWN and values else ""

    def _table(self, table: wtp.Table) -> str:
        """One line a row; `plain_text` calls this for each table."""
        rows = [[cell for cell in row if cell is not None] for row in table.cells(span=False)]
        lines = []
        for row in rows:
            words = [" ".join(self.plain(cell.value).split()) for cell in row]
            if any(words):
                header = all(cell.string.lstrip().startswith("!") for cell in row)
                lines.append((_HEADER if header else _ROW) + " | ".join(words))
        return "\n" + "\n".join(lines) + "\n"


def _name(template: wtp.Template) -> str:
    return " ".join(template.name.replace("_", " ").split()).casefold()


def _attribute(attributes: str, name: str) -> str:
    match = re.search(_ATTRIBUTE.format(name), attributes, re.IGNORECASE)
    return next((group for group in match.groups() if group), "").strip() if match else ""


def _is_technical(key: str) -> bool:
    """Arguments that steer the layout and hold nothing to read."""
    return re.fullmatch(r"(?:image|img|map|mark|label|width|alt|caption|campaignbox|coordinates|flag|colou?r|bg|style)[\w ]*", key,
                        re.IGNORECASE) is not None


def _date(values: list[str]) -> str:
    numbers = [value for value in values[:3] if value.isdigit()]
    return "-".join(number.zfill(2) for number in numbers) if numbers else (values[0] if values else "")
