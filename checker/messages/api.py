"""Texts of the area `api`: what a program that embeds the checker is told."""

MESSAGES: dict[str, tuple[str, str]] = {
    # Said already, in the language of the call.
    "api.not_checked": ("{why}", "{why}"),
    "api.one_path": (
        "{path} 是文件夹；请用 check_many 检查整个文件夹。",
        "{path} is a folder; use check_many to check a folder.",
    ),
    "api.several": (
        "此处应给出多个路径组成的列表，而不是一个路径 {path}；请写成 [path]。",
        "Expected a list of paths, not the single path {path}; write [path].",
    ),
    "api.at_least_one": ("{name} 至少为1。", "{name} must be at least 1."),
    "api.no_interpreter": (
        "找不到 Python 解释器来启动检查进程；请先调用 multiprocessing.set_executable 指定其路径。",
        "No Python interpreter was found to start a process with; set one with multiprocessing.set_executable first.",
    ),
    "api.no_process": (
        "无法启动检查进程 {path}（{why}）；请检查系统的进程数和内存限制，或用 multiprocessing.set_executable 指定解释器。",
        "The process {path} could not be started ({why}); check the system's limits on processes and memory, or set an interpreter with multiprocessing.set_executable.",
    ),
    "api.process_lost": (
        "检查进程被结束（{signal}），本次调用没有结果；请查看内存是否不足，然后重试。",
        "The process was terminated ({signal}), so this call has no result; check whether memory ran out, then try again.",
    ),
}
