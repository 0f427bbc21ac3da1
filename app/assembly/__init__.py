"""Assembly: library + answers + date -> the tree. Pure; the stages are select, fill, number, resolve, finish."""

from app.assembly.assemble import assemble

__all__ = ["assemble"]
