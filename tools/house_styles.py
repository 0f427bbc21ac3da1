"""The styles of house.docx: one table of paragraph styles, and the few character and table styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SERIF: Final = "Source Serif 4"
SANS: Final = "Source Sans 3"
INK: Final = "111111"
NAVY: Final = "1B365D"
GREY: Final = "4A5565"
RULE: Final = "9AA5B1"
HAIRLINE: Final = "D5DAE0"

_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)


def twips(millimetres: float) -> int:
    """Return a length in Word's unit, a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)


def style_id(name: str) -> str:
    """Return the id of a style."""
    return name.replace(" ", "").replace("-", "")


@dataclass(frozen=True)
class Style:
    """A paragraph style. Sizes in points, `left` and `hang` in millimetres; `lead` is exact line spacing.

    `numbered` is the list's id and the level that the style is bound to; `tabs` hold position in millimetres, kind,
    leader. Space before is 6 pt less than in the PDF, because Word and LibreOffice add it to the space after what
    stands above.
    """

    name: str
    size: float = 0
    lead: float = 0
    before: float = 0
    after: float = 0
    left: float = 0
    hang: float = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    font: str = ""
    base: str = "Normal"
    keep: bool = False
    outline: int | None = None
    numbered: tuple[str, int] | None = None
    tabs: tuple[tuple[float, str, str], ...] = ()
    borders: str = ""
    align: str = ""
    following: str = ""


def _border(side: str, size: int, color: str, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


_HEAVY = _border("top", 16, NAVY, 8)
_CONTENTS = _border("bottom", 3, HAIRLINE, 1) + _border("between", 3, HAIRLINE, 1)
_TO_THE_RIGHT = ((12.0, "left", ""), (150.0, "right", ""))
_HEAD = ((150.0, "right", ""),)

STYLES: Final = (
    Style("Normal", 10.5, 15, after=6, color=INK, font=SERIF, base=""),
    Style("heading 1", 12, 15, 12, 6, 12, 12, bold=True, color=NAVY, keep=True, outline=0,
          numbered=("HouseClauses", 0), following="Clause Level 2"),
    Style("Clause Level 2", after=6, left=12, hang=12, numbered=("HouseClauses", 1)),
    Style("Clause Level 3", after=6, left=20, hang=8, numbered=("HouseClauses", 2)),
    Style("Clause Level 4", after=6, left=29, hang=9, numbered=("HouseClauses", 3)),
    Style("Clause Text", after=6, left=12),
    Style("Clause Text 2", after=6, left=20),
    Style("Clause Text 3", after=6, left=29),
    Style("Definition", after=6, left=12),
    Style("Recital", after=6, left=12, hang=12, numbered=("HouseRecitals", 0)),
    Style("Party", after=6, left=12, hang=12, numbered=("HouseParties", 0)),
    Style("Schedule Item", after=6, left=12, hang=12, numbered=("HouseScheduleItems", 0)),
    Style("Bullet Margin", after=6, left=5, hang=5, numbered=("HouseBullets", 0)),
    Style("Bullet", after=6, left=17, hang=5, numbered=("HouseBullets", 1)),
    Style("Bullet 2", after=6, left=25, hang=5, numbered=("HouseBullets", 2)),
    Style("Bullet 3", after=6, left=34, hang=5, numbered=("HouseBullets", 3)),
    Style("Part Title", 17, 22.5, after=15, bold=True, color=NAVY, keep=True, outline=0),
    Style("Part Lead", before=6, after=6, keep=True),
    Style("Subheading", 10.5, 15, 9, 6, bold=True, color=NAVY, keep=True),
    Style("Annex Number", 11, 15, after=3, bold=True, color=GREY, font=SANS, keep=True, borders=_HEAVY),
    Style("Annex Title", 20, 26, after=3, bold=True, color=NAVY, keep=True, outline=0),
    Style("Annex Lead", after=15, italic=True, color=GREY),
    Style("Cover Reference", 9.5, 13, after=119, color=GREY, font=SANS, borders=_HEAVY),
    Style("Cover Kind", 11, 15, after=3, bold=True, color=GREY, font=SANS),
    Style("Title", 30, 36, after=3, bold=True, color=NAVY),
    Style("Subtitle", 15, 21, after=30),
    Style("Cover Label", 9, 13, after=6, color=GREY, font=SANS),
    Style("Cover Party", after=9, left=12, hang=12, tabs=((12, "left", ""),)),
    Style("Cover Party Small", 9.5, 13, after=6, left=12, hang=12, tabs=((12, "left", ""),)),
    Style("Cover Draft Mark", 10, 14, bold=True, font=SANS,
          borders=_border("top", 8, INK, 4) + _border("bottom", 8, INK, 4)),
    Style("Cover Date", 9.5, 13, color=GREY, font=SANS),
    Style("Contents Heading", 17, 22.5, after=9, bold=True, color=NAVY, keep=True),
    Style("toc 1", 10.5, 15, 6, 3, bold=True, tabs=_TO_THE_RIGHT, borders=_CONTENTS),
    Style("toc 2", 10.5, 15, 0, 3, 12, 12, tabs=_TO_THE_RIGHT, borders=_CONTENTS),
    Style("caption", 10, 13, after=4, bold=True, color=NAVY, font=SANS, keep=True),
    Style("Schedule Caption", 10, 13, 9, 4, bold=True, color=NAVY, font=SANS, keep=True, outline=1,
          numbered=("HouseSchedules", 0)),
    Style("Table Text", 9, 12, font=SANS),
    Style("Table Head", 9, 12, bold=True, color=NAVY, font=SANS, base="Table Text", keep=True),
    Style("Table Number", 9, 12, font=SANS, base="Table Text", align="right"),
    Style("Table Total", 9, 12, bold=True, font=SANS, base="Table Text"),
    Style("Table Note", 8.5, 12, after=6, color=GREY, font=SANS),
    # A line of one point: where a table ends a page, the space below it asks for no page of its own.
    Style("Table Space", 1, 1, after=11, font=SANS),
    Style("Signature Intro", 10, 13),
    Style("Signature Party", 10, 13, after=38.5, bold=True),
    Style("Signature Party Small", 9.5, 12, after=15.6, bold=True),
    Style("Signature Purpose", 8.5, 11, before=9, after=38.5, font=SANS),
    Style("Signature Line", 8.5, 11, color=GREY, font=SANS, borders=_border("top", 5, INK, 2)),
    Style("Signature Field", 9, 16, left=16, hang=16, font=SANS, tabs=((16, "left", ""), (67, "right", "dot"))),
    Style("header", 8.5, 11, color=GREY, font=SANS, tabs=_HEAD, borders=_border("bottom", 4, RULE, 6)),
    Style("footer", 8.5, 11, color=GREY, font=SANS, tabs=_HEAD),
)  # fmt: skip
"""The paragraph styles, those of the contents and of head and foot included."""

_SYMBOLS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'
_CHARACTERS: Final = {
    "Placeholder": f'<w:u w:val="dash" w:color="{INK}"/><w:shd w:val="clear" w:color="auto" w:fill="FFF1C2"/>',
    "Defined Term": "<w:b/><w:bCs/>",
    "Cross-reference": "",
    "Cover Name": '<w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/>',
    "Cover Name Small": '<w:b/><w:bCs/><w:sz w:val="21"/><w:szCs w:val="21"/>',
    "Signature Label": f'<w:color w:val="{GREY}"/>',
    "Hash": f'{_SYMBOLS.format("DejaVu Sans Mono")}<w:sz w:val="17"/><w:szCs w:val="17"/>',
    "Check Box": f'{_SYMBOLS.format("Segoe UI Symbol")}<w:sz w:val="19"/><w:szCs w:val="19"/>',
}


def _margins(**sides: int) -> str:
    inside = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:tblCellMar>{inside}</w:tblCellMar>"


def _table_style(name: str, look: str, parts: str = "") -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/>'
        f"<w:tblPr>{look}</w:tblPr>{parts}</w:style>"
    )


_HEAD_ROW = (
    f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>{_border("bottom", 6, NAVY, 0)}</w:tcBorders>'
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
)
_TABLE_RULES = _border("top", 8, NAVY, 0) + _border("bottom", 6, NAVY, 0) + _border("insideH", 3, "B8C0CA", 0)
_TABLES: Final = _table_style(
    "House Table",
    f"<w:tblBorders>{_TABLE_RULES}</w:tblBorders>{_margins(top=52, left=0, bottom=52, right=113)}",
    _HEAD_ROW,
) + _table_style("House Signatures", _margins(left=0, right=0))

# Kerning and ligatures as in the PDF: without them a letter pair is wider, and lines break elsewhere.
_DEFAULTS: Final = f"""\
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{SERIF}" w:eastAsia="{SERIF}" w:hAnsi="{SERIF}" w:cs="{SERIF}"/>\
<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>\
<w14:ligatures w14:val="standard"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>\
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" \
w:defQFormat="0" w:count="376"/>"""

_BUILT_IN: Final = f"""\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>\
<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
{_margins(top=0, left=108, bottom=0, right=108)}</w:tblPr></w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"""

_KNOWN_TO_WORD: Final = {"Normal", "heading 1", "Title", "Subtitle", "toc 1", "toc 2", "caption", "header", "footer"}


def styles_xml(num_ids: dict[str, int]) -> str:
    """Return styles.xml without its declaration; `num_ids` gives the numbering of each list."""
    paragraphs = "".join(_paragraph_style(style, num_ids) for style in STYLES)
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
        for name, look in _CHARACTERS.items()
    )
    return f"<w:styles {_NAMESPACES}>{_DEFAULTS}{paragraphs}{_BUILT_IN}{characters}{_TABLES}</w:styles>"


def _paragraph_style(style: Style, num_ids: dict[str, int]) -> str:
    marks = ' w:default="1"' if style.name == "Normal" else "" if style.name in _KNOWN_TO_WORD else ' w:customStyle="1"'
    base = f'<w:basedOn w:val="{style_id(style.base)}"/>' if style.base else ""
    following = f'<w:next w:val="{style_id(style.following)}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{marks} w:styleId="{_id(style.name)}"><w:name w:val="{style.name}"/>'
        f'{base}{following}<w:uiPriority w:val="10"/><w:qFormat/><w:pPr>{_paragraph_look(style, num_ids)}</w:pPr>'
        f"<w:rPr>{_letter_look(style)}</w:rPr></w:style>"
    )


def _paragraph_look(style: Style, num_ids: dict[str, int]) -> str:
    # The order of these elements is the schema's.
    look = "<w:keepNext/>" if style.keep else ""
    look += "<w:widowControl/>" if style.name == "Normal" else ""
    if style.numbered:
        name, level = style.numbered
        look += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_ids[name]}"/></w:numPr>'
    look += f"<w:pBdr>{style.borders}</w:pBdr>" if style.borders else ""
    look += f"<w:tabs>{''.join(_tab(*stop) for stop in style.tabs)}</w:tabs>" if style.tabs else ""
    line = f' w:line="{round(style.lead * 20)}" w:lineRule="exact"' if style.lead else ""
    look += f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"{line}/>'
    if style.left or style.hang:
        look += f'<w:ind w:left="{twips(style.left)}" w:hanging="{twips(style.hang)}"/>'
    look += f'<w:jc w:val="{style.align}"/>' if style.align else ""
    return look + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "")


def _letter_look(style: Style) -> str:
    font = style.font
    look = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
    look += "<w:b/><w:bCs/>" if style.bold else ""
    look += "<w:i/><w:iCs/>" if style.italic else ""
    look += f'<w:color w:val="{style.color}"/>' if style.color else ""
    size = round(style.size * 2)
    return look + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")


def _tab(millimetres: float, kind: str, leader: str) -> str:
    dots = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{dots} w:pos="{twips(millimetres)}"/>'


def _id(name: str) -> str:
    # Word's own ids for its own styles.
    return {"heading 1": "Heading1", "toc 1": "TOC1", "toc 2": "TOC2", "caption": "Caption", "header": "Header",
            "footer": "Footer"}.get(name) or style_id(name)  # fmt: skip
