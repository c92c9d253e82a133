"""THE LIVE BOARD: a plan in hand, edited a demand at a time, each edit counted, mended and bounded.

All figures are whole numbers. What an edit costs is looked for near by, at the plan's own prices;
that no plan could do better is said by the prices alone.
"""

from diaopei.planning.board.board import Board, BoardError
from diaopei.planning.board.edit import Edit, Outcome
from diaopei.planning.board.worth import RowPrice, row_price

__all__ = ["Board", "BoardError", "Edit", "Outcome", "RowPrice", "row_price"]
