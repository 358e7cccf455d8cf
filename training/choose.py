"""Choose the thresholds of the judge on documents that the models have not seen."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import tags
from annotated import Origin
from coopgraph import graph, resolve
from coopgraph.evaluation import found, scoring
from coopgraph.evaluation.counts import Counts, Measure
from coopgraph.evaluation.summary import Evaluation, summarise
from coopgraph.extract import reading, rules
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.relations import Judge, Key, Seen, best_pairs
from coopgraph.model import Relation
from teach import FOLDS, Read, Teacher, fit_pairs, folds, weigh

NEVER = 0.999
"""As a threshold for adding: nothing is added."""
USUAL = 0.6
"""The level that reads unless another is asked for: on other texts than `train` it comes to a little less."""
OWN_WEIGHT = 0.6
"""How much a document of ours counts beside a real one where thresholds are chosen."""
ASKED = 4
"""Of so many documents of ours one is asked then."""
ADDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.65, NEVER)
DROPS = (0.0, 0.03, 0.07, 0.15, 0.25)
"""Probabilities tried as thresholds of the judge."""
NOT_DROPPED = frozenset({Relation.PART_OF})
"""What our annotators often leave unsaid, so that a judge taught by them cannot refuse it."""
LEVELS = (0.6, 0.65, 0.7, 0.75, 0.8)
"""Precision on real documents that the thresholds must reach together, for each level that can be asked for."""
MOST_PENALTY = 12.0
ROUNDS = 20
Thresholds = Mapping[Relation, float]
"""Probabilities by relation."""
Tally = tuple[float, float, float]
"""How much is right, extra and missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Thresholds that reach a precision on documents which the models have not seen."""

    precision: float
    adds: Thresholds
    drops: Thresholds


def judge(teacher: Teacher, model: Linear, adds: Thresholds, drops: Thresholds) -> Judge:
    """Return the judge with these probabilities as thresholds; nothing is dropped where one is 0."""
    return Judge(
        linear=model,
        classes=teacher.names.classes,
        adds={relation: model.score(p) for relation, p in adds.items()},
        drops={relation: model.score(p) for relation, p in drops.items() if p},
    )


def measure(teacher: Teacher, judged: Sequence[tuple[Read, Judge, Mapping[Key, Seen]]]) -> Evaluation:
    """Return how well documents are read when each is judged by the judge beside it, from its best pairs."""
    scores = []
    for one, by, best in judged:
        mentions = {t.index: list(t.mentions) for t in one.draft.cast.things}
        named = {t.index: dict(t.names) for t in one.draft.cast.things}
        told = reading.judged(one.draft, by, teacher.finders, teacher.grammars, best)
        understood = reading.finish(one.draft, told, rules.measured())
        for thing in one.draft.cast.things:  # what judging and finishing add goes again, for the next judge
            thing.mentions[:] = mentions.get(thing.index, [])
            thing.names = named.get(thing.index, {})
        knowledge = resolve.resolve([understood.reading], teacher.registry)
        what = found.read(graph.to_quads(knowledge), [d.text for d in knowledge.documents])
        scores.append(scoring.score(teacher.golds[one.annotated.name], what))
    return summarise(scores, [], None)


def apart(read: Sequence[Read]) -> list[Linear]:
    """Return for each document a model of pairs that has not seen it."""
    models: dict[int, Linear] = {}
    for fold in folds(len(read), FOLDS):
        unseen = set(fold)
        model = fit_pairs(*weigh([one for i, one in enumerate(read) if i not in unseen]))
        models |= dict.fromkeys(fold, model)
    return [models[i] for i in range(len(read))]


def choose(teacher: Teacher, read: Sequence[Read]) -> tuple[list[Level], str]:
    """Return for each of ``LEVELS`` the thresholds that are best on documents which the models have not seen.

    With them goes the card of the models. Best is the F1 of all relations together, among thresholds that reach the
    precision on the real ones, of the evaluation set and given. A document of ours counts less here: it states more in
    as many words than one that was not written for the purpose.
    """
    models = apart(read)
    asked = [i for i, one in enumerate(read) if not one.annotated.own or i % ASKED == 0]
    nothing = dict.fromkeys(Relation, 0.5), dict.fromkeys(Relation, 0.0)
    best = {
        i: best_pairs(
            judge(teacher, models[i], *nothing), read[i].draft.marked, read[i].draft.stated, read[i].draft.cast
        )
        for i in asked
    }
    trial = _Trial(teacher=teacher, asked=[(read[i], models[i], best[i]) for i in asked])
    tried = [*((adds, 0.0) for adds in ADDS), *((NEVER, drops) for drops in DROPS if drops)]
    _held[:] = [trial]
    with multiprocessing.get_context("fork").Pool(tags.AT_ONCE) as pool:
        tallied = dict(zip(tried, pool.starmap(_tallied, tried, chunksize=1), strict=True))
    levels = chosen(tallied)
    usual = levels[LEVELS.index(USUAL)]
    table = card(teacher, [(read[i], judge(teacher, models[i], usual.adds, usual.drops), best[i]) for i in asked])
    print(table, flush=True)
    return levels, table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """What thresholds are tried on: documents, the judges that have not seen them, and their best pairs."""

    teacher: Teacher
    asked: Sequence[tuple[Read, Linear, Mapping[Key, Seen]]]


_held: list[_Trial] = []
"""Kept where the processes that try thresholds find it, since it is too much to be sent to them."""


Tallies = tuple[Mapping[Relation, Tally], Mapping[Relation, Tally]]
"""How much is right, extra and missed of each relation: in the real documents, and in ours."""


def _tallied(adds: float, drops: float) -> Tallies:
    """Return what these thresholds find."""
    (trial,) = _held
    same = (dict.fromkeys(Relation, adds), dict.fromkeys(Relation, drops))
    judged = [(one, judge(trial.teacher, model, *same), best) for one, model, best in trial.asked]
    own, real = (
        measure(trial.teacher, [each for each in judged if each[0].annotated.own == ours]) for ours in (True, False)
    )
    for name, measured in (("own", own), ("real", real)):
        print(adds, drops, name, _figures(measured), flush=True)
    return _tallies(real), _tallies(own)


def _tallies(measured: Evaluation) -> Mapping[Relation, Tally]:
    return {r: _tally(measured.by_relation.get(r.value, Counts())) for r in Relation}


Pair = tuple[float, float]
"""Thresholds for adding and for dropping."""
Tried = Mapping[Pair, Mapping[Relation, Tally]]
"""How much is right, extra and missed with each pair of thresholds."""


def chosen(tallied: Mapping[Pair, Tallies]) -> list[Level]:
    """Return the thresholds for each of ``LEVELS`` by what each threshold finds when the other does nothing.

    What goes is judged by ours alone: the rules were written on the real ones, where they are right more often than
    elsewhere.
    """
    real, ours = _crossed({a: tallied[a, 0.0] for a in ADDS}, {d: tallied[NEVER, d] for d in DROPS if d})
    counted = {pair: {r: _weighed(ours[pair][r], real[pair[0], 0.0][r]) for r in Relation} for pair in real}
    picked = _lowest(counted, real, min(LEVELS))
    return [_level(picked, real, precision) for precision in LEVELS]


def _crossed(adding: Mapping[float, Tallies], dropping: Mapping[float, Tallies]) -> tuple[Tried, Tried]:
    """Return the tallies of all pairs of thresholds: what is added and what goes do not depend on each other."""
    plain = adding[NEVER]
    out: tuple[dict[Pair, Mapping[Relation, Tally]], dict[Pair, Mapping[Relation, Tally]]] = ({}, {})
    for adds, added in adding.items():
        for drops, dropped in {0.0: plain, **dropping}.items():
            for which, tried in enumerate(out):
                each = {r: (added[which][r], dropped[which][r], plain[which][r]) for r in Relation}
                tried[adds, drops] = {r: _less(_plus(x, y), z) for r, (x, y, z) in each.items()}
    return out


def _plus(one: Tally, other: Tally) -> Tally:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _less(one: Tally, other: Tally) -> Tally:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _weighed(ours: Tally, real: Tally) -> Tally:
    """Return how much is right, extra and missed in both sets."""
    right, wrong, missed = (OWN_WEIGHT * x + y for x, y in zip(ours, real, strict=True))
    return right, wrong, missed


def _lowest(counted: Tried, real: Tried, precision: float) -> dict[Relation, Pair]:
    """Return the best thresholds that reach ``precision`` on real documents, or as much of it as can be reached."""
    penalty = 0.0
    while True:
        picked = _pick(counted, penalty)
        if _precision(real, picked) >= precision or penalty > MOST_PENALTY:
            return picked
        penalty += 0.1


def _level(lowest: Mapping[Relation, Pair], real: Tried, precision: float) -> Level:
    """Return ``lowest`` raised, all relations alike, until ``precision`` is reached or nothing would be added any more.

    Raised alike and not picked anew, since what a single relation gains by that is mostly chance.
    """
    steps = 0
    picked = dict(lowest)
    while _precision(real, picked) < precision:
        higher = {r: _raised(pair, steps + 1, r) for r, pair in lowest.items()}
        if all(adds == NEVER for adds, _ in higher.values()):
            break
        picked, steps = higher, steps + 1
    print(f"level {precision}: precision on real documents {_precision(real, picked):.3f}, {steps} steps", flush=True)
    print({r.value: pair for r, pair in picked.items()}, flush=True)
    return Level(
        precision=precision, adds={r: pair[0] for r, pair in picked.items()}, drops={r: p[1] for r, p in picked.items()}
    )


def _raised(pair: Pair, steps: int, relation: Relation) -> Pair:
    """Return thresholds some steps higher: one for adding each, one for dropping every second."""
    adds = ADDS[min(ADDS.index(pair[0]) + steps, len(ADDS) - 1)]
    drops = DROPS[min(DROPS.index(pair[1]) + steps // 2, len(DROPS) - 1)]
    return adds, 0.0 if relation in NOT_DROPPED else drops


def _precision(tried: Tried, picked: Mapping[Relation, Pair]) -> float:
    """Return how much of what is found with these thresholds is right."""
    right, wrong = (sum(tried[pair][r][i] for r, pair in picked.items()) for i in (0, 1))
    return right / (right + wrong)


def card(teacher: Teacher, judged: Sequence[tuple[Read, Judge, Mapping[Key, Seen]]]) -> str:
    """Return a table of how well documents are read by models that have not seen them."""
    lines = [
        "| documents not seen | documents | entities | relations | dates, amounts, roles |",
        "|---|---:|---|---|---|",
    ]
    for origin in (Origin.TRAIN, Origin.GIVEN, Origin.OWN):
        these = [each for each in judged if each[0].annotated.origin is origin]
        for lang in sorted({each[0].annotated.gold["lang"] for each in these}):
            group = [each for each in these if each[0].annotated.gold["lang"] == lang]
            nothing = Judge(linear=group[0][1].linear, classes={}, adds={}, drops={})
            alone = [(replace(e[0], draft=teacher.draft(e[0].annotated, None), rows=[]), nothing, {}) for e in group]
            for how, each in (("rules alone", alone), ("rules and model", group)):
                cells = _figures(measure(teacher, each)).replace(" ", " | ").replace("/", " / ")
                lines.append(f"| {origin}, {lang}, {how} | {len(group)} | {cells} |")
    return "\n".join(lines)


def _tally(counts: Counts) -> Tally:
    return counts.tp, counts.fp, counts.fn


def _pick(tried: Tried, penalty: float) -> dict[Relation, Pair]:
    """Return for each relation the thresholds that make F1 over all best, a wrong one costing ``penalty`` more."""
    f1 = 0.0
    picked: dict[Relation, Pair] = {}
    for _ in range(ROUNDS):
        for relation in Relation:
            picked[relation] = max(
                (pair for pair in sorted(tried, reverse=True) if not (pair[1] and relation in NOT_DROPPED)),
                key=lambda t: (2 - f1) * tried[t][relation][0] - (f1 + penalty) * tried[t][relation][1],
            )
        right, wrong, missed = (sum(tried[picked[r]][r][i] for r in Relation) for i in range(3))
        f1 = 2 * right / (2 * right + wrong + missed)
    return picked


def _figures(measured: Evaluation) -> str:
    return " ".join(
        f"{counts.precision:.3f}/{counts.recall:.3f}/{counts.f1:.3f}"
        for counts in (measured.scores[m].counts for m in (Measure.ENTITY, Measure.RELATION, Measure.ATTRIBUTES))
    )
