"""Texts of the area `plugged`: watched folders, mail, assistants, archives."""

MESSAGES: dict[str, tuple[str, str]] = {
    "plugged.watched_already": (
        "另一个 gouji watch 正在往 {path} 里写；一个输出文件夹同时只能由一个进程使用。",
        "another gouji watch is writing to {path}; one process at a time uses an output folder.",
    ),
    "plugged.needs_extra": (
        "{what} 需要另装的部分：pip install 'gouji[{extra}]'；或者使用 {other}。",
        "{what} needs an extra: pip install 'gouji[{extra}]'; or use {other}.",
    ),
    "plugged.needs_extra_alone": (
        "{what} 需要另装的部分：pip install 'gouji[{extra}]'。",
        "{what} needs an extra: pip install 'gouji[{extra}]'.",
    ),
    "plugged.not_in_folders": (
        "{path}：可以查看的文件夹（{folders}）里没有这份文件。",
        "{path}: there is no such file in the folders that may be looked into ({folders}).",
    ),
    "plugged.no_finding": (
        "这次检查里没有编号为 {id} 的问题；先调用 check。",
        "the check has no finding {id}; call check first.",
    ),
    "plugged.no_rule": ("没有规则 {id}。", "there is no rule {id}."),
    "plugged.archive_strange": (
        "{url} 的 {what} 没有给出约定的答复：{why}",
        "{url}: {what} did not answer as it should: {why}",
    ),
    "plugged.archive_refused": ("{url} 的 {what} 不可用：{why}", "{url}: {what}: {why}"),
    "plugged.archive_more": ("……另有{count}处", "... and {count} more"),
    "plugged.archive_done": ("第{number}号文件：{tag}", "document {number}: {tag}"),
    "plugged.listening": ("等候 {at} 上的通知；按 Ctrl-C 结束。", "Listening at {at}; Ctrl-C ends it."),
    "plugged.bad_address": ("{address} 不是电子邮件地址。", "{address} is no mail address."),
    "plugged.bad_server": (
        "{url} 不是服务器地址；应为 {valid} 开头，例如 imaps://用户@主机/INBOX。",
        "{url} is no address of a server; it begins with one of {valid}, such as imaps://user@host/INBOX.",
    ),
    "plugged.password_in_address": (
        "地址里不要写密码（别的用户看得到）；用 --password-file 或环境变量。",
        "no password in an address, which other users can see; use --password-file or the environment.",
    ),
    "plugged.mail_too_large": ("{name} 太大，没有附上。", "{name} is too large and was not attached."),
    "plugged.mail_no_document": (
        "邮件里没有可以检查的附件（docx、doc、wps、pdf、ofd、txt 等；不接受压缩包）。",
        "The message has no attachment that can be checked (docx, doc, wps, pdf, ofd, txt, ...; no archives).",
    ),
    "plugged.mail_left_out": (
        "另有{count}个附件没有检查：一封邮件最多10份。",
        "{count} more attachments were not checked: a message may have ten.",
    ),
    "plugged.mail_refused": (
        "邮件太大，没有检查：最多{megabytes} MB。请分开发送。",
        "The message is too large and was not checked: {megabytes} MB at most. Please send the reports one by one.",
    ),
    "plugged.mail_subject": ("年度报告检查结果", "Check of an annual report"),
    "plugged.mail_more": ("……另有{count}处，见附件", "... and {count} more, see the attachment"),
    "plugged.mail_signature": (
        "本邮件由 gouji（勾稽）自动发出，结论供核对，请以原件为准。",
        "Sent by gouji, a program; please hold what it says against the original.",
    ),
    "plugged.mail_lost": (
        "与 {host} 的连接断开（{why}），{seconds}秒后重连。",
        "the connection to {host} was lost ({why}); trying again in {seconds} s.",
    ),
    "plugged.mail_closed": ("{host} 的邮箱打不开：{why}", "the mailbox at {host} does not open: {why}"),
    "plugged.mail_unfinished": (
        "第{uid}封邮件的答复可能已经发出，也可能没有：不再重发，已加标记，请人工查看。",
        "the answer to message {uid} was perhaps sent: it is not sent again; the message is flagged for a person to look at.",
    ),
    "plugged.mail_not_answered": (
        "第{uid}封邮件（{sender}）不答复：{why}",
        "message {uid} ({sender}) is not answered: {why}",
    ),
    "plugged.mail_none": ("这封邮件（{sender}）不答复：{why}", "this message ({sender}) is not answered: {why}"),
    "plugged.mail_not_sent": (
        "给第{uid}封邮件（{sender}）的答复没有发出：{why}；已加标记，请人工处理。",
        "the answer to message {uid} ({sender}) was not sent: {why}; the message is flagged for a person to look at.",
    ),
    "plugged.mail_answered": (
        "已答复第{uid}封邮件（{sender}），附件{count}份",
        "answered message {uid} ({sender}), {count} documents",
    ),
    "plugged.why_automatic": ("是程序自动发出的", "a program has written it"),
    "plugged.why_nobody": ("没有发件人地址", "it has no sender"),
    "plugged.why_ours": ("是自己发出的", "it is our own"),
    "plugged.why_stranger": ("发件人不在允许之列", "its sender is not among those who are answered"),
    "plugged.why_limit": ("同一发件人一小时内太多", "its sender has had too many answers within the hour"),
    "plugged.why_duplicate": ("已经答复过", "it was answered before"),
    "plugged.watching": (
        "正在监视 {inbox}，答复写入 {out}；按 Ctrl-C 结束。",
        "Watching {inbox}, answers go to {out}; Ctrl-C ends it.",
    ),
    "plugged.remote": (
        "监视的文件夹在网络上（{kind}），别的电脑的改动不会发出通知：改为定时查看。",
        "The watched folder is on a network ({kind}), where changes by other machines send no events: it is looked through at intervals.",
    ),
    "plugged.same_folder": (
        "{path} 与监视的文件夹重叠，写出的文件会被当作新的报告；请换一个文件夹。",
        "{path} overlaps with the watched folder, and what is written there would be taken for new reports; please name another.",
    ),
    "plugged.not_read": (
        "{name}：暂时不能读取（{why}），稍后再试。",
        "{name}: cannot be read for now ({why}); it is tried again.",
    ),
    "plugged.not_whole": (
        "{name}：没有写完，或者仍被打开，这次没有答复。",
        "{name}: not whole, or still open; it was not answered this time.",
    ),
    "plugged.own_output": (
        "{name}：是 gouji 写出的文件，不再检查。",
        "{name}: written by gouji itself, not checked again.",
    ),
    "plugged.not_moved": ("{path}：不能移走（{why}）。", "{path}: cannot be moved ({why})."),
    "plugged.counts": (
        "错误{error}，警告{warning}，提示{note}，待判定{review}，未能检查{unchecked}",
        "{error} errors, {warning} warnings, {note} notes, {review} for review, {unchecked} not checked",
    ),
    "plugged.answer_file": ("文件：{name}", "File: {name}"),
    "plugged.answer_unit": ("报告：{unit}，第{number}稿", "Report: {unit}, version {number}"),
    "plugged.answer_receipt": ("已报送，回执：{receipt}", "Handed in, receipt: {receipt}"),
    "plugged.not_handed_in": ("{name} 没有报送到 {url}：{why}", "{name} was not handed in to {url}: {why}"),
    "plugged.answer_states": (
        "与第{number}稿相比：已改{fixed}，未改{remaining}，新增{new}",
        "Against version {number}: {fixed} fixed, {remaining} remaining, {new} new",
    ),
    "plugged.answer_files": ("另见：{names}", "See also: {names}"),
}
