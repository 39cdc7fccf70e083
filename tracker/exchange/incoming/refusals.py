"""Why a file cannot be read as a table, in words that say what to do instead."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import gettext

from tracker.domain.errors import InvalidInputError, Problem


class TableRefusal(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    ENCRYPTED = "encrypted"
    OLD_WORKBOOK = "old_workbook"
    BINARY_WORKBOOK = "binary_workbook"
    OPEN_DOCUMENT = "open_document"
    XML_SPREADSHEET = "xml_spreadsheet"
    WEB_PAGE = "web_page"
    PDF = "pdf"
    PICTURE = "picture"
    TEXT_DOCUMENT = "text_document"
    ARCHIVE = "archive"
    NOT_A_TABLE = "not_a_table"
    BROKEN = "broken"
    BROKEN_QUOTES = "broken_quotes"


class TableFileError(InvalidInputError):
    """The file cannot be read; nothing of it was taken.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: TableRefusal, *, file: str, row: int = 0, limit: int = 0) -> None:
        super().__init__([Problem(file, _sentence(refusal, row=row, limit=limit))])
        self.refusal = refusal


def _sentence(refusal: TableRefusal, *, row: int, limit: int) -> str:
    """What is wrong and what helps.

    Args:
        refusal: Why the file cannot be read.
        row: The row at which reading stopped.
        limit: The bound that was passed: megabytes, rows or columns.
    """
    sentences: dict[TableRefusal, str] = {
        TableRefusal.EMPTY: gettext("The file is empty."),
        TableRefusal.TOO_LARGE: gettext("The file is larger than %(limit)s MB.", limit=limit),
        TableRefusal.UNPACKS_TOO_LARGE: gettext(
            "The file unpacks to more than a table of this kind can hold. It may be damaged or made to do harm."
        ),
        TableRefusal.TOO_MANY_ROWS: gettext("There are more than %(limit)s rows.", limit=limit),
        TableRefusal.TOO_MANY_COLUMNS: gettext(
            "Row %(row)s has more than %(limit)s columns. Remove what stands far to the right.", row=row, limit=limit
        ),
        TableRefusal.ENCRYPTED: gettext(
            "The file is protected with a password. Remove the password in Excel or LibreOffice and save it again."
        ),
        TableRefusal.OLD_WORKBOOK: gettext(
            "This is a workbook of the old kind (.xls). Open it in Excel or LibreOffice and save it as .xlsx."
        ),
        TableRefusal.BINARY_WORKBOOK: gettext(
            "This is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."
        ),
        TableRefusal.OPEN_DOCUMENT: gettext(
            "This is an OpenDocument spreadsheet (.ods). Open it in LibreOffice and save it as .xlsx."
        ),
        TableRefusal.XML_SPREADSHEET: gettext(
            "This is a spreadsheet in the XML of Excel 2003. Open it in Excel and save it as .xlsx."
        ),
        TableRefusal.WEB_PAGE: gettext(
            "This is a web page, whatever its name says. Open it in Excel or LibreOffice and save it as .xlsx."
        ),
        TableRefusal.PDF: gettext("This is a PDF document, not a spreadsheet."),
        TableRefusal.PICTURE: gettext("This is a picture, not a spreadsheet."),
        TableRefusal.TEXT_DOCUMENT: gettext("This is a text document, not a spreadsheet."),
        TableRefusal.ARCHIVE: gettext("This is a packed folder. Unpack it and choose the spreadsheet in it."),
        TableRefusal.NOT_A_TABLE: gettext("This is not a spreadsheet. Choose an XLSX or a CSV file."),
        TableRefusal.BROKEN: gettext(
            "The file is damaged and cannot be read to the end. Download it again, or open it and save it anew."
        ),
        TableRefusal.BROKEN_QUOTES: gettext(
            "Row %(row)s opens a quotation mark that nothing closes, so the rest cannot be read.", row=row
        ),
    }
    return sentences[refusal]
