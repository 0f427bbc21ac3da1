"""Which column of a file goes into which column of a table: guessed from its heading in English, French or German."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from app.interview.row_ids import IDENTIFIER
from app.model.question import Question

Words = Mapping[str, Sequence[str]]
"""Labels of the library, each with what it is in the other languages of the interface."""

_LOOKED_AT: Final = 10
_LEAST: Final = 0.5
"""Headings that have less in common with a column than this are not taken for it."""

_MEANINGS: Final = """\
name nom bezeichnung titel title titre
facility installation einrichtung anlage infrastruktur infrastructure labor laboratoire laboratory
room raum salle
tool werkzeug outil gerat instrument appareil equipment equipement
owner eigentumer inhaber besitzer proprietaire offers
operator betreiber exploitant operateur runs
party partei partie partner partenaire
country land pays staat
site standort ort lieu adresse address anschrift location
kind art type typ genre nature kategorie category categorie
unit einheit unite
capacity kapazitat capacite
total gesamt totale insgesamt
offered angeboten angebotene offert offerte offerts proposee propose
year jahr an annee annuel annuelle jahrlich yearly annual
price preis prix tarif tariff
fee gebuhr entgelt frais redevance
amount betrag montant
date datum
opened eroffnet ouvert ouverture opening
start beginn anfang debut begin
end ende fin
hour hours stunde stunden heure heures
day days tag tage jour jours
month months monat monate mois
contact kontakt ansprechpartner mailbox postfach email mail courriel
quality qualitat qualite
standard norm norme
biosafety biologische biosicherheit biosecurite
level stufe niveau
public offentlich offentliche publique
note notes bemerkung bemerkungen anmerkung remarque remarques comment commentaire
number no nr num numero nummer id ref reference
description beschreibung
person personen personne people
role funktion fonction function rolle
share anteil quota
service leistung dienst prestation
language sprache langue
area flache surface superficie
since seit depuis
value wert valeur
duration dauer duree
"""
_COMPOUNDS: Final = {
    "gesamtkapazitat": ("capacity", "total"),
    "jahreskapazitat": ("capacity", "year"),
    "qualitatsstandard": ("quality", "standard"),
    "qualitatsnorm": ("quality", "standard"),
    "tagespreis": ("price", "day"),
    "stundenpreis": ("price", "hour"),
    "laufendenummer": ("number",),
}
_SMALL_WORDS: Final = """\
a an the of in for it is if not that or per by to and which de du des d la le les l par pour en et un une
der die das den im pro je zu und ein eine fur von
"""
_EMPTY_WORDS: Final = frozenset(_SMALL_WORDS.split())


def guessed_columns(
    question: Question, headings: Sequence[str], words: Words, remembered: Mapping[str, str]
) -> tuple[str, ...]:
    """Return for each heading the column of the table that it means: its key, IDENTIFIER, or "" for none.

    What was chosen for a heading before (`remembered`) counts first. Of two headings for one column the better takes
    it, of two equal ones the first.
    """
    chosen = [""] * len(headings)
    used: set[str] = set()
    known = {IDENTIFIER, ""} | {field.key for field in question.fields}
    for index, heading in enumerate(headings):
        key = remembered.get(folded(heading), "")
        if key in known and key not in used and key:
            chosen[index] = key
            used.add(key)
    settled = [bool(chosen[index]) or folded(heading) in remembered for index, heading in enumerate(headings)]
    scores = [
        (_likeness(heading, names), -index, key)
        for index, heading in enumerate(headings)
        if heading and not settled[index]
        for key, names in _names(question, words).items()
    ]
    for score, negative, key in sorted(scores, key=lambda one: (-one[0], -one[1])):
        if score >= _LEAST and key not in used and not chosen[-negative]:
            chosen[-negative] = key
            used.add(key)
    return tuple(chosen)


def headings_row(
    question: Question, rows: Sequence[Sequence[str]], words: Words, remembered: Mapping[str, str]
) -> int | None:
    """Return which of the first rows holds the headings, or None where none of them names a column."""
    found = [
        sum(map(bool, guessed_columns(question, row, words, remembered))) for row in rows[: min(_LOOKED_AT, len(rows))]
    ]
    best = max(found, default=0)
    # One word that happens to be a heading, in a row of several cells, is more likely an answer.
    if best == 0 or (best == 1 and len(rows[found.index(best)]) > 2):
        return None
    return found.index(best)


@lru_cache(4096)
def folded(text: str) -> str:
    """Return a heading without case, accents and marks, its words divided by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def _names(question: Question, words: Words) -> dict[str, tuple[str, ...]]:
    names = {field.key: (field.label, *words.get(field.label, ()), field.key) for field in question.fields}
    return {**names, IDENTIFIER: ("number", "id")}


def _likeness(heading: str, names: Iterable[str]) -> float:
    """Return how much a heading has in common with the best of some names: 1 everything, 0 nothing."""
    same = folded(heading)
    here = _meanings(same)
    best = 0.0
    for name in names:
        there = _meanings(folded(name))
        common = len(here & there) / (len(here | there) or 1)
        best = max(best, 2.0 if same == folded(name) else common)
    return best


@lru_cache(4096)
def _meanings(plain: str) -> frozenset[str]:
    found: set[str] = set()
    for word in plain.split():
        if word not in _EMPTY_WORDS:
            found.update(_COMPOUNDS.get(word) or (_meaning_of().get(word, word),))
    return frozenset(found)


@lru_cache(1)
def _meaning_of() -> dict[str, str]:
    return {word: line.split()[0] for line in _MEANINGS.splitlines() for word in line.split()}
