"""What one fictitious prefecture is made of: its units and posts, before anybody is named.

All prefectures of a snapshot share one layout, so it is written out once and multiplied.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import polars as pl

from diaopei.fiction.offices import COUNTY_OFFICES, PREFECTURE_OFFICES, WORK, Office

LEADERS_AT_MOST = 0.75
"""Share of the seats that may be leading posts; where it is passed, offices are left out."""


@dataclass(frozen=True)
class Size:
    """How many of everything a prefecture has."""

    counties: int
    townships: int
    prefecture_offices: int
    county_offices: int
    deputies: int

    @classmethod
    def for_seats(cls, seats: int) -> "Size":
        """The largest size whose leading posts are at most three quarters of the seats."""
        wanted = cls(
            counties=max(1, min(8, round(seats / 190))),
            townships=5,
            prefecture_offices=len(PREFECTURE_OFFICES),
            county_offices=len(COUNTY_OFFICES),
            deputies=4,
        )
        share = 1.0
        while wanted.scaled(share).leaders() > LEADERS_AT_MOST * seats and share > 0:
            share -= 0.02
        return wanted.scaled(share)

    def scaled(self, share: float) -> "Size":
        """A smaller prefecture of the same counties; something of each kind always remains."""
        return Size(
            self.counties,
            max(1, round(self.townships * share)),
            max(2, round(self.prefecture_offices * share)),
            max(2, round(self.county_offices * share)),
            max(1, round(self.deputies * share)),
        )

    def leaders(self) -> int:
        """Number of leading posts."""
        return sum(1 for post in _leading_posts(self) if post.level != "clerk")


@dataclass(frozen=True)
class Unit:
    """A unit of the layout; ids are endings put after the prefecture's number."""

    ending: str
    parent: str | None
    place: str
    tier: str
    kind: str
    system: str
    name: str


@dataclass(frozen=True)
class Post:
    """A post of the layout; `above` is the ending of the post it reports to."""

    ending: str
    unit: str
    title: str
    level: str
    above: str | None
    is_principal: bool = False
    is_team_member: bool = True
    seats: int = 1


def units(size: Size) -> Iterator[Unit]:
    """The units, each after its parent."""
    yield Unit("", None, "", "prefecture", "party", "leadership", "地委")
    yield Unit("-G", "", "", "prefecture", "government", "leadership", "行署")
    for number, office in enumerate(PREFECTURE_OFFICES[: size.prefecture_offices]):
        yield _office(office, f"-D{number:02d}", "", "prefecture")
    for county in range(1, size.counties + 1):
        yield from _county(size, f"-{county}")


def _county(size: Size, county: str) -> Iterator[Unit]:
    yield Unit(county, "", county, "county", "party", "leadership", "县委")
    for mark, kind, name in (
        ("G", "government", "县政府"),
        ("R", "congress", "县人大"),
        ("Z", "cppcc", "县政协"),
    ):
        yield Unit(f"{county}{mark}", county, county, "county", kind, "leadership", name)
    for number, office in enumerate(COUNTY_OFFICES[: size.county_offices]):
        yield _office(office, f"{county}D{number:02d}", county, "county")
    for township in range(1, size.townships + 1):
        ending = f"{county}-{township}"
        yield Unit(ending, county, ending, "township", "party", "leadership", "")


def _office(office: Office, ending: str, above: str, tier: str) -> Unit:
    name = office.name if tier == "prefecture" else f"县{office.name}"
    return Unit(ending, above, above, tier, office.kind, office.system, name)


def posts(size: Size, seats: int) -> Iterator[Post]:
    """The posts: the leading ones, and clerks' posts that bring the seats to the number asked."""
    leading = list(_leading_posts(size))
    yield from leading
    every = [unit for unit in units(size) if unit.system != "leadership" or unit.tier == "township"]
    clerks = seats - sum(post.seats for post in leading)
    each, more = divmod(clerks, len(every))
    for number, unit in enumerate(every):
        count = each + (number < more)
        if count:
            yield Post(f"{unit.ending}.9", unit.ending, "科员", "clerk", f"{unit.ending}.0",
                       is_team_member=False, seats=count)  # fmt: skip


def _leading_posts(size: Size) -> Iterator[Post]:
    for unit in units(size):
        if unit.tier == "township":
            yield from _township_team(unit)
        elif unit.system == "leadership":
            yield from _team(unit, size.deputies)
        else:
            yield from _office_heads(unit)


def _team(unit: Unit, deputies: int) -> Iterator[Post]:
    """A committee, government, congress or conference: its principal and the deputies."""
    grade = "bureau" if unit.tier == "prefecture" else "division"
    first = {"": None, "-G": ".0"}.get(unit.ending, ".0")
    if unit.tier == "county" and unit.kind != "party":
        first = f"{unit.parent}.0"
    large = unit.kind in ("party", "government")
    titles = {"party": "书记", "government": "县长", "congress": "主任", "cppcc": "主席"}
    title = "专员" if unit.ending == "-G" else titles[unit.kind]
    principal = f"{unit.ending}.0"
    yield Post(principal, unit.ending, title, f"{grade}_principal", first, is_principal=True)
    for number in range(1, (deputies if large else ceil(deputies / 2)) + 1):
        yield Post(
            f"{unit.ending}.{number}", unit.ending, f"副{title}", f"{grade}_deputy", principal
        )


def _township_team(unit: Unit) -> Iterator[Post]:
    """Secretary and head, and their deputies."""
    secretary, head = f"{unit.ending}.0", f"{unit.ending}.1"
    yield Post(
        secretary, unit.ending, "书记", "section_principal", f"{unit.parent}.0", is_principal=True
    )
    yield Post(head, unit.ending, "乡镇长", "section_principal", secretary, is_principal=True)
    yield Post(f"{unit.ending}.2", unit.ending, "副书记", "section_deputy", secretary)
    yield Post(f"{unit.ending}.3", unit.ending, "副乡镇长", "section_deputy", head)


def _office_heads(unit: Unit) -> Iterator[Post]:
    """An office: its head and a deputy; in the prefecture two deputies and two inner sections."""
    grade = "division" if unit.tier == "prefecture" else "section"
    government = unit.kind in ("government", "institution")
    above = f"{unit.parent}{_government(unit)}.0" if government else f"{unit.parent}.0"
    head = f"{unit.ending}.0"
    yield Post(head, unit.ending, "局长", f"{grade}_principal", above, is_principal=True)
    yield Post(f"{unit.ending}.1", unit.ending, "副局长", f"{grade}_deputy", head)
    if unit.tier == "prefecture":
        yield Post(f"{unit.ending}.2", unit.ending, "副局长", f"{grade}_deputy", head)
        for number in (3, 4):
            yield Post(f"{unit.ending}.{number}", unit.ending, "科长", "section_principal", head,
                       is_team_member=False)  # fmt: skip


def _government(unit: Unit) -> str:
    """Ending of the government beside the committee an office hangs under."""
    return "-G" if unit.tier == "prefecture" else "G"


def units_frame(size: Size) -> pl.DataFrame:
    """The units as rows, numbered by `unit`."""
    return pl.DataFrame(list(units(size)), orient="row").with_row_index("unit_number")


def posts_frame(size: Size, seats: int) -> pl.DataFrame:
    """The posts as rows, with the work their unit does."""
    work = pl.DataFrame(
        {"system": list(WORK), "work_kinds": list(WORK.values())},
        schema={"system": pl.String, "work_kinds": pl.List(pl.String)},
    )
    above = units_frame(size).select("unit_number", "system", "tier", unit="ending")
    rows = pl.DataFrame(list(posts(size, seats)), infer_schema_length=None)
    return rows.join(above, on="unit", how="left", validate="m:1", maintain_order="left").join(
        work, on="system", how="left", validate="m:1", maintain_order="left"
    )
