"""The words of the domain as frozen dataclasses. Standard library only; everything else is built on this room."""
