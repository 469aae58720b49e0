"""Texts of the area `skeletons`: new rules and packs, to be filled in by their author."""

MESSAGES: dict[str, tuple[str, str]] = {
    "skeletons.settings": (
        """\
# gouji 的设置：对这个文件夹及其下的文件有效。去掉行首的 # 即生效；命令行里写明的以命令行为准。

# packs = ["cn-disclosure-report"]       # 使用的规则包（名称或文件夹）；默认全部自带的
# rules = ["规则"]                        # 另有规则包的文件夹
# select = ["applications-*"]            # 只用这些规则
# ignore = ["site-suspect"]              # 不用这些规则
# units = ["水务局", "教育局"]              # 必须有报告的单位
# lang = "zh-CN"                         # 或 "en"
# fail-on = "error"                      # 达到哪一级就以退出码 1 结束

# format = "text"                        # 输出格式
# output = "结果.txt"                     # 以下各项都写在本文件所在的文件夹里
# annotate = "批注"
# report = "检查结果"
# letter-template = "通知书模板.docx"
# issued-by = "某市政务公开办公室"
# deadline = 2026-12-31
# rule-pages = "https://pages.example/rules"  # 规则说明页（gouji rules docs）的网址，写入 SARIF 的 helpUri

[severity]                               # 规则的级别：error、warning 或 note
# privacy-phone = "note"

[thresholds]                             # 规则包中可调的数值，按规则或事实的种类
# alike = {{ share = 60 }}

[limits]
# timeout = 120                          # 每个文件最多用多少秒
# memory = 2048                          # 每个文件最多占用多少 MB 内存
# jobs = 2                               # 同时使用的进程数
""",
        """\
# Settings of gouji for the documents of this folder and below. Take the # away from what is to hold; what a call says
# itself goes before.

# packs = ["us-foia-report"]             # rule packs, names or folders; by default all that come with gouji
# rules = ["rules"]                      # folders with more rule packs
# select = ["applications-*"]            # only these rules
# ignore = ["site-suspect"]              # none of these rules
# units = ["Office A", "Office B"]       # the units that must have a report
# lang = "en"                            # or "zh-CN"
# fail-on = "error"                      # the level from which the exit code is 1

# format = "text"                        # the output format
# output = "findings.txt"                # what follows is written within the folder of this file
# annotate = "annotated"
# report = "report"
# letter-template = "letter.docx"
# issued-by = "The office"
# deadline = 2026-12-31
# rule-pages = "https://pages.example/rules"  # where the pages of gouji rules docs are published; helpUri of SARIF

[severity]                               # of rules: error, warning or note
# privacy-phone = "note"

[thresholds]                             # numbers that a pack leaves open, by rule or kind of fact
# alike = {{ share = 60 }}

[limits]
# timeout = 120                          # seconds that one file may take
# memory = 2048                          # megabytes that one file may take
# jobs = 2                               # worker processes
""",
    ),
    "skeletons.new_rule": (
        """\
# 事实 {kind} 的值：{names}
- id: {name}
  title: 在此写规则的名称
  severity: warning            # error、warning 或 note
  source:
    ref: {source}
    clause: 在此写条款
    basis: practice            # law、format，或没有明文的 practice
    paraphrase: 在此写依据的大意；有核对过的原文时，改用 quote
  each: {kind}
  expect: {expect}
  message: 在此写不符合时说的话，{{{value}}} 会换成这个值。
  advice: 在此写怎样改正。
  tests:
    pass: [{{{value}: {keeps}}}]
    fail:
      - given: {{{value}: {breaks}}}
        severity: warning
{review}""",
        """\
# The values of a fact {kind}: {names}
- id: {name}
  title: What the rule is called
  severity: warning            # error, warning or note
  source:
    ref: {source}
    clause: The clause
    basis: practice            # law, format, or practice where no text says it
    paraphrase: What the clause says; a verified wording goes under quote instead
  each: {kind}
  expect: {expect}
  message: What to say when it does not hold; {{{value}}} stands for the value.
  advice: How to mend it.
  tests:
    pass: [{{{value}: {keeps}}}]
    fail:
      - given: {{{value}: {breaks}}}
        severity: warning
{review}""",
    ),
    "skeletons.new_extending": (
        """\
pack: {name}
version: 0.1.0
title: {name}
lang: zh-CN
extends: {extends}
""",
        """\
pack: {name}
version: 0.1.0
title: {name}
lang: en
extends: {extends}
""",
    ),
    "skeletons.new_pack": (
        """\
pack: {name}
version: 0.1.0
title: 工作报告
lang: zh-CN
sources:
  notice: 在此写规定的名称和文号
documents:
  report:
    forms: [first]
    titles: ['^(?P<organ>[^0-9]{{2,30}})(?P<year>20[0-9]{{2}})年度?工作报告$']
    sections: 2
""",
        """\
pack: {name}
version: 0.1.0
title: Annual report
lang: en
sources:
  notice: Title and number of the regulation
documents:
  report:
    forms: [first]
    titles: ['(?i)^(?P<organ>[a-z]+)annualreport(?P<year>20[0-9]{{2}})$']
    sections: 2
""",
    ),
    "skeletons.new_form": (
        """\
form: first
title: 工作报告格式
outline:
  - {{id: overview, title: 总体情况}}
  - {{id: requests, title: 申请办理情况, table: requests}}
tables:
  requests:
    section: requests
    title: 申请办理情况
    columns: {{received: 收到, processed: 办结, pending: 未办结}}
    rows: {{written: 书面申请, oral: 口头申请}}
""",
        """\
form: first
title: Form of the annual report
outline:
  - {{id: overview, title: Overview}}
  - {{id: requests, title: Requests, table: requests}}
tables:
  requests:
    section: requests
    title: Requests
    columns: {{received: Received, processed: Processed, pending: Pending}}
    rows: {{written: In writing, oral: In person}}
""",
    ),
    "skeletons.new_first": (
        """\
- id: requests-balance
  title: 收到＝办结＋未办结
  severity: error
  source: {{ref: notice, clause: 申请办理情况, basis: practice, paraphrase: 收到的申请或已办结，或未办结}}
  each: requests.row
  expect: received == processed + pending
  message: “{{row}}”收到{{left}}件，办结和未办结共{{right}}件，相差{{difference}}件。
  advice: 对照台账核对三个数字。
  tests:
    pass: [{{row: written, received: 5, processed: 4, pending: 1}}]
    fail:
      - given: {{row: written, received: 5, processed: 3, pending: 1}}
        severity: error
        message: “书面申请”收到5件，办结和未办结共4件，相差1件。
      - {{row: oral, received: 5, processed: 4, pending: 2}}
    review: [{{row: written, received: 5, processed: blank, pending: 1}}]
""",
        """\
- id: requests-balance
  title: received = processed + pending
  severity: error
  source: {{ref: notice, clause: Requests, basis: practice, paraphrase: A request received is processed or pending}}
  each: requests.row
  expect: received == processed + pending
  message: "{{row}}: {{left}} received, but {{right}} processed and pending, a difference of {{difference}}."
  advice: Compare the three figures with the log.
  tests:
    pass: [{{row: written, received: 5, processed: 4, pending: 1}}]
    fail:
      - given: {{row: written, received: 5, processed: 3, pending: 1}}
        severity: error
        message: "In writing: 5 received, but 4 processed and pending, a difference of 1."
      - {{row: oral, received: 5, processed: 4, pending: 2}}
    review: [{{row: written, received: 5, processed: blank, pending: 1}}]
""",
    ),
    "skeletons.new_case": (
        """\
- case: 口头申请一行不平
  text: |
    甲单位2023年工作报告

    一、总体情况
    全年工作平稳。

    二、申请办理情况
    项目\t收到\t办结\t未办结
    书面申请\t5\t4\t1
    口头申请\t7\t4\t2
  expect:
    - {{rule: requests-balance, row: oral, severity: error}}
""",
        """\
- case: the row of requests in person does not balance
  lang: en
  text: |
    Agency Annual Report 2023

    1. Overview
    A quiet year.

    2. Requests
    Item\tReceived\tProcessed\tPending
    In writing\t5\t4\t1
    In person\t7\t4\t2
  expect:
    - {{rule: requests-balance, row: oral, severity: error}}
""",
    ),
}
