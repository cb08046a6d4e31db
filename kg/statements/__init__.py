"""What was read, resolved and coded, put together into statements, in the one order in which they are listed."""

from kg.statements.order import reading_order

__all__ = ["reading_order"]
