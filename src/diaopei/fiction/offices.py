"""The offices a fictitious prefecture and its counties have, and the work each does."""

from typing import NamedTuple


class Office(NamedTuple):
    """A department: its name, the kind of organ, and its line of work."""

    name: str
    kind: str
    system: str


COUNTY_OFFICES = (
    Office("组织部", "party", "organisation"),
    Office("财政局", "government", "finance"),
    Office("纪委监委", "discipline", "discipline"),
    Office("教育局", "government", "education"),
    Office("卫生健康委", "government", "health"),
    Office("农业农村局", "government", "agriculture"),
    Office("住房和城乡建设局", "government", "housing"),
    Office("水利局", "government", "water"),
    Office("自然资源局", "government", "land"),
    Office("发展改革委", "government", "economy"),
    Office("人力资源社会保障局", "government", "personnel"),
    Office("宣传部", "party", "publicity"),
    Office("政法委", "party", "politics-law"),
    Office("审计局", "government", "audit"),
    Office("法院", "court", "justice"),
    Office("检察院", "procuratorate", "justice"),
    Office("应急管理局", "government", "emergency"),
    Office("文化局", "government", "culture"),
    Office("民政局", "government", "civil"),
    Office("团委", "mass", "youth"),
    Office("妇联", "mass", "women"),
)
"""Offices of a county, the indispensable first."""

PREFECTURE_OFFICES = (
    *COUNTY_OFFICES,
    Office("统战部", "party", "united-front"),
    Office("交通运输局", "government", "transport"),
    Office("生态环境局", "government", "environment"),
    Office("市场监管局", "government", "market"),
    Office("商务局", "government", "commerce"),
    Office("统计局", "government", "statistics"),
    Office("信访局", "government", "petition"),
    Office("退役军人事务局", "government", "veterans"),
    Office("工会", "mass", "union"),
    Office("人民医院", "institution", "health"),
)
"""Offices of a prefecture: those of a county, and more."""

WORK = {
    "organisation": ["organisation"],
    "personnel": ["personnel"],
    "discipline": ["discipline", "supervision"],
    "audit": ["audit"],
    "finance": ["finance", "fund_approval"],
    "economy": ["project_approval"],
    "housing": ["procurement", "licensing"],
    "land": ["licensing", "penalty"],
    "market": ["licensing", "penalty"],
}
"""Sensitive kinds of work by system, in the codes of the table of posts."""

SPECIALIST = (
    "finance",
    "education",
    "health",
    "agriculture",
    "housing",
    "water",
    "land",
    "economy",
)
"""Systems whose heads are asked for a specialty, which bears the system's name."""
