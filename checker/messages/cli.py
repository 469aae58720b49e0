"""Texts of the area `cli`: help, errors of a call, progress."""

MESSAGES: dict[str, tuple[str, str]] = {
    "cli.help": (
        "gouji（勾稽）：按规则检查政府信息公开工作年度报告，指出问题、位置和依据。",
        "gouji (tick and tie): check annual reports on information disclosure by rules; what is wrong, where, by which clause.",
    ),
    "cli.help_usage": ("用法：", "Usage: "),
    "cli.help_options": ("选项：", "Options:"),
    "cli.help_arguments": ("参数：", "Arguments:"),
    "cli.help_commands": ("命令：", "Commands:"),
    "cli.help_help": ("显示这些说明。", "Show this message."),
    "cli.help_default": ("（默认：{value}）", " (default: {value})"),
    "cli.help_required": ("（必填）", " (required)"),
    "cli.help_version": ("显示版本。", "Show the version."),
    "cli.help_check": ("检查文件或文件夹，给出发现的问题。", "Check files and folders, and report the findings."),
    "cli.help_paths": ("要检查的文件或文件夹。", "Files and folders to check."),
    "cli.help_path": ("要读取的文件。", "The file to read."),
    "cli.help_format": (
        "输出格式：text、json、jsonl、html、csv、sarif、sarif-github、junit、github、gitlab、rdjson、markdown。",
        "Output format: text, json, jsonl, html, csv, sarif, sarif-github, junit, github, gitlab, rdjson, markdown.",
    ),
    "cli.help_output": ("写入这个文件，而不是屏幕。", "Write to this file instead of the screen."),
    "cli.help_annotate": (
        "把带批注的副本写入这个文件夹（docx 为 Word 批注，PDF 为高亮和注释，文本为网页）；原件不动。",
        "Write annotated copies to this folder (docx: Word comments; PDF: highlights and notes; text: a page); originals stay untouched.",
    ),
    "cli.help_fail_on": (
        "达到哪一级就以退出码 1 结束：error、warning、note、review、never。",
        "The level from which the exit code is 1: error, warning, note, review, never.",
    ),
    "cli.help_pack": (
        "规则包的名称或文件夹，可多次给出；默认使用全部自带的规则包。",
        "Name or folder of a rule pack, repeatable; by default all that come with gouji.",
    ),
    "cli.help_rules_dir": ("另有规则包的文件夹，可多次给出。", "A folder with more rule packs, repeatable."),
    "cli.help_plan": (
        "这份报告对应的年初计划（工作方案、要点）。",
        "The plan at the start of the year that the report answers.",
    ),
    "cli.help_prior": ("同一机关上一年度的报告。", "The same organ's report of the year before."),
    "cli.help_part": (
        "下级单位的报告，可多次给出；其数字之和应等于总数。",
        "A report of a unit below, repeatable; their figures add up to the whole.",
    ),
    "cli.help_lang": ("语言：zh-CN 或 en；默认按系统语言。", "Language: zh-CN or en; by default the locale's."),
    "cli.help_waivers": (
        "豁免清单，对全部文件有效，可多次给出；文件所在文件夹里的 waivers.yaml 总会读取。",
        "A list of waivers for every document, repeatable; a waivers.yaml beside the documents is always read.",
    ),
    "cli.help_write_waivers": (
        "把现有问题写成豁免清单的草稿，待填写原因；不会覆盖已有文件。",
        "Write the findings as a draft of waivers, reasons to be filled in; never over a file that exists.",
    ),
    "cli.help_baseline": (
        "与以前的结果（--format json 的输出）比较：新增、未改、已改；新增和未改都计入退出码。",
        "Compare with an earlier outcome (of --format json): new, remaining, fixed; new and remaining ones count for the exit code.",
    ),
    "cli.help_report": (
        "把整批的结果写入这个文件夹：总览网页、各单位审阅页、整改台账、整改通知书和通报。",
        "Write the outcome of the batch to this folder: overview, review pages, ledger, letters and notice.",
    ),
    "cli.help_letter_template": (
        "整改通知书的 Word 模板，其中的 {{{{unit}}}} 等字段会被填写。",
        "Word template of the letters, whose fields such as {{{{unit}}}} are filled in.",
    ),
    "cli.help_issued_by": ("通知书和通报的发文机关。", "The office that issues letters and notice."),
    "cli.help_deadline": ("整改期限，如 2026-12-31。", "The day by which to mend, such as 2026-12-31."),
    "cli.reported": ("已写入 {path} 等 {count} 个文件", "Wrote {path} and others, {count} files in all"),
    "cli.help_summary_page": (
        "在带批注的 PDF 末尾附一页问题清单。",
        "Append a sheet of the findings to annotated PDF files.",
    ),
    "cli.help_diff": (
        "比较前后两稿（文件、文件夹或 --format json 的结果），列出已改、未改、新增的问题。",
        "Compare two drafts (files, folders, or outcomes of --format json): fixed, remaining and new findings.",
    ),
    "cli.help_diff_old": ("原来的一稿，或它的检查结果（json）。", "The earlier draft, or its outcome (json)."),
    "cli.help_diff_new": ("修改后的一稿，或它的检查结果（json）。", "The later draft, or its outcome (json)."),
    "cli.help_diff_annotate": (
        "把修改稿的带批注副本写入这个文件夹，批注注明未改或新增。",
        "Write annotated copies of the later draft to this folder; notes tell what remains and what is new.",
    ),
    "cli.diff_no_document": (
        "{path} 是检查结果而不是文件，无法写出带批注的副本；请给出修改稿本身。",
        "{path} is an outcome, not a document, and cannot be annotated; give the later draft itself.",
    ),
    "cli.bad_date": (
        "{option}：{word} 不是日期；应形如 2026-12-31。",
        "{option}: {word} is no date; write it as 2026-12-31.",
    ),
    "cli.needs": ("{option} 只能与 {other} 一起使用。", "{option} goes together with {other} only."),
    "cli.wrong_call": ("无法执行：{what}", "Cannot do that: {what}"),
    "cli.more_help": ("详见 {command} --help", "See {command} --help"),
    "cli.no_command": ("没有命令 {name}；可用：{valid}。", "there is no command {name}; valid: {valid}."),
    "cli.no_command_near": (
        "没有命令 {name}；是否应为 {near}？",
        "there is no command {name}; did you mean {near}?",
    ),
    "cli.no_command_file": (
        "没有命令 {name}；如要检查这个文件，请用 {command} check {name}",
        "there is no command {name}; to check that file: {command} check {name}",
    ),
    "cli.no_option": ("没有选项 {name}。", "there is no option {name}."),
    "cli.no_option_near": ("没有选项 {name}；是否应为 {near}？", "there is no option {name}; did you mean {near}?"),
    "cli.no_option_here": (
        "选项 {name} 要写在命令之后，如 {command} {name}",
        "the option {name} goes behind a command, as in {command} {name}",
    ),
    "cli.option_bare": ("选项 {name} 后面要有值。", "the option {name} needs a value."),
    "cli.option_flag": ("选项 {name} 不带值。", "the option {name} takes no value."),
    "cli.unexpected": ("多出的内容：{words}", "more than the command takes: {words}"),
    "cli.missing": ("缺少 {name}。", "{name} is missing."),
    "cli.bad_value": ("{name} 的值不可用（{why}）", "the value of {name} cannot be used ({why})"),
    "cli.want_whole": ("应为整数", "a whole number is wanted"),
    "cli.want_whole_from": ("应为整数，不小于 {least}", "a whole number from {least} on is wanted"),
    "cli.want_number": ("应为数字", "a number is wanted"),
    "cli.want_number_from": ("应为数字，不小于 {least}", "a number from {least} on is wanted"),
    "cli.help_jobs": ("同时使用的进程数，默认与处理器数相同。", "Worker processes, by default one for each processor."),
    "cli.help_timeout": (
        "每个文件最多用多少秒；扫描件按每页计。",
        "Seconds that one file may take; of a scan, each page.",
    ),
    "cli.help_quiet": ("不显示进度。", "Show no progress."),
    "cli.help_verbose": (
        "在标准错误输出运行记录：每份文档、每个步骤开始和结束时各一行 JSON。",
        "Write a log to standard error: a line of JSON as each document and stage begins and ends.",
    ),
    "cli.help_log": (
        "把同样的运行记录追加到文件；卡住或中断的步骤只有开始、没有结束。",
        "Append the same log to a file; a stage that hangs or is killed leaves a beginning without an end.",
    ),
    "cli.help_facts": (
        "显示从文件中读到的内容及其位置，供编写规则时参考。",
        "Show what was read of a document and where, for rule authors.",
    ),
    "cli.help_facts_format": ("输出格式：text、json、html。", "Output format: text, json, html."),
    "cli.help_kind": ("只看这一种事实，可多次给出。", "Only this kind of fact, repeatable."),
    "cli.help_schema": (
        "列出各种事实及其值的名称和类型。",
        "List the kinds of fact with the names and types of their values.",
    ),
    "cli.help_rules": ("规则：列出、查看、编写和测试。", "Rules: list, show, write and test them."),
    "cli.help_rules_list": ("列出规则、级别和依据。", "List the rules with their severity and clause."),
    "cli.no_such_file": (
        "{path}：没有这个文件或文件夹，请检查路径。",
        "{path}: no such file or folder; check the path.",
    ),
    "cli.empty_folder": (
        "{path}：这个文件夹里没有可检查的文件（docx、pdf、txt 等）。",
        "{path}: the folder holds no document that can be checked (docx, pdf, txt, ...).",
    ),
    "cli.no_folder": ("{path}：没有这个文件夹。", "{path}: no such folder."),
    "cli.cannot_write": ("{path}：无法写入（{why}）。", "{path}: cannot be written ({why})."),
    "cli.not_one_of": ("{option} 不能是 {word}；可用：{valid}。", "{option} cannot be {word}; valid: {valid}."),
    "cli.facts_needs_path": (
        "请给出要读取的文件，或用 --schema 列出事实的种类。",
        "Give the file to read, or --schema to list the kinds of fact.",
    ),
    "cli.sheet_title": ("{dossier}检查结果", "Findings: {dossier}"),
    "cli.sheet_page": ("（第{page}页）", " (page {page})"),
    "cli.annotated": ("已写入 {path}", "Wrote {path}"),
    "cli.not_annotated": ("{path}：没有写出带批注的副本：{why}", "{path}: no annotated copy was written: {why}"),
    "cli.stage_reading": ("读取", "Reading"),
    "cli.stage_checking": ("检查", "Checking"),
    "cli.stage_scan": ("识别扫描页", "Recognising scanned pages"),
    "cli.stage_left": ("约需 {seconds} 秒 ", "about {seconds} s left "),
    "cli.basis_law": ("法律法规", "law"),
    "cli.basis_format": ("统一格式", "form"),
    "cli.basis_practice": ("通行做法", "practice"),
    # The bench for rules.
    "cli.help_rules_show": (
        "显示一条规则：要求、依据、违反和符合的例子。",
        "Show a rule: what it asks, by which clause, an example on both sides.",
    ),
    "cli.help_rules_docs": ("为每条规则生成一页说明（Markdown）。", "Write a page for each rule (Markdown)."),
    "cli.help_rules_new": ("写出一条带测试的新规则，供修改。", "Write a new rule with its tests, to be edited."),
    "cli.help_rules_new_pack": (
        "写出一个新的规则包：格式、一条规则和一份样例。",
        "Write a new pack: a form, a rule and a document.",
    ),
    "cli.help_rules_check": (
        "检查规则包的写法，一次指出全部错误。",
        "Check how packs are written; tells every fault at once.",
    ),
    "cli.help_rules_schema": (
        "输出规则包文件的 JSON Schema，供编辑器补全。",
        "Print the JSON Schema of a pack's files, for editors.",
    ),
    "cli.help_rules_test": ("运行规则的测试和样例文件。", "Run the tests of rules and the documents of packs."),
    "cli.help_rules_mutate": (
        "逐一改坏规则，看测试能否发现。",
        "Break every rule in small ways, to see whether a test notices.",
    ),
    "cli.help_rules_try": (
        "在一份文件上试一条规则：看了什么、在哪里、怎样比较、为何如此判定。",
        "Try a rule on a document: what it looked at, where, what was compared, why the verdict.",
    ),
    "cli.help_rules_impact": (
        "改动规则包后，在一批文件上会多发现或少发现什么。",
        "What a changed pack would newly find or no longer find in a folder of documents.",
    ),
    "cli.help_rule_id": ("规则编号，可写作 规则包/编号。", "Id of the rule, or PACK/ID."),
    "cli.help_packs": ("规则包的名称或文件夹；默认为全部。", "Names or folders of rule packs; by default all."),
    "cli.help_docs_output": (
        "写入这个文件夹，每个规则包一个子文件夹。",
        "Write to this folder, a subfolder for each pack.",
    ),
    "cli.help_docs_check": (
        "只看是否过时，不写；过时则退出码为 1。",
        "Only look whether the pages are up to date; exit code 1 if not.",
    ),
    "cli.help_lang_pages": (
        "语言：zh-CN 或 en；默认为规则包自己的语言。",
        "Language: zh-CN or en; by default the pack's own.",
    ),
    "cli.help_new_rule": (
        "规则包（名称或文件夹）和新规则的编号，如 my-pack/period-missing。",
        "The pack (name or folder) and the id of the new rule, such as my-pack/period-missing.",
    ),
    "cli.help_each": (
        "规则看哪一种事实；见 gouji facts --schema。",
        "The kind of fact that the rule looks at; see gouji facts --schema.",
    ),
    "cli.help_pack_folder": ("规则包的文件夹，代替按名称查找。", "Folder of the pack, instead of finding it by name."),
    "cli.help_new_pack": ("新规则包的名称，如 my-regulation。", "Name of the new pack, such as my-regulation."),
    "cli.help_new_pack_folder": ("写在这个文件夹里。", "The folder to write it in."),
    "cli.help_extends": (
        "所扩展的规则包：新规则包只写不同之处。",
        "The pack to extend: the new one says only what differs.",
    ),
    "cli.help_schema_kind": (
        "哪一种文件：rule、form、pack、texts、case。",
        "Which files: rule, form, pack, texts, case.",
    ),
    "cli.help_coverage": (
        "每条规则都要有成立、不成立的测试，能出现无法判定的还要有这样的测试。",
        "Every rule must have passed, failed and, where it can be, been undecided.",
    ),
    "cli.help_watch": ("文件一改就重新运行，按 Ctrl+C 结束。", "Run again whenever a file changes, until Ctrl+C."),
    "cli.help_with": (
        "另一份文件及其角色，如 prior=2022.docx，可多次给出。",
        "Another document and its role, such as prior=2022.docx, repeatable.",
    ),
    "cli.help_verdict": (
        "只看这种结果：pass、fail、review、not_applicable，可多次给出。",
        "Only this verdict: pass, fail, review, not_applicable; repeatable.",
    ),
    "cli.help_changed_pack": ("改动后的规则包：名称或文件夹。", "The changed pack: name or folder."),
    "cli.help_against": ("一批文件所在的文件夹。", "A folder of documents."),
    "cli.help_base": (
        "与这个规则包比较；默认为所扩展的，或自带的同名规则包。",
        "The pack to compare with; by default the one it extends, else the built-in one of its name.",
    ),
    "cli.docs_done": ("{folder}：{count}页，{changed}页有变化", "{folder}: pages {count}, changed {changed}"),
    "cli.new_needs_pack": ("请写明规则包：规则包/{id}", "Say which pack: PACK/{id}"),
    "cli.built_in": (
        "规则包 {pack} 是随程序安装的，不能改动；请用 gouji rules new-pack 名称 --extends {pack} 建立自己的规则包",
        "The pack {pack} is installed with the program and not to be changed; make one of your own: gouji rules new-pack NAME --extends {pack}",
    ),
    "cli.new_rule": (
        "已写出 {path}；改好后运行 gouji rules test {pack}",
        "Wrote {path}; edit it, then run gouji rules test {pack}",
    ),
    "cli.wrote": ("已写出 {path}", "Wrote {path}"),
    "cli.pack_empty": (
        "{pack} {version}：没有规则，什么也不检查。在 rules/ 中写规则，或用 extends 沿用另一规则包。",
        "{pack} {version}: no rules, so nothing is checked. Write rules in rules/, or extend another pack with extends.",
    ),
    "cli.pack_sound": ("{pack} {version}：{count}条规则，没有错误", "{pack} {version}: rules {count}, no faults"),
    "cli.tested": (
        "{pack}：{rules}条规则，{tests}个测试，{cases}份样例，全部通过",
        "{pack}: rules {rules}, tests {tests}, documents {cases}, all passed",
    ),
    "cli.tested_red": (
        "{pack}：{rules}条规则，{tests}个测试，{cases}份样例，{failed}个没有通过",
        "{pack}: rules {rules}, tests {tests}, documents {cases}, failed {failed}",
    ),
    "cli.test_red": (
        "{where}：规则 {rule} 应为 {promised}，实为 {came}",
        "{where}: the rule {rule} should give {promised}, and gives {came}",
    ),
    "cli.test_told": (
        "{where}：规则 {rule} 的 {part} 应为“{promised}”，实为“{came}”",
        "{where}: the {part} of the rule {rule} should be “{promised}”, and is “{came}”",
    ),
    "cli.case_unknown": ("{where}：{role} 的文字没有规则包认得", "{where}: no pack knows the text of {role}"),
    "cli.case_missing": (
        "{where}：应有的问题没有发现：{rule} {verdict} {place}",
        "{where}: not found: {rule} {verdict} {place}",
    ),
    "cli.case_unexpected": (
        "{where}：多出的问题：{rule} {message} “{place}”",
        "{where}: found beyond what is expected: {rule} {message} “{place}”",
    ),
    "cli.case_not_hushed": (
        "{where}：应当不报的问题没有被 {by} 压下：{rule} {place}",
        "{where}: not kept quiet by {by}: {rule} {place}",
    ),
    "cli.case_hushed": (
        "{where}：多压下了一个问题：{rule} {message} “{place}”",
        "{where}: kept quiet beyond what is said under hushed: {rule} {message} “{place}”",
    ),
    "cli.gap": ("{rule}：没有测试得出 {verdict}", "{rule}: no test gives {verdict}"),
    "cli.gap_review": (
        "{rule}：没有测试得出 {verdict}；{value} 未知时无法判定",
        "{rule}: no test gives {verdict}; it cannot be decided while {value} is unknown",
    ),
    "cli.gaps": ("测试有{count}处缺口", "Gaps in the tests: {count}"),
    "cli.survivor": (
        "{where}：{rule} 改为“{mutant}”，没有测试发现",
        "{where}: {rule}: no test notices “{mutant}”",
    ),
    "cli.survivors": (
        "{where}：{rule} 的 {part} 从 {list} 中去掉 {items} 之一（{count}项），没有测试发现",
        "{where}: {rule}: in {part}, no test notices one of {items} left out of {list} ({count} items)",
    ),
    "cli.survivor_dies": (
        "{where}：规则 {rule} 的 survives 写了 {mutant}，但有测试发现它，请删去",
        "{where}: survives of the rule {rule} names {mutant}, but a test notices it; take it out",
    ),
    "cli.survivor_unknown": (
        "{where}：规则 {rule} 的 survives 写了 {mutant}，但没有这样的改动；写法同 gouji rules mutate 的输出",
        "{where}: survives of the rule {rule} names {mutant}, and there is no such change; write it as gouji rules mutate does",
    ),
    "cli.mutated_explained": ("其中{count}处写明了为什么发现不了", "survivors explained in the pack: {count}"),
    "cli.mutated": ("{pack}：改坏{count}处，{alive}处没有被发现", "{pack}: mutants {count}, survivors {alive}"),
    "cli.not_recognised": (
        "{path}：规则包 {pack} 不认得这份文件。",
        "{path}: the pack {pack} does not know this document.",
    ),
    "cli.with_form": (
        "--with 应写作 角色=文件，如 prior=2022.docx，而不是 {word}",
        "--with takes ROLE=FILE, such as prior=2022.docx, not {word}",
    ),
    "cli.tried": ("共{count}项：{counts}", "facts {count}: {counts}"),
    "cli.same_pack": (
        "{pack} 与自身比较；请用 --base 给出改动前的规则包",
        "{pack} would be compared with itself; give the pack before the change by --base",
    ),
    "cli.impact": (
        "{documents}份文件：新发现{new}处，不再发现{gone}处，变化{changed}处",
        "documents {documents}: newly found {new}, no longer found {gone}, changed {changed}",
    ),
    "cli.verdict_pass": ("符合", "pass"),
    "cli.verdict_fail": ("违反", "fail"),
    "cli.verdict_review": ("待判定", "review"),
    "cli.verdict_not_applicable": ("不适用", "not applicable"),
}
