"""Chains and rings: who takes whose post, from the vacancy on."""

from dataclasses import dataclass
from typing import Any

from diaopei.reporting.codes import EXCHANGE
from diaopei.reporting.drawing import DRAWN
from diaopei.reporting.svg import FILL, INK, LINE, MUTED, clipped, hint, picture, tag, words
from diaopei.reporting.table import Table
from diaopei.reporting.texts import COMMA, Text, text
from diaopei.reporting.words import UNITS

BOX = 150.0
TALL = 62.0
ARROW = 40.0
LINE_GAP = 28.0
PER_LINE = 5


@dataclass(frozen=True)
class Chains:
    """Rows of `table`, in order within each `chain`: who leaves which post for which.

    Columns: `chain`, `name`, `from_unit`, `from_post`, `to_unit`, `to_post`, `purposes`, `score`.
    Only chains of two moves and more are drawn.
    """

    name: str
    title: Text
    table: Table

    def pictures(self, lang: str) -> list[str]:
        """One picture a chain: the vacancy first, then each person who moves up to it."""
        chains = self.table.rows.partition_by("chain", maintain_order=True)
        linked = [chain for chain in chains if chain.height > 1]
        return [_Chain(chain.to_dicts(), lang).drawn() for chain in linked[:DRAWN]]


@dataclass(frozen=True)
class _Chain:
    moves: list[dict[str, Any]]
    lang: str

    @property
    def is_ring(self) -> bool:
        first, last = self.moves[0], self.moves[-1]
        return (first["to_unit"], first["to_post_id"]) == (last["from_unit"], last["from_post_id"])

    def drawn(self) -> str:
        boxes = [*([] if self.is_ring else [self._vacancy()]), *map(self._person, self.moves)]
        inner = [piece for at, box in enumerate(boxes) for piece in self._placed(at, box)]
        lines = (len(boxes) - 1) // PER_LINE + 1
        height = lines * (TALL + LINE_GAP) + (22 if self.is_ring else 0)
        head = words(0, 13, self._heading(), font_size=12, fill=MUTED)
        title = self._heading()
        said = DESCRIPTION[self.lang]
        width = min(len(boxes), PER_LINE) * (BOX + ARROW) - ARROW + 2
        return picture((width, height), title, said, [head, *inner])

    def _heading(self) -> str:
        kind = (RING if self.is_ring else CHAIN)[self.lang]
        return f"{kind} {self.moves[0]['chain']} · {len(self.moves)} {UNITS['person'][self.lang]}"

    def _vacancy(self) -> list[str]:
        first = self.moves[0]
        return [first["to_unit"] or "", first["to_post"] or "", VACANT[self.lang], "vacancy", ""]

    def _person(self, move: dict[str, Any]) -> list[str]:
        kinds = COMMA[self.lang].join(
            EXCHANGE[kind][self.lang] if kind in EXCHANGE else kind
            for kind in move["purposes"] or []
        )
        origin = " ".join(filter(None, [move["from_unit"], move["from_post"]]))
        score = "" if move["score"] is None else str(move["score"])
        target = f"{move['to_unit']} {move['to_post']}" if self.is_ring else ""
        return [origin or POOL[self.lang], move["name"], kinds or target, "person", score]

    def _placed(self, at: int, box: list[str]) -> list[str]:
        above, name, below, kind, score = box
        (x, y), room = _corner(at), BOX - 16
        dashed = {"stroke_dasharray": "4 3"} if kind == "vacancy" else {}
        frame = tag(
            "rect", hint(f"{above} · {name} · {below}"), x=x + 0.5, y=y + 0.5, width=BOX,
            height=TALL, rx=4, fill="#fff" if kind == "person" else "#f6f8fa",
            stroke=LINE, **dashed,
        )  # fmt: skip
        return [
            frame,
            words(x + 8, y + 17, clipped(above, room, 11), font_size=11, fill=MUTED),
            words(x + 8, y + 35, clipped(name, room, 14), font_size=14, font_weight=600, fill=INK),
            words(x + 8, y + 53, clipped(below, room, 11), font_size=11, fill=FILL),
            *self._arrow(at, score),
        ]

    def _arrow(self, at: int, score: str) -> list[str]:
        """From a box to the one before it; in a ring also from the first to the last."""
        if at == 0:
            return self._return() if self.is_ring and len(self.moves) <= PER_LINE else []
        x, y = _corner(at)
        if at % PER_LINE:
            return [
                _line(f"M{x - 4:.1f} {y + 31:.1f}H{x - ARROW + 5:.1f}m5 -4l-5 4l5 4"),
                words(x - ARROW / 2, y + 25, score, text_anchor="middle", font_size=10, fill=MUTED),
            ]
        end = _corner(at - 1)[0] + BOX / 2
        bend = f"M{x + BOX / 2:.1f} {y:.1f}v-9H{end:.1f}v-8m-4 5l4 -5l4 5"
        return [_line(bend), words(x + BOX / 2 + 6, y - 12, score, font_size=10, fill=MUTED)]

    def _return(self) -> list[str]:
        first, last = _corner(0), _corner(len(self.moves) - 1)
        score = self.moves[0]["score"]
        below = first[1] + TALL
        bend = f"M{first[0] + BOX / 2:.1f} {below:.1f}v10H{last[0] + BOX / 2:.1f}v-8m-4 5l4 -5l4 5"
        said = "" if score is None else str(score)
        return [_line(bend), words(BOX / 2 + 6, below + 22, said, font_size=10, fill=MUTED)]


def _corner(at: int) -> tuple[float, float]:
    """Top left of the box at a place in the chain."""
    return (at % PER_LINE) * (BOX + ARROW), 22 + (at // PER_LINE) * (TALL + LINE_GAP)


def _line(path: str) -> str:
    return tag("path", d=path, fill="none", stroke=MUTED)


CHAIN = text("Chain", "链", "鏈")
RING = text("Ring", "环", "環")
VACANT = text("vacant", "空缺", "空缺")
POOL = text("from outside", "外部进入", "外部進入")
DESCRIPTION: Text = text(
    "each person takes the post to the left; the number is the fit",
    "每人接左边的岗位；数字为适配分",
    "每人接左邊的崗位；數字為適配分",
)
