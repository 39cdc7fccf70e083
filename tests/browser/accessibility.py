"""The accessibility check of a page as it stands in the browser."""

from __future__ import annotations

from functools import cache
from importlib import resources

from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""WCAG 2.0 to 2.2 at levels A and AA, and what axe recommends beyond them."""

RUN = """async (rules) => {
    const { violations } = await axe.run(document, {
        runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], iframes: false,
    });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(
        ({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`));
}"""


def assert_accessible(page: Page) -> None:
    """Fail with every element of the page that breaks a rule of axe; what a frame holds is a page of its own."""
    # Evaluated, not added as a script element: the page's own policy would block that.
    page.evaluate(_axe())

    violations: list[str] = page.evaluate(RUN, list(RULES))

    assert not violations, f"{page.url} is not accessible:\n" + "\n".join(violations)


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
