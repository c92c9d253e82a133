import pytest

from diaopei.io.words import code_of, fold
from diaopei.snapshot.tables import LEVELS, RANKS

GROUPS = {
    "汉": "01", "漢族": "01", "藏": "04", "藏族": "04", " 藏 族 ": "04", "维吾尔族": "05",
    "維吾爾": "05", "壮族": "08", "壯": "08", "朝鲜": "10", "朝鮮族": "10", "满族": "11",
    "滿": "11", "土家族": "15", "哈薩克族": "17", "傈僳族": "20", "僳僳族": "20", "东乡": "26",
    "東鄉族": "26", "納西": "27", "景頗族": "28", "柯爾克孜": "29", "達斡爾族": "31",
    "毛难族": "36", "毛南": "36", "錫伯": "38", "烏孜別克": "43", "乌兹别克族": "43",
    "俄羅斯族": "44", "崩龙族": "46", "德昂": "46", "獨龍": "51", "鄂倫春": "52", "门巴族": "54",
    "門巴": "54", "珞巴": "55", "基諾族": "56", "04": "04",
}  # fmt: skip
SCHOOLING = {
    "大学": "bachelor", "本科": "bachelor", "大学本科": "bachelor", "大學學歷": "bachelor",
    "在职大学": "bachelor", "省委党校大学": "bachelor", "省委黨校大學": "bachelor",
    "大专": "junior_college", "專科": "junior_college", "在职大专": "junior_college",
    "研究生": "graduate", "硕士研究生": "graduate", "碩士": "graduate", "博士": "graduate",
    "中央党校研究生": "graduate", "在职研究生": "graduate", "中专": "secondary",
    "高中": "secondary", "技校": "secondary", "初中": "below", "小学": "below",
    "函授本科": "bachelor",
}  # fmt: skip
LEVEL_WORDS = {
    "县处级正职": "division_principal", "縣處級副職": "division_deputy",
    "正处级": "division_principal", "副处": "division_deputy", "正县级": "division_principal",
    "副縣": "division_deputy", "正科级": "section_principal", "副科": "section_deputy",
    "乡科级正职": "section_principal", "正厅级": "bureau_principal", "副廳級": "bureau_deputy",
    "副地": "bureau_deputy", "厅局级正职": "bureau_principal", "省部级副职": "province_deputy",
    "科员": "clerk", "科員": "clerk", "办事员": "office_worker",
}  # fmt: skip


@pytest.mark.parametrize(("word", "code"), GROUPS.items())
def test_an_ethnic_group_is_known_with_and_without_its_suffix_in_both_scripts(
    word: str, code: str
) -> None:
    assert code_of("ethnicity", word) == code


@pytest.mark.parametrize(("word", "code"), SCHOOLING.items())
def test_schooling_is_known_in_its_many_forms(word: str, code: str) -> None:
    assert code_of("education", word) == code


@pytest.mark.parametrize(("word", "code"), LEVEL_WORDS.items())
def test_levels_are_known_long_and_short(word: str, code: str) -> None:
    assert code_of("level", word) == code
    assert code in LEVELS


@pytest.mark.parametrize(
    ("word", "code"),
    {"一级巡视员": "inspector_1", "四级调研员": "researcher_4", "一級主任科員": "chief_clerk_1",
     "二级科员": "clerk_2", "3级调研员": "researcher_3"}.items(),
)  # fmt: skip
def test_ranks_are_known(word: str, code: str) -> None:
    assert code_of("rank", word) == code
    assert code in RANKS


@pytest.mark.parametrize(
    ("word", "code"),
    {"男": "male", "女": "female", "男性": "male", " 女 ": "female", "1": "male", "２": "female",
     "M": "male", "Female": "female"}.items(),
)  # fmt: skip
def test_sex_is_known_in_words_letters_and_figures(word: str, code: str) -> None:
    assert code_of("sex", word) == code


@pytest.mark.parametrize(
    ("word", "code"),
    {"中共党员": "01", "党员": "01", "預備黨員": "02", "民盟": "05", "九三学社": "10", "群众": "13",
     "羣众": "13", "民主派": None, "無黨派人士": "12", "1": "01", "13": "13"}.items(),
)  # fmt: skip
def test_parties_are_known_and_miswritten_ones_are_not_guessed(word: str, code: str | None) -> None:
    assert code_of("party", word) == code


@pytest.mark.parametrize(
    ("column", "word"), [("sex", "未知"), ("level", "局级"), ("nothing", "男")]
)
def test_a_word_that_is_not_known_has_no_code(column: str, word: str) -> None:
    assert code_of(column, word) is None


def test_folding_is_idempotent() -> None:
    assert (
        fold(fold("參加 工作\n時間（ＡＢ）"))
        == fold("參加 工作\n時間（ＡＢ）")
        == "参加工作时间(ab)"
    )
