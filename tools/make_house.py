"""Builds contract_templates/_house/house.docx: the styles, numbering, cover, head and foot of every Word file.

    .venv/bin/python -m tools.make_house [FILE]

The file is committed; an office may restyle it in Word. What must stay: the names of the styles, what the numbers of
the lists say, the paragraph BODY (there the contract goes), and the tags, of which these are known:

    cover   reference version kind title subtitle between draft_mark cover_note
            parties, pairs (rows of number, short, name, seat; what has no room in one column comes as pairs),
            short_names_only, crowded
    head    running part
    foot    state_line page_before page_between page_after

The same source gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import Final

from app.render.docx.numbering import LISTS, Level
from tools.house_styles import SANS, SERIF, STYLES, style_id, styles_xml, twips

HOUSE: Final = Path(__file__).resolve().parent.parent / "contract_templates" / "_house" / "house.docx"
"""Where the committed file lies."""

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_NUM_IDS: Final = {name: position for position, name in enumerate([*LISTS, "HouseBullets"], start=1)}
_INDENT: Final = {style.name.replace("heading 1", "Heading 1"): (style.left, style.hang) for style in STYLES}
_UNBOUND: Final = {"lowerLetter": _INDENT["Clause Level 3"], "lowerRoman": _INDENT["Clause Level 4"]}


def build() -> bytes:
    """Return house.docx."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in _parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _DECLARATION + content)
    return stream.getvalue()


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Syngraph</Application></Properties>"
        ),
        "docProps/core.xml": _core_properties(),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "numbering", "settings", "fontTable")),
            (f"{_OFFICE}/header", "header1.xml"),
            (f"{_OFFICE}/footer", "footer1.xml"),
        ),
        "word/document.xml": _document(),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": f"<w:ftr {_NS}>{_footer()}</w:ftr>",
        "word/header1.xml": f"<w:hdr {_NS}>{_header()}</w:hdr>",
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_xml(_NUM_IDS),
    }


# --- cover, head and foot --------------------------------------------------------------------------------------------

_TAB: Final = "<w:r><w:tab/></w:r>"
_BREAK: Final = "<w:r><w:br/></w:r>"


def _document() -> str:
    body = _cover() + _paragraph("Normal", _run("BODY")) + _section(31, "rId5", "rId6")
    return f"<w:document {_NS}><w:body>{body}</w:body></w:document>"


def _cover() -> str:
    number = _run("{{ reference }}", '<w:b/><w:bCs/><w:color w:val="1B365D"/>')
    reference = number + _run("{% if reference and version %} · {% endif %}{{ version }}")
    return "".join(
        (
            _tag("if crowded"),
            _paragraph("CoverReference", reference, '<w:spacing w:after="800"/>'),
            _tag("else"),
            _paragraph("CoverReference", reference),
            _tag("endif"),
            *_only_if("kind", _paragraph("CoverKind", _run("{{ kind }}"))),
            _paragraph("Title", _run("{{r title }}")),
            _tag("if subtitle"),
            _paragraph("Subtitle", _run("{{r subtitle }}")),
            _tag("else"),
            # What follows keeps its distance from the title.
            _paragraph("Subtitle", "", '<w:spacing w:after="540" w:line="20" w:lineRule="exact"/>'),
            _tag("endif"),
            *_only_if("parties or pairs", _paragraph("CoverLabel", _run("{{ between }}"))),
            _tag("for party in parties"),
            _paragraph("CoverParty", _party("party")),
            _tag("endfor"),
            *_only_if("pairs", _pairs()),
            *_only_if("draft_mark", _paragraph("CoverDraftMark", _run("{{ draft_mark }}"), _frame(66, 241.9))),
            _paragraph("CoverDate", _run("{{ cover_note }}"), _frame(150, 263.2)),
            f"<w:p><w:pPr>{_section(40)}</w:pPr></w:p>",
        )
    )


def _party(name: str) -> str:
    rest = f"{_BREAK}{_run(f'{{{{r {name}.name }}}}')}{_BREAK}{_run(f'{{{{r {name}.seat }}}}')}"
    return (
        f"{_run(f'{{{{ {name}.number }}}}')}{_TAB}{_run(f'{{{{r {name}.short }}}}')}"
        f"{_run('{%r if not short_names_only %}')}{rest}{_run('{%r endif %}')}"
    )


def _pairs() -> str:
    """Return the table of the parties where there are too many for one column."""
    widths = (twips(69), twips(12), twips(69))
    right = f"{_run('{%r if pair[1] %}')}{_party('pair[1]')}{_run('{%r endif %}')}"
    texts = (_party("pair[0]"), "", right)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph("CoverPartySmall", text)}</w:tc>'
        for width, text in zip(widths, texts, strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HouseSignatures"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row('for pair in pairs')}<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>{_row('endfor')}</w:tbl>"
    )


def _row(statement: str) -> str:
    """Return a table row that docxtpl replaces by a statement."""
    return f"<w:tr><w:tc>{_paragraph('CoverPartySmall', _run(f'{{%tr {statement} %}}'))}</w:tc></w:tr>"


def _only_if(condition: str, content: str) -> tuple[str, str, str]:
    return _tag(f"if {condition}"), content, _tag("endif")


def _tag(statement: str) -> str:
    """Return a paragraph that docxtpl replaces by a statement."""
    return _paragraph("Normal", _run(f"{{%p {statement} %}}"))


def _header() -> str:
    return _paragraph("Header", _run("{{ running }}") + _TAB + _run("{{ part }}"))


def _footer() -> str:
    page = f"{_run('{{ page_before }}')}{_field('PAGE')}{_run('{{ page_between }}')}{_field('NUMPAGES')}"
    return _paragraph("Footer", f"{_run('{{ state_line }}')}{_TAB}{page}{_run('{{ page_after }}')}")


def _field(code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{mark('begin')}{instruction}{mark('separate')}{_run('1')}{mark('end')}"


def _frame(width: float, top: float) -> str:
    """Return the place of a paragraph at the foot of the cover; in a style LibreOffice would ignore it."""
    return (
        f'<w:framePr w:w="{twips(width)}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
        f'w:x="{twips(32)}" w:y="{twips(top)}"/>'
    )


def _section(top: float, header: str = "", footer: str = "") -> str:
    parts = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    parts += f'<w:footerReference w:type="default" r:id="{footer}"/>' if footer else ""
    return (
        f'<w:sectPr>{parts}<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/><w:pgMar w:top="{twips(top)}" '
        f'w:right="{twips(28)}" w:bottom="{twips(26)}" w:left="{twips(32)}" w:header="{twips(17.9)}" '
        f'w:footer="{twips(14.1)}" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


# --- numbering, settings and the rest of the package -----------------------------------------------------------------


def _numbering() -> str:
    bullets = tuple(Level("bullet", "•", style) for style in ("Bullet Margin", "Bullet", "Bullet 2", "Bullet 3"))
    lists = {**LISTS, "HouseBullets": bullets}
    abstracts = "".join(_abstract(_NUM_IDS[name], name, levels) for name, levels in lists.items())
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in _NUM_IDS.values()
    )
    return f"<w:numbering {_NS}>{abstracts}{nums}</w:numbering>"


def _abstract(identifier: int, name: str, levels: tuple[Level, ...]) -> str:
    inside = "".join(_level(position, level) for position, level in enumerate(levels))
    # nsid: Word joins lists of equal nsid when text is pasted from one contract into another.
    return (
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:nsid w:val="5A7E{identifier:04X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5A7F{identifier:04X}"/><w:name w:val="{name}"/>'
        f"{inside}</w:abstractNum>"
    )


def _level(position: int, level: Level) -> str:
    left, hang = _INDENT[level.style] if level.style else _UNBOUND[level.format]
    style = f'<w:pStyle w:val="{style_id(level.style)}"/>' if level.style else ""
    # Only headings have bold numbers; elsewhere a number stays upright although the text beside it is not.
    plain = (
        "" if level.style in ("Heading 1", "Schedule Caption") else '<w:rPr><w:b w:val="0"/><w:i w:val="0"/></w:rPr>'
    )
    if left:
        tab = f'<w:tabs><w:tab w:val="num" w:pos="{twips(left)}"/></w:tabs>'
        look, suffix = f'{tab}<w:ind w:left="{twips(left)}" w:hanging="{twips(hang)}"/>', ""
    else:
        look, suffix = '<w:ind w:left="0" w:firstLine="0"/>', '<w:suff w:val="space"/>'
    return (
        f'<w:lvl w:ilvl="{position}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{style}{suffix}'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/><w:pPr>{look}</w:pPr>{plain}</w:lvl>'
    )


def _font_table() -> str:
    return f"<w:fonts {_NS}>{_font(SERIF, 'Cambria', 'roman')}{_font(SANS, 'Calibri', 'swiss')}</w:fonts>"


def _font(name: str, instead: str, family: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="00"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )


def _settings() -> str:
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    # doNotUseHTMLParagraphAutoSpacing: Word adds space before to space after, as LibreOffice does.
    # listSeparator: the styles of the contents field are parted by commas, whatever the computer's region says.
    return (
        f'<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="680"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotUseHTMLParagraphAutoSpacing/>{modern}</w:compat>"
        '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _core_properties() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>Syngraph</dc:creator></cp:coreProperties>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{name}.xml": f"{_WORD}.{name}+xml" for name in ("styles", "numbering", "settings", "fontTable")},
        "/word/header1.xml": f"{_WORD}.header+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    inside = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def main(arguments: list[str]) -> None:
    """Write house.docx to the file named on the command line, else to its place in the project."""
    target = Path(arguments[0]) if arguments else HOUSE
    target.write_bytes(build())
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])
