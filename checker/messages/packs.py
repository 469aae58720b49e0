"""Texts of the area `packs`: faults of rule packs and what would mend them."""

MESSAGES: dict[str, tuple[str, str]] = {
    "packs.at": ("{where}：{what}", "{where}: {what}"),
    "packs.file_too_large": (
        "文件超过 {limit} MB，规则包不需要这么大的文件",
        "the file is over {limit} MB; no pack needs one so large",
    ),
    "packs.unreadable": ("无法读取：{why}", "cannot be read: {why}"),
    "packs.not_utf8": ("不是 UTF-8 文本，请另存为 UTF-8", "is not UTF-8 text; save it as UTF-8"),
    "packs.bad_yaml": ("YAML 语法错误：{why}", "YAML syntax error: {why}"),
    "packs.alias": (
        "规则包不使用锚点和别名（&、*），请直接写出内容",
        "packs do not use anchors and aliases (&, *); write the content out",
    ),
    "packs.too_deep": ("嵌套过深，最多 40 层", "nested too deeply; 40 levels at most"),
    "packs.cut_comment": (
        "空格后的 # 是注释的开头，文字到此为止；整段文字请加引号，若确是注释，请在 # 后加一个空格",
        "after a blank, # begins a comment, and the text ends before it; quote the whole text, or put a blank behind # if "
        "it is a comment",
    ),
    "packs.repeated_key": ("键 {name} 重复；请删去其中一个", "the key {name} stands twice; delete one of them"),
    "packs.unknown_key": ("不认识的键 {name}；这里可用：{valid}", "unknown key {name}; valid here: {valid}"),
    "packs.unknown_key_near": (
        "不认识的键 {name}；是否应为 {near}？这里可用：{valid}",
        "unknown key {name}; did you mean {near}? Valid here: {valid}",
    ),
    "packs.missing_key": ("缺少 {name}", "{name} is missing"),
    "packs.wrong_type": ("应为{want}，却是 {got}", "must be {want}, not {got}"),
    "packs.wrong_type_one": (
        "应为列表，却是 文字；只有一项也写作 [{value}]",
        "must be a list, not text; one item is written [{value}] as well",
    ),
    "packs.joins_nothing": (
        "{name} 按 {keys} 对应，{kind} 没有这样的值，永远对应不上；请用 on 写明按什么对应，或在 let 里用 where 选出",
        "{name} is found by {keys}, and {kind} has no such value, so that none is ever found; say by `on` what must be "
        "equal, or choose by `where` in a `let`",
    ),
    "packs.own_fact": (
        "{name} 是一种事实，不是角色；同一份文件的另一个事实写作 {{each: {name}, role: own}}",
        "{name} is a kind of fact and no role; another fact of the same document is written {{each: {name}, role: own}}",
    ),
    "packs.not_one_of": ("{got} 不在可用的值之内：{valid}", "{got} is none of the valid values: {valid}"),
    "packs.not_one_of_near": (
        "{got} 不可用；是否应为 {near}？可用的值：{valid}",
        "{got} is not valid; did you mean {near}? Valid values: {valid}",
    ),
    "packs.not_like": ("{got} 的写法不对，应形如 {like}", "{got} is not of the form {like}"),
    "packs.exists": ("{path}：{name} 已经有了，请换一个名称", "{path}: there is a {name} already; choose another name"),
    "packs.empty": ("不能为空", "must not be empty"),
    "packs.bad_words": ("词表中的 {path} 不可用：{why}", "{path} cannot be used: {why}"),
    "packs.bad_pattern": (
        "正则表达式 {pattern} 不可用：{why}（采用 RE2 语法，不支持环视和反向引用）",
        "the pattern {pattern} cannot be used: {why} (RE2 syntax: no look-around, no back-references)",
    ),
    "packs.name_is_kind": (
        "“{name}”是另一种事实，值有 {values}；请写 each: {name}，或写 with: {{{name}: {{each: {name}, role: own}}}} 再用 {name}.VALUE",
        "“{name}” is a kind of fact of its own, with the values {values}; write each: {name}, or "
        "with: {{{name}: {{each: {name}, role: own}}}} and then {name}.VALUE",
    ),
    "packs.bad_expression": ("表达式 {source} 不可用：{why}", "the expression {source} cannot be used: {why}"),
    "packs.duplicate_rule": ("规则编号 {id} 已在 {where} 用过", "the rule id {id} is already used at {where}"),
    "packs.unknown_ref": ("没有名为 {name} 的{kind}；可用：{valid}", "there is no {kind} named {name}; valid: {valid}"),
    "packs.unknown_ref_near": (
        "没有名为 {name} 的{kind}；是否应为 {near}？可用：{valid}",
        "there is no {kind} named {name}; did you mean {near}? Valid: {valid}",
    ),
    "packs.field_kind": (
        "{name} 是按文字读的字段，没有自己的事实种类；写 each: field 和 where: field == '{name}'",
        "{name} is a field that is read as text and has no kind of its own; write each: field and where: field == '{name}'",
    ),
    "packs.missing_test": ("规则 {id} 没有 {verdict} 用例", "the rule {id} has no {verdict} test"),
    "packs.no_pack": ("{path} 里没有 pack.yaml，不是规则包", "{path} has no pack.yaml; it is not a rule pack"),
    "packs.not_found": (
        "没有名为 {name} 的规则包；可用：{valid}",
        "there is no rule pack named {name}; available: {valid}",
    ),
    "packs.faulty": (
        "规则包 {pack} 有 {count} 处错误，未作检查",
        "rule pack {pack}, faults: {count}; nothing was checked",
    ),
    "packs.faulty_file": ("{path} 有 {count} 处错误", "{path} has {count} faults"),
    "packs.dossier_no_file": ("没有文件 {path}", "there is no file {path}"),
    "packs.dossier_twice": (
        "{report} 的 {role} 已经写过（{where}），只能有一份",
        "{report} has a {role} already ({where}); it can have one",
    ),
    "packs.dossier_itself": ("{path} 就是这份报告本身", "{path} is the report itself"),
    "packs.dossier_part_twice": ("{path} 已经是它的 parts 之一", "{path} is one of its parts already"),
    "packs.dossier_circle": (
        "{path} 又回到这份报告本身：成了一个圈",
        "{path} leads back to the report itself: the entries make a circle",
    ),
    "packs.dossier_renamed_circle": (
        "{name} 的更名又回到它自己：成了一个圈",
        "the renamings of {name} lead back to it: they make a circle",
    ),
    "packs.no_text": ("{id} 缺少 {lang} 的{name}", "{id} has no {name} in {lang}"),
    "packs.unknown_field": (
        "文案中的 {{{name}}} 不是可用的值；可用：{valid}",
        "{{{name}}} in the text is not a value that can be shown; valid: {valid}",
    ),
    "packs.kind_rule": ("规则", "rule"),
    "packs.kind_source": ("依据", "source"),
    "packs.kind_section": ("部分", "section"),
    "packs.kind_fact": ("事实种类", "kind of fact"),
    "packs.kind_form": ("格式", "form"),
    "packs.type_mapping": ("映射（键: 值）", "a mapping (key: value)"),
    "packs.type_sequence": ("列表", "a list"),
    "packs.type_string": ("文字", "a text"),
    "packs.type_integer": ("整数", "a whole number"),
    "packs.type_number": ("数字", "a number"),
    "packs.type_boolean": ("true 或 false", "true or false"),
    "packs.type_nothing": ("空的", "empty"),
    "packs.type_other": ("别的类型", "something else"),
    "packs.circle": (
        "规则包互相扩展：{chain}；请去掉其中一个 extends",
        "packs extend one another: {chain}; take one extends away",
    ),
    "packs.tag": ("规则包不使用标签（{tag}），请直接写值", "packs do not use tags ({tag}); write the value itself"),
    "packs.key_type": ("键应为一个词", "a key must be a word"),
    "packs.nothing_to_silence": (
        "没有可停用的规则 {name}：它不在所扩展的规则包里；可用：{valid}",
        "there is no rule {name} to silence in the pack that this one extends; valid: {valid}",
    ),
    "packs.nothing_to_silence_near": (
        "没有可停用的规则 {name}；是否应为 {near}？可用：{valid}",
        "there is no rule {name} to silence; did you mean {near}? Valid: {valid}",
    ),
    "packs.wide_braces": (
        "“{got}”的大括号是全角，读者看到的是原样；值写作 {{{name}}}",
        "the braces of “{got}” are wide ones, and shown as they are; write the value as {{{name}}}",
    ),
    "packs.bad_text": (
        "文案中的花括号不成对；要写花括号本身请用 {{{{ 和 }}}}",
        "the braces of the text do not match; write {{{{ and }}}} for braces themselves",
    ),
    "packs.plain_field": (
        "文案中只能写 {{名称}}，不能带格式或取成员：{{{name}}}",
        "a text takes {{name}} only, without format or members: {{{name}}}",
    ),
    "packs.unknown_field_near": (
        "文案中的 {{{name}}} 不是可用的值；是否应为 {{{near}}}？可用：{valid}",
        "{{{name}}} in the text is not a value that can be shown; did you mean {{{near}}}? Valid: {valid}",
    ),
    "packs.unknown_value": (
        "这种事实没有名为 {name} 的值；可用：{valid}",
        "facts of this kind have no value {name}; valid: {valid}",
    ),
    "packs.unknown_value_near": (
        "这种事实没有名为 {name} 的值；是否应为 {near}？可用：{valid}",
        "facts of this kind have no value {name}; did you mean {near}? Valid: {valid}",
    ),
    "packs.test_value": (
        "{name} 应为{want}，却是 {got}；未知的值写 blank、unreadable 或 absent",
        "{name} must be {want}, not {got}; unknown values are blank, unreadable and absent",
    ),
    "packs.strange_word": (
        "{name} 不会是“{got}”；可以是：{valid}",
        "{name} is never “{got}”; it can be: {valid}",
    ),
    "packs.strange_word_near": (
        "{name} 不会是“{got}”；是否应为“{near}”？可以是：{valid}",
        "{name} is never “{got}”; did you mean “{near}”? It can be: {valid}",
    ),
    "packs.cannot_aggregate": (
        "{how} 不能用于 {name}，它是{type}",
        "{how} cannot be taken of {name}, which is {type}",
    ),
    "packs.unlike": (
        "{name} 在两边不是同类的值：{left}与{right}",
        "{name} is not alike on both sides: {left} and {right}",
    ),
    "packs.taken_name": (
        "{name} 已经是这种事实的值，请换一个名称",
        "{name} is a value of the fact already; choose another name",
    ),
    "packs.type_any": ("数字、文字或日期", "a number, a text or a date"),
    "packs.worked_out": (
        "{name} 由 beside 里的事实得出，不能再写",
        "{name} is worked out from the facts of beside and cannot be given as well",
    ),
    "packs.nothing_told": (
        "{verdict} 的用例没有结果可说，请删去",
        "a {verdict} test has nothing to tell; take it out",
    ),
    "packs.one_kind": (
        "beside 的每一项写一条事实：{{事实种类: {{值}}}}",
        "each item of beside is one fact: {{kind: {{values}}}}",
    ),
    "packs.not_looked_at": (
        "这条规则不看 {name} 这种事实；它看的是：{valid}",
        "the rule does not look at facts of the kind {name}; it looks at: {valid}",
    ),
    "packs.not_looked_at_near": (
        "这条规则不看 {name} 这种事实；是否应为 {near}？它看的是：{valid}",
        "the rule does not look at facts of the kind {name}; did you mean {near}? It looks at: {valid}",
    ),
    "packs.looks_at_none": (
        "这条规则没有 with 和 let，不看别的事实",
        "the rule has neither with nor let and looks at no other facts",
    ),
    "packs.expect_or_contains": (
        "写了 contains 或 absent，就不写 expect：一个说全部问题，一个只说其中几个",
        "With `contains` or `absent` there is no `expect`: one says every finding, the other some of them",
    ),
    "packs.text_or_like": (
        "样例在 text、like（与哪一份相同）、files（一个文件夹里的各份文件）里写一样",
        "a case has either a text, or is like another, or has files",
    ),
    "packs.with_or_files": (
        "写了 files，就不写 with：各份文件都写在 files 里",
        "with `files` there is no `with`: all documents stand in `files`",
    ),
    "packs.kind_case": ("写有 text 的样例", "case with a text"),
    "packs.not_once": (
        "要改的文字应当恰好出现一次，却有{count}处：{text}",
        "what is changed must stand in the text once; it stands there {count} times: {text}",
    ),
    "packs.one_of_fix": (
        "becomes、after、swap 应当且只能写一个",
        "exactly one of becomes, after, swap is needed",
    ),
    "packs.nothing_offered": (
        "规则 {id} 写了 untold，却没有 fix：什么也不会报告",
        "the rule {id} is untold and has no fix: nothing would ever come of it",
    ),
    "packs.one_sign": ("“{got}”不是一个字符", "“{got}” is not one character"),
    "packs.fix_untested": (
        "规则 {id} 的 fix 没有用例：在 fail 用例里用 corrects 写明改前和改后的文字",
        "the fix of the rule {id} has no test: say in a fail test, by corrects, what it makes of a text",
    ),
    "packs.one_of_aggregate": (
        "sum、count、min、max 应当且只能写一个",
        "exactly one of sum, count, min, max is needed",
    ),
    "packs.not_a_name": (
        "{got} 不能用作值的名称：只用小写字母、数字和下划线，以字母开头，且不是 Python 的关键字",
        "{got} cannot name a value: lower-case letters, digits and underscores, a letter first, and no keyword of Python",
    ),
    "packs.bad_figure": (
        "{got} 不是表中的数：应为 表.行.列，可用 + 相加、用 * 代表若干；没有匹配的{kind}",
        "{got} is no figure of a table: table.row.column, with + for sums and * for several; no such {kind}",
    ),
    "packs.twice": ("{name} 已在 {where} 用过", "{name} is already used at {where}"),
    "packs.bad_spelling": (
        "{got} 的写法不对：方括号和圆括号须成对，[甲|乙] 可有可无，(甲|乙) 必居其一，展开不超过 4000 种，? * + 不作通配",
        "{got} is no such word: brackets must close; [a|b] may be left out, (a|b) is one of them, ? * + are none of it; 4,000 spellings at most",
    ),
    "packs.word_twice": (
        "“{word}”已经是 {name} 的词；一个词只能属于一个概念",
        "“{word}” is a word of {name} already; a word belongs to one concept",
    ),
    "packs.mixed_slots": (
        "{got} 混有不同的类（{slots}）；每一项只能是同一类的概念",
        "{got} mixes slots ({slots}); an element holds concepts of one slot",
    ),
    "packs.one_head": (
        "says 里必须正好有一项是 head（数的是什么）",
        "exactly one element of says must be a head (what is counted)",
    ),
    "packs.kind_concept": ("概念", "concept"),
    "packs.kind_measure": ("量", "measure"),
    "packs.kind_table": ("表", "table"),
    "packs.kind_piece": ("模式片段", "piece"),
    "packs.kind_list": ("行的清单", "list of rows"),
    "packs.kind_row": ("行", "row"),
    "packs.kind_column": ("列", "column"),
    "packs.kind_level": ("级别", "level"),
    "packs.kind_role": ("角色", "role"),
    "packs.kind_field": ("要素", "field"),
    "packs.kind_group": ("命名组", "named group"),
    "packs.type_date": ("日期（2020-12-31）", "a date (2020-12-31)"),
    "packs.yaml_wide_indent": (
        "缩进里有全角空格或不换行空格，请改用半角空格",
        "the indent has a wide or no-break space; use plain spaces",
    ),
    "packs.yaml_wide_colon": ("键之后的冒号是全角，请写“: ”", "the colon after the key is a wide one; write “: ”"),
    "packs.yaml_bracket": (
        "以 {got} 开头的文字要加引号",
        "a text that begins with {got} is put in quotes",
    ),
    "packs.yaml_colon": (
        "这里不能有“: ”，含冒号的文字请加引号",
        "no “: ” can stand here; put a text with a colon in quotes",
    ),
    "packs.yaml_continued": (
        "这一行接着上一行的文字，不能是键：检查缩进，以及上面的键之后的冒号和空格",
        "this line goes on with the text above it and can be no key: check the indentation, and the colon and space "
        "after the key above",
    ),
    "packs.yaml_wide_comma": (
        "方括号、大括号里的逗号是全角，请写“, ”；文字里要用全角逗号的，给文字加引号",
        "the comma within brackets is a wide one; write “, ”, or put a text with such a comma in quotes",
    ),
    "packs.yaml_tab": ("缩进里有制表符，只能用空格", "a tab stands in the indentation; indent by spaces"),
    "packs.yaml_character": (
        "文字不能这样开头或结束（@、`、%、] 等），请加引号",
        "no text begins or goes on with this character (@, `, %, ]); put it in quotes",
    ),
    "packs.yaml_control": (
        "不能有控制字符 {code}",
        "the control character {code} cannot stand here",
    ),
    "packs.yaml_indent": (
        "缩进与上面不齐",
        "the indentation does not match what is above",
    ),
    "packs.yaml_no_colon": ("键之后缺少冒号和空格", "a colon and a space are missing after the key"),
    "packs.yaml_dash_space": (
        "列表项以半角的“-”和一个空格开头",
        "an item of a list begins with “-” and a space",
    ),
    "packs.yaml_entry": (
        "“- ”不能接在键之后，列表另起一行",
        "no “- ” can stand here; a list begins on a line of its own",
    ),
    "packs.yaml_block": (
        "“|”“>”之后应当换行",
        "nothing but a line break stands after “|” or “>”",
    ),
    "packs.yaml_tag": ("不使用“!”标签，文字请加引号", "tags (!) are not used; put the text in quotes"),
    "packs.yaml_documents": (
        "一个文件只能有一份文档，不能有第二个“---”",
        "a file holds one document; no second “---” can stand in it",
    ),
    "packs.yaml_after_quote": (
        "引号闭合之后还有文字；引号里的引号要写两遍，或换一种引号",
        "text stands after the closing quotation mark; a quotation mark within is written twice, or use the other kind",
    ),
    "packs.yaml_end": ("文件在这里断了", "the file ends before this is complete"),
    "packs.yaml_flow": (
        "缺少逗号，或者第 {line} 行第 {column} 列打开的括号没有闭合；里面含括号、逗号、冒号的文字（如模式）要加引号",
        "a comma is missing, or the closing bracket of the one opened at {line}:{column}; a text within that has brackets, commas or colons (such as a pattern) is put in quotes",
    ),
    "packs.yaml_quote": ("引号没有闭合", "a quotation mark is not closed"),
    "packs.yaml_dash": (
        "列表项应以“- ”开头并与上面对齐",
        "an item of a list begins with “- ”, aligned with those above",
    ),
    "packs.yaml_escape": (
        "双引号里的反斜杠写法不对；正则表达式请用单引号",
        "no such escape in double quotes; put patterns in single quotes",
    ),
    # Pages of rules and of kinds of fact.
    "packs.kinds_mention": ("规则包的一个 mention 在文中出现的一处", "a place where a mention of the pack is found"),
    "packs.kinds_element": ("格式指明的一种段落", "a paragraph that the form names"),
    "packs.kinds_particular": (
        "按日期、时期或数读的一个要素",
        "a particular that is read as a date, a period or a number",
    ),
    "packs.page_severity": ("级别", "severity"),
    "packs.page_severity_error": ("错误", "error"),
    "packs.page_severity_warning": ("警告", "warning"),
    "packs.page_severity_note": ("提示", "note"),
    "packs.page_source": ("依据", "source"),
    "packs.page_clause": ("条款", "clause"),
    "packs.page_basis_law": ("法律法规", "law"),
    "packs.page_basis_format": ("统一格式", "form"),
    "packs.page_basis_practice": ("惯例，非条文", "practice, no statute"),
    "packs.page_quote": ("原文", "quote"),
    "packs.page_paraphrase": ("大意", "in other words"),
    "packs.page_is_paraphrase": ("以上为大意，不是原文。", "In other words, not a quotation."),
    "packs.page_each": ("检查", "looks at"),
    "packs.page_where": ("其中", "where"),
    "packs.page_expect": ("要求", "expects"),
    "packs.page_applies": ("适用", "applies to"),
    "packs.page_corrects": ("改法", "corrections"),
    "packs.page_advice": ("建议", "advice"),
    "packs.page_breaks": ("违反的例子", "an example that breaks it"),
    "packs.page_keeps": ("符合的例子", "an example that keeps it"),
    "packs.page_undecided": ("无法判定的例子", "an example that cannot be decided"),
    "packs.page_told": ("检查结果：", "What is said:"),
    "packs.page_related": ("另见：", "See also:"),
    "packs.page_rule": ("规则", "rule"),
    "packs.page_what": ("要求", "what it asks"),
    # A rule on a document.
    "packs.try_undecided": ("无法判定：{names} 未知", "cannot be decided: {names} is unknown"),
    "packs.try_where": ("不在检查之列：where 不成立（{where}）", "not looked at: where is false ({where})"),
    "packs.try_applies": ("不适用于这份文件（applies）", "not for this document (applies)"),
    "packs.try_partner": (
        "不适用：没有所需的文件（{roles}）",
        "not applicable: the document it needs is not there ({roles})",
    ),
    "packs.try_pass": ("成立：{expect}", "holds: {expect}"),
    "packs.try_fail": ("不成立：{expect}", "does not hold: {expect}"),
    "packs.try_compared": (
        "不成立：{expect}；应为 {left} {operator} {right}{difference}",
        "does not hold: {expect}; it should be that {left} {operator} {right}{difference}",
    ),
    "packs.try_difference": ("，相差 {difference}", ", a difference of {difference}"),
}
