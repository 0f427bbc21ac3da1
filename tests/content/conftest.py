"""What the tests of the library's texts share: LibreOffice, as the tests of the Word format use it, and `check`."""

from tests.content.checking import checked
from tests.office.fixture import office

__all__ = ["checked", "office"]
