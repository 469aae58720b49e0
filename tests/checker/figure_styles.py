"""One report told in many styles: the same figures in other words, other orders and other numerals.

A style is a paragraph with `{measure}` where a figure stands and `<a|b|c>` where one of several words does.
`{measure:件}` is a number with its unit, `{measure:}` one without. What each figure counts is known: every paragraph is
its own gold.
"""

from __future__ import annotations

import re
from random import Random

from checker.record import dataclass
from tests.checker.reports import known_report
from tests.generator import layout
from tests.generator.spec import Report

STYLES = {
    "plain": (
        "{year}年，<我局|本机关|市水务局>共<收到|接收|接到>政府信息公开申请{new:件}，<上年结转|上年度结转>{carried_in:件}，"
        "<办结|共办结|已办结>{handled:件}，结转下年度继续办理{carried_out:件}。"
    ),
    "by years": (
        "{last}年结转{carried_in:件}，{year}年新收政府信息公开申请{new:件}，<年内|本年度|当年>办结{handled:件}，"
        "<结转|转入|顺延>{next}年<办理|继续办理|答复>{carried_out:件}。"
    ),
    "bracketed": (
        "<全年|本年度>共<办理|处理>政府信息公开申请{on_hand:件}（<其中|含>新收{new:件}，上年结转{carried_in:件}），"
        "已办结{handled:件}，结转下年{carried_out:件}。"
    ),
    "results in a row": (
        "全年办结政府信息公开申请{handled:件}，其中予以公开{granted:件}、部分公开{partial:件}、不予公开{refused:件}、"
        "无法提供{unavailable:件}、不予处理{unprocessed:件}、其他处理{other_results:件}。"
    ),
    "results one by one": (
        "共答复政府信息公开申请{handled:件}。其中，<同意公开|予以公开>的{granted:件}；部分公开的{partial:件}；不予公开的"
        "{refused:件}；无法提供的{unavailable:件}；不予处理的{unprocessed:件}；<作其他处理|其他处理>的{other_results:件}。"
    ),
    "figure first": (
        "<在|>{handled:件}已办结的<政府信息公开申请|依申请公开>中，{granted:件}予以公开，{partial:件}部分公开，"
        "{refused:件}不予公开，{unavailable:件}无法提供。"
    ),
    "colon": (
        "依申请公开<办理情况|情况>：收到申请{new:件}，上年结转{carried_in:件}；办结{handled:件}；结转下年{carried_out:件}。"
    ),
    "of a year": "（二）依申请公开情况。{year}年度<，|>新收依申请公开{new:件}，均<依法|按规定>进行了登记。",
    "reasons": (
        "不予公开的政府信息公开申请{refused:件}中，<属于|>国家秘密{refused_1:件}，保护第三方合法权益{refused_4:件}，"
        "属于三类内部事务信息{refused_5:件}，属于行政执法案卷{refused_7:件}。"
    ),
    "reasons behind results": (
        "办结的政府信息公开申请中，因本机关不掌握相关政府信息无法提供{unavailable_1:件}，因没有现成信息需要另行制作无法提供"
        "{unavailable_2:件}，信访举报投诉类申请不予处理{unprocessed_1:件}，重复申请不予处理{unprocessed_2:件}。"
    ),
    "applicants": (
        "新收政府信息公开申请{new:件}，其中自然人<申请|提出>{natural:件}，法人或其他组织<申请|提出>{organisations:件}。"
    ),
    "applicants one by one": (
        "收到政府信息公开申请{new:件}。从申请人看，自然人{natural:件}，商业企业{business:件}，科研机构{research:件}，"
        "社会公益组织{nonprofit:件}，法律服务机构{legal:件}。"
    ),
    "reviews": (
        "<因|>政府信息公开<被申请|引发的|相关>行政复议{reviews:件}，其中<结果维持|维持>{reviews_upheld:件}，"
        "<结果纠正|纠正>{reviews_corrected:件}，其他结果{reviews_other:件}，尚未审结{reviews_pending:件}。"
    ),
    "litigation": (
        "政府信息公开行政诉讼{litigation:件}，其中未经复议直接起诉{litigation_direct:件}，复议后起诉"
        "{litigation_after_review:件}。"
    ),
    "both": "全年发生政府信息公开行政复议案件{reviews:起}、行政诉讼案件{litigation:起}<。|，均已依法应对。>",
    "in order": "政府信息公开行政复议、行政诉讼分别为{reviews:件}、{litigation:件}。",
    "documents": (
        "<全年|本年度|{year}年>制发行政规范性文件{normative_issued:件}，废止{normative_repealed:件}，"
        "<现行有效|继续有效>{normative_in_force:件}。"
    ),
    "documents in force": (
        "截至{year}年底，<我市|本市>现行有效规章{rules_in_force:部}，现行有效行政规范性文件{normative_in_force:件}。"
    ),
    "decisions": (
        "{year}年作出行政许可<处理决定|决定>{licences:件}，行政处罚<处理决定|决定>{penalties:件}，"
        "行政强制<处理决定|决定>{coercions:件}。"
    ),
    "point by point": (
        "一是加强依申请公开办理。全年受理政府信息公开申请{new:件}，办结{handled:件}。二是做好规范性文件管理，"
        "本年制发行政规范性文件{normative_issued:件}。"
    ),
    "after the activity": (
        "市水务局<不断|进一步>规范依申请公开工作，畅通受理渠道，完善办理流程，全年<收到|收悉>政府信息公开申请{new:件}，"
        "按时答复{handled:件}，未出现逾期答复的情形。"
    ),
    "all of them together": "全年收到政府信息公开申请{new:件}，连同上年结转的{carried_in:件}，共{on_hand:件}。",
    "to be done and done": (
        "{year}年度共收到政府信息公开申请{new:件}，加上{last}年结转的{carried_in:件}，应办理{on_hand:件}，实际办结{handled:件}，"
        "另有{carried_out:件}结转{next}年办理。"
    ),
    "brackets within a list": (
        "本年度办理的<政府信息公开申请|依申请公开事项>共{handled:件}，包括：予以公开{granted:件}；部分公开{partial:件}；"
        "不予公开{refused:件}（其中保护第三方合法权益{refused_4:件}、属于行政执法案卷{refused_7:件}）；无法提供{unavailable:件}。"
    ),
    "decided": (
        "对政府信息公开申请，作出予以公开<决定|答复>{granted:件}，部分公开<决定|答复>{partial:件}，"
        "不予公开<决定|答复>{refused:件}，无法提供<决定|答复>{unavailable:件}。"
    ),
    "number before noun": (
        "<我局|>全年<收到|受理>{new:件}政府信息公开申请，办结{handled:件}，{carried_out:件}申请结转下年度<继续办理|办理>。"
    ),
    "a sentence for each": (
        "全年收到政府信息公开行政复议{reviews:件}。其中，维持{reviews_upheld:件}，纠正{reviews_corrected:件}，"
        "尚未审结{reviews_pending:件}。全年政府信息公开行政诉讼{litigation:件}。"
    ),
    "three in order": ("新收政府信息公开申请、办结申请、结转下年申请分别为{new:件}、{handled:件}、{carried_out:件}。"),
    "dashes": "政府信息公开申请办理：新收——{new:件}；上年结转——{carried_in:件}；办结——{handled:件}。",
    "a reason before": (
        "因申请内容涉及第三方合法权益，不予公开{refused_4:件}政府信息公开申请；因本机关不掌握，无法提供{unavailable_1:件}。"
    ),
    "who and when": (
        "{year}年，<公民|群众>、法人<和|或者>其他组织向本机关提出政府信息公开申请{new:件}，本机关均予<登记|受理>，"
        "年底前<办结|答复>{handled:件}。"
    ),
    "no unit": "全年收到政府信息公开申请数量为{new:}，办结{handled:件}。",
}
DISTRACTORS = (
    "全年通过门户网站发布信息{}条，阅读量{}次。",
    "办理12345热线工单{}件，办结率98%，回复网民留言{}条。",
    "办理人大代表建议{}件、政协委员提案{}件，均按期答复。",
    "举办政务公开培训{}次，参训{}人次。",
    "微信公众号推送文章{}篇，新增关注{}人。",
    "召开新闻发布会{}场，发布政策解读材料{}篇。",
    "受理信访事项{}件，接待来访{}批次。",
    "开展双随机检查{}次，抽查企业{}家。",
)
_SLOT = re.compile(r"\{(\w+)(?::(\w*))?\}")
_CHOICE = re.compile(r"<([^<>]*)>")
_OUTCOMES = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph with its figures: begin, end and measure. Outside of `own` nothing counts what the tables state."""

    text: str
    figures: tuple[tuple[int, int, str], ...]
    own: tuple[int, int]


def report(random: Random) -> tuple[Report, dict[str, int]]:
    """A report with figures that fit together, and each measure by its name."""
    results = [
        row for row in layout.application_rows("2021") if row not in ("new", "carried_in", "handled", "carried_out")
    ]
    counts = {row: [random.randint(11, 99)] + [random.randint(0, 4) for _ in range(5)] for row in results}
    handled = [sum(counts[row][column] for row in results) for column in range(6)]
    carried_out = [random.randint(3, 9), 0, 0, 0, 0, 0]
    carried_in = [random.randint(10, 40), 0, 0, 0, 0, 0]
    new = [handled[at] + carried_out[at] - carried_in[at] for at in range(6)]
    counts |= {"new": new, "carried_in": carried_in, "handled": handled, "carried_out": carried_out}
    total = {row: sum(some) for row, some in counts.items()}
    cells: dict[str, object] = {f"{row}.total": count for row, count in total.items()}
    for row, some in counts.items():
        cells |= {f"{row}.{column}": count for column, count in zip(layout.APPLICANTS[:6], some, strict=True)}
    cases = {kind: [random.randint(1, 60) for _ in _OUTCOMES] for kind in ("review", "direct", "after_review")}
    for kind, some in cases.items():
        cells |= {f"cases.{kind}_{name}": count for name, count in zip(_OUTCOMES, some, strict=True)}
        cells[f"cases.{kind}_total"] = sum(some)
    table_two = {
        "rules_in_force": ("rules.in_force", random.randint(20, 90)),
        "normative_issued": ("normative.issued", random.randint(10, 99)),
        "normative_repealed": ("normative.repealed", random.randint(10, 99)),
        "normative_in_force": ("normative.in_force", random.randint(100, 900)),
        "licences": ("licensing.decisions", random.randint(1000, 9000)),
        "penalties": ("penalties.decisions", random.randint(100, 900)),
        "coercions": ("coercion.decisions", random.randint(10, 90)),
    }
    cells |= dict(table_two.values())
    measures = total | {name: count for name, (_, count) in table_two.items()}
    for name, prefix in (
        ("refused", "refused_"),
        ("unavailable", "unavailable_"),
        ("unprocessed", "unprocessed_"),
        ("other_results", "other_"),
    ):
        measures[name] = sum(count for row, count in total.items() if row.startswith(prefix))
    measures |= dict(zip(("natural", "business", "research", "nonprofit", "legal"), new, strict=False))
    measures |= {"on_hand": total["new"] + total["carried_in"], "organisations": sum(new[1:])}
    measures |= {f"reviews_{name}": count for name, count in zip(_OUTCOMES, cases["review"], strict=True)}
    measures |= {
        "reviews": sum(cases["review"]),
        "litigation_direct": sum(cases["direct"]),
        "litigation_after_review": sum(cases["after_review"]),
        "litigation": sum(cases["direct"]) + sum(cases["after_review"]),
    }
    return known_report(year=2021, set_=cells), measures


def tell(style: str, measures: dict[str, int], random: Random) -> Told:
    """A report's figures in a style; words, units, numerals and sentences around it are drawn."""
    template = _CHOICE.sub(lambda match: random.choice(match[1].split("|")), STYLES[style])
    template = template.replace("{year}", "2021").replace("{last}", "2020").replace("{next}", "2022")
    numeral = random.choice((_digits, _digits, _digits, _grouped, _wide, _spaced))
    of_requests = not any(word in template for word in ("规范性文件", "许可", "复议", "诉讼"))
    unit = {"件": random.choice(("件", "宗", "条")) if of_requests else "件"}
    text = _distractor(random)
    begin, at, figures = len(text), 0, []
    for match in _SLOT.finditer(template):
        text += template[at : match.start()]
        shown = numeral(measures[match[1]]) + unit.get(match[2], match[2])
        figures.append((len(text), len(text) + len(shown), match[1]))
        text += shown
        at = match.end()
    text += template[at:]
    return Told(text + _distractor(random), tuple(figures), (begin, len(text)))


def _distractor(random: Random) -> str:
    """A sentence of figures that no table states, or none."""
    if random.random() < 0.4:
        return ""
    return random.choice(DISTRACTORS).format(random.randint(2, 3000), random.randint(2, 3000))


def _digits(number: int) -> str:
    return str(number)


def _grouped(number: int) -> str:
    return f"{number:,}"


def _wide(number: int) -> str:
    return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _spaced(number: int) -> str:
    return f" {number} "
