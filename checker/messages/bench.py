"""What the bench tells authors of rules: what no document shows, cases made and accepted, packs packed up."""

MESSAGES: dict[str, tuple[str, str]] = {
    "bench.dormant": ("{where}：{what}没有在任何样例文件里起过作用：{why}", "{where}: no document shows {what}: {why}"),
    "bench.dormant_count": (
        "有{count}处没有在任何样例文件里起过作用；在 cases/ 里加样例，或用 --documents 给出文件",
        "Shown by no document: {count}; add documents to cases/ or give files with --documents",
    ),
    "bench.dormant_more": (
        "有{count}处没有在任何样例文件里起过作用；用 --living 列出",
        "Shown by no document: {count}; --living lists them",
    ),
    "bench.rule": ("规则 {name} ", "the rule {name}"),
    "bench.let": ("规则 {rule} 的 let {name} ", "the let {name} of the rule {rule}"),
    "bench.mention": ("mentions 里的 {name} ", "the mention {name}"),
    "bench.field": ("fields 里的 {name} ", "the field {name}"),
    "bench.measure": ("measures 里的 {name} ", "the measure {name}"),
    "bench.topic": ("topics 里的 {name} ", "the topic {name}"),
    "bench.pattern": ("模式“{pattern}”", "the pattern “{pattern}”"),
    "bench.no_fact": ("没有一个 {kinds} 事实", "there is no fact of the kind {kinds}"),
    "bench.no_where": (
        "看过{count}个事实，where 对哪一个都不成立",
        "of {count} facts looked at `where` was true of none",
    ),
    "bench.no_partner": (
        "看过{count}个事实，没有一个既合乎 where，又有 with 所要的文件",
        "of {count} facts looked at none fitted `where` and had the document that `with` asks for",
    ),
    "bench.never_fails": ("判定了{count}次，次次成立", "it was judged {count} times and always held"),
    "bench.only_undecided": (
        "判定了{count}次，从未得出不成立，其中{review}次无法判定（{missing}）",
        "judged {count} times it never failed, and {review} times it could not be decided ({missing})",
    ),
    "bench.let_empty": ("没有一个 {each} 事实合乎它的 on 和 where", "no fact {each} fits its `on` and `where`"),
    "bench.not_found": ("哪一份都没有找到", "it was found in none"),
    "bench.no_match": ("哪一处文字都不匹配", "no text matches it"),
    "bench.case_contained": (
        "{where}：应当没有的问题出现了：{rule} {message}",
        "{where}: must be absent: {rule} {message}",
    ),
    "bench.accepted": (
        "{where}：expect 改写为现在的{count}个问题",
        "{where}: `expect` now says the {count} findings that there are",
    ),
    "bench.not_accepted": (
        "{where}：不能改写（{why}），请手工改",
        "{where}: cannot be rewritten ({why}); edit it by hand",
    ),
    "bench.accept_like": ("它没有自己的 expect", "it has no `expect` of its own"),
    "bench.gone": ("- {rule} {place}", "- {rule} {place}"),
    "bench.come": ("+ {rule} {place}：{message}", "+ {rule} {place}: {message}"),
    "bench.new_case": (
        "写出样例 {path}（{accepted}个问题认可，{refused}个不认可）",
        "wrote the case {path} (findings accepted: {accepted}, refused: {refused})",
    ),
    "bench.case_differs": (
        "注意：文字稿得出的问题与原文件不同：{rules}",
        "Mind: the text gives other findings than the file: {rules}",
    ),
    "bench.packed": ("写出 {path}\nSHA-256 {sha256}", "wrote {path}\nSHA-256 {sha256}"),
    "bench.installed": ("装好 {pack} {version}：{path}", "installed {pack} {version}: {path}"),
    "bench.as_locked": ("{path} 里的规则包与锁定文件一致", "the packs in {path} are as its lock says"),
    "bench.changed": (
        "{pack}：与锁定的 {version} 版不同，装好以后改动过",
        "{pack}: not the version {version} that is locked; changed since it was installed",
    ),
    "bench.gone_pack": (
        "{pack}：锁定了 {version} 版，文件夹里没有",
        "{pack}: version {version} is locked and not there",
    ),
    "bench.archive_or_verify": ("请给出压缩包，或用 --verify 核对", "give an archive, or --verify to compare"),
    "bench.bad_archive": ("不能安装 {path}：{why}", "{path} cannot be installed: {why}"),
    "bench.no_archive": ("不是规则包的压缩包", "it is no archive of a pack"),
    "bench.not_as_manifest": ("内容与清单里的哈希不符", "its content is not what the hashes of its manifest say"),
    "bench.bad_signature": ("签名与内容不符", "its signature is not one of its content"),
    "bench.not_signed": ("没有签名", "it is not signed"),
    "bench.signed_by_other": ("签名的密钥不受信任（{name}）", "it is signed by a key that is not trusted ({name})"),
    "bench.bad_key": (
        "{path} 不能用作密钥：{why}；有口令的，把口令放在环境变量 GOUJI_KEY_PASSWORD 里",
        "{path} cannot be used as a key: {why}; the password of one that has one is read from GOUJI_KEY_PASSWORD",
    ),
    "bench.other_key": (
        "{path} 不是 Ed25519 密钥；用 ssh-keygen -t ed25519 或 openssl genpkey -algorithm ed25519 生成",
        "{path} is no Ed25519 key; ssh-keygen -t ed25519 or openssl genpkey -algorithm ed25519 makes one",
    ),
    "bench.bad_entry": ("里面的 {name} 不是规则包的文件", "{name} in it is no file of a pack"),
    "bench.bad_name": ("规则包的名称“{name}”不合规", "“{name}” is no name of a pack"),
    "bench.too_many": ("文件多于{most}个", "it has more than {most} files"),
    "bench.bad_lock": ("锁定文件 {path} 已损坏", "the lock {path} is damaged"),
    "bench.pack_there": (
        "{path}：已经有规则包 {name}，没有安装；要替换它请加 --force",
        "{path}: there is a pack {name} already, so that nothing was installed; --force replaces it",
    ),
    "bench.other_hash": (
        "{path} 的 SHA-256 是 {found}，应为 {wanted}；没有安装",
        "the SHA-256 of {path} is {found} and should be {wanted}; nothing was installed",
    ),
    "bench.ask": (
        "认可这个问题吗？[y 认可 / n 不认可，是误报]",
        "Is this finding right? [y yes / n no, it is a false alarm]",
    ),
    "bench.unknown_document": (
        "规则包 {pack} 认不出这份文件：{path}",
        "the pack {pack} does not know this document: {path}",
    ),
    # The bench as a page.
    "bench.live_address": (
        "在浏览器里打开：{address}\n只有本机能打开；按 Ctrl+C 结束。",
        "Open in a browser: {address}\nOnly this machine can; stop with Ctrl+C.",
    ),
    "bench.live_none": (
        "给出的文件里没有规则包 {pack} 认得的",
        "the pack {pack} knows none of these files",
    ),
    "bench.live_rule": ("规则", "Rule"),
    "bench.live_new": ("新写一条，看", "New rule over"),
    "bench.live_shown": ("列出", "Show"),
    "bench.live_own": ("这条规则看的事实", "the facts of this rule"),
    "bench.live_save": ("写入规则包", "Save to the pack"),
    "bench.live_editor": ("规则的 YAML", "YAML of the rule"),
    "bench.live_facts": ("它看的事实和判定", "What it looks at, and its verdicts"),
    "bench.live_wrong": ("写法错误和没有通过的测试", "Faults, and tests that failed"),
    "bench.live_faults": ("写法错误{count}处，改好以后再判定", "Faults: {count}; nothing is judged"),
    "bench.live_files": ("与盘上的规则包相比", "Against the pack on disk"),
    "bench.live_discard": ("改动还没有写入规则包，放弃吗？", "The changes are not saved to the pack. Discard them?"),
    "bench.live_away": (
        "程序已经停了：改动还在这里，请复制出来",
        "The program has stopped. What you typed is still here; copy it.",
    ),
    "bench.live_crash": (
        "gouji 内部出错，没有判定（{why}）。这是 gouji 的缺陷，请把命令窗口里的说明和这条规则一起报告；"
        "改动还在这里，换一种写法或换一份文件后可继续。",
        "An internal error: nothing was judged ({why}). This is a fault of gouji: please report what the terminal shows "
        "with this rule. What you typed is still here; put it another way, or take another document, and go on.",
    ),
    "bench.live_working": ("判定中……", "judging …"),
    "bench.live_counts": (
        "事实{facts}个：符合{pass}，违反{fail}，待判定{review}，不适用{not_applicable}。",
        "Facts {facts}: pass {pass}, fail {fail}, review {review}, not applicable {not_applicable}.",
    ),
    "bench.live_unfinished": ("写入之前还缺{count}处。", "To be done before it can be saved: {count}."),
    "bench.live_tests": ("测试{count}个，未通过{red}个。", "Tests {count}, failed {red}."),
    "bench.live_test": ("测试应为 {promised}，得出 {came}", "the test promises {promised}, and {came} came"),
    "bench.live_difference": (
        "文件{documents}份：新增问题{new}个，消失{gone}个，变化{changed}个",
        "documents {documents}: newly found {new}, no longer found {gone}, otherwise {changed}",
    ),
    "bench.live_unknown_difference": ("改好写法以后再比", "once the faults are mended"),
    "bench.live_more": ("另有{count}个，没有列出", "{count} more are not shown"),
    "bench.live_no_facts": ("这份文件里没有这样的事实。", "This document has no such fact."),
    "bench.live_disk": (
        "盘上的规则包现在有错，仍按上次无误的判定：{why}",
        "The pack on disk has faults now, and is judged as it last was without: {why}",
    ),
    "bench.live_not_saved": (
        "没有写入：还有{count}处要改；有错的规则包什么也查不了",
        "Not saved: {count} to be mended first; a pack with faults checks nothing",
    ),
    "bench.live_saved": ("已写入 {path}", "Saved to {path}"),
    "bench.changed_meanwhile": (
        "没有写入：规则 {rule} 在盘上已被改动或删去；请重新打开它，再把改动放进去",
        "not saved: the rule {rule} was changed or removed on disk; open it again and put your changes in",
    ),
    "bench.live_key_save": ("写入规则包", "save to the pack"),
    "bench.live_key_step": ("下一个、上一个事实", "next and previous fact"),
    "bench.live_key_fault": ("到下一处错误", "go to the next fault"),
    "bench.live_key_leave": ("离开编辑框", "leave the text"),
    "bench.live_key_edit": ("回到编辑框", "back to the text"),
    "bench.live_key_theme": ("深色或浅色", "dark or light theme"),
    "bench.live_key_keys": ("本页说明", "this list"),
}
