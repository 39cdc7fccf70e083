"""Amounts as people type or paste them, and how both the server and the form's script are to read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tracker.schemas.amounts import AmountFault

READ: Mapping[str, Decimal] = {
    typed: Decimal(meant)
    for typed, meant in {
        "325 377,82": "325377.82",
        "325\u00a0377,82\u00a0zł": "325377.82",
        "325\u202f377,82": "325377.82",
        "325377,82": "325377.82",
        "325.377,82 zł": "325377.82",
        "325377.82": "325377.82",
        "1,234,567.89": "1234567.89",
        "1'234,00": "1234.00",
        "1.234.567": "1234567.00",
        "402 025 zł": "402025.00",
        "  402025 PLN ": "402025.00",
        "1 200,50zł": "1200.50",
        "500 PLN": "500.00",
        "PLN 500": "500.00",
        "pln500,5": "500.50",
        "zł 1 200": "1200.00",
        "500,-": "500.00",
        "500,- zł": "500.00",
        "500,\u2013": "500.00",
        "500.--": "500.00",
        "1 200,-zł": "1200.00",
        "1.200,- PLN": "1200.00",
        "0": "0.00",
        "0,00": "0.00",
        "0012": "12.00",
        "12,5": "12.50",
        "7,": "7.00",
        "1000,500": "1000.50",
        "999 999 999 999,99": "999999999999.99",
    }.items()
}
"""What is read, in PLN."""

REFUSED: Mapping[str, AmountFault] = {
    "325.377": AmountFault.AMBIGUOUS,
    "1.000": AmountFault.AMBIGUOUS,
    "12,800": AmountFault.AMBIGUOUS,
    "PLN 12,800": AmountFault.AMBIGUOUS,
    "12,800 zł": AmountFault.AMBIGUOUS,
    "10,005": AmountFault.TOO_PRECISE,
    "12,345": AmountFault.TOO_PRECISE,
    "10.0050": AmountFault.TOO_PRECISE,
    "1 000 000 000 000": AmountFault.TOO_LARGE,
    "9" * 40: AmountFault.TOO_LARGE,
    "1" * 61: AmountFault.NOT_AN_AMOUNT,
    "": AmountFault.NOT_AN_AMOUNT,
    "zł": AmountFault.NOT_AN_AMOUNT,
    "-": AmountFault.NOT_AN_AMOUNT,
    ",-": AmountFault.NOT_AN_AMOUNT,
    "500-": AmountFault.NOT_AN_AMOUNT,
    "500 EUR": AmountFault.NOT_AN_AMOUNT,
    "12 34": AmountFault.NOT_AN_AMOUNT,
    "1 23 456": AmountFault.NOT_AN_AMOUNT,
    "1.234 567,00": AmountFault.NOT_AN_AMOUNT,
    "1e5": AmountFault.NOT_AN_AMOUNT,
    "NaN": AmountFault.NOT_AN_AMOUNT,
    "sto": AmountFault.NOT_AN_AMOUNT,
    ",5": AmountFault.NOT_AN_AMOUNT,
    "1,2,3": AmountFault.NOT_AN_AMOUNT,
}
"""What is no amount, or might mean two, with what is wrong with it."""

BELOW_ZERO: Mapping[str, Decimal] = {
    typed: Decimal(meant)
    for typed, meant in {
        "-120": "-120.00",
        "\u2212325 377,82": "-325377.82",
        "\u2013120,-": "-120.00",
        "-1 200,50 zł": "-1200.50",
        "PLN -500": "-500.00",
        "-0": "0.00",
    }.items()
}
"""What is read only where a correction may take money back."""
