"""Sample trees for the tests of the formats. `SAMPLES` holds them all by name.

They are written in the small language of `drafts.py`; `test_trees.py` holds each typed reference against its target.
"""

from __future__ import annotations

from dataclasses import replace

from app.model.document import (
    Answer,
    Blank,
    Bundle,
    Clause,
    ClauseSource,
    CoverParty,
    Document,
    Part,
    SignatureBlock,
    SignatureLine,
    Text,
)
from tests.render.drafts import (
    NBSP,
    answer,
    blank,
    bullet,
    clause,
    defines,
    item,
    letter,
    para,
    ref,
    runs,
    table,
    term,
)

WORDING = (
    ("locale", "en_GB"),
    ("contents", "Contents"),
    ("between", "between"),
    ("version", "version"),
    ("draft_mark", "Draft for discussion"),
    ("draft_foot", "draft for discussion"),
    ("final_foot", "final"),
    ("not_reviewed", "Text as generated, not reviewed by a lawyer"),
    ("page_of", "Page {page} of {pages}"),
    ("signed_for", "Signed for and on behalf of"),
    ("signature", "Signature"),
    ("name", "Name"),
    ("capacity", "Capacity"),
    ("place_date", "Place, date"),
)
LEGAL_NAMES = (
    "Lakeside Biotechnology Cluster",
    "Fundació BioRibera de Catalunya",
    "Grappe Santé du Plateau, association reconnue",
    "Ćwiklice Med Klaster sp. z o.o.",
    "ΒιοΝήσος Α.Ε.",
    "Кластер Здраве Езеро",
)
SCHEDULE = f"Schedule{NBSP}"
ANNEX = "facilities"
"""The id of the annex of the joined sample."""


def signers(count: int, doc: str = "main") -> tuple[SignatureBlock, ...]:
    """Return the signature blocks of so many fictional parties."""
    return tuple(
        SignatureBlock(
            f"{doc}/signatures/p{index}",
            f"p{index}",
            runs(answer(LEGAL_NAMES[index % len(LEGAL_NAMES)], f"parties@p{index}.legal_name")),
            (SignatureLine(blank("TBC", "parties.representatives"), Answer("Director", "parties.representatives")),),
        )
        for index in range(count)
    )


def document(*parts: Part, **changes: object) -> Document:
    """Return a draft of a contract of two parties, made of these parts; `changes` replaces fields."""
    parties = (
        CoverParty(
            "main/cover/a",
            Answer("Lakeside", "parties.short_name"),
            Answer(LEGAL_NAMES[0], "parties.legal_name"),
            Answer("Torino, Italy", "parties.seat.city"),
        ),
        CoverParty(
            "main/cover/b",
            Answer("BioRibera", "parties.short_name"),
            Answer(LEGAL_NAMES[1], "parties.legal_name"),
            blank("seat", "parties.seat.city"),
        ),
    )
    plain = Document(
        id="main",
        type="model-contract",
        name="Model Contract",
        title="Model Contract",
        subtitle=runs("for sharing among ", answer("BioRegions")),
        number="",
        reference="MC-2026-001",
        version="0.3",
        state="draft",
        date="2026-11-16",
        language="en",
        running="Model Contract · Lakeside – BioRibera",
        parties=parties,
        parts=parts,
        sources=(
            ClauseSource("gen-definitions", "standard", "a" * 64, "unreviewed"),
            ClauseSource("mc-purpose", "standard", "b" * 64, "unreviewed"),
        ),
        wording=WORDING,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def bundle(*documents: Document) -> Bundle:
    """Return a bundle of these documents."""
    return Bundle(documents, "0123456789abcdef" * 4)


def front(doc: str = "main") -> Part:
    """Return parties and recitals."""
    parties = clause(
        f"{doc}/gen-parties",
        "Parties",
        para("This Contract is made between:", depth=0, role="lead"),
        item(
            Answer(LEGAL_NAMES[0], "parties.legal_name", strong=True),
            ", with its seat at ",
            answer("Via Ribes 5, 10010 Torino", "parties.seat"),
            ", registered under number ",
            blank("register number", "parties.register"),
            " (",
            defines("Lakeside"),
            "); and",
        ),
        item(Answer(LEGAL_NAMES[1], "parties.legal_name", strong=True), " (", defines("BioRibera"), "),"),
        para("each a ", defines("Party"), " and together the ", defines("Parties"), ".", depth=0, role="closing"),
        layout="parties",
    )
    recitals = clause(
        f"{doc}/gen-recitals",
        "Background",
        item("Each Party coordinates a regional community in the life sciences."),
        item("They wish to share what they have:", item("people, and"), item("platforms.")),
        item("An opportunity is lost each time a basis for sharing is negotiated afresh."),
        layout="recitals",
    )
    return Part("front", "front", "Parties and background", (), (parties, recitals))


def _terms() -> Part:
    definitions = clause(
        "main/gen-definitions",
        "Definitions",
        item(
            "In this Contract the following words have the meaning set out beside them:",
            para(defines("Annex"), " means a document under ", ref("main/mc-purpose", "2"), ";", role="definition"),
            para(defines("Asset"), " means what a Party is free to share.", role="definition"),
        ),
        item("A reference to a Clause is to a clause of this Contract."),
        number=1,
    )
    purpose = clause(
        "main/mc-purpose",
        "Purpose",
        item("The Parties share what is listed in ", ref("main/fp-schedule", "1", SCHEDULE), "."),
        item(
            "Assets fall into three categories:",
            item("human resources;"),
            item("facilities, including:", item("laboratories;"), item("biobanks; and"), item("computing; and")),
            item("processes."),
        ),
        item(
            "Nothing in ",
            ref("main/mc-purpose/standard/2", "2.2"),
            ", and above all not ",
            ref("main/mc-purpose/standard/5", "2.2(b)(i)"),
            ", is a promise; ",
            ref("main/gen-recitals/standard/2", "(B)", f"Recital{NBSP}"),
            " says why, and ",
            Blank("[reference to “Costs”, which is not in this document]"),
            " is left out.",
        ),
        number=2,
    )
    return Part(
        "terms",
        "terms",
        "",
        runs("The Parties agree as follows:"),
        (definitions, purpose, _committee(), _general()),
    )


def _committee() -> Clause:
    return clause(
        "main/mc-committee",
        "Steering Committee",
        item(
            "The Parties establish a ",
            term("Steering Committee"),
            " with these members:",
            table(
                "Party | Member | Hours > | Present ^",
                "Lakeside | Ann Lee | 12 | ☒",
                "BioRibera | Bo Ferrer | 1,250 | ☐",
                "Total | | 1,262 | ",
                total=True,
            ),
        ),
        item(
            "It meets:",
            bullet("at least once a year;"),
            bullet("when a Party asks for it."),
            para("It may meet online."),
        ),
        number=3,
    )


def _general() -> Clause:
    return clause(
        "main/gen-general",
        "General",
        para("A Party may, without asking:"),
        letter("use its own people;"),
        letter("use what is public, in particular:", item("libraries; and"), item("registers.")),
        para("It may not:"),
        letter("disclose what ", ref("main/gen-general/standard/4", "4(b)(i)"), " does not cover; or"),
        letter("change ", ref("main/gen-general/standard/2", "4(a)"), ".", para("This is strict.", depth=2)),
        number=4,
    )


def _schedules(doc: str, clause_of_terms: str) -> Part:
    """Return two schedules; the first refers to a clause of the terms, the second to a paragraph of the first."""
    facilities = clause(
        f"{doc}/fp-schedule",
        "Facilities offered",
        para("This Schedule lists what is shared.", depth=0),
        item("Hours are counted by the calendar year; ", ref(clause_of_terms, "2"), " applies."),
        item("The facilities are:", item("the pilot plant; and"), item("the clean room.")),
        table(
            "No. | Facility | Operator | Hours a year >",
            *(f"F-{n:02} | Confocal and light-sheet imaging, hall {n} | Lakeside | {n * 40}" for n in range(1, 21)),
            depth=0,
        ),
        layout="schedule",
        number=1,
    )
    prices = clause(
        f"{doc}/fp-schedule-prices",
        "Prices",
        item(
            "The prices of ",
            ref(f"{doc}/fp-schedule/standard/4", "2(a)", "paragraph ", f" of {SCHEDULE}1"),
            " are net.",
        ),
        table("Service | Price >", "Imaging | EUR 85.00", "Total | EUR 85.00", depth=0, total=True),
        layout="schedule",
        number=2,
    )
    return Part("schedules", "schedules", "Schedules", (), (facilities, prices))


def _signature_page(doc: str, count: int) -> Part:
    lead = runs("Signed by the Parties to this Contract, reference ", answer("MC-2026-001"), ":")
    return Part("signatures", "signatures", "Signature page", lead, (), signers(count, doc))


def contract(**changes: object) -> Document:
    """Return a contract of two parties with every kind of block and of reference."""
    return document(front(), _terms(), _schedules("main", "main/mc-purpose"), _signature_page("main", 2), **changes)


def annex(identifier: str = ANNEX, number: int = 1, **changes: object) -> Document:
    """Return an annex joined to `contract()`: its numbers start again, and it refers to itself and to the contract."""
    subject = clause(
        f"{identifier}/fp-subject",
        "Subject of this Annex",
        item("Access is given on the terms of ", ref(f"{identifier}/fp-price", "2"), "."),
        item(
            "A user is ☒ a company or ☐ a university:",
            item("small; or"),
            item("large, within ", ref("main/mc-purpose/standard/5", "2.2(b)(i)", after=" of the Framework"), "."),
        ),
        number=1,
    )
    price = clause(
        f"{identifier}/fp-price",
        "Prices and reciprocity",
        item("Prices stand in ", ref(f"{identifier}/fp-schedule-prices", "2", SCHEDULE), "."),
        item(ref("main/gen-general", "4", after=" of the Framework"), " applies to this Annex."),
        number=2,
    )
    terms = Part("terms", "terms", "", runs("The Participating Parties agree as follows:"), (subject, price))
    plain = document(
        terms,
        _schedules(identifier, f"{identifier}/fp-price"),
        _signature_page(identifier, 2),
        id=identifier,
        type="annex-fp",
        name=f"Annex {number}",
        title="Facilities and platforms",
        subtitle=runs("Joined to the Model Contract ", answer("MC-2026-001"), " between Lakeside and BioRibera"),
        number=str(number),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def hostile() -> Document:
    """Return a document whose answers hold everything that a format might take for its own marks."""
    typed = (
        "{{ 7*7 }} {% if x %} {_{ 1 }_}",
        "**bold** _it_ `code`",
        "| a | b |",
        "1. x",
        "# x",
        '<script>alert("x")</script> & &amp; <w:p/> ]]>',
        "[[gen-law]]",
        "::: when x",
        "Völgy u. 41. Świszcz ΒιοΝήσος Здраве",
        "first line\nsecond  line\twith a tab",
        "  leading and trailing  ",
        "אוניברסיטת חיפה 123 and جامعة",
        "e\u0301 \u0915\u094d\u0937 👩‍🔬 \u00ad \u2011",
    )
    own = clause(
        "main/special-1",
        "What was typed",
        *(item("before ", answer(text, "special_terms[0].text"), " after") for text in typed),
        table("What | It", *((answer(text), answer(text)) for text in typed)),
        number=1,
    )
    return document(Part("terms", "terms", "", (), (replace(own, title=runs(answer(typed[5]))),)), title=typed[5])


def long_lists() -> Document:
    """Return lists that run past the alphabet, in the text of a clause and as a list of its own."""
    count = 30
    lists = clause(
        "main/gen-lists",
        "Long lists",
        item("Items:", *(item(f"item {n}") for n in range(count))),
        item("Items again:", *(item(f"item {n}") for n in range(3))),
        para("Letters:"),
        *(letter(f"letter {n}") for n in range(count)),
        table("A | B", "a | b"),
        letter("after the table, the list goes on", *(item(f"roman {n}") for n in range(count))),
        number=1,
    )
    empty = clause("main/gen-empty", "A clause of one paragraph", para("Nothing is numbered here."), number=2)
    recitals = clause(
        "main/gen-recitals", "Background", *(item(f"recital {n}") for n in range(count)), layout="recitals"
    )
    return document(
        Part("front", "front", "Background", (), (recitals,)),
        Part("terms", "terms", "Terms", (), (lists, empty)),
        Part("more", "terms", "More terms", (), (clause("main/gen-more", "More", item("x"), number=3),)),
    )


def three_lists() -> Document:
    """Return three parties, each with a list of two items: the numbering starts again three times."""
    each = clause(
        "main/gen-each",
        "What each Party brings",
        *(
            item(answer(name, "parties.short_name"), " brings:", item("people; and"), item("platforms."))
            for name in ("Lakeside", "BioRibera", "Ćwiklice")
        ),
        number=1,
    )
    under = clause(
        "main/gen-under",
        "What each Party takes",
        *(
            block
            for name in ("Lakeside", "BioRibera", "Ćwiklice")
            for block in (
                para(answer(name, "parties.short_name"), " takes:"),
                letter("results; and"),
                letter("rights."),
            )
        ),
        number=2,
    )
    return document(Part("terms", "terms", "", (), (each, under)))


def many_parties(count: int = 12) -> Document:
    """Return a document with so many parties on its cover and its signature page."""
    parties = tuple(
        CoverParty(
            f"main/cover/p{n}",
            Answer(f"Party {n}", "parties.short_name"),
            Answer(LEGAL_NAMES[n % len(LEGAL_NAMES)], "parties.legal_name"),
            Answer("Lake Town", "parties.seat.city"),
        )
        for n in range(count)
    )
    return document(front(), _signature_page("main", count), parties=parties)


def long_contract(clauses: int = 50) -> Document:
    """Return a contract of so many clauses, about 11,000 words for 50: for measuring."""
    sentence = (
        "Each Party shall make reasonable efforts to carry out its tasks and shall tell the other Party of delays. "
    )
    placed = tuple(
        clause(
            f"main/gen-clause-{n}",
            f"Clause of the number {n}",
            item(sentence * 2, ref("main/gen-clause-1", "1"), " applies."),
            item("These duties are meant, all told:", item(sentence), item(sentence, item(sentence), item(sentence))),
            item(sentence, answer("an answer", "purpose.text"), term("Steering Committee"), sentence),
            item(sentence * 2),
            number=n,
        )
        for n in range(1, clauses + 1)
    )
    return document(front(), Part("terms", "terms", "", (), placed), _signature_page("main", 2))


SAMPLES: dict[str, Bundle] = {
    "contract": bundle(contract()),
    "final": bundle(contract(state="final", version="1.0")),
    "joined": bundle(contract(), annex(), annex("platforms", 2)),
    "annex alone": bundle(annex()),
    "hostile": bundle(hostile()),
    "long lists": bundle(long_lists()),
    "three lists": bundle(three_lists()),
    "many parties": bundle(many_parties()),
    "bare": bundle(
        document(Part("terms", "terms", "", (), ()), parties=(), reference="", version="", subtitle=(Text(""),))
    ),
}
"""Every sample tree by name."""
