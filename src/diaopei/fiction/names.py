"""Invented names: of people in two traditions, and of places that are on no map."""

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]

SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
)
GIVEN_MALE = tuple(
    "伟强军勇涛明超辉刚平波斌鹏飞建国志文海东峰林宏宇浩洋亮凯健龙旭昌德永庆振光安民远松"
)
GIVEN_FEMALE = tuple(
    "芳娜敏静丽艳娟霞秀玲桂英华慧巧美红梅莉燕洁琳雪兰倩婷玉春菊凤佳欣怡宁岚晓云萍颖蓉"
)
FIRST_PARTS = (
    "扎西", "次仁", "旦增", "洛桑", "格桑", "边巴", "尼玛", "达瓦", "米玛", "拉巴", "普布", "巴桑",
    "平措", "多吉", "罗布", "仁增", "强巴", "索朗", "贡觉", "益西", "白玛", "阿旺", "土登", "嘎玛",
)  # fmt: skip
LAST_MALE = (
    "旺堆", "旺久", "顿珠", "晋美", "群培", "江村", "欧珠", "朗杰", "加央", "赤列", "桑布", "平措",
    "多吉", "罗布", "次旺", "旺扎", "曲培", "坚参",
)  # fmt: skip
LAST_FEMALE = (
    "卓玛", "央金", "德吉", "曲珍", "措姆", "拉姆", "旺姆", "玉珍", "卓嘎", "央宗", "白珍", "曲宗",
    "仓决", "德珍", "吉宗", "措珍", "央吉", "拉珍",
)  # fmt: skip
PLACE_FIRST = tuple("朗玉措嘎云塔青纳白康桑霞曲洛雪普江宗")
PLACE_LAST = tuple("措嘎玛林木朗多布隆仁卡达当桑雅龙")


def people_names(
    tibetan: npt.NDArray[np.bool_], female: npt.NDArray[np.bool_], rng: np.random.Generator
) -> pl.Series:
    """A name for everybody: two parts in the Tibetan manner, or surname and one or two characters.

    Args:
        tibetan: who is named in the Tibetan manner.
        female: who gets a woman's name.
        rng: the seeded source of chance.
    """
    count = len(tibetan)
    pick = {part: rng.integers(0, 2**31, count) for part in ("first", "middle", "last")}
    short = rng.random(count) < 0.2
    frame = pl.DataFrame(
        {
            "surname": _drawn(SURNAMES, pick["first"]),
            "middle": _by_sex(GIVEN_MALE, GIVEN_FEMALE, female, pick["middle"]),
            "given": _by_sex(GIVEN_MALE, GIVEN_FEMALE, female, pick["last"]),
            "first_part": _drawn(FIRST_PARTS, pick["first"]),
            "last_part": _by_sex(LAST_MALE, LAST_FEMALE, female, pick["last"]),
            "tibetan": tibetan,
            "short": short,
        }
    )
    return frame.select(
        pl.when("tibetan").then(pl.concat_str("first_part", "last_part"))
        .when("short").then(pl.concat_str("surname", "given"))
        .otherwise(pl.concat_str("surname", "middle", "given"))
        .alias("name")
    ).to_series()  # fmt: skip


def place_names(count: int, rng: np.random.Generator) -> list[str]:
    """Names of places, in an order of their own; they repeat only when all have been used."""
    every = [first + last for first in PLACE_FIRST for last in PLACE_LAST if first != last]
    order = rng.permutation(len(every))
    return [every[order[index % len(every)]] for index in range(count)]


def _drawn(words: tuple[str, ...], numbers: Ints) -> pl.Series:
    return pl.Series(words).gather(numbers % len(words))


def _by_sex(
    male: tuple[str, ...], female: tuple[str, ...], is_female: npt.NDArray[np.bool_], numbers: Ints
) -> pl.Series:
    """Words of the list that the sex asks for; both lists stand in one, the women's second."""
    index = np.where(is_female, len(male) + numbers % len(female), numbers % len(male))
    return pl.Series(male + female).gather(index)
