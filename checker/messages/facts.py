"""Texts of the area `facts`: what could not be decided, and how values are called."""

MESSAGES: dict[str, tuple[str, str]] = {
    "facts.review": ("{title}：未能核对，{missing}", "{title}: could not be checked, {missing}"),
    "facts.why_blank": ("未填写", " is not filled in"),
    "facts.why_unreadable": ("（“{text}”）无法识别为所需的值", " (“{text}”) cannot be read as such a value"),
    "facts.why_absent": ("没有找到", " was not found"),
    "facts.unknown": ("（未知）", "(unknown)"),
    "facts.yes": ("是", "yes"),
    "facts.no": ("否", "no"),
    "facts.related": ("同处另有：{titles}。", "At the same place also: {titles}."),
    "facts.document": ("整个文件", "the whole file"),
    "facts.whole": ("全部规则", "all rules"),
    "facts.no_pack": (
        "没有规则包认识这种文件：没有找到它的标题、部分或表格。请确认文件，或用 --pack 指定规则包",
        "no rule pack knows this kind of document: none of its titles, sections or tables was found. Check the file, or name a pack with --pack",
    ),
    "facts.no_form": ("《{title}》没有 {year} 年适用的格式", "“{title}” has no form for the year {year}"),
    "facts.embedding_missing": (
        "{path} 中没有可用的句向量模型：需要 sentence-transformers 模型目录（modules.json），或含 model.onnx 与 tokenizer.json 的目录",
        "no sentence embedding model in {path}: it takes a directory of a sentence-transformers model (modules.json), or one with model.onnx and tokenizer.json",
    ),
    "facts.embedding_runtime": (
        "运行 {path} 中的模型需要安装 onnxruntime 和 tokenizers",
        "to run the model in {path}, install onnxruntime and tokenizers",
    ),
}
