"""HOW WELL A PERSON SUITS: whole-number marks in visible parts, people for posts and back."""

from diaopei.fit.candidates import explained, for_person, for_post, parts_text
from diaopei.fit.ranking import shortlist
from diaopei.fit.scores import Fits, score, score_grid
from diaopei.fit.weights import all_criteria, default_weights

__all__ = [
    "Fits",
    "all_criteria",
    "default_weights",
    "explained",
    "for_person",
    "for_post",
    "parts_text",
    "score",
    "score_grid",
    "shortlist",
]
