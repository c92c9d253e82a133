"""The tables of a snapshot: their columns, types and codes. The one place a column is declared.

The contract is the page "Tables" of the reference; columns may be added, none renamed.
"""

import dataframely as dy

LEVELS = (
    "national_principal", "national_deputy", "province_principal", "province_deputy",
    "bureau_principal", "bureau_deputy", "division_principal", "division_deputy",
    "section_principal", "section_deputy", "clerk", "office_worker",
)  # fmt: skip
"""Leading levels, high to low (Civil Servants Law 2018, art. 18)."""

RANKS = (
    "inspector_1", "inspector_2",
    "researcher_1", "researcher_2", "researcher_3", "researcher_4",
    "chief_clerk_1", "chief_clerk_2", "chief_clerk_3", "chief_clerk_4",
    "clerk_1", "clerk_2",
)  # fmt: skip
"""Ranks parallel to levels, high to low (Civil Servants Law 2018, art. 19)."""

PLACE_KINDS = ("prefecture", "county", "township", "region", "capital", "elsewhere")
TIERS = ("central", "region", "prefecture", "county", "township")
UNIT_KINDS = (
    "party", "congress", "government", "cppcc", "discipline", "court", "procuratorate",
    "mass", "institution", "enterprise",
)  # fmt: skip
WORK_KINDS = (
    "organisation", "personnel", "discipline", "supervision", "audit", "finance",
    "project_approval", "fund_approval", "procurement", "licensing", "penalty",
)  # fmt: skip
EDUCATION = ("graduate", "bachelor", "junior_college", "secondary", "below")
"""Schooling, high to low."""
HEALTH_LIMITS = ("none", "monitor", "no_higher", "lower_needed")
AFFILIATIONS = ("local", "settled", "aid")
STATUSES = ("active", "on_probation", "under_review", "on_leave", "retired", "departed")
ASSIGNMENT_KINDS = ("post", "secondment", "shadowing", "loan")
MEANS = (
    "appointment", "promotion", "lateral", "transfer", "transfer_in", "secondment", "shadowing",
)  # fmt: skip
EXCHANGES = ("rotation", "fit", "development", "composition", "care")
"""Why a move is made: the five kinds of exchange."""
RELATIONS = ("spouse", "direct_line", "collateral", "affinity")
GRADES = ("excellent", "competent", "basic", "incompetent")
RESERVE_LISTS = ("division", "section")
GROUNDS = ("altitude", "health", "family", "separation", "other")
REQUEST_STATUSES = ("open", "met", "withdrawn", "refused")
VISIT_METHODS = ("survey", "visit", "talk")
VISIT_VERDICTS = ("suited", "watch", "unsuited")
RANK_MEANS = ("promotion", "reset")
PRECISIONS = ("month", "year")
BASE_AGES = (50, 55, 60)


def _key() -> dy.String:
    return dy.String(primary_key=True)


def _needed() -> dy.String:
    return dy.String(nullable=False)


def _text() -> dy.String:
    return dy.String(nullable=True)


def _day(*, nullable: bool = True) -> dy.Date:
    return dy.Date(nullable=nullable)


def _flag() -> dy.Bool:
    return dy.Bool(nullable=True)


def _code(values: tuple[str, ...], *, nullable: bool = True) -> dy.Enum:
    return dy.Enum(values, nullable=nullable)


def _list() -> dy.List:
    return dy.List(dy.String(nullable=False), nullable=True)


class Places(dy.Schema):
    """Where units are, with altitude and road distance."""

    place_id = _key()
    name = _needed()
    kind = _code(PLACE_KINDS, nullable=False)
    parent_id = _text()
    altitude_m = dy.Int32(nullable=True)
    remoteness_km = dy.Int32(nullable=True)


class Units(dy.Schema):
    """Organisations; they nest by `parent_id`."""

    unit_id = _key()
    name = _needed()
    parent_id = _text()
    tier = _code(TIERS, nullable=False)
    kind = _code(UNIT_KINDS, nullable=False)
    system = _text()
    place_id = _needed()
    jurisdiction_id = _text()


class Posts(dy.Schema):
    """Seats of the establishment and what they ask."""

    post_id = _key()
    unit_id = _needed()
    title = _needed()
    level = _code(LEVELS, nullable=False)
    is_principal = _flag()
    is_team_member = _flag()
    is_leadership = _flag()
    work_kinds = _list()
    reports_to = _text()
    seats = dy.Int32(nullable=True)
    must_fill = _flag()
    specialties = _list()
    min_education = _code(EDUCATION)


class People(dy.Schema):
    """Persons of the register."""

    person_id = _key()
    name = _needed()
    sex = _code(("female", "male"))
    birth = _day(nullable=False)
    ethnicity = _text()
    native_place_id = _text()
    birth_place_id = _text()
    growth_place_id = _text()
    party = _text()
    party_since = _day()
    work_since = _day()
    education = _code(EDUCATION)
    degree = _text()
    specialties = _list()
    health_limit = _code(HEALTH_LIMITS)
    level = _code(LEVELS)
    level_since = _day()
    rank = _code(RANKS)
    rank_since = _day()
    affiliation = _code(AFFILIATIONS)
    status = _code(STATUSES)
    retirement_base_age = dy.Int32(nullable=True, is_in=list(BASE_AGES))


class Assignments(dy.Schema):
    """Who was where, from when to when; half-open intervals."""

    assignment_id = _key()
    person_id = _needed()
    post_id = _text()
    unit_id = _needed()
    title = _text()
    level = _code(LEVELS)
    is_leadership = _flag()
    kind = _code(ASSIGNMENT_KINDS, nullable=False)
    start = _day(nullable=False)
    end = _day()
    means = _code(MEANS)
    purpose = _list()
    is_concurrent = _flag()


class Ties(dy.Schema):
    """Statutory kinship and marriage, and nothing else."""

    person_id = _needed()
    other_id = _text()
    relation = _code(RELATIONS, nullable=False)
    other_name = _text()
    other_place_id = _text()
    other_unit_id = _text()


class Appraisals(dy.Schema):
    """One grade a person and year."""

    person_id = _key()
    year = dy.Int32(primary_key=True)
    grade = _code(GRADES, nullable=False)


class Reserve(dy.Schema):
    """Members of the reserve lists, with entry and exit."""

    person_id = _needed()
    list = _code(RESERVE_LISTS, nullable=False)
    entered = _day(nullable=False)
    left = _day()
    reason = _text()


class Requests(dy.Schema):
    """Requests of persons to be moved, and what became of them."""

    request_id = _key()
    person_id = _needed()
    filed = _day(nullable=False)
    ground = _code(GROUNDS, nullable=False)
    wanted_place_ids = _list()
    status = _code(REQUEST_STATUSES, nullable=False)
    decided = _day()


class Visits(dy.Schema):
    """Follow-up visits owed and held after an appointment."""

    visit_id = _key()
    person_id = _needed()
    assignment_id = _needed()
    due = _day(nullable=False)
    held = _day()
    method = _code(VISIT_METHODS)
    verdict = _code(VISIT_VERDICTS)
    reasons = _text()


class RankChanges(dy.Schema):
    """Promotions in rank, and resets."""

    person_id = _needed()
    rank = _code(RANKS, nullable=False)
    since = _day(nullable=False)
    means = _code(RANK_MEANS)


class Wishes(dy.Schema):
    """Where a person wishes to go, in order."""

    person_id = _needed()
    post_id = _text()
    place_id = _text()
    unit_id = _text()
    order = dy.Int32(nullable=False)


class Waivers(dy.Schema):
    """Granted exceptions: who, why, until when."""

    rule = _needed()
    subject_id = _needed()
    granted = _day(nullable=False)
    until = _day()
    by = _needed()
    reason = _needed()
    reference = _text()


class Precisions(dy.Schema):
    """Dates known only to the month or the year; all other dates are known to the day.

    `key` is the row's primary key (its parts joined by ``|``), or its number from 1 where the
    table has none.
    """

    table = _needed()
    key = _needed()
    column = _needed()
    precision = _code(PRECISIONS, nullable=False)


TABLES: dict[str, type[dy.Schema]] = {
    "places": Places,
    "units": Units,
    "posts": Posts,
    "people": People,
    "assignments": Assignments,
    "ties": Ties,
    "appraisals": Appraisals,
    "reserve": Reserve,
    "requests": Requests,
    "visits": Visits,
    "rank_changes": RankChanges,
    "wishes": Wishes,
    "waivers": Waivers,
    "precisions": Precisions,
}
"""Every table of a snapshot by name, in the order in which they are read and written."""
