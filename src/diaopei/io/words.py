"""The trade's words for the codes of the tables: 男 for `male`, 正处级 for `division_principal`.

Words are compared after `fold`: full width to half, traditional to simplified, no white space.
A word that is not here is unknown, and says so; none is guessed.
"""

import unicodedata
from itertools import product

_TRADITIONAL = (
    "維爾鮮滿薩東鄉納頗達錫烏別羅溫龍獨倫門諾壯瑤難畬單職務齡黨參時間學歷畢業號證級層備註歲狀態"
    "類稱訪審調員廳縣處廣國組織紀檢監財經農機關長簡從動階當專術題現實際華僑團幹記給範圍辦書導領"
    "崗聯繫電話總計內後屆蓋臺會無檔編體區協貫齊貧歡麼與應試離開進見習復統戰眾預係續確認錄選擬準"
    "須徵產發漢"
)
_SIMPLIFIED = (
    "维尔鲜满萨东乡纳颇达锡乌别罗温龙独伦门诺壮瑶难畲单职务龄党参时间学历毕业号证级层备注岁状态"
    "类称访审调员厅县处广国组织纪检监财经农机关长简从动阶当专术题现实际华侨团干记给范围办书导领"
    "岗联系电话总计内后届盖台会无档编体区协贯齐贫欢么与应试离开进见习复统战众预系续确认录选拟准"
    "须征产发汉"
)
_FOLD = str.maketrans(_TRADITIONAL + "碩羣裡碼", _SIMPLIFIED + "硕群里码")

_GROUPS = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依",
    "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣",
    "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西",
    "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南",
    "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克",
    "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴",
    "珞巴", "基诺",
)  # fmt: skip
"""Ethnic groups in the order of GB/T 3304-1991: the first is 01, the last 56."""

_OLD_GROUPS = {"毛难": "36", "崩龙": "46", "僳僳": "20", "乌兹别克": "43", "其他": "97"}
_FOREIGN_BORN = {"外国血统中国籍人士": "98"}


def fold(text: str) -> str:
    """A word as it is compared: NFKC, simplified, no white space, lower case."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return "".join(plain.split()).lower()


def _groups() -> dict[str, str]:
    """Names of ethnic groups, with and without 族, and their numbers."""
    numbers = {name: f"{number:02}" for number, name in enumerate(_GROUPS, start=1)} | _OLD_GROUPS
    with_suffix = {f"{name}族": number for name, number in numbers.items()}
    plain = {f"{number:02}": f"{number:02}" for number in range(1, len(_GROUPS) + 1)}
    return numbers | with_suffix | plain | {"97": "97", "98": "98"} | _FOREIGN_BORN


def _levels() -> dict[str, str]:
    """Leading levels: the long form (县处级正职), the short (正处级, 正处), the local (正县级)."""
    tiers = {
        "national": ("国家级", ("国",)),
        "province": ("省部级", ("省", "部", "省部")),
        "bureau": ("厅局级", ("厅", "局", "司", "地", "地厅", "厅局", "司局", "地局")),
        "division": ("县处级", ("处", "县", "县处", "团")),
        "section": ("乡科级", ("科", "乡", "乡科", "镇")),
    }
    words = {}
    for (tier, (long, shorts)), (place, sign) in product(
        tiers.items(), (("principal", "正"), ("deputy", "副"))
    ):
        code = f"{tier}_{place}"
        words[f"{long}{sign}职"] = code
        for short in shorts:
            words |= {f"{sign}{short}级": code, f"{sign}{short}": code}
    return words | {"科员": "clerk", "科员级": "clerk", "办事员": "office_worker"}


def _ranks() -> dict[str, str]:
    """Ranks of comprehensive administration, 一级巡视员 to 二级科员."""
    steps = {
        "巡视员": ("inspector", 2), "调研员": ("researcher", 4),
        "主任科员": ("chief_clerk", 4), "科员": ("clerk", 2),
    }  # fmt: skip
    numerals = "一二三四"
    words = {}
    for name, (code, count) in steps.items():
        for number in range(count):
            words[f"{numerals[number]}级{name}"] = f"{code}_{number + 1}"
            words[f"{number + 1}级{name}"] = f"{code}_{number + 1}"
    return words


def _education() -> dict[str, str]:
    """Schooling, with the forms of in-service and party-school study."""
    roots = {
        "graduate": (
            "研究生",
            "硕士研究生",
            "博士研究生",
            "硕士",
            "博士",
            "研究生班",
            "研究生学历",
        ),
        "bachelor": ("大学", "本科", "大学本科", "大学学历", "大学普通班", "学士", "双学士"),
        "junior_college": ("大专", "专科", "大学专科", "大专学历"),
        "secondary": ("中专", "高中", "中技", "技校", "职高", "中等专科", "中等职业", "中师"),
        "below": ("初中", "小学", "文盲", "初中以下"),
    }
    prefixes = (
        "", "在职", "全日制", "函授", "自考", "成人", "党校", "中央党校", "省委党校", "区党校",
        "区委党校", "自治区党委党校", "自治区党校", "市委党校",
    )  # fmt: skip
    return {
        f"{prefix}{root}": code
        for code, names in roots.items()
        for root, prefix in product(names, prefixes)
    }


PARTIES = (
    "中共党员", "中共预备党员", "共青团员", "民革", "民盟", "民建", "民进", "农工党", "致公党",
    "九三学社", "台盟", "无党派民主人士", "群众",
)  # fmt: skip
"""Political status in the order of GB/T 4762-1984: 01 to 13."""

_PARTY_VARIANTS = {
    "党员": "01", "中国共产党党员": "01", "中共": "01", "共产党员": "01", "预备党员": "02",
    "团员": "03", "民革会员": "04", "民革党员": "04", "民盟盟员": "05", "民建会员": "06",
    "民进会员": "07", "农工党党员": "08", "农工": "08", "致公": "09", "致公党党员": "09",
    "九三": "10", "九三学社社员": "10", "台盟盟员": "11", "无党派": "12", "无党派人士": "12",
}  # fmt: skip


def _parties() -> dict[str, str]:
    numbers = {name: f"{number:02}" for number, name in enumerate(PARTIES, start=1)}
    codes = {number: number for number in numbers.values()}
    return numbers | codes | {code.lstrip("0"): code for code in codes} | _PARTY_VARIANTS


WORDS: dict[str, dict[str, str]] = {
    "sex": {
        "男": "male", "男性": "male", "1": "male", "m": "male", "male": "male",
        "女": "female", "女性": "female", "2": "female", "f": "female", "female": "female",
    },
    "ethnicity": _groups(),
    "party": _parties(),
    "level": _levels(),
    "rank": _ranks(),
    "education": _education(),
    "min_education": _education(),
    "grade": {
        "优秀": "excellent", "称职": "competent", "合格": "competent", "基本称职": "basic",
        "基本合格": "basic", "不称职": "incompetent", "不合格": "incompetent",
    },
    "status": {
        "在职": "active", "在岗": "active", "试用期": "on_probation", "试用": "on_probation",
        "接受审查": "under_review", "立案审查": "under_review", "休假": "on_leave",
        "离岗": "on_leave", "退休": "retired", "已退休": "retired", "调出": "departed",
        "辞职": "departed", "已调出": "departed", "去世": "departed",
    },
    "affiliation": {"本地": "local", "进藏": "settled", "援藏": "aid"},
}  # fmt: skip
"""By column name: folded word to code. A column that is a code by itself needs no entry."""

FLAGS = {
    "true": True, "是": True, "有": True, "yes": True, "y": True, "1": True, "√": True,
    "false": False, "否": False, "无": False, "no": False, "n": False, "0": False, "×": False,
}  # fmt: skip
"""Yes and no."""


def code_of(column: str, text: str) -> str | None:
    """The code for a word of a column, or None where the word is unknown."""
    return WORDS.get(column, {}).get(fold(text))
