"""How numbers are put together: Arabic digits, scales such as 万, units of counting and of money."""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
MONEY = ("元", "美元", "欧元", "港元", "块钱")
UNIT = "|".join(
    sorted(
        re.findall(
            r"\S+",
            "个百分点 百分点 美元 欧元 港元 块钱 元 平方公里 平方千米 平方米 立方米 公里 千米 公顷 公斤 千克 千瓦时 "
            "米 吨 亩 个工作日 工作日 个自然日 自然日 个月 月份 小时 分钟 秒 周年 年度 年 月 日 号 天 岁 周 季度 "
            "人次 人份 件次 件 条次 条 项次 项 个 份 期 家次 家 名 部 篇次 篇 宗 起 例 批次 批 户次 户 所 处 台次 台 "
            "套 本 届 类 种 页 字 倍 场次 场 辆次 辆 座次 座 次 位 只 张 栋 艘 架 颗 株 棵 支 幅 封 则 款 章 节 段 句 "
            "版 集 卷 册 组 队 门 轮 级 层 线 站 点 人 通 间 (?i:[mgtk]b)",
        ),
        key=len,
        reverse=True,
    )
)
"""Alternatives of a pattern, the longest first. No other letter has two cases: to look for both doubles the time that
compiling takes."""

MOST_DIGITS = 24
ARABIC = (
    r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,8}(?!\d)"
    rf"|\d{{1,{MOST_DIGITS}}}(?!\d))(?:\.\d{{1,{MOST_DIGITS}}}(?!\d))?"
)


def to_yuan(value: int | Decimal, unit: str) -> Decimal | None:
    """An amount of 元, 万元, 亿元, ... in yuan; None for any other unit."""
    scale = SCALES.get(unit.removesuffix("元")) if unit.endswith("元") else None
    return None if scale is None else Decimal(value) * scale


def arabic(core: str) -> int | Decimal:
    """The value of digits that match ARABIC."""
    digits = core if core.isdecimal() else re.sub(r"[,\s]", "", core)
    return Decimal(digits) if "." in digits else int(digits)


def scaled(value: int | Decimal, scale: str) -> int | Decimal:
    """The value times its scale, whole when it is: 20.5万 is the int 205000."""
    product = value * SCALES[scale]
    return int(product) if scale and product == int(product) else product
