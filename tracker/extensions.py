"""The Flask extensions, unbound; ``create_app`` binds them."""

from __future__ import annotations

from flask_babel import Babel, Domain
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from tracker.formatting import number


class _Domain(Domain):
    """Texts whose counts are written as all numbers are."""

    def ngettext(self, singular: str, plural: str, num: int, **variables: object) -> str:
        """The text of a count; its ``%(num)s`` has the language's separators."""
        return str(self.get_translations().ungettext(singular, plural, num)) % {"num": number(num), **variables}


class _Babel(Babel):
    """Babel with such texts."""

    domain_instance = _Domain()


babel = _Babel()
compress = Compress()
csrf = CSRFProtect()
migrate = Migrate()
