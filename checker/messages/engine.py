"""Texts of the area `engine`: the expression language and the engine that judges."""

MESSAGES: dict[str, tuple[str, str]] = {
    # What is not in the language.
    "engine.empty": (
        "表达式为空；请写出条件，例如 new + carried_in == handled + carried_out",
        "The expression is empty; write a condition, such as new + carried_in == handled + carried_out",
    ),
    "engine.syntax": (
        "表达式不通：请检查括号、引号和运算符；from、is、class 等英语关键字不能作名称",
        "The expression is not valid: check brackets, quotes and operators; English keywords such as from, is, class cannot be names",
    ),
    "engine.character": (
        "表达式中不能有字符“{character}”；请删去",
        "The character “{character}” is not allowed in an expression; remove it",
    ),
    "engine.too_long": (
        "表达式超过{characters}个字符；请拆成几条规则",
        "The expression has more than {characters} characters; split it into several rules",
    ),
    "engine.too_large": (
        "表达式过大：最多{parts}个成分、{depth}层嵌套；请拆成几条规则",
        "The expression is too large: at most {parts} parts and {depth} levels of nesting; split it into several rules",
    ),
    "engine.not_in_language": (
        "表达式中不能写“{text}”；可用名称、数字、字符串、true/false、+ - *、比较、and/or/not、in [..] 和函数",
        "“{text}” is not allowed in an expression; use names, numbers, strings, true/false, + - *, comparisons, and/or/not, in [..] and functions",
    ),
    "engine.no_function": (
        "没有函数“{text}”；可用的函数：{functions}",
        "There is no function “{text}”; available functions: {functions}",
    ),
    "engine.no_function_near": (
        "没有函数“{text}”；是否应为 {near}？可用的函数：{functions}",
        "There is no function “{text}”; did you mean {near}? Available functions: {functions}",
    ),
    "engine.arguments": (
        "函数 {function} 的参数应为{least}至{most}个，且不带名称",
        "{function} takes {least} to {most} arguments without names",
    ),
    "engine.in_needs_list": (
        "in 之后应为非空列表，例如 in ['natural', 'legal']",
        "in must be followed by a non-empty list, such as in ['natural', 'legal']",
    ),
    "engine.sum_pattern": (
        "sum 的参数应为带一个星号的名称，例如 sum('refused_*')",
        "sum takes a name in quotes with one star, such as sum('refused_*')",
    ),
    # What does not fit the values of a fact.
    "engine.wide": ("“{got}”是全角或中文符号，请写 {twin}", "“{got}” is no operator here; write {twin}"),
    "engine.foreign": ("“{got}”在表达式里不这样写，请写 {twin}", "“{got}” is not written so here; write {twin}"),
    "engine.equals": ("相等写作 ==，一个等号是赋值", "equality is written ==; one sign of equality assigns"),
    "engine.two_texts": ("{text} 之间少一个逗号", "there is a comma missing within {text}"),
    "engine.by_zero": ("除以0，结果永远是未知", "what is divided by 0 is never known"),
    "engine.before_partner": (
        "before 里写 with 中的名称：before(标题) 是说本事实在“标题”之前，before(标题, 落款) 是说“标题”在“落款”之前",
        "`before` takes names of `with`: before(title) is this fact before title, before(title, date) title before date",
    ),
    "engine.either": (
        "两个值的类型应当相同，这里一个是{left}，一个是{right}",
        "Both values should be of one type, here one is {left} and one {right}",
    ),
    "engine.no_partner": (
        "with 里没有“{name}”，可用的有：{names}；本事实自己不写名称：before(标题) 是说本事实在“标题”之前",
        "`with` has no “{name}”; available: {names}; the fact itself goes without a name: before(title) is this fact before title",
    ),
    "engine.unknown_name": (
        "没有名为“{name}”的值；可用的有：{names}",
        "There is no value named “{name}”; available: {names}",
    ),
    "engine.unknown_name_near": (
        "没有名为“{name}”的值；是否应为“{near}”？",
        "There is no value named “{name}”; did you mean “{near}”?",
    ),
    "engine.sum_of_nothing": (
        "没有名称符合“{pattern}”的值；请检查 sum 的名称",
        "No value matches “{pattern}”; check the name in sum",
    ),
    "engine.sum_of_other": (
        "sum('{pattern}') 包含“{name}”，它不是数字；请改用更窄的名称",
        "sum('{pattern}') includes “{name}”, which is not a number; use a narrower name",
    ),
    "engine.type": ("此处应为{wanted}，而不是{given}", "Expected {wanted}, not {given}"),
    "engine.compared": (
        "不能将{left}与{right}相比；请比较同类的值",
        "{left} cannot be compared with {right}; compare values of one type",
    ),
    "engine.no_order": (
        "{type}不分大小，不能用 {operator}；请用 == 或 !=",
        "{type} has no order, so {operator} cannot be used; use == or !=",
    ),
    "engine.no_arithmetic": (
        "不能对{type}作 {operator} 运算；请用数字",
        "{operator} cannot be used with {type}; use numbers",
    ),
    "engine.type_number": ("数字", "a number"),
    "engine.type_bool": ("真假值", "a truth value"),
    "engine.type_str": ("文字", "a text"),
    "engine.type_date": ("日期", "a date"),
    # What goes wrong while judging.
    "engine.rule_twice": ("规则编号“{rule}”出现两次；请改名", "The rule id “{rule}” occurs twice; rename one"),
    "engine.fact_twice": ("事实编号 {fact} 出现两次", "The fact number {fact} occurs twice"),
    "engine.no_library": (
        "规则引擎 durable-rules 无法加载（{detail}）；请安装 C 编译器，再运行："
        "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject "
        "python -m pip install --force-reinstall --no-cache-dir --no-deps durable-rules==2.0.28",
        "The rule engine durable-rules does not load ({detail}); install a C compiler, then run: "
        "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject "
        "python -m pip install --force-reinstall --no-cache-dir --no-deps durable-rules==2.0.28",
    ),
    "engine.refused": (
        "规则引擎拒绝了类型“{kind}”的规则或事实（{detail}）；本文件未检查",
        "The rule engine rejected a rule or fact of the kind “{kind}” ({detail}); this document was not checked",
    ),
    "engine.no_single_verdict": (
        "规则“{rule}”对一项“{kind}”事实给出了 {count} 个结论，应为一个；本文件未检查",
        "“{rule}” gave {count} verdicts on one fact of the kind “{kind}” instead of one; this document was not checked",
    ),
}
