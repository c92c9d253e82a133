"""Words of an answer in the three languages of the product."""

from diaopei.errors import UnknownNameError
from diaopei.planning.texts import LANGUAGES, Text, listed, text

__all__ = ["LANGUAGES", "LAYERS", "UNITS", "Text", "known_language", "listed", "text"]


def known_language(lang: str) -> str:
    """The language itself, if there is one of that code.

    Raises:
        UnknownNameError: there is none.
    """
    if lang not in LANGUAGES:
        what = "language"
        raise UnknownNameError(what, lang, LANGUAGES)
    return lang


UNITS: dict[str, Text] = {
    "month": text("months", "个月", "個月"),
    "year": text("years", "年", "年"),
    "person": text("people", "人", "人"),
    "percent": text("per cent", "％", "％"),
    "term": text("terms", "届", "屆"),
    "count": text("times", "次", "次"),
    "level": text("levels", "级", "級"),
    "metre": text("metres", "米", "米"),
    "km": text("km", "公里", "公里"),
    "point": text("points", "分", "分"),
}
"""What measures are counted in."""

LAYERS: dict[str, Text] = {
    "seats": text("posts or people left without", "岗位空缺与人员无岗", "崗位空缺與人員無崗"),
    "duty": text("binding findings left open", "未解决的强制性事项", "未解決的強制性事項"),
    "exchange": text("points of exchange needs met", "交流需求得分", "交流需求得分"),
    "fit": text("points of fit gained", "人岗匹配增益", "人崗匹配增益"),
    "calm": text("moves", "调整人数", "調整人數"),
}
"""What each layer counts."""
