"""What a pack says that can have no effect: told when it is loaded."""

MESSAGES: dict[str, tuple[str, str]] = {
    "dead.character": (
        "模式里的“{got}”永远不会匹配：文字先化为半角、简体再比较，请写“{twin}”",
        "“{got}” in a pattern never matches: texts are compared in half width and simplified characters; write “{twin}”",
    ),
    "dead.space": (
        "模式里的空格永远不会匹配：文字先去掉空格再比较；要看原文请用 raw: true 的 mention",
        "A space in a pattern never matches: texts are compared without spaces; a mention with raw: true sees them",
    ),
    "dead.capital": (
        "模式里的“{got}”永远不会匹配：这里的文字先化为小写，请写“{twin}”",
        "“{got}” in a pattern never matches: the text is in lower case here; write “{twin}”",
    ),
    "dead.everywhere": (
        "这个模式什么也没有的地方也匹配，等于处处找到：去掉空的选项，或者去掉使整个模式可有可无的 ? 和 *",
        "the pattern matches where nothing stands, and so everywhere: take out the empty choice, or the ? or * that makes all of it optional",
    ),
    "dead.behind_end": (
        "“$”之后还有文字，永远不会匹配：“$”只能在末尾；要找这个字符请写 \\$",
        "text behind “$” never matches: “$” is the end; write \\$ for the character",
    ),
    "dead.before_begin": (
        "“^”之前还有文字，永远不会匹配：“^”只能在开头；要找这个字符请写 \\^",
        "text before “^” never matches: “^” is the beginning; write \\^ for the character",
    ),
    "dead.class": (
        "模式里的 {got} 永远不会匹配：文字先化为半角、简体再比较，请写 [{twin}]",
        "{got} in a pattern never matches: texts are compared in half width and simplified characters; write [{twin}]",
    ),
    "dead.class_member": (
        "模式的 {whole} 里有“{got}”：文字先化为半角、简体再比较，那里只有“{twin}”，请改写",
        "“{got}” within {whole} of a pattern: texts are compared in half width and simplified characters and have “{twin}” "
        "instead; write that",
    ),
    "dead.no_levels": (
        "规则包没有写 levels，level 永远不知道：在 pack.yaml 里写出各级，或者去掉这个条件",
        "the pack names no levels, so that `level` is never known: name them in pack.yaml, or leave this out",
    ),
    "dead.unless_self": (
        "规则不能使自己不报：两处问题会互相压住；请去掉，或写另一条规则",
        "a rule cannot keep itself quiet: two findings of it would hush each other; take it out, or name another rule",
    ),
    "dead.related_self": ("规则与自己无所谓相关：请去掉", "a rule is not related to itself; take it out"),
    "dead.ignored": ("{name} 不起作用：{why}", "{name} has no effect: {why}"),
    "dead.with_blocks": ("写了 blocks 就不看 columns 和 rows", "with `blocks`, `columns` and `rows` are not looked at"),
    "dead.with_any": ("rows: any 已经收下每一行", "`rows: any` takes every row already"),
    "dead.without_groups": ("只有 open: groups 的表才有分组", "only a table with `open: groups` has groups"),
    "dead.means_blank": (
        "空格子不在 means 里说；要当作某个数，请写 blank: {value}",
        "an empty cell is not a text; to take it for a number, write `blank: {value}`",
    ),
    "dead.means_number": ("“{got}”本来就读作数字", "“{got}” is read as a number anyway"),
    "dead.field_of": ("read: {read} 的字段不看它", "a field with `read: {read}` does not look at it"),
    "dead.near": (
        "near 只用于 read: period 的字段，这里写 label",
        "`near` is for fields with `read: period`; write `label` here",
    ),
    "dead.label": (
        "read: period 的字段在 near 之后找，这里写 near",
        "a field with `read: period` stands after `near`; write that here",
    ),
    "dead.anywhere": ("anywhere 要有 valid 才知道找什么", "`anywhere` needs `valid` to know what to look for"),
    "dead.unknown_id": (
        "{got} 在测试里表示未知的值，不能用作名称",
        "{got} stands for an unknown value in tests and is no id",
    ),
    "dead.no_label": (
        "没有 label，也没有 anywhere 和 valid，这个字段永远找不到",
        "without `label`, or `anywhere` with `valid`, the field is never found",
    ),
    "dead.no_near": (
        "没有 near，这个时期只在正文之前找",
        "without `near` a period is looked for before the first section only",
    ),
    "dead.no_group": (
        "模式里没有叫 {name} 的组：写作 (?P<{name}>…)",
        "the pattern has no group {name}: write (?P<{name}>…)",
    ),
    "dead.no_pattern": ("一个模式也没有，永远找不到", "without any pattern it is never found"),
    "dead.after_all": ("前一项没有 when，已经都算在内", "the one before has no `when` and takes all"),
    "dead.piece_unused": ("没有一个模式用到它：写作 {{{name}}}", "no pattern uses it: write {{{name}}}"),
    "dead.let_unused": (
        "没有一处用到它：where、expect、message 等里写上 {name}",
        "nothing uses it: name {name} in `where`, `expect`, `message` or another text",
    ),
    "dead.paraphrase": ("写了 quote 就不显示 paraphrase", "with `quote`, `paraphrase` is not shown"),
    "dead.witness_of": ("of 只用于 field 说的时期", "`of` is for the period of a `field`"),
    "dead.witness_in": ("in 只用于 says 的模式", "`in` is for the pattern of `says`"),
    "dead.witness_none": ("既没有 says 也没有 field，什么也说不出", "with neither `says` nor `field` it tells nothing"),
    "dead.table_elsewhere": (
        "表 {table} 写明在 {section} 部分，不在这里",
        "the table {table} says that it stands in the section {section}, not here",
    ),
    "dead.slip": (
        "{name} 写作“{got}”，没有这个编号；是否应为“{near}”？",
        "{name} is compared with “{got}”, which is no id; did you mean “{near}”?",
    ),
    "dead.no_such_id": (
        "{name} 写作“{got}”，没有这个编号；编号有：{valid}",
        "{name} is compared with “{got}”, which is no id; the ids are: {valid}",
    ),
    "dead.unlike_dates": (
        "{name} 取的是日期，不能与数字比较；日期写作 date(2023, 1, 1)",
        "{name} is a date and is not compared with a number; a date is written date(2023, 1, 1)",
    ),
}
