"""What people make Word files with today: docxtpl in two ways, and python-docx. Each gets its best usual form."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from tools.bench import lines
from tools.bench.lines import Line, Signatures, Table
from tools.bench.workload import Contract, Data

_STYLES: Final = ("Clause", "Subclause", "Item", "Definition", "Text", "Caption")
_LEVELS: Final = (
    ("decimal", "%1", "Clause"),
    ("decimal", "%1.%2", "Subclause"),
    ("lowerLetter", "(%3)", "Item"),
)


class WordPeers:
    """Templates made once in a folder, and the functions that make a document from them."""

    def __init__(self, folder: Path, contract: Contract) -> None:
        self.base, self.typed_template, self.loop_template = (
            folder / f"{name}.docx" for name in ("base", "typed", "loop")
        )
        self.contract = contract

    def make_templates(self, data: Data) -> None:
        """Write the templates. No answer of `data` is written into them."""
        _base().save(str(self.base))
        document = self._open(self.base)
        _type(document, list(lines.lines(self.contract, data, lines.tagged)))
        document.save(str(self.typed_template))
        document = self._open(self.base)
        _type_loop(document)
        document.save(str(self.loop_template))

    def typed(self, data: Data) -> bytes:
        """Return the document from the whole contract typed in Word with tags in its text."""
        return _rendered(self.typed_template, lines.context(data))

    def loop(self, data: Data) -> bytes:
        """Return the document from a template that loops over paragraphs, which a program makes."""
        from docxtpl import RichText

        def rich(line: Line) -> Any:
            text = RichText()
            for words, bold in line.runs:
                text.add(words, bold=bold)
            return text

        blocks = [
            {"kind": "table", "head": line.head, "rows": rows_of(line, data)}
            if isinstance(line, Table)
            else {"kind": line.style, "text": rich(line)}
            for line in without_blocks(lines.lines(self.contract, data, lines.final(data)), data)
        ]
        return _rendered(self.loop_template, {"blocks": blocks})

    def python_docx(self, data: Data) -> bytes:
        """Return the document built paragraph by paragraph."""
        document = self._open(self.base)
        for line in without_blocks(lines.lines(self.contract, data, lines.final(data)), data):
            if isinstance(line, Table):
                rows = [line.head, *rows_of(line, data)]
                table = document.add_table(len(rows), len(line.head))
                table.style = "Table Grid"
                for row, texts in zip(table.rows, rows, strict=True):
                    for cell, text in zip(row.cells, texts, strict=True):
                        cell.text = text
            else:
                _add(document, line)
        return _saved(document)

    @staticmethod
    def _open(path: Path) -> Any:
        import docx

        return docx.Document(str(path))


def without_blocks(contract_lines: Any, data: Data) -> Any:
    """Yield lines and tables with the signature blocks as lines."""
    parties = lines.context(data)["parties"]
    for line in contract_lines:
        if isinstance(line, Signatures):
            if line.once:
                yield Line("Text", (("Signed for and on behalf of", False),))
            for party in parties:
                yield from (Line("Text", ((text, False),)) for text in lines.signature(party, once=line.once))
        else:
            yield line


def rows_of(table: Table, data: Data) -> list[tuple[str, ...]]:
    """Return what stands in the rows of a table below its head."""
    rows = lines.context(data)[table.rows]
    return [tuple(lines.cell(pattern, row) for pattern in table.cells) for row in rows]


def _rendered(template: Path, context: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate

    document = DocxTemplate(str(template))
    document.render(context, autoescape=True)
    return _saved(document)


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add(document: Any, line: Line) -> None:
    paragraph = document.add_paragraph(style=line.style)
    for text, bold in line.runs:
        run = paragraph.add_run(text)
        if bold:
            run.bold = True


def _type(document: Any, contract_lines: list[Any]) -> None:
    """Type the contract: answers as tags, optional clauses between conditions, tables with a row that repeats."""

    def tag(text: str) -> None:
        document.add_paragraph(text, style="Text")

    for flag, group in groupby(contract_lines, key=lambda line: line.flag if isinstance(line, Line) else None):
        if flag is not None:
            tag(f"{{%p if f[{flag}] %}}")
        for line in group:
            if isinstance(line, Table):
                _type_table(document, line)
            elif isinstance(line, Signatures):
                _type_signatures(once=line.once, tag=tag)
            else:
                _add(document, line)
        if flag is not None:
            tag("{%p endif %}")


def _type_table(document: Any, table: Table) -> None:
    rows = [
        table.head,
        (f"{{%tr for r in {table.rows} %}}",),
        tuple(pattern.replace("{", "{{ r.").replace("}", " }}") for pattern in table.cells),
        ("{%tr endfor %}",),
    ]
    made = document.add_table(len(rows), len(table.head))
    made.style = "Table Grid"
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def _type_signatures(*, once: bool, tag: Callable[[str], None]) -> None:
    if once:
        tag("Signed for and on behalf of")
    tag("{%p for p in parties %}")
    party = {"legal_name": "{{ p.legal_name }}", "contact": "{{ p.contact }}"}
    for text in lines.signature(party, once=once):
        tag(text)
    tag("{%p endfor %}")


def _type_loop(document: Any) -> None:
    def tag(text: str, style: str = "Text") -> None:
        document.add_paragraph(text, style=style)

    tag("{%p for b in blocks %}")
    for style in ("Heading 1", *_STYLES):
        tag(f'{{%p if b.kind == "{style}" %}}')
        tag("{{r b.text }}", style)
        tag("{%p endif %}")
    tag('{%p if b.kind == "table" %}')
    table = document.add_table(4, 3)
    table.style = "Table Grid"
    for row, texts in enumerate(
        (
            ("{%tc for c in b.head %}", "{{ c }}", "{%tc endfor %}"),
            ("{%tr for row in b.rows %}",),
            ("{%tc for c in row %}", "{{ c }}", "{%tc endfor %}"),
            ("{%tr endfor %}",),
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    tag("{%p endif %}")
    tag("{%p endfor %}")


def _base() -> Any:
    """Return an empty document with the styles of a contract, its numbering bound to them."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    document = docx.Document()
    # The table styles and pictures that python-docx brings would only slow the peers down.
    styles = document.styles
    for style in list(styles.element):
        if style.get(_w("type")) == "table" and style.get(_w("styleId")) not in ("TableNormal", "TableGrid"):
            styles.element.remove(style)
    for name in _STYLES:
        known = name in [each.name for each in styles]
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.paragraph_format.space_after = Pt(6)
    _number(document, 90, _LEVELS)
    _number(document, 91, (("decimal", "Schedule %1", "Caption"),))
    return document


def _number(document: Any, identifier: int, levels: tuple[tuple[str, str, str], ...]) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = document.part.numbering_part.element
    inside = ""
    for position, (form, text, name) in enumerate(levels):
        style = document.styles[name]
        properties = style.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = position
        properties.get_or_add_numId().val = identifier
        inside += (
            f'<w:lvl w:ilvl="{position}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:pStyle w:val="{style.style_id}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    definition = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}"><w:multiLevelType w:val="multilevel"/>'
        f"{inside}</w:abstractNum>"
    )
    # Word wants all definitions before the first numbering.
    numbering.insert(len(numbering.findall(_w("abstractNum"))), parse_xml(definition))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>')
    )


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
