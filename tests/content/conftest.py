"""What the tests of the library's texts share: LibreOffice, as the tests of the Word format use it."""

from tests.office.fixture import office

__all__ = ["office"]
