"""Where in the footage every claim lies: one placement of all of them at once.

Model
-----
Each claim that something happened is given one stretch (:mod:`.stretches`) of what could be it. Of
all placements the one with the highest total is taken:

    sum of what each stretch is worth to its claim
    - BROKEN for each relation of the account whose starts are out of order
    - LOOSE for each other thing that a relation says of starts and ends and that does not hold, and
      for what is told as the next thing and lies further than NEXT from the last.

A choice for one claim thus decides with which stretches the others can go, and an order that cannot
hold is broken where that costs the least claims. This is an integer programme: a 0/1 variable for
each claim and stretch, one for each relation and comparison given up, and for each comparison "P no
later than Q" and each moment t at which Q may lie the row

    (stretches whose P is after t) + (stretches whose Q is no later than t) <= 1 + given up,

the time-indexed form of precedence, whose relaxation is integral where nothing is given up (Möhring
and others 2001, "On project scheduling with irregular starting time costs", Oper. Res. Lett. 28).
Claims that no relation ties are placed apart from each other. HiGHS solves it to the optimum
(Huangfu and Hall 2018, doi:10.1007/s12532-017-0130-5). Why this, and what else was tried, is in
docs/adr/0006.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from witnessmark.alignment.endpoints import NotAfter, ruled
from witnessmark.alignment.stretches import Stretch
from witnessmark.errors import PlacementError
from witnessmark.model import Relation

#: What giving up the order of two claims costs, and what giving up anything else that a relation
#: says does; a stretch is worth from -5 to 2 to its claim, so that no fit outweighs an order.
BROKEN, LOOSE = 16.0, 1.5
#: Starts this many seconds apart can be called together.
TOGETHER = 1.0
#: Seconds within which what is told as the next thing comes, if it can: "then", "is met by".
NEXT = 10.0
#: What must come before something else comes at least so many seconds before it.
_BEFORE = 1e-6


@dataclass(frozen=True, slots=True)
class Option:
    """A stretch that a claim could be given, and what it is worth to it."""

    stretch: Stretch
    worth: float


@dataclass(frozen=True, slots=True)
class Placement:
    """The stretch of every claim that has any, and the relations whose order was given up."""

    stretches: Mapping[str, Stretch]
    broken: frozenset[tuple[str, str]]

    @property
    def out_of_order(self) -> frozenset[str]:
        """The claims that lie in no order that the account gives."""
        return frozenset(name for pair in self.broken for name in pair)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A comparison between two claims, at its cost: the first's moment no later than the second's.

    ``lenient`` where the first need only begin before the second is over, since what was heard as
    one stretch may have been told as two. ``slack`` seconds later will do as well.
    """

    pair: tuple[str, str]
    earlier: str
    later: str
    compared: NotAfter
    cost: float
    lenient: bool
    slack: float = 0.0

    def moment(self, stretch: Stretch) -> float:
        """Return when the earlier moment is, for a stretch of the earlier claim."""
        return stretch.start if self.compared.earlier == "start" else stretch.end

    def bound(self, stretch: Stretch) -> float:
        """Return the last moment that *stretch* of the later claim leaves to the earlier one."""
        if self.lenient:
            return max(stretch.end, stretch.start + TOGETHER * self.compared.together)
        at = (stretch.start if self.compared.later == "start" else stretch.end) + self.slack
        return at + (TOGETHER if self.compared.together else -_BEFORE)


def place(
    options: Mapping[str, Sequence[Option]],
    relations: Iterable[Relation],
    beginnings: Container[str] = (),
) -> Placement:
    """Return the best placement of all claims in *options*, which is by claim and none empty.

    *beginnings* names the claims of how something began, which begins where their stretch does and
    not later in it. Ties go to the option that stands first. Raises PlacementError where the solver
    gives up, which a programme that has a solution gives it no cause to.
    """
    rules = [rule for relation in relations for rule in _rules(relation, options, beginnings)]
    stretches: dict[str, Stretch] = {}
    broken: set[tuple[str, str]] = set()
    for names in _tied(options, rules):
        mine = [rule for rule in rules if rule.earlier in names]
        chosen = _solve({name: options[name] for name in names}, mine)
        stretches |= chosen
        broken |= {rule.pair for rule in mine if rule.cost == BROKEN and not _holds(rule, chosen)}
    return Placement(stretches, frozenset(broken))


def _rules(
    relation: Relation, known: Mapping[str, Sequence[Option]], beginnings: Container[str] = ()
) -> Iterator[_Rule]:
    """Return what *relation* says, where both its claims are among the *known*.

    Two claims that are told one after the other, and could be of the same things, are of different
    ones where there are enough; and where one meets the other, nothing lies long between them.
    """
    pair = (relation.first, relation.second)
    if relation.first == relation.second or not all(name in known for name in pair):
        return
    compared = ruled(relation.allen)
    starts = [one for one in compared if (one.earlier, one.later) == ("start", "start")]
    for one in compared:
        earlier, later = pair[::-1] if one.swapped else pair
        if one in starts:
            # Starts that are said to be one leave no room; others may lie in what sounds as one.
            lenient = len(starts) == 1 and later not in beginnings
            yield _Rule(pair, earlier, later, one, BROKEN, lenient=lenient)
        yield _Rule(pair, earlier, later, one, LOOSE, lenient=False)
    if (
        len(starts) == 1
        and not starts[0].together
        and _things(known, pair[0]) & _things(known, pair[1])
    ):
        earlier, later = pair[::-1] if starts[0].swapped else pair
        parted = NotAfter("end", "start", swapped=starts[0].swapped, together=False)
        yield _Rule(pair, earlier, later, parted, LOOSE, lenient=False)


def _things(options: Mapping[str, Sequence[Option]], name: str) -> set[str]:
    return {thing.id for option in options[name] for thing in option.stretch.things}


def _holds(rule: _Rule, chosen: Mapping[str, Stretch]) -> bool:
    return rule.moment(chosen[rule.earlier]) <= rule.bound(chosen[rule.later])


def _tied(options: Mapping[str, object], rules: Iterable[_Rule]) -> list[list[str]]:
    """Part the claims into those that rules tie to each other, in the order given."""
    group = {name: name for name in options}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for rule in rules:
        group[root(rule.earlier)] = root(rule.later)
    parts: dict[str, list[str]] = defaultdict(list)
    for name in options:
        parts[root(name)].append(name)
    return list(parts.values())


def _solve(options: Mapping[str, Sequence[Option]], rules: Sequence[_Rule]) -> dict[str, Stretch]:
    best = {
        name: max(range(len(some)), key=lambda n: (some[n].worth, -n))
        for name, some in options.items()
    }
    alone = {name: options[name][n].stretch for name, n in best.items()}
    if all(_holds(rule, alone) for rule in rules):
        return alone  # nothing stands in the way of what is best for each
    columns = {
        (name, n): place
        for place, (name, n) in enumerate(
            (name, n) for name, some in options.items() for n in range(len(some))
        )
    }
    worth = [options[name][n].worth for name, n in columns]
    rows = [
        ([columns[name, n] for n in range(len(some))], 1.0, 1.0) for name, some in options.items()
    ]
    for number, rule in enumerate(rules):
        given_up = len(columns) + number
        worth.append(-rule.cost)
        rows.extend(
            ([*first, *second, given_up], -highspy.kHighsInf, 1.0)
            for first, second in _clashes(rule, options, columns)
        )
    values = _optimum(worth, rows, given_up_from=len(columns))
    return {
        name: options[name][n].stretch
        for (name, n), place in columns.items()
        if values[place] > 0.5
    }


def _clashes(
    rule: _Rule,
    options: Mapping[str, Sequence[Option]],
    columns: Mapping[tuple[str, int], int],
) -> Iterator[tuple[list[int], list[int]]]:
    """Return, for each moment, the variables of which no two may be 1: too late, and too early."""
    moments = [
        (rule.moment(one.stretch), columns[rule.earlier, n])
        for n, one in enumerate(options[rule.earlier])
    ]
    bounds = [
        (rule.bound(one.stretch), columns[rule.later, n])
        for n, one in enumerate(options[rule.later])
    ]
    for bound in sorted({at for at, _ in bounds}):
        late = [column for at, column in moments if at > bound]
        early = [column for at, column in bounds if at <= bound]
        if late:
            yield late, early


def _optimum(
    worth: Sequence[float],
    rows: Sequence[tuple[list[int], float, float]],
    *,
    given_up_from: int,
) -> Sequence[float]:
    """Return the values of 0/1 variables that keep to *rows* and are worth most.

    Variables from *given_up_from* on count against a row, all others for it.
    """
    size = len(worth)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = size, len(rows)
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.array(worth, dtype=np.double)
    programme.col_lower_, programme.col_upper_ = np.zeros(size), np.ones(size)
    programme.row_lower_ = np.array([low for _, low, _ in rows], dtype=np.double)
    programme.row_upper_ = np.array([high for _, _, high in rows], dtype=np.double)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(used) for used, _, _ in rows)])
    index = np.array([column for used, _, _ in rows for column in used])
    matrix.index_ = index
    matrix.value_ = np.where(index < given_up_from, 1.0, -1.0)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * size
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor has no types
    for option, value in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0}.items():
        solver.setOptionValue(option, value)
    solver.passModel(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise PlacementError("The claims could not be placed in the footage together.")
    return list(solver.getSolution().col_value)
