"""Tamperings: each makes something in a plan false, by the way it is made and not by any check.

Why each is false stands with it. What would leave all claims true is not made: rows of a table in
another order, a price of a row that everybody's one place makes free, a price nobody tells of,
words that say how a plan was made (`versions`), and issues beside those of the doctor.
"""

from tests.checker.tampering import certificates, claims, facts
from tests.checker.tampering.cells import TAMPERINGS

__all__ = ["TAMPERINGS", "certificates", "claims", "facts"]
