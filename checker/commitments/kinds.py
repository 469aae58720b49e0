"""What the clauses of a plan are: acts, slogans, purposes, general duties, or what leads up to the next."""

from __future__ import annotations

import re

from checker.commitments.counts import Count
from checker.commitments.deadlines import deadline, without_days
from checker.commitments.terms import Word, words
from checker.commitments.vocabulary import Vocabulary

_TITLE = re.compile("《[^》]*》")
_MUST = re.compile(
    r"([^,要应须]{1,15}?(?:主要[^,要应须]{0,8})?)"
    r"(?:(?<![主重需只])要(?![求点素件闻领])|(?<![反响回对适相供])应(?![急对用变答])当?|必须|须)(?![^,]{1,4}的)"
)
_AHEAD = re.compile(r"(?:[前后时外的]|方面|期间|以来|年来|过去[一二两三]年|之际|过程中|^[在从].*[上下中内])$")
_BY = re.compile(
    r"(?:对(?![外口接照标比应讲话])|就(?![业医餐读诊])|凡|如(?![期实约])|遇|针对|围绕|依托|聚焦|立足|着眼|紧扣)"
)
"""Openings of a clause that names what the next is about, or by what means it is done."""
_MEANS = re.compile(r"依[托靠]|借助|凭借")
"""Of these the openings behind whose noun the verb may follow at once (依托"信用"平台公示案件)."""
_SAYS_HOW = re.compile(r"[在于向将把由均并都]|全部|主动|及时|统一|同步|[上中内后前日月]\Z")
"""Before 公开 in a clause that says where, when or how something is opened."""
_POINTS = re.compile(r"(?:详?见|如)(?:下表|附件|附表)|如下\Z|\A\(?本(?:方案|要点|计划|意见|清单|安排|通知)[自由]")
"""In a clause that only tells of the plan itself, where its tasks stand or since when it holds."""
_AS_IT_IS = re.compile(
    r"(?:去年|上年|上一年度)[^,;的]*(?:完成|实现|达|增长|共|累计)[^,;的]*\d[^,;的]*\Z"
    r"|[我本全][^,;的\d]{1,3}(?:现有|共有)[^,;\d的]{0,8}\d+[^\d,;的]{1,3}\Z"
)
"""A clause that tells how things are or were, whatever it counts (去年全港完成吞吐量1.3亿吨, 我局现有人员23名)."""
_LIKENS = re.compile(
    r"像.{2,12}一样|事关[^的]*\Z|\A[^,;\d]{0,6}(?<![跨超优穿翻不])越(?![冬野界障级])[^,;]{1,3}\Z"
    r"|\A[\u4e00-\u9fff]{1,3}[^点要标别其\W]是[\u4e00-\u9fff]{1,5}的[\u4e00-\u9fff]{1,4}\Z"
    r"|\A[^,;\d]{3,16}(?<![点要标别其一二三四五六七八九十只就先首正但])是(?:一[项种个场]|对|[^,;\d]{2,12}的)[^,;\d]{2,12}"
    r"(?:工作|任务|要求|举措|体现|途径|保证|前提|基础|信任|考验|使命|责任|关键|窗口|桥梁)\Z"
)
"""A clause that likens, praises or says what something is: of nothing what is done (公开是窗口的玻璃, 擦得越亮)."""
_FORBIDS = re.compile(r"一律不[得准]|不[得准]|严禁")
"""Behind what is forbidden (未经审核的信息一律不得上网)."""
_IN_WHOSE_LIGHT = re.compile(r"以[^,;]{2,24}为[^,;\d]{1,4}\Z")
"""What all else is done by, at the end of a clause: no act (政务公开以"近邻公开"为主线)."""
_IN_TIME = re.compile(r"[\d一二三五七十](?:个?工作日|[日天]|个?小时)(?:之|以)?内")
"""Within what time something is done, which one can hold an organ to (印发后3个工作日内解读)."""
_DUE = re.compile(r"[月日底末]前")
"""In a clause that says by when something is done, and so heads nothing (名单于4月底前公布)."""
_WHOSE = re.compile(r"对[^,;。]{3,24}的(?:单位|部门|科室|处室|股室|人员|责任人|个人)")
"""The opening of a clause that says with whom something is done (对不按时更新的单位|约谈负责人)."""
_BESIDE = re.compile(r"[与和及、]")
ANY_YEAR = 2000
"""A year to read a day in where only that there is one counts."""
_EVENT = "活动"
"""What ends a clause that names what takes place in two characters of its own (举办主题日活动)."""
TOLD = 8
"""Characters of a clause that opens with a verb and says of what, if with little of its own (公开重名查询服务)."""
LITTLE = 3
"""Characters of its own with which a clause that has a verb of doing says of what (举办主题日活动)."""
NAMED = 2
"""Characters of its own with which a clause that counts says what of (设审查员8名)."""
_CLOSED = re.compile(r"(?:原则|要求|规定|精神|部署|标准|活动|的|外|下|上|实际)$")


def kind_of(string: str, vocabulary: Vocabulary, amount: Count | None, before: str = "") -> str:
    """What a clause is: act, context, owed, slogan, purpose, duty, bound, or more (an amount with nothing of its own).

    `context` leads up to what follows; `owed` too, as somebody's duty (各单位要高度重视). `bound` is a duty that says
    of what, so that a report may tell that it was kept (严禁公示身份证号).

    `before` is what the sentence said up to here, to which a clause may owe what it is about. What no list knows and
    says enough of its own is an act: a verb that is new does not make a promise less of one.
    """
    timeless = without_days(string)
    inside = words(_TITLE.sub("", timeless), vocabulary)
    own = specific(words(timeless, vocabulary), vocabulary)
    if _AS_IT_IS.match(string):
        return "duty"
    if amount is not None:
        return "act" if own >= NAMED or heads_of(inside, vocabulary) else "more"
    if (
        vocabulary.holds("slogans", string)
        or _IN_WHOSE_LIGHT.search(string)
        or _LIKENS.search(string)
        or _gets_better(inside, vocabulary)
    ):
        return "slogan"
    if _POINTS.search(string):
        return "duty"
    if _leads_up(string, inside, vocabulary):
        return "context"
    who, verb = _subject(string)
    if who:  # who must act says nothing of what (全镇上下要统一思想)
        own = specific(words(without_days(verb), vocabulary), vocabulary)
    bare = bare_of(verb, vocabulary)
    if vocabulary.begins("prohibitions", bare) or _FORBIDS.search(bare):
        return _bound(own, who, vocabulary)
    if vocabulary.begins("purposes", bare) or vocabulary.begins("purposes", verb):
        return _aim(inside, own, who, vocabulary.holds("whole", bare), vocabulary)
    if vocabulary.begins("duties", bare) or vocabulary.begins("duties", verb):
        return _duty(inside, own, who, before, string.count('"') > 1, vocabulary)
    if timeless != string and (acts_of(inside, vocabulary) or deadline(string, ANY_YEAR)):
        common = any(word.text in vocabulary.deliverables for word in inside)  # 9月底前完成门户网站改版
        if own >= 2 or ((common or own) and any(_says(word, vocabulary) for word in acts_of(inside, vocabulary))):
            return "act"
    return _deed(string, inside, own, before, vocabulary)


def _gets_better(inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether a clause ends with what something does by itself (群众的意识|不断|增强)."""
    ends = [word.text for word in inside[-2:]]
    return len(ends) > 1 and ends[1] in vocabulary.purposes and ends[0] in vocabulary.adverbs


def names_work(lead: str, vocabulary: Vocabulary, listed: bool) -> bool:
    """Whether the first sentence under a number says what is done, and does not only head what follows.

    `listed`: it is one of 一是 二是, each of which is a piece of work of its own.
    """
    inside = words(lead, vocabulary)
    bare = bare_of(lead, vocabulary)
    if _DUE.search(lead) and acts_of(inside, vocabulary):
        return True
    if any(vocabulary.begins(name, text) for name in ("duties", "purposes") for text in (lead, bare)):
        made = heads_of(inside[2:], vocabulary)
        return listed and any(act not in made for act in acts_of(inside[1:], vocabulary)) and bool(made)
    act = vocabulary.patterns["acts"].match(bare)
    if act and _BESIDE.match(bare, act.end()):
        return listed  # 采购与基建信息公开: a verb that is a noun in a list of two
    if act:
        return listed or bool(heads_of(inside[-1:], vocabulary)) or kind_of(lead, vocabulary, None) == "act"
    return bool(acts_of(inside[:-1], vocabulary))


def opens_a_field(lead: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading only names the field that is opened, whatever verbs are in its name (食品抽检信息公开)."""
    field = next((lead[: -len(end)] for end in vocabulary.opened if lead.endswith(end)), "")
    return len(field) > 1 and _SAYS_HOW.search(field) is None and '"' not in field


def _leads_up(string: str, inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether a clause only says when, on what grounds or by what means the next is done."""
    if _AHEAD.search(string):
        return True
    if _BY.match(string) and not acts_of(inside[-2:], vocabulary):
        return not (_MEANS.match(string) and acts_of(inside[1:-2], vocabulary))
    return vocabulary.begins("contexts", string) and not _acts_after_quote(string, vocabulary)


def _aim(inside: list[Word], own: int, who: str, whole: bool, vocabulary: Vocabulary) -> str:
    """What a clause is that opens with what is to become better: it promises when a thing is made on the way.

    `whole`: it is of all of them, so that somebody must do it (推动医院全部开通费用自助查询).
    """
    if who:
        return "owed"
    made = bool(acts_of(inside[1:], vocabulary)) and bool(heads_of(inside, vocabulary))
    return "act" if made or (whole and own >= vocabulary.specific) else "purpose"


def _duty(inside: list[Word], own: int, who: str, before: str, quoted: bool, vocabulary: Vocabulary) -> str:
    """What a clause is that opens with the verb of a general duty: it promises when it says enough of its object.

    `quoted`: it names something in quotation marks ("一卡通").
    """
    heads = heads_of(inside, vocabulary)
    beside = own - sum(len(word.text) for word in heads)
    if heads and beside >= vocabulary.specific and not _only_modifies(inside, vocabulary):
        return "act"
    if holds_to_standard(before, vocabulary):
        return "act"
    said = own + sum(len(word.text) for word in acts_of(inside, vocabulary) if _says(word, vocabulary))
    if heads and said >= vocabulary.specific and acts_of(inside[1:], vocabulary):
        return "act"
    field = bool(inside) and inside[-1].text in vocabulary.opened
    if said >= (vocabulary.specific if quoted or field else vocabulary.duty):
        return "act"
    if (
        before
        and specific(words(before, vocabulary), vocabulary) >= vocabulary.specific
        and acts_of(inside, vocabulary)
    ):
        return "act"
    return _bound(own, who, vocabulary)


def _bound(own: int, who: str, vocabulary: Vocabulary) -> str:
    """What a duty or a prohibition is that is no promise: kept or not where it says of what, else only owed."""
    return "owed" if who else "bound" if own >= vocabulary.specific else "duty"


def _deed(string: str, inside: list[Word], own: int, before: str, vocabulary: Vocabulary) -> str:
    """What a clause is that opens with any other word: an act, if it and what leads up to it say of what."""
    if own >= vocabulary.specific or (own >= 2 and '"' in string) or (heads_of(inside, vocabulary) and own >= 2):
        return "act"
    acts = bool(acts_of(inside, vocabulary)) or vocabulary.open_acts.search(string) is not None
    if acts and _IN_TIME.search(string):
        return "act"
    telling = any(_says(word, vocabulary) for word in acts_of(inside, vocabulary))
    whose = _WHOSE.match(string)
    if whose and any(_says(word, vocabulary) and word.start >= whose.end() for word in acts_of(inside, vocabulary)):
        return "act"
    first = bool(inside) and _says(inside[0], vocabulary)
    if own >= (1 if first else 2) and vocabulary.begins("acts", string) and len(string) >= TOLD:
        return "act"
    led = specific(words(before, vocabulary), vocabulary) if before else 0
    whole = own + led
    if acts and (
        (telling and own >= 2)
        or own >= LITTLE
        or (own >= 2 and string.endswith(_EVENT))
        or _named(inside, vocabulary)
        or (own >= 2 and led >= 2 and bool(acts_of(inside[-1:], vocabulary)))  # 宅基地审批方面,结果及时公开
        or whole >= vocabulary.specific + 2
    ):
        return "act"
    return "more"


def _says(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether a verb tells what is done, in words that not every clause has, and has not been counted as a thing."""
    return word.text not in vocabulary.generic and word.concept not in vocabulary.heads


def _named(inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether the clause ends with a thing, if only a common one (改版门户网站), or with what is done with it."""
    acts = acts_of(inside[-1:], vocabulary)
    done = bool(acts) and _says(acts[0], vocabulary) and any(_is_thing(word, vocabulary) for word in inside)
    return len(inside) > 1 and (inside[-1].text in vocabulary.deliverables or done)  # 局网站改版升级


def _is_thing(word: Word, vocabulary: Vocabulary) -> bool:
    """Whether a word names a thing, if only a common one."""
    return any(word.concept == vocabulary.concept(name) for name in vocabulary.deliverables)


def _subject(string: str) -> tuple[str, str]:
    """Who must act, and the clause from the verb on (秘书处要 | 加强督查评估); "" where the clause names nobody."""
    found = _MUST.match(string)
    return (found[1], string[found.end() :]) if found else ("", string)


def _acts_after_quote(string: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause that opens like a context goes on to an act of its own (对照标准编制目录)."""
    inside = words(_TITLE.sub("", string), vocabulary)
    tail = [word for word in inside if word.start > 2]
    return bool(acts_of(tail, vocabulary)) and not _CLOSED.search(string)


def bare_of(string: str, vocabulary: Vocabulary) -> str:
    """The clause without the modal verbs and adverbs it opens with."""
    while True:
        for name in ("modality", "adverbs"):
            found = vocabulary.patterns[name].match(string)
            if found and len(string) > found.end():
                string = string[found.end() :]
                break
        else:
            return string


def acts_of(inside: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """The words that are verbs of doing."""
    return [word for word in inside if word.concept in vocabulary.act_concepts]


def heads_of(inside: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """The words that name things which afterwards exist."""
    return [word for word in inside if word.concept in vocabulary.heads and word.text not in vocabulary.generic]


def specific(inside: list[Word], vocabulary: Vocabulary) -> int:
    """Characters of words that are neither generic nor verbs of acts or duties, nor numbers or times."""
    verbs = ("adverbs", "duties", "often")
    return sum(
        len(word.text)
        for word in inside
        if word.text not in vocabulary.generic
        and not word.text[0].isdigit()
        and (word.concept in vocabulary.heads or word.concept not in vocabulary.act_concepts)
        and not any(vocabulary.patterns[name].fullmatch(word.text) for name in verbs)
    )


def _only_modifies(inside: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether the named thing is what a general noun at the end is about (加强台账日常管理), not what is to be made."""
    return bool(inside) and inside[-1].text in vocabulary.generic and not heads_of(inside[-4:], vocabulary)


def holds_to_standard(before: str, vocabulary: Vocabulary) -> bool:
    """Whether what leads up to a clause holds it to a standard in quotation marks."""
    opened = vocabulary.patterns["standard_before"].search(before)
    if not opened or before.count('"', opened.end()) < 2:
        return False
    first = before.index('"', opened.end())
    last = before.rindex('"')
    return last - first > 6 and vocabulary.patterns["standard_after"].search(before, last) is not None


def does(string: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says of a thing that something is done with it."""
    inside = words(string, vocabulary)
    return bool(acts_of(inside, vocabulary)) and bool(heads_of(inside, vocabulary))
