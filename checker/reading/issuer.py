"""Whose a document is: what each witness that the pack names says, and which of them is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath

from checker.document import Location
from checker.pack.issuers import parted, placed, same_branch, same_issuer, spoken_for, written_out
from checker.pack.model import DocumentSpec, IssuerSpec, OrganWitness
from checker.pack.pack import Pack
from checker.reading.named import found, joined, known_as, nobody, whole_organ
from checker.reading.reading import BEGIN, Identity, Passage, Reading
from checker.reading.voice import OURS, Voice
from checker.record import dataclass
from checker.text.normalize import comparable
from checker.text.patterns import compiled, occurring

LAST_LINES = 12
"""How many texts from the end may be the signature: it may have names of departments or of a web page under it."""
LINE = 40
"""Characters of a line that is a signature."""
_STEPS = re.compile(r"[^\w()、]+")
"""What stands between the steps of the way to a page: >, /, »."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a witness says: a name, how far it is trusted, and where it says so."""

    organ: str
    witness: OrganWitness
    place: Location | None


def find_issuer(reading: Reading, pack: Pack, titled: Identity) -> tuple[Said | None, Said | None]:
    """The issuer by the first witness that names one; and the first sure witness that names another organ."""
    spec = pack.spec.documents[reading.role]
    first: Said | None = None
    other: Said | None = None
    for said in _all(reading, pack, spec, titled):
        if _several(said, pack):
            if first is not None and same_issuer(first.organ, said.organ, pack.spec.issuers):
                first = replace(first, organ=said.organ) if _completes(said, first, pack) else first
        elif first is None:
            first = None if _of_above(said, reading, pack) else said
        elif _whole_of(said, first, pack):
            first = replace(first, organ=said.organ)
        elif same_issuer(first.organ, said.organ, pack.spec.issuers):
            if _completes(said, first, pack):
                first = replace(first, organ=said.organ)
        elif first.witness.trust != "sure" and _speaks_as(said, first, pack):
            first = said
        elif "sure" == first.witness.trust == said.witness.trust and not _akin(first.organ, said.organ, pack):
            other = other or said
    return _placed(reading, _spoken_as(reading, first, pack), pack), other


def _placed(reading: Reading, first: Said | None, pack: Pack) -> Said | None:
    """The organ with its place where all leave that open (区民政局) and the site of the page, or the one portal that
    the text names, is of such a place."""
    if first is None:
        return None
    issuers = pack.spec.issuers
    site = placed(first.organ, reading.document.properties.get("site", ""), issuers)
    told = {name for portal in _portals(reading, issuers) if (name := placed(first.organ, portal, issuers))}
    whole = site or (told.pop() if len(told) == 1 else None)
    return replace(first, organ=whole) if whole else first


def _portals(reading: Reading, issuers: IssuerSpec) -> Iterator[str]:
    """Whose sites the text names where it says where it can be read: 渠阳县人民政府门户网站."""
    for section in ("preamble", *(span.id for span in reading.sections[-1:])):
        for passage in reading.within(section):
            string = passage.plain.string
            yield from (string[begin:end] for begin, end in found(issuers.portals, string, issuers))


def _spoken_as(reading: Reading, first: Said | None, pack: Pack) -> Said | None:
    """The government for which an office is asked, where the text speaks as its place (我县) and never as an office."""
    if first is None or first.witness.trust == "sure" or first.witness.from_ != "text":
        return first
    told = "".join(one.plain.string for one in reading.within("overview") if OURS in one.plain.string)
    for name in spoken_for(first.organ, pack.spec.issuers) if told else ():
        of = parted(name, pack.spec.issuers)
        if (
            of.places
            and not of.open
            and f"{OURS}{of.places[-1][-1]}" in told
            and not any(f"{OURS}{one}" in told for one in pack.spec.issuers.selves)
        ):
            return replace(first, organ=name)
    return first


def _completes(said: Said, first: Said, pack: Pack) -> bool:
    """Whether a later witness says of which place the organ is, which the first leaves open (市教育局, 教育局), or of
    that place writes its name out (市监局, 市场监督管理局).

    What has no place at all may be whole (中扬镇): then only a witness as sure as a title completes it.
    """
    short, long = (parted(one.organ, pack.spec.issuers) for one in (first, said))
    open_, full = short.places, long.places
    if open_ and open_[-1:] == full[-1:] and written_out(short.body, long.body, pack.spec.issuers):
        return True
    if not full or long.open:
        return False
    return short.open if open_ else said.witness.trust == "sure" or first.witness.trust != "sure"


def _whole_of(said: Said, first: Said, pack: Pack) -> bool:
    """Whether a later witness says of what the first is a part, which it leaves open: 公安局江城分局桥头派出所."""
    told = said.organ.endswith(first.organ) and len(said.organ) > len(first.organ)
    places = [parted(one.organ, pack.spec.issuers).places for one in (first, said)]
    return told and not places[0] and bool(places[1]) and first.witness.trust != "sure"


def _several(said: Said, pack: Pack) -> bool:
    """Whether a sentence speaks of several: they are nobody (县财政局、县审计局认真核查), and only complete a name."""
    return said.witness.trust != "sure" and len(joined(said.organ, pack)) > 1


def _of_above(said: Said, reading: Reading, pack: Pack) -> bool:
    """Whether an organ is named that only keeps the page or the register: the text speaks as what it is not.

    So of a government or its office (发布机构：县政府办公室) where the text says 我局 and never 我县, and of any other
    where it speaks as what no bureau calls itself (发布机构：县教育局, and 我校).
    """
    issuers = pack.spec.issuers
    if said.witness.from_ not in ("text", "source", "site", "path"):
        return False
    told = "".join(one.plain.string for part in ("preamble", "overview") for one in reading.within(part))
    # 本站 is the web page.
    selves = {match["self"] for match in _selves(tuple(issuers.selves)).finditer(told)} - {"站"}
    if not selves or any(one in said.organ for one in selves):
        return False
    if all(parted(name, issuers).body for name in (said.organ, *spoken_for(said.organ, issuers))):
        # 我局 may be what a commission or an office calls itself.
        return said.organ.endswith(tuple(issuers.endings)) and selves.isdisjoint(issuers.endings)
    return not any(f"{OURS}{sign}" in told for level in issuers.places for sign in level)


@lru_cache(maxsize=16)
def _selves(words: tuple[str, ...]) -> re.Pattern[str]:
    """我局, 本局; no 基本处理, 本社会."""
    some = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(f"(?:{OURS}|(?<![基成样文版资根日])本)(?P<self>{some})(?![区会列有长理])")


def _speaks_as(said: Said, first: Said, pack: Pack) -> bool:
    """Whether an office is to be asked about the report of the government that the text then speaks as."""
    names = spoken_for(first.organ, pack.spec.issuers)
    full = (said.organ, *(name + filler for name in names for filler in pack.spec.issuers.fillers[:1]))
    return "overview" in said.witness.in_ and said.organ in (*names, *full[1:])


def _all(reading: Reading, pack: Pack, spec: DocumentSpec, titled: Identity) -> Iterator[Said]:
    """What the witnesses say, in the order of the pack."""
    for witness in spec.organs:
        if witness.from_ == "title":
            # 渠阳县人民政府机关: the organ whose own it is.
            named = titled.organ or ""
            named = whole_organ(named, pack) if named and nobody(named, pack) else named
            if named and not nobody(named, pack):
                yield Said(named, witness, titled.title_at)
            continue
        said = ""
        for organ, place in _heard(reading, witness, spec):
            name = _organ(organ, pack, witness)
            one = Said(name, witness, place) if name is not None else None
            if one is not None and _several(one, pack):
                yield one
            # A witness is asked once; what it says later may only complete its first word (市教育局).
            elif one and (not said or (name != said and same_issuer(one.organ, said, pack.spec.issuers))):
                said = one.organ
                yield one


def _heard(reading: Reading, witness: OrganWitness, spec: DocumentSpec) -> Iterator[tuple[str, Location | None]]:
    if witness.from_ in ("source", "site"):
        stated = comparable(reading.document.properties.get(witness.from_, "")).string
        yield from ((organ, None) for organ in [stated] if organ)
        return
    if witness.from_ == "name":
        yield from ((organ, None) for organ in _of_name(reading.document.path, witness, spec))
        return
    issuers = reading.pack.spec.issuers
    if witness.from_ == "path":
        steps = (step for line in _lines_round(reading) for step in _steps(line, spec.path))
        yield from ((step[begin:end], None) for step in steps for begin, end in found(witness.says, step, issuers))
        return
    voice = Voice(issuers)
    speaks = witness.trust != "sure" and "overview" in witness.in_
    for passage in _passages(reading, witness):
        if witness.from_ == "signature" and len(passage.plain.string) > LINE:
            continue
        string = passage.plain.string
        # What is said before section one of 我局 is form: 编制我厅年度报告.
        own = speaks and reading.section_at(passage.spot) != "preamble"
        if own:
            voice.hear(string)
        for begin, end in found(witness.says, string, issuers):
            if own and (voice.unlike(begin, end) if witness.own else voice.of_another(begin, end)):
                continue
            yield spaced(string[begin:end], [passage.text.string]), reading.locate(passage, begin, end)


def _lines_round(reading: Reading) -> Iterator[str]:
    """What a page has round the text, and what stands before its first section."""
    yield from (comparable(text.string).string for text in reading.document.furniture)
    yield from (passage.plain.string for passage in reading.within("preamble"))


def _steps(line: str, path: str) -> list[str]:
    """The steps of the way to the page that a line tells (首页 > 县水利局 > 年报), the nearest first."""
    match = compiled(path).match(line) if path else None
    return [step for step in _STEPS.split(line[match.end() :]) if step][::-1] if match else []


def _passages(reading: Reading, witness: OrganWitness) -> Iterator[Passage]:
    if witness.from_ == "signature":
        # In a short text the last lines reach up to what a page has above its title.
        begin = reading.preamble_end if reading.sections else BEGIN
        last = [one for one in reading.passages[-LAST_LINES * 4 :] if one.spot > begin]
        lines = [one for one in last if one.cell is None and one.plain.string]
        yield from reversed(lines[-LAST_LINES:])
        return
    sections = witness.in_ or ["preamble", *(span.id for span in reading.sections[-1:])]
    for section in dict.fromkeys(sections):
        yield from reading.within(section)


def _of_name(path: str, witness: OrganWitness, spec: DocumentSpec) -> Iterator[str]:
    """The organ in a file name: by a title that is one, else by the patterns of the witness."""
    stem = PurePath(path).stem
    if any("\ud800" <= character <= "\udfff" for character in stem):
        # What an archive made under Chinese Windows leaves: bytes of GBK, which the system takes for no text at all.
        stem = stem.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    stem = comparable(stem).string
    for pattern in (*spec.titles, *witness.says):
        match = compiled(pattern).search(stem)
        groups = match.groupdict() if match else {}
        organ = groups.get("organ") or groups.get("organ2")
        if organ:
            yield organ


def _organ(word: str, pack: Pack, witness: OrganWitness) -> str | None:
    """The organ that a word names, None where it names nobody or nothing of which the pack knows the level."""
    name = whole_organ(word, pack)
    if witness.known:
        return name if known_as(name, pack) else None
    return None if nobody(name, pack) else name


def _akin(one: str, other: str, pack: Pack) -> bool:
    """Whether two witnesses may mean one organ, one that speaks for the other, or the end of a name in two lines."""
    if one.endswith(other) or other.endswith(one):
        return True
    names = [
        {name, *joined(name, pack), whole_organ(name, pack), *spoken_for(name, pack.spec.issuers)}
        for name in (one, other)
    ]
    if same_branch(one, other, pack.spec.issuers) or same_branch(other, one, pack.spec.issuers):
        return True
    return any(same_issuer(a, b, pack.spec.issuers) for a in names[0] for b in names[1])


def spaced(organ: str, texts: list[str]) -> str:
    """A name in letters with the spaces that it has in the document; comparable text has none."""
    if not organ.isascii():
        return organ
    loose = re.compile(r"\s*".join(map(re.escape, organ)))
    found = next((match for text in texts for match in [loose.search(text)] if match), None)
    return " ".join(found.group().split()) if found else organ


def former_names(reading: Reading, pack: Pack) -> tuple[tuple[str, str], ...]:
    """(old, new) of every organ that the text says was renamed."""
    found: dict[tuple[str, str], None] = {}
    patterns = tuple(pack.spec.issuers.renamed)
    for place, pattern in enumerate(patterns):
        for passage in reading.passages:
            if passage.cell is None and place in occurring(patterns, passage.plain.string):
                for match in compiled(pattern).finditer(passage.plain.string):
                    found[str(match.group("old")), str(match.group("new"))] = None
    return tuple(found)
