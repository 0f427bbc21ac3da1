"""house.docx: an office may restyle it in Word; where it is missing or broken the message says what to do."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from app.errors import RenderError
from app.render import FORMATS, RenderOptions
from app.render.docx import fonts, shell
from tests.render.trees import SAMPLES
from tests.render.word import W, WordFile
from tools.make_house import build

HOUSE = "contract_templates/_house/house.docx"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
OFFICE = f"{OFFICE_DOCUMENT}/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Callable[[dict[str, str]], None]], RenderOptions]:
    """Return options for a house.docx whose parts a function has changed."""

    def change(work: Callable[[dict[str, str]], None]) -> RenderOptions:
        with zipfile.ZipFile(io.BytesIO(build())) as source:
            parts = {name: source.read(name).decode() for name in source.namelist()}
        work(parts)
        with zipfile.ZipFile(tmp_path / "house.docx", "w") as copy:
            for name, content in parts.items():
                copy.writestr(name, content)
        return RenderOptions(tmp_path, tmp_path)

    return change


@pytest.fixture
def restyled(changed) -> Callable[[str, str, str], RenderOptions]:
    """Return options for a house.docx in which a text of one part is replaced by another."""

    def replace(part: str, old: str, new: str) -> RenderOptions:
        def work(parts: dict[str, str]) -> None:
            assert re.search(old, parts[part]), "the test changes nothing"
            parts[part] = re.sub(old, new, parts[part])

        return changed(work)

    return replace


def written(options: RenderOptions, sample: str = "contract") -> WordFile:
    """Return a sample, written with these options."""
    return WordFile(FORMATS["docx"].render(SAMPLES[sample], options))


def test_the_committed_file_is_what_the_script_builds(root):
    """Whoever changes the script builds the file anew, part by part the same."""
    with zipfile.ZipFile(root / HOUSE) as committed, zipfile.ZipFile(io.BytesIO(build())) as built:
        assert {name: committed.read(name) for name in committed.namelist()} == {
            name: built.read(name) for name in built.namelist()
        }


def test_a_missing_file_is_named_with_the_remedy(tmp_path):
    """The message says which file, and how to get it back."""
    with pytest.raises(RenderError, match=r"house\.docx cannot be read: .*Restore the file .*tools\.make_house"):
        written(RenderOptions(tmp_path, tmp_path))


def test_a_file_that_is_no_word_file_is_named(tmp_path):
    """A text file of that name is reported, not a stack trace."""
    (tmp_path / "house.docx").write_text("not a zip")

    with pytest.raises(RenderError, match=r"house\.docx cannot be used: it is not a Word file\. Restore"):
        written(RenderOptions(tmp_path, tmp_path))


def test_a_file_that_was_cut_off_is_named(tmp_path, root):
    """Half a download is reported as such."""
    (tmp_path / "house.docx").write_bytes((root / HOUSE).read_bytes()[:5000])

    with pytest.raises(RenderError, match="it is not a Word file"):
        written(RenderOptions(tmp_path, tmp_path))


def test_a_file_without_a_needed_part_is_named(tmp_path):
    """A zip without a contract in it is reported by the part that it lacks."""
    with zipfile.ZipFile(tmp_path / "house.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(RenderError, match=r"it lacks the part word/document\.xml"):
        written(RenderOptions(tmp_path, tmp_path))


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        ("word/document.xml", "BODY", "TEXT", "it has no paragraph BODY"),
        ("word/document.xml", "</w:body>", "<w:p/></w:body>", "its last section is missing"),
        ("word/document.xml", "<w:body>", "<w:body><w:p>", "it holds XML that cannot be read"),
        ("word/document.xml", r"\{\{r title \}\}", "{{r title", "a tag in it is not closed: '{{r title'"),
        ("word/document.xml", r"\{\{ between \}\}", "{{ between of }}", "a tag in it cannot be read"),
        ("word/styles.xml", '<w:name w:val="Recital"/>', '<w:name w:val="Whereas"/>', "it lacks the style 'Recital'"),
        ("word/numbering.xml", '"HouseLetters"', '"Mine"', "its numbering HouseLetters is missing"),
        (
            "word/numbering.xml",
            r'"%1\.%2"',
            '"%1-%2"',
            "level 2 of its numbering HouseClauses prints '%1-%2' .*, the contract '%1.%2'",
        ),
        (
            "word/styles.xml",
            '(?s)(w:styleId="ClauseLevel2".*?)<w:numPr>.*?</w:numPr>',
            r"\1",
            "its style 'Clause Level 2' is not bound to level 2 of the numbering HouseClauses",
        ),
    ],
)
def test_what_was_broken_is_said(part, old, new, message, restyled):
    """Each thing that a contract needs from the file is reported by name when it is gone."""
    with pytest.raises(RenderError, match=f"house.docx cannot be used: {message}"):
        written(restyled(part, old, new))


@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_an_unknown_tag_is_named(part, restyled):
    """A tag that the office invented is not printed as nothing."""
    with pytest.raises(RenderError, match="does not know: 'telephone' is undefined"):
        written(restyled(part, r"\{\{ (reference|running) \}\}", "{{ telephone }}"))


def test_a_tag_cannot_reach_into_the_program(restyled):
    """Tags are expressions in a sandbox: they print what they are given and nothing else."""
    with pytest.raises(RenderError, match=r"house\.docx uses a tag that this service does not allow"):
        written(restyled("word/document.xml", r"\{\{ reference \}\}", "{{ kind.__class__.__mro__ }}"))


def test_another_look_is_taken_over(restyled):
    """A larger heading and a line on the cover, made in Word, are in every contract."""
    larger = written(restyled("word/styles.xml", '<w:sz w:val="60"/>', '<w:sz w:val="72"/>'))
    more = written(restyled("word/document.xml", r"\{\{ reference \}\}", "Our reference: {{ reference }}"))

    assert b'<w:sz w:val="72"/>' in larger.parts["word/styles.xml"]
    assert more.named("Cover Reference")[0].text == "Our reference: MC-2026-001 · version 0.3"


def test_styles_are_found_by_name_not_by_id(restyled):
    """A German Word gives its own ids to the styles that it knows when it saves a file."""
    file = written(restyled("word/styles.xml", 'w:styleId="Heading1"', 'w:styleId="berschrift1"'))

    assert [each.label for each in file.named("heading 1")] == ["1", "2", "3", "4"]


def test_tags_that_word_has_cut_to_pieces_are_put_together(restyled):
    """Word spreads typed text over several runs; the tag is found all the same."""
    pieces = '{</w:t></w:r><w:r><w:t>{ refe</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>rence }}'
    file = written(restyled("word/document.xml", r"\{\{ reference \}\}", pieces))

    assert file.named("Cover Reference")[0].text == "MC-2026-001 · version 0.3"


def test_a_logo_in_the_head_is_there_in_every_annex(changed):
    """What the head of house.docx refers to, the heads of annexes refer to as well."""

    def with_logo(parts: dict[str, str]) -> None:
        relation = f'<Relationship Id="rId1" Type="{OFFICE}/image" Target="media/logo.png"/>'
        parts["word/_rels/header1.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'
        parts["word/media/logo.png"] = "PNG"

    parts = written(changed(with_logo), "joined").parts

    assert parts["word/media/logo.png"] == b"PNG"
    assert b"logo.png" in parts["word/_rels/headerAnnex2.xml.rels"]
    assert etree.fromstring(parts["word/_rels/headerAnnex2.xml.rels"]).tag == f"{{{RELATIONS}}}Relationships"


def test_what_word_adds_when_it_saves_the_file_is_not_doubled(changed, tmp_path):
    """Properties and fonts that an office's Word put into house.docx stay or go, but stand in no list twice."""
    (tmp_path / "SourceSerif4-Regular.ttf").write_bytes(b"a font" * 20)
    label = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Label"><vt:lpwstr>Open</vt:lpwstr></property>'

    def saved_by_word(parts: dict[str, str]) -> None:
        parts["docProps/custom.xml"] = (
            f'<?xml version="1.0"?>\n<Properties xmlns="{OFFICE_DOCUMENT}/custom-properties" '
            f'xmlns:vt="{OFFICE_DOCUMENT}/docPropsVTypes">{label}</Properties>'
        )
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(
            "</Relationships>",
            f'<Relationship Id="rId9" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>',
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            "</Types>",
            '<Default Extension="odttf" ContentType="x"/><Override PartName="/docProps/custom.xml" ContentType="y"/></Types>',
        )
        parts["word/fonts/font1.odttf"] = "subset"
        parts["word/_rels/fontTable.xml.rels"] = f'<Relationships xmlns="{RELATIONS}"/>'
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            "<w:defaultTabStop",
            '<w:embedTrueTypeFonts/><w:saveSubsetFonts/><w:updateFields w:val="true"/><w:defaultTabStop',
        )

    file = written(changed(saved_by_word))

    properties = {each.get("name"): each.get("pid") for each in file.xml("docProps/custom.xml")}
    assert properties == {"Label": "7", "Syngraph library": "8", "Syngraph clauses": "9"}
    types = [each.get("Extension") or each.get("PartName") for each in file.xml("[Content_Types].xml")]
    assert len(types) == len(set(types))
    kinds = [each.get("Type") for each in file.xml("_rels/.rels")]
    assert len(kinds) == len(set(kinds))
    settings = [each.tag.removeprefix(W) for each in file.xml("word/settings.xml")]
    assert settings.count("embedTrueTypeFonts") == 1
    assert "updateFields" not in settings
    assert file.parts["word/fonts/font1.odttf"] != b"subset"


def test_who_edited_the_template_is_not_told(restyled):
    """Author and dates of house.docx do not travel with the contracts."""
    mark = "<cp:lastModifiedBy>Someone</cp:lastModifiedBy><cp:revision>7</cp:revision></cp:coreProperties>"
    file = written(restyled("docProps/core.xml", "</cp:coreProperties>", mark))

    assert b"Someone" not in file.parts["docProps/core.xml"]
    assert b"revision" not in file.parts["docProps/core.xml"]


# --- fonts -----------------------------------------------------------------------------------------------------------------

_FACES = ("SourceSerif4-Regular", "SourceSerif4-Bold", "SourceSans3-It")


@pytest.fixture
def with_fonts(root: Path, tmp_path: Path) -> RenderOptions:
    """Options with three font files, which hold something that can be recognised."""
    for position, face in enumerate(_FACES):
        (tmp_path / f"{face}.ttf").write_bytes(bytes([position]) * 10 + b"the font itself" * 20)
    return RenderOptions(root / "contract_templates" / "_house", tmp_path)


def test_fonts_are_embedded_as_word_reads_them(with_fonts):
    """Each font is scrambled with the key that the font table gives, and comes back whole."""
    file = written(with_fonts)
    table = file.xml("word/fontTable.xml")
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    targets = {each.get("Id"): each.get("Target") for each in file.xml("word/_rels/fontTable.xml.rels")}
    found = {}
    for font in table.iter(W + "font"):
        for element in font:
            if element.tag.startswith(W + "embed"):
                content = file.parts["word/" + targets[element.get(relation)]]
                key = bytes.fromhex(re.sub("[{}-]", "", element.get(W + "fontKey")))[::-1]
                head = bytes(byte ^ key[place % 16] for place, byte in enumerate(content[:32]))
                found[font.get(W + "name"), element.tag.removeprefix(W)] = head + content[32:]

    folder = with_fonts.fonts
    assert found == {
        ("Source Serif 4", "embedRegular"): (folder / "SourceSerif4-Regular.ttf").read_bytes(),
        ("Source Serif 4", "embedBold"): (folder / "SourceSerif4-Bold.ttf").read_bytes(),
        ("Source Sans 3", "embedItalic"): (folder / "SourceSans3-It.ttf").read_bytes(),
    }
    assert file.xml("word/settings.xml").find(W + "embedTrueTypeFonts") is not None
    assert b"obfuscatedFont" in file.parts["[Content_Types].xml"]


def test_the_same_fonts_give_the_same_bytes(with_fonts, tmp_path_factory):
    """The key of a font is made from the font; a copy elsewhere gives the same file."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(with_fonts.fonts, copy, dirs_exist_ok=True)
    digests = {
        hashlib.sha256(FORMATS["docx"].render(SAMPLES["contract"], RenderOptions(with_fonts.house, folder))).hexdigest()
        for folder in (with_fonts.fonts, copy)
    }

    assert len(digests) == 1


@pytest.mark.parametrize("how", ["not wanted", "not there"])
def test_a_file_without_fonts_names_what_to_use_instead(how, with_fonts, tmp_path_factory):
    """Without the fonts inside, the font table says which others come close."""
    folder = with_fonts.fonts if how == "not wanted" else tmp_path_factory.mktemp("empty")
    file = written(RenderOptions(with_fonts.house, folder, embed_fonts=how == "not there"))

    assert not [name for name in file.parts if name.startswith("word/fonts/")]
    assert file.xml("word/settings.xml").find(W + "embedTrueTypeFonts") is None
    assert [each.get(W + "val") for each in file.xml("word/fontTable.xml").iter(W + "altName")] == [
        "Cambria",
        "Calibri",
    ]


# --- what is kept for the next process -------------------------------------------------------------------------------------


@pytest.fixture
def next_process() -> Callable[[], None]:
    """Return what makes this process as ignorant of house.docx and fonts as one that has just begun."""

    def forget() -> None:
        shell._load.cache_clear()
        fonts._embedded.cache_clear()

    return forget


def test_the_next_process_reads_no_tags_and_packs_no_fonts(with_fonts, next_process, monkeypatch):
    """It takes both as they were kept, and writes the same bytes as a process that made them."""
    keeping = replace(with_fonts, kept=with_fonts.fonts / "cache")
    contents = []
    for options in (with_fonts, keeping):
        next_process()
        contents.append(FORMATS["docx"].render(SAMPLES["contract"], options))
    monkeypatch.setattr(shell, "_read_tags", None)
    monkeypatch.setattr(fonts, "_packed", None)
    next_process()
    contents.append(FORMATS["docx"].render(SAMPLES["contract"], keeping))

    assert contents[0] == contents[1] == contents[2]


def test_a_restyled_house_and_another_font_are_seen_at_once(restyled, with_fonts, next_process):
    """What was kept belongs to the files that it was made of."""
    keeping = replace(with_fonts, kept=with_fonts.fonts / "cache")
    FORMATS["docx"].render(SAMPLES["contract"], keeping)
    changed = replace(
        restyled("word/document.xml", "<w:t[^>]*>{{ between }}", "<w:t>and {{ between }}"), kept=keeping.kept
    )
    (with_fonts.fonts / "SourceSans3-It.ttf").write_bytes(b"another font" * 40)
    next_process()

    file = written(changed)

    assert "and between" in [each.text for each in file.paragraphs]
    assert written(replace(changed, kept=None)).parts == file.parts
