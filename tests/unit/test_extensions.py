"""Counts in texts are written as all numbers are."""

from __future__ import annotations

import pytest
from flask import render_template_string
from flask_babel import ngettext

from tests.unit.speaking import speaking

ONE, MANY = "%(num)s project", "%(num)s projects"


@pytest.mark.parametrize(("language", "text"), [("pl", "12\N{NO-BREAK SPACE}500 projektów"), ("en", "12,500 projects")])
def test_thousands_are_set_apart(language: str, text: str) -> None:
    with speaking(language):
        assert ngettext(ONE, MANY, 12_500) == text
        assert render_template_string("{{ ngettext(one, many, 12500) }}", one=ONE, many=MANY) == text


def test_what_a_template_puts_in_is_escaped() -> None:
    with speaking("en"):
        text = render_template_string("{{ ngettext('%(num)s of %(name)s', '%(num)s of %(name)s', 2, name='<b>') }}")

    assert text == "2 of &lt;b&gt;"
