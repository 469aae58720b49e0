"""Texts of the area `skeletons`: new rules and packs, to be filled in by their author."""

MESSAGES: dict[str, tuple[str, str]] = {
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
