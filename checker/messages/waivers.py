"""Texts of the area `waivers`: findings that a person has judged, and runs set beside earlier ones."""

MESSAGES: dict[str, tuple[str, str]] = {
    "waivers.not_list": (
        "应为列表，每条以“- rule: …”开头，却是{got}",
        "must be a list, each entry beginning with “- rule: ...”, not {got}",
    ),
    "waivers.fill_in": ("请填写 {name}", "fill in {name}"),
    "waivers.one_of": ("fingerprint 和 place 应当且只能写一个", "exactly one of fingerprint and place is needed"),
    "waivers.empty_place": (
        "place 至少写一项：section、table、row、column、text",
        "place needs one of section, table, row, column, text",
    ),
    "waivers.bad_date": ("{got} 不是日期；应形如 2026-12-31", "{got} is no date; write it as 2026-12-31"),
    "waivers.expired": (
        "{where}：规则 {rule} 的豁免已于 {until} 到期，问题重新计入；请续期或删去这一条",
        "{where}: the waiver of {rule} ended on {until} and its findings count again; renew or delete it",
    ),
    "waivers.unmatched": (
        "{where}：规则 {rule} 的豁免没有对应的问题：问题已改正，或位置、原文有变；请核对后删去或修改",
        "{where}: the waiver of {rule} matches no finding: it was mended, or its place or text has changed; "
        "delete or correct the entry",
    ),
    "waivers.exists": (
        "{path}：文件已存在，其中可能有已写好的豁免；请换一个名字，再把需要的条目并入",
        "{path}: exists and may hold waivers already; give another name and move the entries you need over",
    ),
    "waivers.skeleton_1": (
        "已知并接受的问题。保留需要豁免的条目，填写 reason（原因）和 by（何人决定），其余条目删去。",
        "Findings known and accepted. Keep the entries to be waived, fill in reason and by (who decided), "
        "delete the others.",
    ),
    "waivers.skeleton_2": (
        "until 为豁免的最后一天，可不写。文件以 waivers.yaml 为名放在文档所在的文件夹，或用 --waivers 指定。",
        "until is the last day of the waiver and may be left out. Name the file waivers.yaml beside the documents, "
        "or give it by --waivers.",
    ),
    "waivers.skeleton_empty": ("没有需要豁免的问题。", "There is no finding to waive."),
    "waivers.written": (
        "已写入 {path}：{count} 条待填写原因的豁免",
        "Wrote {path}: {count} waivers, their reasons to be filled in",
    ),
    "waivers.no_json": (
        "{path}：不是 gouji 的检查结果；请用 gouji check … --format json --output FILE 生成（{why}）",
        "{path}: no outcome of gouji; make one by gouji check ... --format json --output FILE ({why})",
    ),
    "waivers.unreadable": ("{path}：无法读取（{why}）", "{path}: cannot be read ({why})"),
    "waivers.why_syntax": ("第{line}行不是 JSON", "line {line} is not JSON"),
    "waivers.why_encoding": ("不是 UTF-8 文本", "not UTF-8 text"),
    "waivers.why_key": ("{where} 缺失或不是应有的类型", "{where} is missing or of another type"),
    "waivers.why_too_large": ("文件超过 {limit} MB", "the file is over {limit} MB"),
    "waivers.baseline_apart": (
        "基线中的文档不在本次检查之内，未作比较：{names}",
        "Documents of the baseline are not part of this run and were not compared: {names}",
    ),
    "waivers.baseline_unread": (
        "{path}：本次未能检查，与基线中的 {count} 个问题未作比较",
        "{path}: could not be checked; {count} findings of the baseline were not compared",
    ),
    "waivers.baseline_packs": (
        "基线之后规则包 {packs} 有变，新增或消失的问题可能由此而来",
        "The rule packs {packs} have changed since the baseline; findings may be new or gone for that reason",
    ),
    "waivers.baseline_rules": (
        "基线中有 {count} 个问题出自本次没有使用的规则包，未作比较：{packs}",
        "{count} findings of the baseline come from packs that are not part of this run and were not compared: {packs}",
    ),
    "waivers.others": ("{names} 等 {count} 份", "{names} and others, {count} in all"),
    "waivers.different": (
        "两份文件的机关或年度不同：{old}，{new}；仍按同一份报告的前后两稿比较",
        "The two are of different organs or years: {old}, {new}; they are compared as two drafts of one report all the same",
    ),
    "waivers.title_diff": ("前后对照", "Compared"),
    "waivers.from_to": ("{old} → {new}", "{old} → {new}"),
    "waivers.group_new": ("新增 {count}", "New: {count}"),
    "waivers.group_remaining": ("未改 {count}", "Remaining: {count}"),
    "waivers.group_fixed": ("已改 {count}", "Fixed: {count}"),
    "waivers.nothing": ("前后都未发现问题。", "No findings, neither before nor now."),
}
