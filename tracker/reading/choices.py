"""One value for each field, where a text offers several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from tracker.reading.amounts import AmountRole
from tracker.reading.periods import DateRole
from tracker.reading.result import DecoyReason, FieldName

CONTESTED = 0.55
"""How sure a value can be at most when the text states another one for the same field as clearly."""

_ROUNDING = Decimal("0.02")
_OF_WEIGHT = 0.05


def choose_amounts(roles: Sequence[AmountRole]) -> tuple[dict[FieldName, AmountRole], list[AmountRole]]:
    """The amount of each field, and the roles that are decoys, the ones not chosen among them.

    The surest rule counts, then the first. Parts that add up to the total make all of them surer.
    """
    chosen: dict[FieldName, AmountRole] = {}
    decoys = [role for role in roles if role.field is None]
    for name in FieldName:
        offered = [role for role in roles if role.field is name]
        if not offered:
            continue
        best = max(offered, key=lambda role: (not role.mark.is_rounded, role.confidence))
        chosen[name] = _contested(best, offered)
        decoys += [replace(role, field=None, reason=_why_not(role, best)) for role in offered if role is not best]
    return _checked(chosen), decoys


def _contested(best: AmountRole, offered: Sequence[AmountRole]) -> AmountRole:
    others = {
        role.mark.value
        for role in offered
        if role.confidence >= best.confidence - _OF_WEIGHT and not role.mark.is_rounded
    }
    return best if len(others) <= 1 else replace(best, confidence=min(best.confidence, CONTESTED))


def _why_not(role: AmountRole, best: AmountRole) -> DecoyReason:
    return DecoyReason.REPEATED if role.mark.value == best.mark.value else DecoyReason.COMPETING


def _checked(chosen: dict[FieldName, AmountRole]) -> dict[FieldName, AmountRole]:
    """The amounts, surer when the funders' parts add up to the total or the grant."""
    chosen = _as_parts(chosen)
    value = {name: role.mark.value for name, role in chosen.items()}
    parts = sum((value[name] for name in (FieldName.EU_FUNDING, FieldName.STATE_FUNDING) if name in value), Decimal())
    with_own = parts + value.get(FieldName.OWN_CONTRIBUTION, Decimal())
    sums = {FieldName.GRANT: parts, FieldName.TOTAL_VALUE: with_own}
    fits = any(name in value and abs(value[name] - total) <= _ROUNDING for name, total in sums.items())
    if not (fits and FieldName.EU_FUNDING in value and FieldName.STATE_FUNDING in value):
        return chosen
    return {name: replace(role, confidence=max(role.confidence, 0.98)) for name, role in chosen.items()}


def _as_parts(chosen: dict[FieldName, AmountRole]) -> dict[FieldName, AmountRole]:
    """The amounts, a grant that is just what the EU leaves to pay taken for the state's part."""
    needed = (FieldName.TOTAL_VALUE, FieldName.EU_FUNDING, FieldName.GRANT)
    if FieldName.STATE_FUNDING in chosen or not all(name in chosen for name in needed):
        return chosen
    total, eu, grant = (chosen[name].mark.value for name in needed)
    if grant == total or abs(total - eu - grant) > _ROUNDING:
        return chosen
    state = replace(chosen[FieldName.GRANT], field=FieldName.STATE_FUNDING)
    parts = {**chosen, FieldName.STATE_FUNDING: state}
    del parts[FieldName.GRANT]
    return parts


def choose_dates(roles: Sequence[DateRole]) -> tuple[dict[FieldName, DateRole], list[DateRole]]:
    """The start and the end, and the roles that are decoys, the ones not chosen among them.

    An extension gives the end whatever the label says; otherwise the surest rule counts, an exact date a little
    more than a vague one, then the first. A start after the end is dropped with the less sure of the two.
    """
    decoys = [role for role in roles if role.field is None]
    chosen: dict[FieldName, DateRole] = {}
    for name in (FieldName.START_DATE, FieldName.END_DATE):
        offered = [role for role in roles if role.field is name]
        if offered:
            best = max(offered, key=lambda role: (_is_change(role), _weight(role), -role.span.start))
            chosen[name] = _date_contested(best, offered)
            decoys += list(_not_chosen(best, offered))
    return _in_order(chosen, decoys)


def _weight(role: DateRole) -> float:
    """How sure a date is, a day counting a little more than a month, and a month than a year."""
    return role.confidence + 0.01 * (len(role.mark.value) - len("2019"))


def _is_change(role: DateRole) -> bool:
    return role.rule in {"extended_to", "changed_period"}


def _date_contested(best: DateRole, offered: Sequence[DateRole]) -> DateRole:
    others = [role for role in offered if role.confidence >= best.confidence - _OF_WEIGHT and not _agree(role, best)]
    return replace(best, confidence=CONTESTED) if others and not _is_change(best) else best


def _not_chosen(best: DateRole, offered: Sequence[DateRole]) -> Iterator[DateRole]:
    for role in offered:
        if role is not best:
            reason = (
                DecoyReason.REPEATED
                if _agree(role, best)
                else DecoyReason.EXTENDED
                if _is_change(best)
                else DecoyReason.COMPETING
            )
            yield replace(role, field=None, reason=reason)


def _agree(one: DateRole, other: DateRole) -> bool:
    """Whether two dates say the same, one perhaps less exactly."""
    return one.mark.value.startswith(other.mark.value) or other.mark.value.startswith(one.mark.value)


def _in_order(
    chosen: dict[FieldName, DateRole], decoys: list[DateRole]
) -> tuple[dict[FieldName, DateRole], list[DateRole]]:
    start, end = chosen.get(FieldName.START_DATE), chosen.get(FieldName.END_DATE)
    if start is None or end is None or start.mark.value <= end.mark.value:
        return chosen, decoys
    weaker = min((start, end), key=lambda role: role.confidence)
    kept = {name: role for name, role in chosen.items() if role is not weaker}
    return kept, [*decoys, replace(weaker, field=None, reason=DecoyReason.COMPETING)]
