"""Texts of the area `drafting`: what stands in the draft of a form that was made of a document."""

MESSAGES: dict[str, tuple[str, str]] = {
    "drafting.head": (
        "# 由文件草拟，逐项核对后再用：标题怎样识别、依据是什么，都要由作者写明。",
        "# Drafted from a document; check everything before use: how a title is known, and what the source is.",
    ),
    "drafting.source": ("在此写规定的名称和文号", "Title and number of the regulation"),
    "drafting.title": (
        "标题的样式：机关名称换成 (?P<organ>.{{2,30}}?) 才能用于别的机关",
        "replace the name of the organ by (?P<organ>.{{2,30}}?), so that it fits others",
    ),
    "drafting.years": ("从哪一年起用这个格式，请核对", "since which year the form holds; check"),
    "drafting.unit": (
        "表上写明的金额单位；金额列写 read: amount",
        "the unit that stands by tables; columns of money have `read: amount`",
    ),
    "drafting.noughts": ("空格按0计时各项之和才成立，请核对", "sums hold where empty cells are noughts; check"),
    "drafting.parts_title": ("{name}：上级科目＝下级科目之和", "{name}: a row is the sum of its parts"),
    "drafting.untitled": ("没有看到表的名称", "no title of the table was seen"),
    "drafting.example": ("各单位写自己的名称，如“{name}”", "each organ writes its own name, such as “{name}”"),
    "drafting.doubt_no_outline": (
        "没有看出分成哪些部分，请补写 outline。",
        "No sections were seen; write the outline.",
    ),
    "drafting.doubt_no_table": (
        "第{table}块是表，但看不出表头或者行名，没有草拟。",
        "Block {table} is a table, but its heads or labels could not be told; it was not drafted.",
    ),
    "drafting.doubt_no_part": (
        "表{table}有一部分看不出表头或者行名，没有写进来。",
        "The heads or labels of a part of table {table} could not be told; it was left out.",
    ),
    "drafting.doubt_side_by_side": (
        "表{table}的数字右边又有行名：像是左右两栏，请分开写。",
        "Labels stand again right of the figures of table {table}: it seems to have two halves; write them apart.",
    ),
    "drafting.doubt_unlabelled_row": (
        "表{table}有一行没有行名，没有写进来。",
        "A row of table {table} has no label and was left out.",
    ),
    "drafting.doubt_unlabelled_column": (
        "表{table}有一列没有列名，请补写。",
        "A column of table {table} has no label; write one.",
    ),
    "drafting.doubt_same_rows": (
        "表{table}有同名的行，请用 under 区分。",
        "Rows of table {table} have the same label; tell them apart with under.",
    ),
    "drafting.doubt_blank_form": (
        "表{table}没有填数字：read 是猜的，也看不出勾稽关系。",
        "No figures stand in table {table}: its read is a guess, and no sums could be seen.",
    ),
    "drafting.rules": (
        "由所给文件的数字看出的勾稽关系，是不是规定的，由作者取舍；保留的要写明依据。",
        "Sums that hold in the figures of the given documents. Keep those that the regulation states, with their source.",
    ),
    "drafting.shown": ("在{count}处数字中成立", "holds in {count} places"),
    "drafting.rule_title": ("{left}＝{right}", "{left} = {right}"),
    "drafting.rule_column": (
        "“{{column}}”列不平：{{left}}与{{right}}，相差{{difference}}。",
        "{{column}}: {{left}} is not {{right}}, a difference of {{difference}}.",
    ),
    "drafting.rule_row": (
        "“{{row}}”行不平：{{left}}与{{right}}，相差{{difference}}。",
        "{{row}}: {{left}} is not {{right}}, a difference of {{difference}}.",
    ),
}
