"""Why a round cannot be planned: the fewest demands, rules and seats against each other."""

from diaopei.explain.answer import Answer
from diaopei.explain.texts import known_language, text
from diaopei.planning import Draft
from diaopei.planning.conflict import SHOWN, conflict

TITLE = text("Can this round be planned?", "本批次能否形成方案？", "本批次能否形成方案？")
YES = text(
    "Yes: a plan exists that meets every demand and rule.",
    "能：存在满足全部指定与规则的方案。",
    "能：存在滿足全部指定與規則的方案。",
)
NO = text(
    "No. These cannot all be met; without any one of them the others can:",
    "不能。下列各项不能同时满足，去掉任何一项则其余可以满足：",
    "不能。下列各項不能同時滿足，去掉任何一項則其餘可以滿足：",
)
MANY = text(
    "No. These cannot all be met, {count} of them, the first here:",
    "不能。下列各项不能同时满足，共{count}项，先列：",
    "不能。下列各項不能同時滿足，共{count}項，先列：",
)
WAYS = text(
    "Any one of these lets the round be planned, the least change first:",
    "下列任一改变即可形成方案，改动最小者在前：",
    "下列任一改變即可形成方案，改動最小者在前：",
)
NO_WAY = text(
    "Nothing that a round can change is enough; the facts would have to be others.",
    "批次可改变的内容均不足够，须改变事实。",
    "批次可改變的內容均不足夠，須改變事實。",
)


def conflicts(draft: Draft, lang: str = "en") -> Answer:
    """Whether a round can be planned at all, and if not, why and what would mend it.

    Args:
        draft: the round made ready to solve.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        An answer; where there is a conflict with the tables `rows`, `ways` and, where moves were
        counted, `proof`: see `Conflict`.

    Raises:
        UnknownNameError: there is no such language.
        SolverError: a claim did not hold when it was checked again.
    """
    known_language(lang)
    found = conflict(draft.problem, draft.model)
    if found is None:
        return Answer(TITLE[lang], (YES[lang],))
    members = [f"  ({n}) {said}" for n, said in enumerate(found.members(lang), 1)]
    head = NO[lang] if found.core.minimal else MANY[lang].format(count=len(members))
    lines = [head, *(members if found.core.minimal else members[:SHOWN])]
    lines += [found.counted(lang).strip()] if found.counted(lang) else []
    ways = [f"  {way}" for way in found.ways_told(lang)]
    lines += [WAYS[lang], *ways] if ways else [NO_WAY[lang]]
    tables = {"rows": found.rows, "ways": found.ways}
    if found.proof.height:
        tables["proof"] = found.proof
    return Answer(TITLE[lang], tuple(lines), tables)
