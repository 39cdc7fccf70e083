"""An event taken apart: each value with what tells it from the others, its name, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from tracker.domain.api_tokens import TokenScope
from tracker.domain.journal import JournalEvent, JournalNames
from tracker.domain.report_life import ReportStatus
from tracker.domain.screens import ScreenDay, ScreenView
from tracker.domain.vocabulary import (
    FactName,
    MilestoneEntryKind,
    PostKind,
    QuantityEntryKind,
    Role,
    TrainingKind,
    Voivodeship,
)
from tracker.journal_sentences import values
from tracker.journal_sentences.examples import Leaf, example_leaf
from tracker.journal_sentences.names import Naming, plain_name

Nested = Callable[["Leaves", Any, Mapping[str, Any]], Iterator[Leaf]]
"""Takes apart a value that holds others."""


class Leaves:
    """The values of one event.

    Attributes:
        identity: The keys that say to what the deed was done; they are no values that change.
    """

    def __init__(self, event: JournalEvent, names: JournalNames) -> None:
        self.event = event
        self.names = names
        self.naming = Naming(names, event.project.id if event.project else 0)
        self.identity = _identity(event)

    def of(self, side: Mapping[str, Any]) -> Iterator[Leaf]:
        """The values of one side of the event, in the order recorded."""
        for key, value in side.items():
            if key in self.identity:
                continue
            nested = _NESTED.get(key)
            if nested is not None:
                yield from self._nested(nested, key, value, side)
            elif isinstance(value, Mapping | list):
                yield from _unnamed((key,), value)
            else:
                yield (key,), plain_name(key), self._plain(key)(value)

    def _nested(self, nested: Nested, key: str, value: Any, side: Mapping[str, Any]) -> list[Leaf]:
        """The values inside another; what has not the form that is recorded now is shown as it stands."""
        try:
            return list(nested(self, value, side))
        except (AttributeError, KeyError, TypeError, ValueError):
            return list(_unnamed((key,), value))

    def _plain(self, key: str) -> values.Spelling:
        if key == "kind":
            return self.kind
        if key == "centre_id":
            return lambda value: self.centre(value) or values.text(value)
        if key in list(FactName):
            return values.fact_value(key)
        return _PLAIN.get(key, values.text)

    def centre(self, key: Any) -> str:
        """A centre's name; empty when none is known."""
        return self.names.centres.get(key, "") if isinstance(key, int) else ""

    def kind(self, value: Any) -> str:
        """What sort of post or training it is."""
        members = TrainingKind if "training" in self.event.deed else PostKind
        return values.of_list(members)(value)

    def fact(self, value: Any, side: Mapping[str, Any]) -> Iterator[Leaf]:
        """The value that counts of a fact, or what stood in a field of a draft."""
        if "field" in side:
            field = str(side["field"])
            yield ("value",), self.naming.report_field(field), values.report_value(field)(value)
        else:
            fact = str(side.get("fact", ""))
            yield ("value",), plain_name(fact or "value"), values.fact_value(fact)(value)

    def stated(self, value: Any, side: Mapping[str, Any]) -> Iterator[Leaf]:
        """A statement that is not the one that counts."""
        fact = str(side.get("fact", ""))
        if value is not None and value != side.get("value"):
            name = gettext("%(fact)s, stated now but not the one that counts", fact=plain_name(fact))
            yield ("stated",), name, values.fact_value(fact)(value)

    def fields(self, value: Any, _side: Mapping[str, Any]) -> Iterator[Leaf]:
        """The fields of a report as they were typed."""
        for field, typed in dict(value).items():
            yield ("fields", field), self.naming.report_field(field), values.report_value(field)(typed)

    def remarks(self, value: Any, _side: Mapping[str, Any]) -> Iterator[Leaf]:
        """What a coordinator says of fields, and proposes for them."""
        for field, (comment, proposed) in dict(value).items():
            name = self.naming.report_field(field)
            if comment:
                yield ("remark", field), gettext("%(field)s, remark", field=name), values.text(comment)
            if proposed:
                spelled = values.report_value(field)(proposed)
                yield ("proposal", field), gettext("%(field)s, proposed value", field=name), spelled

    def tasks(self, value: Any, _side: Mapping[str, Any]) -> Iterator[Leaf]:
        """The tasks of a payment schedule with their months."""
        for task in value:
            number, name = task["number"], task["name"]
            yield ("task", number), self.naming.task_budget(number, name), values.amount(task["budget"])
            for month, amount in task["monthly"].items():
                first = date.fromisoformat(f"{month}-01")
                yield ("task", number, month), self.naming.task_month(number, first, name), values.amount(amount)

    def voivodeships(self, value: Any, side: Mapping[str, Any]) -> Iterator[Leaf]:
        """How far an account reaches that belongs to no centre."""
        if value or not side.get("centre_id"):
            spelled = ", ".join(values.of_list(Voivodeship)(one) for one in value)
            yield ("voivodeships",), plain_name("voivodeships"), spelled or gettext("whole country")

    def views(self, value: Any, _side: Mapping[str, Any]) -> Iterator[Leaf]:
        """What a screen shows, one view after another."""
        yield ("views",), plain_name("views"), ", ".join(values.of_list(ScreenView)(one) for one in value)

    def examples(self, value: Any, _side: Mapping[str, Any]) -> Iterator[Leaf]:
        """What was invented and had to make room."""
        yield from (example_leaf(told, place, self.naming) for place, told in enumerate(value))

    def nothing(self, _value: Any, _side: Mapping[str, Any]) -> Iterator[Leaf]:
        """What only says of what the other values are."""
        return iter(())


def _identity(event: JournalEvent) -> frozenset[str]:
    told = {**event.before, **event.after}
    if "milestone" in told:
        return frozenset({"milestone", "name"})
    if event.deed.startswith(("add_post", "add_training")):
        return frozenset({"kind", "name"})
    for named in ("screen", "document"):
        if named in told:
            return frozenset({named})
    if "account" in told:
        has_rights = event.deed in ("invite", "change_rights")
        return frozenset({"account"} if has_rights else {"account", "centre_id"})
    return frozenset({"period_start", "period_end", "number"} & told.keys())


def _unnamed(path: tuple[object, ...], value: Any) -> Iterator[Leaf]:
    """What nobody has foreseen, taken apart to its plain values."""
    if isinstance(value, Mapping) and value:
        for key, part in value.items():
            yield from _unnamed((*path, key), part)
    elif isinstance(value, list) and value:
        for place, part in enumerate(value, start=1):
            yield from _unnamed((*path, place), part)
    else:
        yield path, ", ".join(plain_name(str(step)) for step in path), values.text(value or None)


def _way(value: str) -> str:
    ways = {
        "password": gettext("password"),
        "code": gettext("password and one-time code"),
        "recovery_code": gettext("password and recovery code"),
        "mail": gettext("link by mail"),
        "invitation": gettext("invitation"),
    }
    return ways[value]


def _language(value: str) -> str:
    """A language by the name that it gives itself."""
    return {"pl": "polski", "en": "English"}[value]


_PLAIN: Mapping[str, values.Spelling] = {
    "period_start": values.day,
    "period_end": values.day,
    "day": values.day,
    "total": values.amount,
    "spent": values.amount,
    "published": values.partial_day,
    "voivodeship": values.of_list(Voivodeship),
    "size": values.size,
    "scope": values.of_list(TokenScope),
    "status": values.of_list(ReportStatus),
    "role": values.of_list(Role),
    "way": values.tolerant(_way),
    "view": values.of_list(ScreenView),
    "shows": values.of_list(ScreenDay),
    "until": values.moment,
    "language": values.tolerant(_language),
    **{kind.value: values.partial_day for kind in MilestoneEntryKind},
    **{kind.value: values.quantity for kind in QuantityEntryKind},
    **dict.fromkeys(("added", "present", "rows", "sent"), values.quantity),
}

_NESTED: Mapping[str, Nested] = {
    "voivodeships": Leaves.voivodeships,
    "views": Leaves.views,
    "fact": Leaves.nothing,
    "field": Leaves.nothing,
    "value": Leaves.fact,
    "stated": Leaves.stated,
    "fields": Leaves.fields,
    "remarks": Leaves.remarks,
    "examples": Leaves.examples,
    "tasks": Leaves.tasks,
}
