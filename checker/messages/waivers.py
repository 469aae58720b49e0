"""Texts of the area `waivers`: findings that a person has judged, and runs set beside earlier ones."""

MESSAGES: dict[str, tuple[str, str]] = {
    "waivers.not_list": (
        "应为列表，每条以“- rule: …”开头，却是{got}",
        "must be a list, each entry beginning with “- rule: ...”, not {got}",
    ),
    "waivers.fill_in": ("请填写 {name}", "fill in {name}"),
    "waivers.one_of": ("fingerprint 和 place 应当且只能写一个", "exactly one of fingerprint and place is required"),
    "waivers.empty_place": (
        "place 至少写一项：section、table、row、column、text",
        "place requires at least one of section, table, row, column, text",
    ),
    "waivers.bad_fingerprint": (
        "{got} 不是指纹；请照抄 JSON 中的 fingerprint（v2:…）",
        "{got} is not a fingerprint; copy it from the JSON (v2:...)",
    ),
    "waivers.bad_year": (
        "{got} 不是年度；应形如 2023 或 2023-2025",
        "{got} is not a year; write it like 2023 or 2023-2025",
    ),
    "waivers.bad_date": ("{got} 不是日期；应形如 2026-12-31", "{got} is not a date; write it like 2026-12-31"),
    "waivers.expired": (
        "{where}：规则 {rule} 的豁免已于 {until} 到期，问题重新计入；请续期或删去这一条",
        "{where}: the waiver of {rule} expired on {until} and its findings count again; renew or delete it",
    ),
    "waivers.unmatched": (
        "{where}：规则 {rule} 的豁免没有对应的问题：问题已改正，或位置、原文有变；请核对后删去或修改",
        "{where}: the waiver of {rule} matches no finding: it was fixed, or its place or text has changed; delete or correct the entry",
    ),
    "waivers.changed": (
        "{where}：规则 {rule} 的豁免所认可的内容已变，请重新判断（现为：{now}）",
        "{where}: what the waiver of {rule} accepts has changed; please review it again (now: {now})",
    ),
    "waivers.renew": (
        "{where}：规则 {rule} 的指纹由较早的版本写出，本次仍予对应；请改写为 {mark}",
        "{where}: the fingerprint of {rule} was written by an earlier version and still matches; replace it with {mark}",
    ),
    "waivers.former": (
        "{where}：规则 {rule} 的指纹由较早的版本写出，说不清是哪一处、哪个单位的问题，没有对应；请用 --write-waivers 重新生成",
        "{where}: the fingerprint of {rule} was written by an earlier version and does not identify the finding unambiguously; it was not applied. Generate it again with --write-waivers",
    ),
    "waivers.not_believed": (
        "{path} 位于要检查的文件夹内，可能是报送单位自己写的，没有采用；如确认可信，请用 --waivers 指定它，或加 --trust-waivers",
        "{path} lies in a folder that is checked and may be the submitter's own: it is not believed; name it by --waivers, or say --trust-waivers, if it can be",
    ),
    "waivers.exists": (
        "{path}：文件已存在，其中可能有已写好的豁免；请换一个名字，再把需要的条目并入",
        "{path}: already exists and may contain waivers; choose another name and merge the entries you need",
    ),
    "waivers.skeleton_1": (
        "已知并接受的问题。保留需要豁免的条目，填写 reason（原因）和 by（何人决定），其余条目删去。",
        "Known and accepted findings. Keep the entries to be waived, fill in reason and by (who decided), and delete the others.",
    ),
    "waivers.skeleton_2": (
        "until 为豁免的最后一天，可不写。文件以 waivers.yaml 为名放在文档所在的文件夹，或用 --waivers 指定。",
        "until is the last day of the waiver and may be omitted. Save the file as waivers.yaml beside the documents, or specify it with --waivers.",
    ),
    "waivers.skeleton_empty": ("没有需要豁免的问题。", "There are no findings to waive."),
    "waivers.written": (
        "已写入 {path}：{count} 条待填写原因的豁免",
        "Wrote {path}; waivers with reasons to be filled in: {count}",
    ),
    "waivers.no_json": (
        "{path}：不是 gouji 的检查结果；请用 gouji check … --format json --output FILE 生成（{why}）",
        "{path}: not results of gouji; create them with gouji check ... --format json --output FILE ({why})",
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
        "The rule packs {packs} have changed since the baseline; findings may be new or gone for this reason",
    ),
    "waivers.baseline_batch": (
        "基线中有 {count} 个问题要看全部文档才能判断，本次没有看，未作比较",
        "{count} findings of the baseline depend on all documents, which this run did not examine; they were not compared",
    ),
    "waivers.baseline_rules": (
        "基线中有 {count} 个问题出自本次没有使用的规则包，未作比较：{packs}",
        "{count} findings of the baseline come from packs that are not part of this run and were not compared: {packs}",
    ),
    "waivers.baseline_former": (
        "基线由较早的版本写出，其中没有问题的身份，只能按原文和位置比对；请重新生成基线",
        "The baseline was written by an earlier version and does not identify its findings; they were matched by text and place. Please create the baseline again",
    ),
    "waivers.baseline_likely": (
        "{new} 与 {old} 名称不同，很可能是同一份报告，已按前后两稿比较",
        "{new} and {old} have different names but are most likely the same report; they were compared as two drafts of it",
    ),
    "waivers.baseline_perhaps": (
        "{new} 与 {old} 各剩一份，可能是同一份报告，但内容和机关对不上，未作比较；如是同一份，请用 gouji diff 直接比较这两个文件",
        "{new} and {old} are the only ones left and may be the same report, but content and organ do not match; they were not compared. If they are the same, compare the two files with gouji diff",
    ),
    "waivers.old_unread": (
        "旧稿 {old} 未能检查（{why}），{new} 未作比较，其中的问题不分新旧",
        "The earlier draft {old} could not be checked ({why}); {new} was not compared, and its findings are not marked as new",
    ),
    "waivers.old_lost": (
        "旧稿 {old} 无法读取，未作比较（{why}）",
        "The earlier {old} could not be read and was not compared ({why})",
    ),
    "waivers.because_gone": (
        "原处已没有可核对的内容（所在的句子、表格或日期等已改动、删去或无法读出），不能认定已改",
        "there is nothing left to check at this place (the sentence, table or date was changed, deleted or cannot be read), so it is not known to be fixed",
    ),
    "waivers.because_quiet": (
        "同处另有问题，本项本次未单独核对，不能认定已改",
        "another finding covers this place and it was not checked separately, so it is not known to be fixed",
    ),
    "waivers.because_undecided": (
        "上次核对不符，本次不能核对，不能认定已改",
        "it was wrong before and cannot be checked now, so it is not known to be fixed",
    ),
    "waivers.because_unknown": (
        "新稿的检查结果由较早的版本写出，没有记下哪些核对已通过，不能认定已改",
        "the later results were written by an earlier version and do not record what passed, so it is not known to be fixed",
    ),
    "waivers.others": ("{names} 等 {count} 份", "{names} and others, {count} in all"),
    "waivers.different": (
        "两份文件的机关或年度不同：{old}，{new}；仍按同一份报告的前后两稿比较",
        "The two documents are of different organs or years: {old}, {new}; they were compared as two drafts of one report anyway",
    ),
    "waivers.title_diff": ("前后对照", "Comparison"),
    "waivers.from_to": ("{old} → {new}", "{old} → {new}"),
    "waivers.group_new": ("新增 {count}", "New: {count}"),
    "waivers.group_remaining": ("未改 {count}", "Remaining: {count}"),
    "waivers.group_fixed": ("已改 {count}", "Fixed: {count}"),
    "waivers.group_uncompared": ("未作比较 {count}", "Not compared: {count}"),
    "waivers.group_unknown": ("新旧不明 {count}", "Unknown whether new: {count}"),
    "waivers.nothing": ("前后都未发现问题。", "No findings, before or now."),
}
