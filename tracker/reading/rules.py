"""The rules by which values are found: their names, and for each an example that a test reads."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Rule(StrEnum):
    """Why a passage is proposed for a field. The words in angle brackets stand for the passage."""

    AMOUNT_AFTER_TOTAL = "amount_after_total"
    AMOUNT_AFTER_GRANT = "amount_after_grant"
    AMOUNT_AFTER_EU_GRANT = "amount_after_eu_grant"
    AMOUNT_AFTER_STATE_GRANT = "amount_after_state_grant"
    AMOUNT_AFTER_EU = "amount_after_eu"
    AMOUNT_AFTER_STATE = "amount_after_state"
    AMOUNT_AFTER_OWN = "amount_after_own"
    AMOUNT_AWARDED = "amount_awarded"
    AMOUNT_OBTAINED = "amount_obtained"
    TOTAL_AFTER_AMOUNT = "total_after_amount"
    GRANT_AFTER_AMOUNT = "grant_after_amount"
    EU_AFTER_AMOUNT = "eu_after_amount"
    STATE_AFTER_AMOUNT = "state_after_amount"
    OWN_AFTER_AMOUNT = "own_after_amount"
    AMOUNT_UNDER_LABEL = "amount_under_label"
    PERIOD_LABEL = "period_label"
    PERIOD_UNDER_LABEL = "period_under_label"
    CHANGED_PERIOD = "changed_period"
    PROJECT_CARRIED_OUT = "project_carried_out"
    CARRIED_OUT_AFTER = "carried_out_after"
    PERIOD_WITHOUT_LABEL = "period_without_label"
    EXTENDED_TO = "extended_to"
    START_LABEL = "start_label"
    BEGINS_ON = "begins_on"
    BEGUN_IN = "begun_in"
    STARTS_AND_ENDS = "starts_and_ends"
    CARRIED_OUT_FROM = "carried_out_from"
    CARRIED_OUT_SINCE = "carried_out_since"
    END_LABEL = "end_label"
    LASTS_UNTIL = "lasts_until"
    ENDS_ON = "ends_on"
    THEN_ENDS = "then_ends"
    OVER_ON = "over_on"
    TITLE_LABEL = "title_label"
    TITLE_NAMED_PROJECT = "title_named_project"
    TITLE_NAMED = "title_named"
    TITLE_CALLED = "title_called"
    TITLE_PROJECT = "title_project"
    TITLE_NUMBERED = "title_numbered"
    TITLE_LISTED = "title_listed"
    TITLE_FUNDED_PROJECT = "title_funded_project"
    TITLE_NAMED_UNQUOTED = "title_named_unquoted"
    TITLE_REPEATED = "title_repeated"
    TITLE_ONLY_QUOTED = "title_only_quoted"
    TITLE_HEADING = "title_heading"
    CENTRE_NAMED = "centre_named"
    PLACE_OF_CENTRE = "place_of_centre"
    PROJECT_NUMBER = "project_number"
    CALL_NUMBER = "call_number"
    STAGE_APPLICATION = "stage_application"
    STAGE_NEGOTIATION = "stage_negotiation"
    STAGE_IN_PROGRESS = "stage_in_progress"
    STAGE_ENDING = "stage_ending"
    STAGE_SETTLED = "stage_settled"
    POST_NAMED = "post_named"
    SOCIAL_WORKERS_HIRED = "social_workers_hired"
    TRAINING_NAMED = "training_named"
    SUPERVISION_NAMED = "supervision_named"
    STUDY_VISIT_NAMED = "study_visit_named"
    EVENT_DATED = "event_dated"
    EVENT_THIS_YEAR = "event_this_year"
    SHARE_CLAIM = "share_claim"


EXAMPLES: Mapping[Rule, tuple[str, str]] = MappingProxyType(
    {
        Rule.AMOUNT_AFTER_TOTAL: ("Łączny koszt projektu: <310 000,00 zł>", "310000.00"),
        Rule.AMOUNT_AFTER_GRANT: ("Przyznane dofinansowanie wynosi <310 000,00 zł>", "310000.00"),
        Rule.AMOUNT_AFTER_EU_GRANT: ("Dofinansowanie z UE: <261 268,00 PLN>", "261268.00"),
        Rule.AMOUNT_AFTER_STATE_GRANT: ("Kwota dotacji celowej: <48 732,00 zł>", "48732.00"),
        Rule.AMOUNT_AFTER_EU: ("• środki europejskie: <261 268,00 zł>", "261268.00"),
        Rule.AMOUNT_AFTER_STATE: ("• budżet państwa: <48 732,00 zł>", "48732.00"),
        Rule.AMOUNT_AFTER_OWN: ("Wkład własny gminy – <12 000,00 zł>", "12000.00"),
        Rule.AMOUNT_AWARDED: ("Ośrodek otrzyma na ten cel <310 tys. zł>", "310000.00"),
        Rule.AMOUNT_OBTAINED: ("Ośrodek zdobył na ten cel <310 tys. zł>", "310000.00"),
        Rule.TOTAL_AFTER_AMOUNT: ("Aż <310 000 zł> to wartość tych zmian", "310000.00"),
        Rule.GRANT_AFTER_AMOUNT: ("Mamy <310 000 zł> dofinansowania", "310000.00"),
        Rule.EU_AFTER_AMOUNT: ("Zapłacimy <261 268 zł> z EFS", "261268.00"),
        Rule.STATE_AFTER_AMOUNT: ("Zapłacimy <48 732 zł> z budżetu państwa", "48732.00"),
        Rule.OWN_AFTER_AMOUNT: ("Dojdzie <12 000 zł> wkładu własnego", "12000.00"),
        Rule.AMOUNT_UNDER_LABEL: ("Całkowita wartość projektu.\n<310 000,00 zł>", "310000.00"),
        Rule.PERIOD_LABEL: ("Okres realizacji: <1.03.2019 r.> – 31.08.2020 r.", "2019-03-01"),
        Rule.PERIOD_UNDER_LABEL: ("Okres realizacji projektu.\n<01.03.2019> – 31.08.2020", "2019-03-01"),
        Rule.CHANGED_PERIOD: ("Nowy okres realizacji projektu: <1.03.2019 r.> – 31.12.2020 r.", "2019-03-01"),
        Rule.PROJECT_CARRIED_OUT: ("Projekt jest realizowany od <marca 2019 r.> do sierpnia 2020 r.", "2019-03"),
        Rule.CARRIED_OUT_AFTER: ("Od <1 marca 2019 r.> do 31 sierpnia 2020 r. realizujemy projekt", "2019-03-01"),
        Rule.PERIOD_WITHOUT_LABEL: ("Zmiany nastąpią w okresie <1 marca 2019 r.> – 31 sierpnia 2020 r.", "2019-03-01"),
        Rule.EXTENDED_TO: ("Projekt przedłużono do <31 grudnia 2020 r.>", "2020-12-31"),
        Rule.START_LABEL: ("Data rozpoczęcia projektu: <2019-03-01>", "2019-03-01"),
        Rule.BEGINS_ON: ("Projekt rozpoczął się <1 marca 2019 r.>", "2019-03-01"),
        Rule.BEGUN_IN: ("W <marcu 2019 r.> ośrodek przystąpił do realizacji projektu", "2019-03"),
        Rule.STARTS_AND_ENDS: ("Startujemy <1 marca 2019 r.>, kończymy 31 sierpnia 2020 r.", "2019-03-01"),
        Rule.CARRIED_OUT_FROM: ("Od <1 marca 2019 r.> ośrodek realizuje projekt", "2019-03-01"),
        Rule.CARRIED_OUT_SINCE: ("Nasz projekt, realizowany od <1 marca 2019 r.>", "2019-03-01"),
        Rule.END_LABEL: ("Data zakończenia projektu: <31.08.2020>", "2020-08-31"),
        Rule.LASTS_UNTIL: ("Projekt potrwa do <31 sierpnia 2020 r.>", "2020-08-31"),
        Rule.ENDS_ON: ("Projekt skończy się, a ściśle zakończy się <31 sierpnia 2020 r.>", "2020-08-31"),
        Rule.THEN_ENDS: ("Projekt rozpoczął się 1 marca 2019 r. i zakończy się <31 sierpnia 2020 r.>", "2020-08-31"),
        Rule.OVER_ON: ("<31 sierpnia 2020 r.> zakończyła się realizacja projektu", "2020-08-31"),
        Rule.TITLE_LABEL: ("Tytuł projektu: <Bliżej mieszkańca>", "Bliżej mieszkańca"),
        Rule.TITLE_NAMED_PROJECT: ("Projekt unijny pt. „<Bliżej mieszkańca>”", "Bliżej mieszkańca"),
        Rule.TITLE_NAMED: ("Zadanie pn. „<Bliżej mieszkańca>”", "Bliżej mieszkańca"),
        Rule.TITLE_CALLED: ("Nasz plan nosi nazwę „<Bliżej mieszkańca>”", "Bliżej mieszkańca"),
        Rule.TITLE_PROJECT: ("Projekt «<Bliżej mieszkańca>»", "Bliżej mieszkańca"),
        Rule.TITLE_NUMBERED: ("POWR.02.05.00-00-0999/18 „<Bliżej mieszkańca>”", "Bliżej mieszkańca"),
        Rule.TITLE_LISTED: ("Nasze plany:\n1) „<Bliżej mieszkańca>” (PO WER)", "Bliżej mieszkańca"),
        Rule.TITLE_FUNDED_PROJECT: (
            "Projekt finansowany z Funduszy Europejskich „<Bliżej mieszkańca>”",
            "Bliżej mieszkańca",
        ),
        Rule.TITLE_NAMED_UNQUOTED: ("Projekt pn. <Bliżej mieszkańca>, realizowany z sukcesem", "Bliżej mieszkańca"),
        Rule.TITLE_ONLY_QUOTED: ("Pochwalimy się: „<Bliżej mieszkańca>”", "Bliżej mieszkańca"),
        Rule.TITLE_HEADING: (
            "<Nowa jakość pomocy społecznej u nas>\n\nZmieniamy się.",
            "Nowa jakość pomocy społecznej u nas",
        ),
        Rule.CENTRE_NAMED: (
            "<Gminny Ośrodek Pomocy Społecznej w Olszance>",
            "Gminny Ośrodek Pomocy Społecznej w Olszance",
        ),
        Rule.PLACE_OF_CENTRE: ("GOPS w <Olszance>", "Olszanka"),
        Rule.PROJECT_NUMBER: ("umowa nr <POWR.02.05.00-00-0999/18-01>", "POWR.02.05.00-00-0999/18-01"),
        Rule.CALL_NUMBER: ("nabór nr <POWR.02.05.00-IP.03-00-099/18>", "POWR.02.05.00-IP.03-00-099/18"),
        Rule.STAGE_APPLICATION: ("Ośrodek <złożył> wniosek o pieniądze", "application"),
        Rule.STAGE_NEGOTIATION: ("Wniosek został <skierowany do negocjacji>", "negotiation"),
        Rule.STAGE_IN_PROGRESS: ("Projekt jest <w trakcie realizacji>", "in_progress"),
        Rule.STAGE_ENDING: ("<Zbliża się zakończenie projektu>", "ending"),
        Rule.STAGE_SETTLED: ("Nasz <projekt został rozliczony>", "settled"),
        Rule.POST_NAMED: ("Powstanie <stanowisko ds. pierwszego kontaktu>", "first_contact"),
        Rule.SOCIAL_WORKERS_HIRED: ("<Zatrudniono dwóch nowych pracowników socjalnych>", "social_work"),
        Rule.TRAINING_NAMED: ("Odbyły się <szkolenia> kadry", "training"),
        Rule.SUPERVISION_NAMED: ("Pracownicy korzystają z <superwizji>", "supervision"),
        Rule.STUDY_VISIT_NAMED: ("Byliśmy na <wizycie studyjnej>", "study_visit"),
        Rule.EVENT_DATED: ("Z dniem <1 czerwca 2019 r.> wyodrębniono stanowiska", "2019-06-01"),
        Rule.EVENT_THIS_YEAR: ("Opublikowano: 3.06.2019\n\nOd <1 czerwca br.> wyodrębniono stanowiska", "2019-06-01"),
        Rule.SHARE_CLAIM: ("Projekt jest <w całości finansowany ze środków Unii Europejskiej>", "wholly_eu"),
    }
)
"""A text for each rule, the passage in angle brackets, and the value it gives; repeated titles have none."""
