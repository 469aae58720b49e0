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
    "bench.bad_entry": ("里面的 {name} 不是规则包的文件", "{name} in it is no file of a pack"),
    "bench.bad_name": ("规则包的名称“{name}”不合规", "“{name}” is no name of a pack"),
    "bench.too_many": ("文件多于{most}个", "it has more than {most} files"),
    "bench.bad_lock": ("锁定文件 {path} 已损坏", "the lock {path} is damaged"),
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
}
