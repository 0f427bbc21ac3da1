"""Every page of the service, in one list: who adds a page adds it here, and tests of reach and pictures visit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

IMPORT: Final = "/fp1/q/facilities/import/facilities.facilities"
TWELVE: Final = "contract_templates/model-contract/samples/twelve-clusters.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its name, its address, and what is done there before one looks.

    `{sample}` in an address is a dossier made from the sample, `{twelve}` one of twelve clusters with warnings and
    matches, `{blank}` one in which nothing is answered, `{spoilt}` one with answers that cannot be read and several
    versions, `{binned}` one in the bin, `{invited}` one with a link for a party, which is `{link}`. `{entry}` is an
    organisation of the address book with the id `{one}`, `{other}` the id of another like it. `whole` looks at
    the contract on the page too, which is the same on many pages and long. A `stranger` has not signed in. `status` is
    what the address answers.
    """

    name: str
    path: str
    act: Callable[[Page], None] | None = None
    whole: bool = False
    stranger: bool = False
    status: int = 200
    language: str = "en"

    def address(self, dossiers: Mapping[str, str]) -> str:
        """Return the address below the service."""
        return self.path.format_map(dossiers)

    def __str__(self) -> str:
        return self.name


def _open_menu(page: Page) -> None:
    page.locator(".appbar details.menu").last.evaluate("(menu) => { menu.open = true }")


def _remove_a_row(page: Page) -> None:
    page.locator("[data-row-act=remove]").last.click()
    expect(page.locator(".notice")).to_be_visible()


def _match_columns(page: Page) -> None:
    page.get_by_label("Copied rows").fill(
        "Facility\tFacility\tCountry\tKind\nHall\tLoft\tGermny\tlaboratory\nShed\t\tES"
    )
    page.get_by_role("button", name="Read the rows").click()


def _look_at_rows(page: Page) -> None:
    _match_columns(page)
    page.get_by_role("button", name="Look at the rows").click()


def _save_in_another_window(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    for window, value in ((other, "6"), (page, "9")):
        with window.expect_response(lambda response: response.request.method == "POST"):
            window.locator('[name="confidentiality.survival_years"]').fill(value)
    other.close()
    expect(page.locator(".twoval")).to_be_visible()


PLACES: Final = (
    Place("home", "/"),
    Place("home, nothing found", "/?q=zzzz"),
    Place("home, filtered and sorted", "/?state=drafting&sort=title&order=back"),
    Place("home, menu open", "/", act=_open_menu),
    Place("home in German", "/", language="de"),
    Place("new", "/new"),
    Place("new in French", "/new", language="fr"),
    Place("bin", "/bin"),
    Place("keys", "/keys"),
    Place("address book", "/organisations"),
    Place("address book, nothing found", "/organisations?q=zzzz"),
    Place("address book, an organisation", "{entry}"),
    Place("address book, what may be entered twice", "/organisations/merge"),
    Place("address book, merge with which", "/organisations/merge?one={one}"),
    Place("address book, two side by side", "/organisations/merge?one={one}&other={other}"),
    Place("address book, choose a party", "{sample}/organisations"),
    Place("party with newer details", "{spoilt}/parties/alpine"),
    Place("library", "/library"),
    Place("library as a stranger", "/library/clauses/gen-disputes", stranger=True),
    Place("clause of the library", "/library/clauses/gen-confidentiality"),
    Place("sign-in", "/sign-in", stranger=True),
    Place("sign-in asked for", "/bin", stranger=True),
    Place("sign-in, link not known", "/sign-in?key=unknown", stranger=True, status=403),
    Place("no such page", "/d/nothing", status=404),
    Place("dossier", "{sample}"),
    Place("dossier without answers", "{blank}"),
    Place("dossier in the bin", "{binned}"),
    Place("parties", "{sample}/main/q/parties"),
    Place("no parties yet", "{blank}/main/q/parties"),
    Place("twelve parties", "{twelve}/main/q/parties"),
    Place("party", "{sample}/parties/alpine"),
    Place("party in German", "{sample}/parties/alpine", language="de"),
    Place("interview", "{sample}/main/q/purpose", whole=True),
    Place("interview, law", "{sample}/main/q/law"),
    Place("interview in German", "{sample}/main/q/law", language="de"),
    Place("interview, nothing answered", "{blank}/main/q/purpose"),
    Place("interview, typed what cannot be read", "{spoilt}/main/q/confidentiality"),
    Place("interview, saved in two windows", "{spoilt}/main/q/confidentiality", act=_save_in_another_window),
    Place("interview, check", "{sample}/main/q/check"),
    Place("annex, who takes part", "{sample}/fp1/q/parties"),
    Place("annex, inherited answers", "{sample}/fp1/q/price"),
    Place("annex, rows", "{sample}/fp1/q/facilities"),
    Place("annex, a row removed", "{spoilt}/fp1/q/price", act=_remove_a_row),
    Place("annex, one row", "{sample}/fp1/q/facilities/row/facilities.facilities/F1"),
    Place("import", f"{{sample}}{IMPORT}"),
    Place("import, match columns", f"{{sample}}{IMPORT}", act=_match_columns),
    Place("import, rows that do not fit", f"{{sample}}{IMPORT}", act=_look_at_rows),
    Place("clauses", "{sample}/main/clauses"),
    Place("clause", "{sample}/main/clauses/gen-confidentiality"),
    Place("findings", "{sample}/main/findings"),
    Place("findings, warnings", "{twelve}/main/findings"),
    Place("findings, much missing", "{blank}/main/findings"),
    Place("findings in French", "{twelve}/main/findings", language="fr"),
    Place("checklist", "{twelve}/main/checklist"),
    Place("sharing matrix", "{sample}/sharing-matrix"),
    Place("sharing matrix, many matches", "{twelve}/sharing-matrix"),
    Place("kick-off, parties", "{meeting}/kickoff/parties"),
    Place("kick-off, cards", "{meeting}/kickoff/ownership"),
    Place("kick-off, cards in German", "{meeting}/kickoff/departure", language="de"),
    Place("kick-off, rows", "{meeting}/kickoff/background"),
    Place("kick-off, questions", "{meeting}/kickoff/law"),
    Place("kick-off, the end", "{meeting}/kickoff/agreement"),
    Place("text", "{sample}/main/text", whole=True),
    Place("text of an annex", "{sample}/fp1/text", whole=True),
    Place("text as last assembled", "{sample}/main/last-text"),
    Place("download", "{sample}/main/download"),
    Place("download in German", "{sample}/main/download", language="de"),
    Place("positions", "{invited}/main/positions"),
    Place("positions of a party", "{invited}/main/positions/costa"),
    Place("positions, nobody invited", "{sample}/main/positions"),
    Place("differences", "{sample}/main/clauses/differences"),
    Place("invite", "{sample}/parties/alpine/invite"),
    Place("invite, link made", "{invited}/parties/costa/invite"),
    Place("invited, details", "{link}/details", stranger=True),
    Place("invited, details in French", "{link}/details", stranger=True, language="fr"),
    Place("invited, who signs", "{link}/signatory", stranger=True),
    Place("invited, sharing", "{link}/sharing", stranger=True),
    Place("invited, a row", "{link}/sharing/main/offers/new", stranger=True),
    Place("invited, background", "{link}/background", stranger=True),
    Place("invited, draft", "{link}/draft", stranger=True, whole=True),
    Place("invited, link not known", "/i/unknown", stranger=True, status=404),
    Place("versions, only one", "{sample}/main/versions"),
    Place("versions compared", "{spoilt}/main/versions?every=1"),
)


def prepare(page: Page, root: Path) -> dict[str, str]:
    """Make the dossiers that the places are in; return their addresses by name."""
    found = {name: _sample(page) for name in ("sample", "spoilt", "binned", "invited")}
    page.goto("/new")
    page.locator("input[type=file]").set_input_files(root / TWELVE)
    page.get_by_role("button", name="Open the file").click()
    found["twelve"] = _dossier(page)
    page.goto("/new")
    page.get_by_role("button", name="Model Contract").click()
    found["blank"] = _dossier(page)
    _type_what_cannot_be_read(page, found["spoilt"])
    page.goto("/")
    page.get_by_role("button", name="Start a kick-off meeting").click()
    found["meeting"] = _dossier(page)
    page.goto("/")
    row = page.locator("table.list tr", has=page.locator(f'a[href="{found["binned"]}"]'))
    row.locator("summary").click()
    row.get_by_role("button", name="Move to the bin").click()
    page.goto(f"{found['invited']}/parties/costa/invite")
    page.get_by_role("button", name=re.compile("Make a link|New link")).click()
    found["link"] = urlsplit(page.locator("#link").input_value()).path
    return found | _keep_in_the_address_book(page, found["spoilt"])


def _keep_in_the_address_book(page: Page, dossier: str) -> dict[str, str]:
    """Keep a party twice, and change the entry that the dossier knows."""
    page.goto(f"{dossier}/parties/alpine")
    page.get_by_role("button", name="Keep in the address book").click()
    page.locator('main a[href^="/organisations/"]').click()
    entry = urlsplit(page.url).path
    name = page.get_by_label("Legal name").input_value()
    page.get_by_label("PIC").fill("999999999")
    page.get_by_role("button", name="Save the organisation").click()
    page.goto("/organisations")
    page.get_by_label("Add an organisation").fill(name)
    page.get_by_role("button", name="Add the organisation").click()
    page.wait_for_url(re.compile("/organisations/"))
    one, other = (address.rpartition("/")[2] for address in (entry, urlsplit(page.url).path))
    return {"entry": entry, "one": one, "other": other}


def _sample(page: Page) -> str:
    page.goto("/new")
    page.get_by_role("button", name="Try the sample").click()
    return _dossier(page)


def _dossier(page: Page) -> str:
    page.wait_for_url(re.compile("/d/"))
    found = re.search(r"/d/[^/]+", page.url)
    assert found
    return found[0]


def _type_what_cannot_be_read(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}/main/q/confidentiality")
    for value in ("7", "seven"):
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.locator('[name="confidentiality.survival_years"]').fill(value)
    with page.expect_navigation():
        page.get_by_role("button", name="Continue", exact=True).click()
