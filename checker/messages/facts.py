"""Texts of the area `facts`: what could not be decided, and how values are called."""

MESSAGES: dict[str, tuple[str, str]] = {
    "facts.review": ("{title}：未能核对，{missing}", "{title}: could not be checked, {missing}"),
    "facts.why_blank": ("未填写", " is not filled in"),
    "facts.why_unreadable": ("（“{text}”）无法识别为所需的值", " (“{text}”) cannot be read as such a value"),
    "facts.why_absent": ("没有找到", " was not found"),
    "facts.why_unread": ("没有读取（{why}）", " was not read ({why})"),
    "facts.why_unread_some": ("没有读取", " was not read"),
    "facts.unread": (
        "{parts}没有读取，可能就在其中，请核对原件。",
        "{parts} was not read and may hold it; compare the original.",
    ),
    "facts.unread_more": (
        "{parts}等{count}处没有读取，可能就在其中，请核对原件。",
        "{parts} and others, {count} in all, were not read and may hold it; compare the original.",
    ),
    "facts.unread_some": (
        "文件有一部分没有读取，可能就在其中，请核对原件。",
        "A part of the document was not read and may hold it; compare the original.",
    ),
    "facts.unknown": ("（未知）", "(unknown)"),
    "facts.yes": ("是", "yes"),
    "facts.no": ("否", "no"),
    "facts.related": ("同处另有：{titles}。", "At the same place also: {titles}."),
    "facts.document": ("整个文件", "the whole file"),
    "facts.whole": ("全部规则", "all rules"),
    "facts.no_pack": (
        "没有规则包认识这种文件：没有找到它的标题、部分或表格。请确认文件，或用 --pack 指定规则包",
        "no rule pack knows this kind of document: none of its titles, sections or tables was found. Check the file, or name a pack with --pack",
    ),
    "facts.batch": ("各份报告之间的比较", "the comparison between the reports"),
    "facts.head": ("{path}（{format}，{blocks}个段落和表格）", "{path} ({format}, {blocks} paragraphs and tables)"),
    "facts.identity": (
        "规则包 {pack}，文件种类 {kind}，格式 {form}，机关 {organ}（{level}），年度 {year}（依据 {year_from}）",
        "pack {pack}, kind {kind}, form {form}, issuer {organ} ({level}), year {year} (by {year_from})",
    ),
    "facts.role_plan": ("年初的工作方案或要点", "the plan of the year"),
    "facts.role_prior": ("上一年度的报告", "last year's report"),
    "facts.no_partner": (
        "没有同一机关的{role0}，未作对照。",
        "There is no {role0} of the same organ; nothing was compared with it.",
    ),
    "facts.no_partners": (
        "没有同一机关的{role0}，也没有{role1}，未作对照。",
        "There is neither {role0} nor {role1} of the same organ; nothing was compared with them.",
    ),
    "facts.version": (
        "同一机关同一年度还有一份报告：{path}；两份分别检查。",
        "There is another report of the same organ and year: {path}; each is checked by itself.",
    ),
    "facts.plan_whole": ("计划的落实情况", "how the plan was carried out"),
    "facts.plan_alone": ("没有找到{organ}{year}年的年度报告", "no report of {organ} on {year} was found"),
    "facts.no_form": ("《{title}》没有 {year} 年适用的格式", "“{title}” has no form for the year {year}"),
    "facts.embedding_missing": (
        "{path} 中没有可用的句向量模型：需要 sentence-transformers 模型目录（modules.json），或含 model.onnx 与 tokenizer.json 的目录",
        "no sentence embedding model in {path}: it takes a directory of a sentence-transformers model (modules.json), or one with model.onnx and tokenizer.json",
    ),
    "facts.embedding_runtime": (
        "运行 {path} 中的模型需要安装 onnxruntime 和 tokenizers",
        "to run the model in {path}, install onnxruntime and tokenizers",
    ),
}
