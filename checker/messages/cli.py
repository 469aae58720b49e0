"""Texts of the area `cli`: help, errors of a call, progress."""

MESSAGES: dict[str, tuple[str, str]] = {
    "cli.help": (
        "gouji（勾稽）：按规则检查政府信息公开工作年度报告，指出问题、位置和依据。",
        "gouji (tick and tie): check annual reports on information disclosure against rules; shows what is wrong, where, and on what basis.",
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
    "cli.help_paths": (
        "要检查的文件、文件夹或 zip；- 表示标准输入。",
        "Files, folders or zip archives to check; - reads standard input.",
    ),
    "cli.help_path": ("要读取的文件。", "The file to read."),
    "cli.help_format": (
        "输出格式：text、json、jsonl、html、csv、sarif、sarif-github、junit、github、gitlab、rdjson、markdown。",
        "Output format: text, json, jsonl, html, csv, sarif, sarif-github, junit, github, gitlab, rdjson, markdown.",
    ),
    "cli.help_output": ("写入这个文件，而不是屏幕。", "Write to this file instead of the screen."),
    "cli.help_annotate": (
        "把带批注的副本写入这个文件夹（docx 为 Word 批注，PDF 为高亮和注释，文本为网页）；原件不动。",
        "Write annotated copies to this folder (docx: Word comments; PDF: highlights and notes; text: web page); originals are not changed.",
    ),
    "cli.help_fail_on": (
        "达到哪一级就以退出码 1 结束：error、warning、note、review、never。",
        "Exit with code 1 at or above this level: error, warning, note, review, never.",
    ),
    "cli.help_pack": (
        "规则包的名称或文件夹，可多次给出；默认使用全部自带的规则包。",
        "Name or folder of a rule pack, repeatable; default: all built-in packs.",
    ),
    "cli.help_rules_dir": ("另有规则包的文件夹，可多次给出。", "A folder with more rule packs, repeatable."),
    "cli.help_plan": (
        "这份报告对应的年初计划（工作方案、要点、任务分工表），可多次给出。",
        "The year's plan that the report should answer, repeatable.",
    ),
    "cli.help_above": (
        "上级机关的计划，可多次给出；只对照分给这个机关、或者分给各单位的任务。",
        "A plan of the level above, repeatable; the report answers the tasks given to its organ, or to all.",
    ),
    "cli.help_prior": ("同一机关上一年度的报告。", "The same organ's report for the previous year."),
    "cli.help_part": (
        "下级单位的报告，可多次给出；其数字之和应等于总数。",
        "Report of a subordinate unit, repeatable; the units' figures should add up to the total.",
    ),
    "cli.help_lang": ("语言：zh-CN 或 en；默认按系统语言。", "Language: zh-CN or en; default: system language."),
    "cli.help_waivers": (
        "豁免清单，对全部文件有效，可多次给出；文件所在文件夹里的 waivers.yaml 总会读取。",
        "Waiver list for all documents, repeatable; a waivers.yaml beside the documents is always read.",
    ),
    "cli.help_write_waivers": (
        "把现有问题写成豁免清单的草稿，待填写原因；不会覆盖已有文件。",
        "Write the findings as a draft waiver list with reasons to be filled in; never overwrites an existing file.",
    ),
    "cli.help_baseline": (
        "与以前的结果（--format json 的输出）比较：新增、未改、已改；新增和未改都计入退出码。",
        "Compare with earlier results (output of --format json): new, remaining, fixed; new and remaining findings count for the exit code.",
    ),
    "cli.help_report": (
        "把整批的结果写入这个文件夹：总览网页、各单位审阅页、整改台账、整改通知书和通报。",
        "Write the results of the batch to this folder: overview page, review pages, ledger, rectification notices and summary notice.",
    ),
    "cli.help_letter_template": (
        "整改通知书的 Word 模板，其中的 {{{{unit}}}} 等字段会被填写。",
        "Word template for the rectification notices; fields such as {{{{unit}}}} are filled in.",
    ),
    "cli.help_issued_by": ("通知书和通报的发文机关。", "Office that issues the notices."),
    "cli.help_deadline": ("整改期限，如 2026-12-31。", "Deadline for corrections, such as 2026-12-31."),
    "cli.reported": ("已写入 {path} 等 {count} 个文件", "Wrote {path} and others, {count} files in all"),
    "cli.help_summary_page": (
        "在带批注的 PDF 末尾附一页问题清单。",
        "Append a one-page list of findings to annotated PDFs.",
    ),
    "cli.help_diff": (
        "比较前后两稿（文件、文件夹或 --format json 的结果），列出已改、未改、新增的问题。",
        "Compare two drafts (files, folders, or results of --format json): fixed, remaining and new findings.",
    ),
    "cli.help_diff_old": ("原来的一稿，或它的检查结果（json）。", "The earlier draft, or its results (json)."),
    "cli.help_diff_new": ("修改后的一稿，或它的检查结果（json）。", "The later draft, or its results (json)."),
    "cli.help_diff_annotate": (
        "把修改稿的带批注副本写入这个文件夹，批注注明未改或新增。",
        "Write annotated copies of the later draft to this folder; comments say what remains and what is new.",
    ),
    "cli.diff_no_document": (
        "{path} 是检查结果而不是文件，无法写出带批注的副本；请给出修改稿本身。",
        "{path} contains results, not a document, and cannot be annotated; give the later draft itself.",
    ),
    "cli.bad_date": (
        "{option}：{word} 不是日期；应形如 2026-12-31。",
        "{option}: {word} is not a date; write it like 2026-12-31.",
    ),
    "cli.needs": ("{option} 只能与 {other} 一起使用。", "{option} can only be used together with {other}."),
    "cli.wrong_call": ("无法执行：{what}", "Cannot be done: {what}"),
    "cli.more_help": ("详见 {command} --help", "See {command} --help"),
    "cli.no_command": ("没有命令 {name}；可用：{valid}。", "there is no command {name}; available: {valid}."),
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
        "the option {name} must come after a command, as in {command} {name}",
    ),
    "cli.option_bare": ("选项 {name} 后面要有值。", "the option {name} needs a value."),
    "cli.option_flag": ("选项 {name} 不带值。", "the option {name} takes no value."),
    "cli.unexpected": ("多出的内容：{words}", "unexpected arguments: {words}"),
    "cli.missing": ("缺少 {name}。", "{name} is missing."),
    "cli.bad_value": ("{name} 的值不可用（{why}）", "invalid value for {name} ({why})"),
    "cli.want_whole": ("应为整数", "expected a whole number"),
    "cli.want_whole_from": ("应为整数，不小于 {least}", "expected a whole number, {least} or greater"),
    "cli.want_number": ("应为数字", "expected a number"),
    "cli.want_number_from": ("应为数字，不小于 {least}", "expected a number, {least} or greater"),
    "cli.settings_no_trust": (
        "{path} 位于要检查的文件夹内，其中的 trust-waivers 没有采用。",
        "{path} lies in a folder that is checked; its trust-waivers is not followed.",
    ),
    "cli.help_trust_waivers": (
        "采用被检查文件夹内的 waivers.yaml；不加时只采用工作目录、上级文件夹中的和 --waivers 指定的。",
        "Believe a waivers.yaml within the folders that are checked; else only those of the working directory, of folders above, and by --waivers.",
    ),
    "cli.help_jobs": (
        "同时使用的进程数，默认与处理器数相同。",
        "Number of worker processes; default: one per processor.",
    ),
    "cli.help_cluster": (
        "由此地址的 Dask 集群读取和检查文件，如 tcp://10.0.0.1:8786；需要附加组件 gouji[cluster]。",
        "Have files read and checked by the Dask cluster at this address, tcp://10.0.0.1:8786; needs the extra gouji[cluster].",
    ),
    "cli.help_shared_files": (
        "与 --cluster 合用：集群的各台机器上文件路径与本机相同，不必发送文件内容。",
        "With --cluster: files lie under the same paths on all machines, and are not sent.",
    ),
    "cli.help_timeout": (
        "每个文件最多用多少秒；扫描件按每页计。",
        "Maximum seconds per file; for scans, per page.",
    ),
    "cli.help_details": (
        "每个问题都写出算式、依据、建议和规则。",
        "Show calculation, basis, advice and rule for each finding.",
    ),
    "cli.next_details": (
        "加 -v 看每个问题的建议和完整算式；加 --format html -o 文件.html 在原文旁边看。",
        "Use -v for advice and full calculations; --format html -o FILE.html shows findings beside the text.",
    ),
    "cli.next_annotate": (
        "加 --annotate 文件夹 得到带批注的副本，原文件不动。",
        "--annotate FOLDER writes a copy with comments; the original is not changed.",
    ),
    "cli.help_quiet": ("不显示进度。", "Do not show progress."),
    "cli.help_verbose": (
        "在标准错误输出运行记录：每份文档、每个步骤开始和结束时各一行 JSON。",
        "Write a log to standard error: one line of JSON at the start and end of each document and stage.",
    ),
    "cli.help_log": (
        "把同样的运行记录追加到文件；卡住或中断的步骤只有开始、没有结束。",
        "Append the same log to a file; a stage that hangs or is killed has a start but no end.",
    ),
    "cli.help_facts": (
        "显示从文件中读到的内容及其位置，供编写规则时参考。",
        "Show what was read from a document and where, for rule authors.",
    ),
    "cli.help_facts_format": ("输出格式：text、json、html。", "Output format: text, json, html."),
    "cli.help_kind": ("只看这一种事实，可多次给出。", "Only this kind of fact, repeatable."),
    "cli.help_schema": (
        "列出各种事实及其值的名称和类型。",
        "List the kinds of fact with the names and types of their values.",
    ),
    "cli.help_rules": ("规则：列出、查看、编写和测试。", "Rules: list, show, write and test them."),
    "cli.help_rules_list": ("列出规则、级别和依据。", "List the rules with their severity and basis."),
    "cli.two_partners": (
        "{option} 给出了两份文件，都是 {report} 的：{one} 和 {other}；只能给一份",
        "{option} gives two documents for {report}: {one} and {other}; give only one",
    ),
    "cli.whose_part": (
        "--part {path}：不知道是哪份报告的下级单位（{among}）；请只给出汇总的那一份，或写 dossier.yaml",
        "--part {path}: it is not clear which report it belongs to ({among}); give only the aggregate report, or write a dossier.yaml",
    ),
    "cli.own_partner": (
        "{option} {path} 就是要检查的文件本身，不能与自己对照",
        "{option} {path} is one of the files to be checked; it cannot be compared with itself",
    ),
    "cli.no_such_file": (
        "{path}：没有这个文件或文件夹，请检查路径。",
        "{path}: no such file or folder; check the path.",
    ),
    "cli.empty_folder": (
        "{path}：这个文件夹里没有可检查的文件（docx、pdf、txt 等）。",
        "{path}: the folder contains no document that can be checked (docx, pdf, txt, ...).",
    ),
    "cli.no_folder": ("{path}：没有这个文件夹。", "{path}: no such folder."),
    "cli.cannot_write": ("{path}：无法写入（{why}）。", "{path}: cannot write ({why})."),
    "cli.help_force": (
        "也覆盖不是 gouji 写出的文件；要检查的文件任何时候都不会被覆盖。",
        "Also overwrite files not written by gouji; files to be checked are never overwritten.",
    ),
    "cli.help_resume": (
        "接着做上次没有做完的 --report：已做完的不再做，结果与一次做完的相同。",
        "Continue a --report that did not finish: completed work is not repeated, and the result is the same.",
    ),
    "cli.help_no_cache": (
        "不使用也不保存以前的结果，全部重新检查。",
        "Do not use or keep earlier results; check everything again.",
    ),
    "cli.not_both": ("{option} 不能与 {other} 一起使用。", "{option} cannot be used together with {other}."),
    "cli.resumed": (
        "接着做上次没有做完的检查，其中{count}个文件上次已经读过。",
        "Continuing the unfinished run; files already read: {count}.",
    ),
    "cli.resumed_anew": (
        "没有可以保存结果的文件夹，上次读过的{count}个文件要重新检查。",
        "There is no folder for keeping results; files to be read again: {count}.",
    ),
    "cli.no_run_file": (
        "{path}：不是 gouji 的运行文件，无法接着做；请去掉 --resume 重新开始。",
        "{path}: not a run file of gouji, so the run cannot be continued; omit --resume to start over.",
    ),
    "cli.other_run": (
        "{path}：上次检查的条件与这次不同（{names}），接着做会得出不一致的结果；请用相同的条件，或去掉 --resume 重新开始。",
        "{path}: the earlier run used different settings ({names}), and continuing would mix results; use the same settings, or omit --resume to start over.",
    ),
    "cli.help_fix": (
        "列出只有一种正确写法的问题该怎样改，并以修订的形式写进副本（Word），由人接受或拒绝；数字从不改动。",
        "List what has exactly one right form, and write it into copies as tracked changes (Word) for a person to accept or refuse; figures are never changed.",
    ),
    "cli.help_fix_output": (
        "把带修订的副本写入这个文件夹；原件不动。",
        "Write copies with tracked changes to this folder; originals stay untouched.",
    ),
    "cli.help_fix_format": ("清单的格式：text 或 json。", "Format of the listing: text or json."),
    "cli.help_suggest": (
        "批注副本里把只有一种正确写法的地方写成修订（Word），由人接受或拒绝。",
        "In annotated copies, write what has exactly one right form as tracked changes (Word), to accept or refuse.",
    ),
    "cli.fix_none": ("没有可以直接改正的地方。", "Nothing can be corrected outright."),
    "cli.fix_total": ("{count}处可以改正，{documents}份文件。", "{count} corrections in {documents} documents."),
    "cli.fix_line": ("{place}：“{old}”改为“{new}”（{rule}）", "{place}: “{old}” should read “{new}” ({rule})"),
    "cli.fix_listed": (
        "{path}：这种格式没有修订，请照清单自行改正。",
        "{path}: this format has no tracked changes; please correct it by the list.",
    ),
    "cli.help_watch": (
        "监视一个文件夹：放进来的报告写完后自动检查并答复，每份只答复一次。",
        "Watch a folder: reports dropped into it are checked once they are complete, and answered once.",
    ),
    "cli.help_watch_inbox": (
        "收报告的文件夹（含下级文件夹）。",
        "The folder that reports are dropped into, with those below.",
    ),
    "cli.help_watch_out": (
        "答复写入这个文件夹：每个单位、年度一个，每稿一个。",
        "Answers go to this folder: one for each unit and year, one in it for each version.",
    ),
    "cli.help_watch_done": (
        "答复后把报告移到这个文件夹；默认不动。",
        "Move answered reports to this folder; by default they stay.",
    ),
    "cli.help_watch_once": ("答复现有的报告后结束。", "Answer what is there, and end."),
    "cli.help_watch_polling": (
        "只按时查看，不等系统通知（网络文件夹）。",
        "Look at intervals only, without waiting for events (network folders).",
    ),
    "cli.help_watch_server": (
        "同时报送到这台 gouji serve，各稿都留在它的库里。",
        "Also hand each report in to this gouji serve, whose store keeps every version.",
    ),
    "cli.help_watch_token": (
        "第一行是服务器令牌的文件；也可用环境变量 GOUJI_TOKEN。",
        "A file whose first line is the server's token; or GOUJI_TOKEN in the environment.",
    ),
    "cli.help_watch_rest": (
        "文件静止多少秒才算写完。",
        "Seconds that a file has to be left alone before it is taken as whole.",
    ),
    "cli.help_watch_every": ("每隔多少秒查看一次。", "Seconds between two looks through the folder."),
    "cli.help_mail": (
        "收发邮件：收到的报告检查后连同批注副本发回（IMAP 邮箱，或标准输入的一封邮件）。",
        "Answer mail: reports that come are sent back with their findings (an IMAP mailbox, or a message on standard input).",
    ),
    "cli.help_mail_from": ("答复的发件地址。", "The address that answers come from."),
    "cli.help_mail_allow": (
        "答复谁：地址、@域名或 *@*.gov.cn，可多次给出；其余一概不答复。",
        "Who is answered: an address, @domain or *@*.gov.cn, repeatable; nobody else is.",
    ),
    "cli.help_mail_imap": (
        "邮箱：imaps://用户@主机/INBOX；不给出则读标准输入的一封邮件，答复写到标准输出。",
        "The mailbox: imaps://user@host/INBOX; without it a message on standard input is answered on standard output.",
    ),
    "cli.help_mail_smtp": ("发信服务器：smtps://用户@主机。", "The server that sends: smtps://user@host."),
    "cli.help_mail_password": (
        "第一行是密码的文件；也可用环境变量 GOUJI_MAIL_PASSWORD、GOUJI_SMTP_PASSWORD。",
        "A file whose first line is the password; or GOUJI_MAIL_PASSWORD and GOUJI_SMTP_PASSWORD in the environment.",
    ),
    "cli.help_mail_journal": ("记下答复过哪些邮件的文件。", "The file that notes which messages were answered."),
    "cli.help_mail_once": ("答复现有的新邮件后结束。", "Answer what is new, and end."),
    "cli.help_mail_all": ("第一次运行时也答复以前的邮件。", "In the first run also answer what was there before."),
    "cli.help_mail_every": (
        "服务器不通知新邮件时，每隔多少秒查看一次。",
        "Seconds between two looks where the server tells of nothing.",
    ),
    "cli.help_mail_largest": ("一封邮件最大多少 MB。", "The largest message, in MB."),
    "cli.help_mail_per_hour": ("同一发件人一小时内最多答复多少封。", "Answers to one sender within an hour."),
    "cli.help_paperless": (
        "检查 paperless-ngx 里的文件，把结果写成备注和标签；原件不动。",
        "Check documents in paperless-ngx and write what was found as notes and tags; originals stay untouched.",
    ),
    "cli.help_paperless_ids": ("文件的编号。", "Numbers of documents."),
    "cli.help_paperless_url": (
        "paperless-ngx 的地址（或环境变量 PAPERLESS_URL）。",
        "The address of paperless-ngx (or PAPERLESS_URL).",
    ),
    "cli.help_paperless_token": (
        "第一行是 API 令牌的文件；也可用环境变量 PAPERLESS_TOKEN。",
        "A file whose first line is the API token; or PAPERLESS_TOKEN in the environment.",
    ),
    "cli.help_paperless_listen": (
        "在这个地址等候 paperless-ngx 工作流的通知（webhook）。",
        "Wait at this address for calls of a workflow (webhook).",
    ),
    "cli.help_paperless_secret": (
        "第一行是通知口令的文件（X-Gouji-Secret）；也可用环境变量 GOUJI_SECRET。",
        "A file whose first line is the secret of those calls (X-Gouji-Secret); or GOUJI_SECRET in the environment.",
    ),
    "cli.help_paperless_waiting": ("记下还没有检查的文件。", "The file that notes what waits to be checked."),
    "cli.help_paperless_catch_up": (
        "检查所有还没有 gouji 标签的文件（可每夜运行）。",
        "Check every document that has no tag of gouji yet (every night, say).",
    ),
    "cli.help_paperless_query": ("只补查符合这一检索式的文件。", "Catch up only with documents that this query finds."),
    "cli.help_mcp": (
        "作为 MCP 服务供智能助手调用（标准输入输出）：检查、解释、规则、事实、数字、承诺；只读指定的文件夹。",
        "Serve assistants by MCP (standard input and output): check, explain, rules, facts, figures, promises; only in named folders.",
    ),
    "cli.help_mcp_folders": ("助手可以查看的文件夹。", "Folders that the assistant may look into."),
    "cli.help_init": (
        "写出设置文件 gouji.toml，每一项都有说明。",
        "Write a settings file gouji.toml in which every setting is explained.",
    ),
    "cli.help_init_folder": (
        "写在这个文件夹里；默认为当前文件夹。",
        "Folder to write it in; default: the current folder.",
    ),
    "cli.help_completion": (
        "输出命令行补全脚本（bash、zsh、fish）。",
        "Print the shell completion script (bash, zsh, fish).",
    ),
    "cli.help_shell": ("bash、zsh 或 fish。", "bash, zsh or fish."),
    "cli.help_select": (
        "只用这些规则，可用通配符（applications-*），可多次给出。",
        "Use only these rules; wildcards such as applications-* are allowed; repeatable.",
    ),
    "cli.help_ignore": (
        "不用这些规则，可用通配符，可多次给出。",
        "Do not use these rules; wildcards are allowed; repeatable.",
    ),
    "cli.help_settings": (
        "使用这个设置文件；默认从文件所在的文件夹向上找 gouji.toml。",
        "Use this settings file; default: the nearest gouji.toml above the documents.",
    ),
    "cli.help_no_settings": ("不使用 gouji.toml。", "Do not use gouji.toml."),
    "cli.help_memory": (
        "每个文件最多占用多少 MB 内存。",
        "Maximum memory per file, in MB.",
    ),
    "cli.settings_used": ("设置：{path}", "Settings: {path}"),
    "cli.settings_exist": (
        "{path} 已经存在，不会覆盖；请直接修改。",
        "{path} already exists and will not be overwritten; edit it.",
    ),
    "cli.two_settings": (
        "这些文件各有设置：{one} 与 {other}。请分开检查，或用 --settings 指定一个，或用 --no-settings。",
        "The documents have different settings, {one} and {other}: check them separately, choose one with --settings, or use --no-settings.",
    ),
    "cli.toml_large": ("文件过大", "the file is too large"),
    "cli.toml_syntax": ("不是正确的 TOML：{why}", "not valid TOML: {why}"),
    "cli.toml_value": ("{name} 的值不可用，{want}", "invalid value for {name}: {want}"),
    "cli.toml_text": ("应为文字（加引号）", "expected text in quotation marks"),
    "cli.toml_path": ("应为文件路径（加引号）", "expected a path in quotation marks"),
    "cli.toml_place": ("应为文件路径（加引号）", "expected a path in quotation marks"),
    "cli.toml_list": ('应为文字的列表，如 ["甲", "乙"]', 'expected a list of texts, such as ["a", "b"]'),
    "cli.toml_paths": ('应为路径的列表，如 ["规则"]', 'expected a list of paths, such as ["rules"]'),
    "cli.toml_flag": ("应为 true 或 false", "expected true or false"),
    "cli.toml_number": ("应为数字，不小于 1", "expected a number, 1 or greater"),
    "cli.toml_whole": ("应为整数，不小于 0", "expected a whole number, 0 or greater"),
    "cli.toml_date": ("应为日期，如 2026-12-31", "expected a date, such as 2026-12-31"),
    "cli.toml_address": (
        "应为网址（https://…，加引号）",
        "expected a web address in quotation marks (https://...)",
    ),
    "cli.toml_table": ("应为一个表", "expected a table"),
    "cli.toml_severity": ("应为 error、warning 或 note", "expected error, warning or note"),
    "cli.toml_outside": (
        "{name} 指向设置文件所在文件夹之外（{path}）；只能写在其中",
        "{name} points outside the folder of the settings file ({path}); output must be inside it",
    ),
    "cli.no_such_rule": ("没有规则 {name}；可用：{valid}", "there is no rule {name}; available: {valid}"),
    "cli.no_such_rule_near": ("没有规则 {name}；是否应为 {near}？", "there is no rule {name}; did you mean {near}?"),
    "cli.zip_many": (
        "{path}：压缩包中的文件超过{most}个，没有解压。",
        "{path}: the archive contains more than {most} files; not unpacked.",
    ),
    "cli.zip_large": (
        "{path}：压缩包解压后超过 {most} GB，没有检查；请解压后检查其中需要的文件。",
        "{path}: the archive unpacks to more than {most} GB; not checked. Unpack it and check the files you need.",
    ),
    "cli.zip_locked": (
        "{path}：压缩包有密码，无法解压；请解压后再检查。",
        "{path}: the archive is password-protected; unpack it first, then check its contents.",
    ),
    "cli.zip_broken": (
        "{path}：压缩包已损坏或用了不支持的压缩方法（{why}）；请重新压缩。",
        "{path}: the archive is damaged or uses an unsupported compression method ({why}); compress it again.",
    ),
    "cli.stdin_closed": ("标准输入已关闭，没有可读的内容。", "Standard input is closed; there is nothing to read."),
    "cli.collisions": (
        "有{count}处不能写入，什么也没有写。请换一个位置",
        "Output paths that cannot be written: {count}. Nothing was written; choose another location",
    ),
    "cli.is_input": (
        "{path}：就是要读取的文件 {source}，不会覆盖。",
        "{path}: is the input file {source} and will not be overwritten.",
    ),
    "cli.is_folder": ("{path}：是文件夹，不是文件。", "{path}: is a folder, not a file."),
    "cli.is_link": (
        "{path}：是链接，可能指向别的文件；--force 会用新文件代替链接，不动它所指的文件。",
        "{path}: is a link that may point to another file; --force replaces the link with the new file and leaves its target unchanged.",
    ),
    "cli.is_device": (
        "{path}：是设备、管道或套接字，不是文件。要把结果交给别的程序，请不用 -o，而用管道或重定向。",
        "{path}: is a device, pipe or socket, not a file. To pass the results to another program, omit -o and use a pipe or redirection.",
    ),
    "cli.not_ours": (
        "{path}：已有这个文件，它不是 gouji 写出的，或者写出后有人改过；确定不要了可加 --force。",
        "{path}: already exists and was not written by gouji, or was changed afterwards; use --force if it is no longer needed.",
    ),
    "cli.wanted_twice": ("{path}：与 {other} 是同一个文件。", "{path}: is the same file as {other}."),
    "cli.no_place": (
        "{path}：无法写入，{file} 是文件而不是文件夹。",
        "{path}: cannot write, because {file} is a file, not a folder.",
    ),
    "cli.no_log": (
        "{path}：不是运行记录，不能在后面追加。请换一个文件。",
        "{path}: is not a log file, so nothing was appended to it. Choose another file.",
    ),
    "cli.stream_closed": ("已关闭", "closed"),
    "cli.because": ("{why}", "{why}"),
    "cli.bug": (
        "程序出错，没有完成。这是 gouji 的问题，请把以上内容告诉维护者。",
        "An internal error occurred and the program did not finish. This is a bug in gouji; please report the above to the maintainers.",
    ),
    "cli.interrupted": ("已中断。", "Interrupted."),
    "cli.not_made": ("{path}：没有写出：{why}", "{path}: not written: {why}"),
    "cli.suggestion_word": ("（修订）", " (suggestions)"),
    "cli.copy_word": ("（批注）", " (annotated)"),
    "cli.comma": ("、", ", "),
    "cli.semicolon": ("；", "; "),
    "cli.closed": ("{path}：{why}", "{path}: {why}"),
    "cli.closed_folder": (
        "无法打开这个文件夹（{why}），其中的文件没有检查。请检查权限。",
        "the folder cannot be opened ({why}); its files were not checked. Check the permissions.",
    ),
    "cli.settings_faulty": (
        "{path}：没有检查，因为关于它的设置有错误：{why}",
        "{path}: not checked, because its settings contain errors: {why}",
    ),
    "cli.skipped": (
        "另有{count}项不是要检查的文件：{kinds}",
        "Left out, as no documents to be checked: {count}: {kinds}",
    ),
    "cli.skipped_kind": ("{kind}{count}项（{names}）", "{kind}: {count} ({names})"),
    "cli.kind_own": ("gouji 自己写出的文件", "files written by gouji"),
    "cli.kind_settings": ("设置文件", "settings files"),
    "cli.kind_readme": ("说明文件", "readme files"),
    "cli.kind_hidden": ("隐藏的", "hidden items"),
    "cli.kind_lock": ("办公软件的临时文件", "lock files"),
    "cli.kind_link": ("链接", "links"),
    "cli.kind_special": ("管道、设备或套接字", "pipes, devices, sockets"),
    "cli.kind_archive": ("压缩包", "archives"),
    "cli.kind_picture": ("图片", "pictures"),
    "cli.kind_media": ("音视频", "audio and video"),
    "cli.kind_foreign": ("其他格式", "other formats"),
    "cli.kind_unreadable": ("无法查看的", "cannot be accessed"),
    "cli.kind_closed": ("无法打开的文件夹", "folders that cannot be opened"),
    "cli.left_own": (
        "是 gouji 写出的文件，不是报送的文件；如要检查，请直接给出它的路径。",
        "Written by gouji, not submitted; to check it anyway, give its path directly.",
    ),
    "cli.left_settings": ("是 gouji 的设置文件。", "A settings file of gouji."),
    "cli.left_readme": (
        "是说明文件；如要检查，请直接给出它的路径。",
        "A readme file; to check it, give its path directly.",
    ),
    "cli.left_hidden": ("是隐藏的文件或文件夹。", "A hidden file or folder."),
    "cli.left_lock": ("是办公软件打开文件时留下的临时文件。", "A temporary file left by an office program."),
    "cli.left_special": ("是管道、设备或套接字，不是文件。", "A pipe, device or socket, not a file."),
    "cli.left_archive": (
        "是压缩包；请解压，或直接给出 zip 的路径。",
        "An archive; unpack it, or give the path of the zip file directly.",
    ),
    "cli.left_picture": (
        "是图片；扫描的报告请存为 PDF 再检查。",
        "An image; save scanned reports as PDF to check them.",
    ),
    "cli.left_media": ("是音视频文件。", "An audio or video file."),
    "cli.left_foreign": (
        "不是能检查的格式（docx、pdf、txt 等）。",
        "Not a format that can be checked (docx, pdf, txt, ...).",
    ),
    "cli.left_unreadable": ("无法查看（{why}）。", "Cannot be accessed ({why})."),
    "cli.left_link": (
        "是链接，指向 {target}；文件夹中的链接不跟随，如要检查请直接给出路径。",
        "A link to {target}; links in folders are not followed. Give its path directly to check it.",
    ),
    "cli.left_link_nowhere": ("是链接，指向不存在的文件或指向自身。", "A link that points nowhere or to itself."),
    "cli.not_one_of": ("{option} 不能是 {word}；可用：{valid}。", "{option} cannot be {word}; available: {valid}."),
    "cli.facts_needs_path": (
        "请给出要读取的文件，或用 --schema 列出事实的种类。",
        "Give the file to read, or --schema to list the kinds of fact.",
    ),
    "cli.sheet_title": ("{dossier}检查结果", "Check results: {dossier}"),
    "cli.sheet_page": ("（第{page}页）", " (page {page})"),
    "cli.annotated": ("已写入 {path}", "Wrote {path}"),
    "cli.not_annotated": ("{path}：没有写出带批注的副本：{why}", "{path}: no annotated copy was written: {why}"),
    "cli.stage_reading": ("读取", "Reading"),
    "cli.stage_checking": ("检查", "Checking"),
    "cli.stage_scan": ("识别扫描页", "Recognising scanned pages"),
    "cli.stage_left": ("约需 {seconds} 秒 ", "about {seconds} s left "),
    "cli.stage_left_minutes": ("约需 {minutes} 分钟 ", "about {minutes} min left "),
    "cli.stage_left_hours": ("约需 {hours} 小时 {minutes} 分钟 ", "about {hours} h {minutes} min left "),
    "cli.basis_law": ("法律法规", "law"),
    "cli.basis_format": ("统一格式", "format"),
    "cli.basis_practice": ("通行做法", "practice"),
    # The bench for rules.
    "cli.help_rules_show": (
        "显示一条规则：要求、依据、违反和符合的例子。",
        "Show a rule: what it requires, its basis, and examples that break and keep it.",
    ),
    "cli.help_rules_docs": ("为每条规则生成一页说明（Markdown）。", "Generate a page for each rule (Markdown)."),
    "cli.help_rules_new": ("写出一条带测试的新规则，供修改。", "Write a new rule with tests, for you to edit."),
    "cli.help_rules_new_case": (
        "把一份文件写成规则包的样例，逐个确认其中的问题。",
        "Write a file as a document of a pack, its findings looked at one by one.",
    ),
    "cli.help_rules_new_pack": (
        "写出一个新的规则包：格式、一条规则和一份样例。",
        "Create a new pack: a format, a rule and a sample document.",
    ),
    "cli.help_rules_new_form": (
        "由空白格式或好的报告草拟一个格式，并列出成立的勾稽关系。",
        "Draft a form from a blank one or from good reports, with the sums that hold in them.",
    ),
    "cli.help_new_form_files": (
        "空白格式，或一份以上填得好的报告（docx、PDF、xlsx……）；格式依第一份，勾稽关系须在各份中都成立。",
        "A blank form, or good reports (docx, PDF, xlsx, ...); the form is that of the first, sums must hold in all.",
    ),
    "cli.help_new_form_name": ("格式的名称，如 report-2021。", "Name of the form, such as report-2021."),
    "cli.help_new_form_pack": (
        "写进这个规则包的文件夹；还不是规则包的，同时写出 pack.yaml。",
        "The folder of the pack to write it into; where it is none yet, pack.yaml is written as well.",
    ),
    "cli.form_drafted": (
        "草拟了{sections}个部分、{tables}张表、{fields}个栏目和{rules}条勾稽关系。请逐项核对，再运行 gouji rules check {pack}",
        "Drafted: sections {sections}, tables {tables}, particulars {fields}, sums {rules}. Check each of them, then run gouji rules check {pack}",
    ),
    "cli.help_rules_check": (
        "检查规则包的写法，一次指出全部错误。",
        "Check the syntax of rule packs; reports all errors at once.",
    ),
    "cli.help_rules_schema": (
        "输出规则包文件的 JSON Schema，供编辑器补全。",
        "Print the JSON Schema of pack files, for editors.",
    ),
    "cli.help_rules_test": ("运行规则的测试和样例文件。", "Run the tests and sample documents of rule packs."),
    "cli.help_rules_mutate": (
        "逐一改坏规则，看测试能否发现。",
        "Break every rule in small ways to see whether the tests notice.",
    ),
    "cli.help_rules_try": (
        "在一份文件上试一条规则：看了什么、在哪里、怎样比较、为何如此判定。",
        "Try a rule on a document: what it examined, where, how it compared, and why it decided so.",
    ),
    "cli.help_rules_impact": (
        "改动规则包后，在一批文件上会多发现或少发现什么。",
        "Show what a changed pack would newly find, or no longer find, in a set of documents.",
    ),
    "cli.help_rules_bench": (
        "在浏览器里写规则：边写边看它在文件上的判定，以及与盘上规则包的差别。",
        "Write a rule in the browser and see at once its verdicts on documents, and what differs from the pack on disk.",
    ),
    "cli.help_bench_files": (
        "试规则的文件和文件夹，如上一年的报告。",
        "Documents and folders to try it on, such as last year's.",
    ),
    "cli.help_bench_rule": ("先打开哪条规则。", "The rule to open first."),
    "cli.help_bench_port": ("端口；默认由系统给一个。", "The port; by default the system gives one."),
    "cli.help_rule_id": ("规则编号，可写作 规则包/编号。", "Id of the rule, or PACK/ID."),
    "cli.help_packs": ("规则包的名称或文件夹；默认为全部。", "Names or folders of rule packs; default: all."),
    "cli.help_docs_output": (
        "写入这个文件夹，每个规则包一个子文件夹。",
        "Write to this folder, one subfolder per pack.",
    ),
    "cli.help_docs_facts": (
        "另为每种事实各写一页，写入这个文件夹。",
        "Write a page for each kind of fact as well, to this folder.",
    ),
    "cli.help_docs_check": (
        "只看是否过时，不写；过时则退出码为 1。",
        "Only check whether the pages are up to date; exit code 1 if not.",
    ),
    "cli.help_lang_pages": (
        "语言：zh-CN 或 en；默认为规则包自己的语言。",
        "Language: zh-CN or en; default: the pack's own language.",
    ),
    "cli.help_new_rule": (
        "规则包（名称或文件夹）和新规则的编号，如 my-pack/period-missing。",
        "The pack (name or folder) and the id of the new rule, such as my-pack/period-missing.",
    ),
    "cli.help_each": (
        "规则看哪一种事实；见 gouji facts --schema。",
        "The kind of fact the rule examines; see gouji facts --schema.",
    ),
    "cli.help_pack_folder": ("规则包的文件夹，代替按名称查找。", "Folder of the pack, instead of finding it by name."),
    "cli.help_new_pack": ("新规则包的名称，如 my-regulation。", "Name of the new pack, such as my-regulation."),
    "cli.help_new_pack_folder": ("写在这个文件夹里。", "The folder to write it in."),
    "cli.help_extends": (
        "所扩展的规则包：新规则包只写不同之处。",
        "The pack to extend: the new pack contains only the differences.",
    ),
    "cli.help_schema_kind": (
        "哪一种文件：rule、form、pack、texts、case。",
        "Which files: rule, form, pack, texts, case.",
    ),
    "cli.help_coverage": (
        "每条规则都要有成立、不成立的测试，能出现无法判定的还要有这样的测试。",
        "Every rule must have passing and failing tests and, where undecided results are possible, tests for them too.",
    ),
    "cli.help_test_watch": (
        "文件一改就重新运行，按 Ctrl+C 结束。",
        "Run again whenever a file changes; stop with Ctrl+C.",
    ),
    "cli.help_case_name": (
        "样例文件的名称；默认用文件名。",
        "Name of the case's file; by default that of the document.",
    ),
    "cli.help_case_all": ("全部问题都认可，不逐个询问。", "Take every finding for right, without asking."),
    "cli.help_schema_pack": (
        "写进这个规则包自己的编号（事实、规则、表、部分、来源），供编辑器补全。",
        "With the ids of this pack (facts, rules, tables, sections, sources), for editors to complete.",
    ),
    "cli.help_rules_pack": (
        "把规则包写成带哈希的压缩包，供他人安装。",
        "Write a pack as an archive with hashes, for others to install.",
    ),
    "cli.help_rules_install": (
        "把压缩包里的规则包装进文件夹，或者核对文件夹与锁定文件是否一致。",
        "Put the pack of an archive into a folder, or compare the folder with its lock.",
    ),
    "cli.help_pack_up": ("规则包的名称或文件夹。", "The name or folder of a pack."),
    "cli.help_archive": ("gouji rules pack 写出的压缩包。", "An archive that gouji rules pack wrote."),
    "cli.help_install_into": (
        "规则包的文件夹，以后用 --rules 给出。",
        "The folder of packs, to be named with --rules later.",
    ),
    "cli.help_sha256": ("压缩包应有的 SHA-256。", "The SHA-256 that the archive must have."),
    "cli.help_sign": (
        "用这个私钥（Ed25519）给压缩包签名；口令取自 GOUJI_KEY_PASSWORD。",
        "Sign the archive with this private key (Ed25519); its password is read from GOUJI_KEY_PASSWORD.",
    ),
    "cli.help_trust": (
        "压缩包须由这个公钥的持有人签名，可多次给出。",
        "The archive must be signed by the owner of this public key, repeatable.",
    ),
    "cli.help_verify": ("核对文件夹里的规则包与锁定文件是否一致。", "Compare the packs of the folder with its lock."),
    "cli.help_install_force": ("替换已有的同名规则包。", "Replace a pack of that name."),
    "cli.help_living": (
        "规则、模式、字段都要在样例文件里起过作用：没有一份文件能触发的，逐一列出。",
        "Every rule, pattern and field must be shown by a document: what none makes fire is listed.",
    ),
    "cli.help_documents": (
        "样例以外的文件或文件夹，规则也可以在这些文件里起作用，可多次给出。",
        "Files or folders beside the cases in which rules may show that they fire, repeatable.",
    ),
    "cli.help_accept": (
        "把没有通过的样例的 expect 改写为现在的问题，先显示差别。",
        "Rewrite the `expect` of documents that did not hold to what is found now; shows the difference first.",
    ),
    "cli.help_with": (
        "另一份文件及其角色，如 prior=2022.docx，可多次给出。",
        "Another document and its role, such as prior=2022.docx, repeatable.",
    ),
    "cli.help_verdict": (
        "只看这种结果：pass、fail、review、not_applicable，可多次给出。",
        "Only this verdict: pass, fail, review, not_applicable; repeatable.",
    ),
    "cli.help_changed_pack": ("改动后的规则包：名称或文件夹。", "The changed pack: name or folder."),
    "cli.help_against": ("一批文件所在的文件夹。", "Folder with a set of documents."),
    "cli.help_base": (
        "与这个规则包比较；默认为所扩展的，或自带的同名规则包。",
        "The pack to compare with; default: the pack it extends, or the built-in pack of the same name.",
    ),
    "cli.docs_done": ("{folder}：{count}页，{changed}页有变化", "{folder}: pages {count}, changed {changed}"),
    "cli.new_needs_pack": ("请写明规则包：规则包/{id}", "Specify the pack: PACK/{id}"),
    "cli.built_in": (
        "规则包 {pack} 是随程序安装的，不能改动；请用 gouji rules new-pack 名称 --extends {pack} 建立自己的规则包",
        "The pack {pack} is installed with the program and must not be changed; create your own: gouji rules new-pack NAME --extends {pack}",
    ),
    "cli.new_rule": (
        "已写出 {path}；改好后运行 gouji rules test {pack}",
        "Wrote {path}; edit it, then run gouji rules test {pack}",
    ),
    "cli.wrote": ("已写出 {path}", "Wrote {path}"),
    "cli.pack_empty": (
        "{pack} {version}：没有规则，什么也不检查。在 rules/ 中写规则，或用 extends 沿用另一规则包。",
        "{pack} {version}: no rules, so nothing is checked. Write rules in rules/, or base it on another pack with extends.",
    ),
    "cli.pack_sound": ("{pack} {version}：{count}条规则，没有错误", "{pack} {version}: rules {count}, no errors"),
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
        "{where}: rule {rule} should give {promised}, but gives {came}",
    ),
    "cli.test_told": (
        "{where}：规则 {rule} 的 {part} 应为“{promised}”，实为“{came}”",
        "{where}: the {part} of rule {rule} should be “{promised}”, but is “{came}”",
    ),
    "cli.case_unknown": ("{where}：{role} 的文字没有规则包认得", "{where}: no pack recognises the text of {role}"),
    "cli.case_missing": (
        "{where}：应有的问题没有发现：{rule} {verdict} {place}",
        "{where}: expected finding is missing: {rule} {verdict} {place}",
    ),
    "cli.case_unexpected": (
        "{where}：多出的问题：{rule} {message} “{place}”",
        "{where}: unexpected finding: {rule} {message} “{place}”",
    ),
    "cli.case_not_hushed": (
        "{where}：应当不报的问题没有被 {by} 压下：{rule} {place}",
        "{where}: not suppressed by {by} as expected: {rule} {place}",
    ),
    "cli.case_hushed": (
        "{where}：多压下了一个问题：{rule} {message} “{place}”",
        "{where}: suppressed unexpectedly: {rule} {message} “{place}”",
    ),
    "cli.gap": ("{rule}：没有测试得出 {verdict}", "{rule}: no test gives {verdict}"),
    "cli.gap_review": (
        "{rule}：没有测试得出 {verdict}；{value} 未知时无法判定",
        "{rule}: no test gives {verdict}; the rule cannot decide while {value} is unknown",
    ),
    "cli.gaps": ("测试有{count}处缺口", "Gaps in the tests: {count}"),
    "cli.survivor": (
        "{where}：{rule} 改为“{mutant}”，没有测试发现",
        "{where}: {rule}: no test notices “{mutant}”",
    ),
    "cli.survivors": (
        "{where}：{rule} 的 {part} 从 {list} 中去掉 {items} 之一（{count}项），没有测试发现",
        "{where}: {rule}: in {part}, no test notices when one of {items} is removed from {list} ({count} items)",
    ),
    "cli.survivor_dies": (
        "{where}：规则 {rule} 的 survives 写了 {mutant}，但有测试发现它，请删去",
        "{where}: survives of rule {rule} lists {mutant}, but a test notices it; remove the entry",
    ),
    "cli.survivor_unknown": (
        "{where}：规则 {rule} 的 survives 写了 {mutant}，但没有这样的改动；写法同 gouji rules mutate 的输出",
        "{where}: survives of rule {rule} lists {mutant}, but there is no such change; write it as shown by gouji rules mutate",
    ),
    "cli.mutated_explained": ("其中{count}处写明了为什么发现不了", "of these, explained in the pack: {count}"),
    "cli.mutated": ("{pack}：改坏{count}处，{alive}处没有被发现", "{pack}: mutants {count}, survivors {alive}"),
    "cli.not_recognised": (
        "{path}：规则包 {pack} 不认得这份文件。",
        "{path}: the pack {pack} does not recognise this document.",
    ),
    "cli.with_form": (
        "--with 应写作 角色=文件，如 prior=2022.docx，而不是 {word}",
        "--with takes ROLE=FILE, such as prior=2022.docx, not {word}",
    ),
    "cli.tried": ("共{count}项：{counts}", "facts {count}: {counts}"),
    "cli.same_pack": (
        "{pack} 与自身比较；请用 --base 给出改动前的规则包",
        "{pack} would be compared with itself; give the earlier version with --base",
    ),
    "cli.impact": (
        "{documents}份文件：新发现{new}处，不再发现{gone}处，变化{changed}处",
        "documents {documents}: newly found {new}, no longer found {gone}, changed {changed}",
    ),
    "cli.verdict_pass": ("符合", "pass"),
    "cli.verdict_fail": ("违反", "fail"),
    "cli.verdict_review": ("待判定", "review"),
    "cli.verdict_not_applicable": ("不适用", "not applicable"),
    "cli.help_account": (
        "serve 的账号：新建，或更改角色和密码。",
        "Accounts of serve: make one, change its roles and password.",
    ),
    "cli.help_audit": ("核对 serve 的审计记录是否完整。", "Look whether the audit log of serve is whole."),
    "cli.help_backup": ("备份 serve 的数据，不必停机。", "Back up the data of serve while it runs."),
    "cli.help_export": ("把 serve 的数据写成一个文件。", "Write the data of serve into one file."),
    "cli.help_import": ("从这样的文件恢复到空的数据文件夹。", "Fill an empty data folder from such a file."),
    "cli.help_bundle": (
        "做一个离线安装包：全部 wheel、安装脚本和校验和。",
        "Make a folder to install from without a network.",
    ),
    "cli.help_bundle_folder": ("写入的空文件夹。", "An empty folder."),
    "cli.help_bundle_extra": (
        "附带的功能，可多次给出。",
        "An extra of gouji to bring along; may be given several times.",
    ),
    "cli.help_bundle_wheels": ("只用这个文件夹里的 wheel。", "Take wheels from this folder alone."),
    "cli.help_store": (
        "把检查过的报告报送到 gouji serve 的这个地址；令牌取自 GOUJI_TOKEN。",
        "Hand the checked reports in to gouji serve at this address; the token is GOUJI_TOKEN.",
    ),
    "cli.help_serve": ("在本单位的机器上提供网页和接口。", "Serve pages and an API on a machine of the office."),
}
