import pytest

from diaopei.fiction import prefecture
from diaopei.planning import Draft, Plan, Round


@pytest.fixture(scope="session")
def draft() -> Draft:
    return Draft.of(prefecture(50), "ngari", Round(batch="20%"))


@pytest.fixture(scope="session")
def plan(draft: Draft) -> Plan:
    return draft.plan(draft.solve())
