"""The running text of generated reports: several wordings of each thing, chosen by a seed, agreeing with the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Organ:
    """A body that reports. `level`: government, department or township; `self_name`: how it speaks of itself."""

    name: str
    self_name: str
    level: str
    address: str
    postcode: str
    phone: str
    email: str
    site: str


COUNTY = Organ(
    "青屿县人民政府",
    "我县",
    "government",
    "青屿县海棠路18号",
    "359200",
    "0590-82360018",
    "qyxxgk@qingyu.gov.cn",
    "http://www.qingyu.gov.cn",
)
WATER = Organ(
    "安澜市水务局",
    "我局",
    "department",
    "安澜市长堤大道66号",
    "359000",
    "0590-86120345",
    "swjbgs@anlan.gov.cn",
    "http://swj.anlan.gov.cn",
)
TOWNSHIP = Organ(
    "石溪镇人民政府",
    "我镇",
    "township",
    "青屿县石溪镇中心街5号",
    "359213",
    "0590-82417731",
    "shixizhen@qingyu.gov.cn",
    "http://www.qingyu.gov.cn/shixi",
)
CULTURE = Organ(
    "安澜市文化和旅游局",
    "我局",
    "department",
    "安澜市书院路9号",
    "359000",
    "0590-86227190",
    "wlj@anlan.gov.cn",
    "http://wlj.anlan.gov.cn",
)
ORGANS = (COUNTY, WATER, TOWNSHIP, CULTURE)

BASIS = {
    "2019": "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
    "（国办公开办函〔2019〕60号）",
    "2021": "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
}

PREAMBLES = (
    "本报告根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）和{basis}编制，由总体情况、主动公开政府信息情况、"
    "收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
    "本报告所列数据的统计期限{{period}}。本报告电子版可在{organ}网站（{{site}}）下载查阅。如对本报告有疑问，请与{organ}办公室联系（{{contacts}}）。",
    "按照《中华人民共和国政府信息公开条例》（以下简称《条例》）要求，依据{basis}，现公布{organ}{year}年政府信息公开工作年度报告。"
    "所列数据的统计期限{{period}}，电子版见{organ}门户网站（{{site}}）政府信息公开年报栏目。对本报告如有意见建议，请联系{organ}办公室（{{contacts}}）。",
)

OPENINGS = (
    "{year}年，{self}坚持以人民为中心的发展思想，认真贯彻落实《条例》，把政府信息公开作为改进作风、服务群众的重要抓手，各项工作有序推进。",
    "{year}年，{self}严格执行《条例》各项规定，围绕中心任务和群众关切，做到应公开尽公开，公开的质量和时效进一步提高。",
    "一年来，{self}对照《条例》要求，健全机制、压实责任、夯实基础，{year}年政府信息公开工作取得新的进展。",
)

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "主动公开情况",
        (
            "全年通过政府网站主动公开政府信息{published}条，其中政策文件类{policies}条、财政资金类{money}条，均在形成之日起20个工作日内发布；"
            "发布政策解读材料{readings}篇，回应公众关切{answers}次。",
            "坚持以公开为常态，围绕就业、教育、医疗、养老等群众关心的领域，全年主动公开信息{published}条，开展政策解读{readings}次，"
            "办理网民留言{answers}条，未发生超期未答复情形。",
            "及时更新机构职能、规划计划、行政执法等法定主动公开内容，累计发布{published}条；涉企政策同步配发图解、问答{readings}件。",
        ),
    ),
    (
        "依申请公开情况",
        (
            "规范登记、审核、办理、答复、归档各环节。全年新收政府信息公开申请{new}件，上年结转{carried_in}件，办结{handled}件，"
            "结转下年度继续办理{carried_out}件。",
            "畅通网上、信函、当面等申请渠道，落实专人负责，{year}年共收到政府信息公开申请{new}件，答复前均经合法性审核。",
            "修订依申请公开答复文书示范文本，加强与申请人的沟通，本年新收申请{new}件，办结{handled}件，答复的规范程度不断提升。",
        ),
    ),
    (
        "政府信息管理情况",
        (
            "对历年制发的文件逐件明确公开属性，清理行政规范性文件，现行有效的行政规范性文件全部在网站集中公开，并标注有效性。",
            "完善公文公开属性源头认定和保密审查制度，建立政府信息台账，按季度核对、更新，对失效文件及时标注。",
            "落实信息发布“三审三校”，定期开展错敏词排查和个人隐私信息清理，保证发布内容准确、权威。",
        ),
    ),
    (
        "政府信息公开平台建设情况",
        (
            "优化政府信息公开专栏设置，规范法定主动公开内容、指南、年报等栏目，完善检索和下载功能；在政务服务大厅设立政务公开专区，配备查询设备。",
            "加强网站和政务新媒体集约化建设，关停更新不及时的账号，首页可用性、链接有效性保持稳定，适老化和无障碍改造通过验收。",
            "做好政府网站与政务新媒体的日常监测，专栏结构更加清晰，在档案馆、图书馆设置查阅点，方便群众就近获取信息。",
        ),
    ),
    (
        "监督保障情况",
        (
            "调整充实政务公开领导小组，明确专职人员，全年组织业务培训{trainings}次，培训人员{trained}人次，对检查发现的问题逐条督促整改。",
            "把政府信息公开列入年度重点工作，召开专题会议{trainings}次，通报存在问题，整改情况按月调度。",
            "落实分管领导牵头、办公室具体承办的工作机制，组织参加条例知识培训{trained}人次，自查自纠并完成整改。",
        ),
    ),
)

ACCOUNTABILITY = (
    "工作考核方面，将政府信息公开纳入绩效考核，分值权重为4%；社会评议方面，通过网上问卷征集评价，总体满意；责任追究方面，本年度未发生因政府信息公开工作被追究责任的情况。",
    "坚持工作考核与日常督查相结合，考核结果纳入年度综合评价；主动接受社会评议，邀请代表委员和群众代表参与评议活动；本年度没有需要进行责任追究的情形，责任追究结果为零。",
)

PROBLEMS: tuple[tuple[str, str], ...] = (
    (
        "部分政策解读形式较为单一，文字解读多、图解和视频解读少",
        "丰富解读形式，对涉及群众切身利益的文件，同步制作图解、短视频，由起草部门负责人解读",
    ),
    (
        "基层工作人员变动较快，个别人员对《条例》的理解和把握不够准确",
        "建立岗前培训和以案释法制度，每季度开展一次业务交流，选取典型案例进行评析",
    ),
    (
        "信息公开栏目内容更新不够均衡，个别栏目更新不及时",
        "制定栏目更新责任清单，按月通报更新情况，对长期不更新的栏目予以调整",
    ),
    (
        "依申请公开答复的说理还不够充分",
        "完善会商机制，疑难复杂申请由法律顾问参与审核，提高答复文书的说理水平",
    ),
    (
        "公众参与的渠道不多，互动的主动性有待增强",
        "扩大意见征集范围，常态化开展政府开放日活动，并公布意见采纳情况",
    ),
)

FOLLOW_UP = (
    "针对上一年度报告指出的平台检索不便等问题，{self}已完成栏目优化和检索功能升级。",
    "对上一年度存在的培训覆盖面不够问题，{self}通过集中培训与上门指导相结合的方式作了改进。",
    "上一年度提出的改进措施已逐项落实，栏目设置不规范的问题得到解决。",
)


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs by section id; a pair is (heading, text) of a numbered subsection."""

    preamble: str
    overview: tuple[str, tuple[tuple[str, str], ...]]
    applications: str
    reviews: str
    problems: tuple[str, ...]
    other: tuple[str, ...]


def write(organ: Organ, year: int, form: str, figures: Mapping[str, Mapping[str, str]], random: Random) -> Prose:
    """The text of a report that says what `figures` (by table and key) say."""
    applications = figures["applications"]
    published = random.randint(300, 2600)
    facts = {
        "organ": organ.name,
        "self": organ.self_name,
        "year": year,
        "basis": BASIS[form],
        "published": published,
        "policies": published // 9,
        "money": published // 14,
        "readings": random.randint(6, 40),
        "answers": random.randint(5, 60),
        "trainings": random.randint(2, 6),
        "trained": random.randint(60, 400),
        **{row: applications[f"{row}.total"] for row in ("new", "carried_in", "handled", "carried_out")},
    }
    topics = [(title, random.choice(texts).format_map(facts)) for title, texts in TOPICS]
    if organ.level in ("government", "township"):
        title, text = topics[-1]
        topics[-1] = (title, text + random.choice(ACCOUNTABILITY))
    return Prose(
        random.choice(PREAMBLES).format_map(facts),
        (random.choice(OPENINGS).format_map(facts), tuple(topics)),
        _applications_text(facts),
        _reviews_text(organ, year, figures["reviews"]),
        _problems_text(facts, random),
        _other_text(form, applications),
    )


def _applications_text(facts: Mapping[str, object]) -> str:
    if facts["new"] == facts["carried_in"] == "0":
        return "{year}年，{self}未收到政府信息公开申请，无上年结转申请。".format_map(facts)
    return (
        "{year}年，{self}新收政府信息公开申请{new}件，上年结转{carried_in}件，"
        "本年度办结{handled}件，结转下年度继续办理{carried_out}件。"
    ).format_map(facts)


def _reviews_text(organ: Organ, year: int, reviews: Mapping[str, str]) -> str:
    review, direct, after = (int(reviews[f"cases.{kind}_total"]) for kind in ("review", "direct", "after_review"))
    if review == direct == after == 0:
        return f"{year}年，{organ.self_name}未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。"
    return (
        f"{year}年，{organ.self_name}因政府信息公开工作被申请行政复议{review}件，"
        f"被提起行政诉讼{direct + after}件，其中未经复议直接起诉{direct}件、复议后起诉{after}件。"
    )


def _problems_text(facts: Mapping[str, object], random: Random) -> tuple[str, ...]:
    chosen = random.sample(PROBLEMS, 2)
    return (
        random.choice(FOLLOW_UP).format_map(facts),
        "{year}年，{self}政府信息公开工作还存在一些不足：一是".format_map(facts)
        + "；二是".join(problem for problem, _ in chosen)
        + "。",
        "下一步，{self}将采取以下措施加以改进：一是".format_map(facts)
        + "；二是".join(measure for _, measure in chosen)
        + "。",
    )


def _other_text(form: str, applications: Mapping[str, str]) -> tuple[str, ...]:
    if form == "2019":
        return ("无其他需要报告的事项。",)
    unpaid = int(applications["other_2.total"])
    if unpaid:
        return (f"本年度发出收费通知{unpaid}件，申请人均逾期未缴纳，未收取信息处理费。无其他需要报告的事项。",)
    return ("本年度未发出收费通知，未收取信息处理费。无其他需要报告的事项。",)
