"""An inspection of many organs over years, its true grouping known: names in ten styles, versions, plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from checker.run.dossierfile import DossierFile
from checker.run.sketch import Bundle
from tests.checker.reports import known_report, with_lines
from tests.generator import text

CITIES = (
    "安平市", "宁河市", "临江市", "云泽市", "青川市", "海陵市", "长宁市", "武安市", "平湖市", "永丰市",
    "和县", "泰和县", "安平县", "石门县", "桥东区", "东区", "灵山县", "江南区", "北流市", "双河市",
)  # fmt: skip
"""Some of them within the name of another, or of the same name as another."""
BUREAUS = (
    ("教育局", "教育局"),
    ("文化和旅游局", "文旅局"),
    ("人力资源和社会保障局", "人社局"),
    ("市场监督管理局", "市监局"),
    ("自然资源和规划局", "资规局"),
    ("城市管理局", "城管局"),
    ("生态环境局", "生态环境局"),
    ("水利局", "水利局"),
    ("水利工程建设管理局", "水利工程建设管理局"),
    ("残疾人联合会", "残联"),
    ("人民政府办公室", "政府办"),
    ("农业农村局", "农业农村局"),
    ("卫生健康委员会", "卫健委"),
    ("住房和城乡建设局", "住建局"),
    ("发展和改革委员会", "发改委"),
)
"""In full and in short."""
RENAMED, OLD = "生态环境局", "环境保护局"
DECIDED = (("", "初稿"), ("终稿", ""), ("v2", "v1"), ("最终版", "送审稿"), ("第三稿", "第二稿"), ("正式", "征求意见稿"))
"""What stands in the file names of two versions, that of the one that counts first."""
OPEN = (("甲", "乙"), ("", "另存"), ("a", "b"))
"""Words that tell nothing of which version counts."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the inspection; `organ` and `year` are what it is truly of.

    `counts`: it is the version that counts; None where nobody could tell. `lost`: nothing says of which city it is.
    """

    path: str
    text: str
    kind: str
    organ: str
    year: int
    counts: bool | None = True
    lost: bool = False


@dataclass(slots=True)
class Score:
    """How many partners of reports were found: by what came of them, and what was wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of the partners that could be known that were found."""
        known = self.counts["right"] + self.counts["told"] + self.counts["missed"]
        return self.counts["right"] / known if known else 1.0


def inspection(
    seed: int = 0, cities: Sequence[str] = CITIES, bureaus: int = 15, years: Sequence[int] = (2020, 2021, 2022)
) -> tuple[list[File], DossierFile]:
    """The files in the order of their paths, and the dossier file of the folder: some renamings."""
    made: list[File] = []
    renamed: dict[str, str] = {}
    for number, city in enumerate(cities):
        for full, short in BUREAUS[:bureaus]:
            random = Random(f"{seed} {city} {full}")
            if full == RENAMED and number % 2:
                renamed[city + OLD] = city + RENAMED
            made += _organ(city, full, short, number, years, random)
    return sorted(made, key=lambda one: one.path), DossierFile(renamed=renamed)


def _organ(city: str, full: str, short: str, number: int, years: Sequence[int], random: Random) -> Iterator[File]:
    """The reports and plans of an organ; what one report carries out, the next carries in."""
    key = city + full
    left = [random.randint(1, 9) for _ in range(len(years) + 1)]
    force = random.randint(10, 60)
    planned = random.random() < 0.4
    for at, year in enumerate(years):
        name, brief = (OLD, OLD) if full == RENAMED and year < years[-1] else (full, short)
        issued = random.randint(0, 5)
        force += issued
        figures = {"left": left[at + 1], "before": left[at], "issued": issued, "force": force}
        yield from _reports(key, city, name, brief, year, number, figures, random, years)
        if planned:
            yield from _plans(key, city, name, brief, year, number, random)
    if planned and random.random() < 0.5:
        yield from _plans(key, city, full, short, years[-1] + 1, number, random)


def _reports(
    key: str,
    city: str,
    name: str,
    brief: str,
    year: int,
    number: int,
    figures: dict[str, int],
    random: Random,
    years: Sequence[int],
) -> Iterator[File]:
    title, body, stem = _names(city, name, brief, random)
    versions: list[tuple[str, bool | None, int]] = [("", True, 0)]
    chance = random.random()
    if chance < 0.12:
        first, second = random.choice(DECIDED)
        versions = [(first, True, 0), (second, False, 1)]
    elif chance < 0.15:
        first, second = random.choice(OPEN)
        versions = [(first, None, 0), (second, None, 1)]
    elif chance < 0.18:
        versions = [("", True, 0), ("副本", True, 0)]
    for mark, counts, more in versions:
        told = name == RENAMED and not number % 2 and year == years[-1]
        written = _report(
            title, body, year, figures, more, f"{year}年3月，原{city}{OLD}更名为{city}{RENAMED}。" if told else ""
        )
        yield File(_path(city, stem + mark, year, number, ".txt"), written, "report", key, year, counts)


def _report(title: str, body: str, year: int, figures: dict[str, int], more: int, line: str) -> str:
    """The text of a report; `more` cases are left in a version that does not count."""
    left, before = figures["left"] + more, figures["before"]
    rows = {"new": 50, "carried_in": before, "handled": 50 + before - left, "carried_out": left}
    other = "other_3" if year >= 2021 else "other"
    rows[other] = rows["handled"] - 40
    set_: dict[str, object] = {f"{row}.{column}": n for row, n in rows.items() for column in ("natural", "total")}
    if other == "other_3":
        set_ |= {"normative.issued": figures["issued"], "normative.in_force": figures["force"]}
    report = known_report(organ=body, year=year, set_=set_)
    heading = f"{title}{year}年政府信息公开工作年度报告"
    report = replace(report, title=heading, closing=report.closing if body != "本机关" else report.closing[1:])
    return text.write(with_lines(report, "overview", [line]) if line else report)


def _names(city: str, name: str, brief: str, random: Random) -> tuple[str, str, str]:
    """What stands in the title, what in the text, and what in the name of the file, in one of ten styles."""
    sign = city[-1]
    style = random.randrange(10)
    return (
        (city + name, city + name, f"{city}{name}"),
        (city + brief, city + brief, f"{city}{brief}"),
        (sign + brief, sign + brief, f"{city}{brief}"),
        (brief, brief, f"{city}{brief}"),
        ("", city + name, f"{city}{brief}年报"),
        ("", "本机关", f"{city}{name}"),
        ("某省" + city + name, city + name, f"{city}{name}政府信息公开工作年度报告"),
        (city[:-1] + brief if len(city) > 2 else city + brief, city + brief, f"{city}{brief}"),
        (sign + name, sign + name, f"{random.randint(1, 40):02}{city}{brief}"),
        (city + name, "本机关", f"附件{random.randint(1, 9)}-{city}{brief}"),
    )[style]


def _path(city: str, stem: str, year: int, number: int, suffix: str) -> str:
    """Folders by city and year, by year and city, without the sign of the city, or none by city."""
    bare = city[:-1] if len(city) > 2 and city != "安平县" else city
    return (
        f"{city}/{year}/{stem}{suffix}",
        f"{year}年/{city}/{stem}{suffix}",
        f"{year}/{bare}报送/{stem}{suffix}",
        f"{year}年度/{stem}_{year}{suffix}",
        f"{city}各单位/{stem}（{year}年）{suffix}",
    )[number % 5]


def _plans(key: str, city: str, name: str, brief: str, year: int, number: int, random: Random) -> Iterator[File]:
    title = random.choice(
        (
            f"{city}{name}{year}年政务公开工作要点",
            f"{city}{brief}{year}年政务公开工作要点及任务分工",
            f"关于印发《{city}{name}{year}年政务公开工作要点》的通知",
            f"{city}{name}关于{year}年政务公开工作的实施方案",
            f"{city}{name}文件\n关于印发《{year}年政务公开工作要点》的通知",
        )
    )
    lines = "一、重点任务\n（一）举办政务公开业务培训不少于2次。\n"
    path = _path(city, f"{city}{brief}工作要点", year, number, ".txt")
    yield File(path, f"{title}\n\n{lines}", "plan", key, year)
    if random.random() < 0.2:
        draft = f"{city}{name}{year}年政务公开工作要点（征求意见稿）"
        yield File(
            path.replace("工作要点", "要点草稿"), f"{draft}\n\n{lines.replace('2', '5')}", "plan", key, year, False
        )


def score(files: Iterable[File], bundles: Iterable[Bundle]) -> Score:
    """Each report's partners against those that it truly has."""
    by_path = {one.path: one for one in files}
    there: dict[tuple[str, str, int], list[File]] = {}
    for one in by_path.values():
        there.setdefault((one.kind, one.organ, one.year), []).append(one)
    made = Score()
    for bundle in bundles:
        report = by_path[bundle.members[0][0].document.path]
        if report.kind != "report":
            continue
        for role, kind, year in (("prior", "report", report.year - 1), ("plan", "plan", report.year)):
            _one(made, report, role, there.get((kind, report.organ, year), []), bundle, by_path)
    return made


def _one(made: Score, report: File, role: str, truth: Sequence[File], bundle: Bundle, by_path: dict[str, File]) -> None:
    taken = [by_path[one.document.path] for one, own in bundle.members if own == role]
    choices = [choice for choice in bundle.beside.choices if choice.role == role and not choice.chosen]
    told = any(by_path[path] in truth for choice in choices for path in choice.paths)
    decidable = any(one.counts for one in truth)
    if any(one not in truth or one.counts is not True for one in taken):
        made.counts["wrong"] += 1
        made.wrong.append(f"{report.path}: {role} {', '.join(one.path for one in taken)}")
    elif not truth:
        made.counts["none, told of others" if choices else "none"] += 1
    elif not decidable:
        made.counts["nobody could tell, told" if told else "nobody could tell, missed"] += 1
    else:
        made.counts["right" if taken else "told" if told else "missed"] += 1
        if not taken:
            made.wrong.append(f"{report.path}: {role} {'told' if told else 'missed'}")
