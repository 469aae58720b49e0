"""Lines that a web site puts below an article, for readers of all formats."""

from __future__ import annotations

import re

from checker.text.normalize import comparable

_FURNITURE = re.compile(
    "扫一扫|扫描?二维码|打印本页|打印此页|打印文章|关闭窗口|关闭本页|分享到|返回顶部|返回首页|上一篇|下一篇|版权所有|icp备|公网安备|网站地图"
    "|网站标识码|主办单位|主办:|承办单位|承办:|技术支持|手机打开|无障碍浏览"
    "|(?:浏览次数|访问量)(?=[: ]*(?:[0-9(\\[次]|$))"
)
_NUMBERED = re.compile(r"\s*[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．].*。\s*$")
"""A sentence under a number, which no web page puts below an article."""


def is_furniture(string: str, longest: int = 80) -> bool:
    """Whether a line is what web pages put below an article; true of such a line only where it stands last."""
    if _NUMBERED.match(string):  # 5．网站日均访问量突破3万。
        return False
    return len(string) <= longest and _FURNITURE.search(comparable(string, fold_case=True).string) is not None
