"""WHO IS DUE, BY WHICH RULE: rulebooks, their kinds of rules, and the findings they make."""

from diaopei.screening.finding import Findings
from diaopei.screening.kind import Kind
from diaopei.screening.rule import Rule
from diaopei.screening.rulebook import Rulebook, load_rulebook, shipped
from diaopei.screening.screen import refused, resolvable, resolved, screen, touched

__all__ = [
    "Findings",
    "Kind",
    "Rule",
    "Rulebook",
    "load_rulebook",
    "refused",
    "resolvable",
    "resolved",
    "screen",
    "shipped",
    "touched",
]
