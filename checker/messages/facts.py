"""Texts of the area `facts`: what could not be decided, and how values are called."""

MESSAGES: dict[str, tuple[str, str]] = {
    "facts.review": ("{title}：未能核对，{missing}", "{title}: could not be checked, {missing}"),
    "facts.why_blank": ("未填写", " is not filled in"),
    "facts.why_unreadable": ("（“{text}”）无法识别为所需的值", " (“{text}”) is not a valid value"),
    "facts.why_absent": ("没有找到", " was not found"),
    "facts.why_unread": ("没有读取（{why}）", " was not read ({why})"),
    "facts.why_unread_some": ("没有读取", " was not read"),
    "facts.unread": (
        "{parts}没有读取，可能就在其中，请核对原件。",
        "{parts} was not read and may contain it; check the original.",
    ),
    "facts.unread_more": (
        "{parts}等{count}处没有读取，可能就在其中，请核对原件。",
        "{parts} and others, {count} in all, were not read and may contain it; check the original.",
    ),
    "facts.unread_some": (
        "文件有一部分没有读取，可能就在其中，请核对原件。",
        "Part of the document was not read and may contain it; check the original.",
    ),
    "facts.by_place": (
        "这张表没有完整的框线，各格是按位置认出来的，没有把握，请核对原件。",
        "This table has no full rules and its cells were told by their places, which is not certain; check the original.",
    ),
    "facts.at_odds": (
        "这张表没有完整的框线，各格是按位置认出来的，又有多处对不上，可能是没有读准，请核对原件。",
        "This table has no full rules, its cells were told by their places, and it is at odds in many of them: it may have"
        " been misread; check the original.",
    ),
    "facts.misread": (
        "这张表的各行大多这样对不上，可能是表头与通行格式不同，没有读准，请核对原件。",
        "Most rows of this table are at odds in this way: its head may differ from the usual form and may have been misread;"
        " check the original.",
    ),
    "facts.unknown": ("（未知）", "(unknown)"),
    "facts.yes": ("是", "yes"),
    "facts.no": ("否", "no"),
    "facts.one_figure": (
        "若“{label}”是{becomes}而不是{stands}，这{sums}处就都相符，请先核对这一格。",
        "If {label} were {becomes} instead of {stands}, all {sums} of these would tie: look at that cell first.",
    ),
    "facts.related": ("同处另有：{titles}。", "Also at this place: {titles}."),
    "facts.document": ("整个文件", "the whole file"),
    "facts.whole": ("全部规则", "all rules"),
    "facts.no_pack": (
        "没有规则包认识这种文件：没有找到它的标题、足够的部分标题或表格。确是这种文件的，在开头补上完整的标题（机关、年份、名称）或各部分的标题即可检查；--pack 只是另选规则包，不能代替标题",
        "no rule pack recognises this kind of document: no title, too few titles of sections and no table of it was found. If it is one, write its full title (organ, year, name) at its head, or the titles of its sections, and it will be checked; --pack only chooses among packs and stands for no title",
    ),
    "facts.batch": ("各份报告之间的比较", "comparison between the reports"),
    "facts.grouping": ("哪些文件属于同一份报告", "grouping of the documents"),
    "facts.head": ("{path}（{format}，{blocks}个段落和表格）", "{path} ({format}, {blocks} paragraphs and tables)"),
    "facts.identity": (
        "规则包 {pack}，文件种类 {kind}，格式 {form}，机关 {organ}（{level}），年度 {year}（依据 {year_from}）",
        "pack {pack}, kind {kind}, form {form}, issuer {organ} ({level}), year {year} (by {year_from})",
    ),
    "facts.kind_all": ("每种事实都有的值", "values of every fact"),
    "facts.kind_document": ("整份文件", "the document as a whole"),
    "facts.kind_dated": ("文件公布或落款的日期", "when the document was published or signed"),
    "facts.kind_section": ("格式规定的一个部分", "a section that the form names"),
    "facts.kind_topic": ("一个部分应当写到的事项", "something that a section must speak of"),
    "facts.kind_field": ("格式规定的一个要素", "a particular of the form"),
    "facts.kind_table": ("格式规定的一张表", "a table of the form"),
    "facts.kind_label": ("表的项目名称：分栏、行或列", "a label of a table: block, row or column"),
    "facts.kind_cell": ("表中的一个单元格", "a figure of a table"),
    "facts.kind_row": ("表的一行，各列的值", "a row of the table, its figures by column"),
    "facts.kind_column": ("表的一列，各行的值", "a column of the table, its figures by row"),
    "facts.kind_group": (
        "表的一个分组里这个名称的行，各列的值",
        "a row of this name in one of the table's groups, its figures by column",
    ),
    "facts.kind_particulars": ("一组要素", "the particulars of one group"),
    "facts.kind_outline": ("各部分的全体", "the sections as a whole"),
    "facts.kind_heading": ("格式规定的一个部分的标题", "the heading of a section that the form names"),
    "facts.kind_citation": ("正文引用的令号或文号", "a decree or document that the text cites by its number"),
    "facts.kind_figure": (
        "正文里的一个数，或一句没有数字而表格可以印证的话",
        "a figure of the running text, or a statement without a number that a table can bear out",
    ),
    "facts.kind_measure": (
        "表格写明、文字可能说到的一项",
        "something that the tables state and the text may speak of",
    ),
    "facts.kind_balance": (
        "写明收到、上年结转、办理和结转下年的一段话",
        "a paragraph that tells what came in and was there, and what was done and is left",
    ),
    "facts.kind_growth": ("文字所说的与上年相比的变化", "how a figure changed since last year, as the text says"),
    "facts.kind_parts": ("文字写出的总数及其各分项", "a total that the text states with its parts"),
    "facts.kind_rate": (
        "文字写出的百分比，以及算出它的数",
        "a percentage that the text states beside the numbers it is made of",
    ),
    "facts.kind_numbering": ("有编号的标题", "a numbered heading"),
    "facts.kind_addition": ("表格自身表明是其他数之和的数", "a figure that its table shows to be the sum of others"),
    "facts.kind_code": ("科目编码和各表中它的名称", "a code and what it is called in the tables"),
    "facts.kind_announced": ("目录列出的一个部分", "a part that the table of contents announces"),
    "facts.kind_repetition": ("文件里再次出现的句子", "a sentence that stands in the document again"),
    "facts.kind_partner": ("与报告一起检查的另一份文件", "another document of the dossier, beside the report"),
    "facts.kind_commitment": (
        "计划的一项承诺，以及报告里回应它的句子",
        "a clause of the plan, with the sentences of the report that answer it",
    ),
    "facts.kind_overlap": ("上年报告里也有的文字", "text that stands in last year's report as well"),
    "facts.kind_alike": ("同批另一单位的报告里也有的文字", "text that another unit of the batch has as well"),
    "facts.kind_followup": ("上年报告提出的一个问题", "a problem that last year's report stated"),
    "facts.kind_paragraph": (
        "一个有编号的标题，或不是格式所指明的一段文字",
        "a text that is a numbered heading or no element of the form",
    ),
    "facts.kind_page": ("纸张和页边距", "paper and margins"),
    "facts.kind_page_number": ("页码", "the number on the pages"),
    "facts.kind_whole": ("汇总的数，以及所属各单位之和", "a figure of the whole beside the sum of its parts"),
    "facts.kind_unit": ("应当报送的单位", "a unit that must report"),
    "facts.role_plan": ("年初工作方案或要点", "plan for the year"),
    "facts.role_above": ("上级机关的计划", "plan of the higher level"),
    "facts.role_part": ("下级单位的报告", "subordinate unit's report"),
    "facts.kind_choice": (
        "一种角色可能有的几份文件",
        "several documents of the run that may stand in one role",
    ),
    "facts.role_prior": ("上一年度的报告", "last year's report"),
    "facts.no_partner": (
        "没有找到同一机关的{role0}，未作对照。",
        "No {role0} of the same organ was found; no comparison was made.",
    ),
    "facts.no_partners": (
        "没有找到同一机关的{role0}，也没有找到{role1}，未作对照。",
        "Neither {role0} nor {role1} of the same organ was found; no comparison was made.",
    ),
    "facts.version": (
        "同一机关同一年度还有一份报告：{path}；两份分别检查。",
        "There is another report of the same organ and year: {path}; each was checked separately.",
    ),
    "facts.no_identity": (
        "机关或年度无法识别，没有查找计划和上年报告，未作对照。",
        "The organ or year could not be determined, so no plan and no report for the previous year were looked for.",
    ),
    "facts.version_maybe": (
        "可能是同一机关同一年度的另一份报告：{path}（机关名称没有写明是哪里的）；两份分别检查。",
        "There may be another report of the same organ and year: {path} (the name does not say which place); each was checked separately.",
    ),
    "facts.chosen": (
        "{role}有几份，以{path}对照，没有用{others}。",
        "There are several candidates for {role}: {path} was used, {others} were not.",
    ),
    "facts.only_beside": (
        "{path}（{by}）不在检查的文件之内，只作对照，没有检查。",
        "{path} ({by}) is not among the documents to be checked; it was used for comparison only.",
    ),
    "facts.serves_nobody": (
        "{option} 给出的文件是{organ}的，没有一份报告是它的，未作对照",
        "the document given with {option} is {organ}'s, but there is no report of that organ; no comparison was made",
    ),
    "facts.held_against": ("（对照：{paths}）", " (compared with {paths})"),
    "facts.held_against_more": ("（对照：{paths}等{count}份）", " (compared with {paths} and others, {count} in all)"),
    "facts.part_twice": (
        "下级单位中{unit}有几份报告：{paths}；不知以哪份为准，合计数未作核对。",
        "There are several reports of {unit} among the subordinate units: {paths}; it is not known which one counts, so the totals were not checked.",
    ),
    "facts.plan_whole": ("计划的落实情况", "implementation of the plan"),
    "facts.plan_elsewhere": (
        "这份计划没有用来对照：报告所说的是同一机关同一年度的另一份，或不能确定是哪一份。",
        "This plan was not used for comparison: another plan of the same organ and year was used, or it is not known which one counts.",
    ),
    "facts.plan_ahead": (
        "这是{year}年的计划，与{year}年的年度报告对照，现在还没有那份报告。",
        "This is the plan for {year}, to be compared with the {year} report, which does not exist yet.",
    ),
    "facts.plan_above": (
        "它是{organ}的计划，是这些报告的上级计划；用 --above 或 dossier.yaml 的 above 指定后才对照",
        "it is the plan of {organ}, of the level above these reports; --above, or above in dossier.yaml, compares it",
    ),
    "facts.taken_above": (
        "{path}是{organ}的计划，按上级计划对照：只看分给本机关或者各单位的任务。",
        "{path} is the plan of {organ} and was compared as one of the level above: the tasks given to this organ, or to all.",
    ),
    "facts.plan_nameless": (
        "计划没有写是哪个机关的，不能确定是哪份报告的计划，可用 --plan 指定",
        "the plan does not name an organ, so it is not known which report it belongs to; specify it with --plan",
    ),
    "facts.plan_yearless": ("计划没有写是哪一年的", "the plan does not say which year it is for"),
    "facts.plan_other_years": (
        "{organ}的报告是{years}年的，没有{year}年的",
        "{organ} has reports for {years}, but none for {year}",
    ),
    "facts.plan_alone": ("没有找到{organ}{year}年的年度报告", "no {year} report of {organ} was found"),
    "facts.no_rules": ("规则包“{title}”没有规则", "the rule pack “{title}” has no rules"),
    "facts.no_form": ("《{title}》没有 {year} 年适用的格式", "“{title}” has no format for {year}"),
}
