"""Lines that a web site puts below an article, for readers of all formats."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.text.normalize import comparable

_FURNITURE = re.compile(
    "扫一扫|扫描?二维码|打印本页|打印此页|打印文章|关闭窗口|关闭本页|分享到|返回顶部|返回首页|上一篇|下一篇|版权所有|icp备|公网安备|网站地图"
    "|网站标识码|主办单位|主办:|承办单位|承办:|技术支持|手机打开|无障碍浏览"
    "|(?:浏览次数|访问量)(?=[: ]*(?:[0-9(\\[次]|$))"
)
_NUMBERED = re.compile(r"\s*[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．].*。\s*$")
"""A sentence under a number, which no web page puts below an article."""

_OTHERS = (
    "发布|日期|时间|浏览|阅读|点击|字号|作者|编辑|打印|分享|关闭|组配|主题|成文|生成|有效|文号|索引|体裁|名称|公开"
)
"""How what a page tells beside whom an article comes from may begin."""
_SOURCE = re.compile(
    r"(?:来\s*源|发布(?:机构|机关|单位)|发文(?:机关|单位))\s*[:：]\s*"
    rf"([^\s:：|【\[]+?)(?={_OTHERS}|[\s|【\[]|$)"
)
"""Whom a page says that an article comes from."""


def source_in(lines: Iterable[str]) -> str:
    """Whom lines round an article say that it comes from; empty where they do not."""
    return next((match[1] for line in lines for match in [_SOURCE.search(line)] if match), "")


def is_furniture(string: str, longest: int = 80) -> bool:
    """Whether a line is what web pages put below an article; true of such a line only where it stands last."""
    if _NUMBERED.match(string):  # 5．网站日均访问量突破3万。
        return False
    return len(string) <= longest and _FURNITURE.search(comparable(string, fold_case=True).string) is not None
