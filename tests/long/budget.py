"""How much the long tests do: all of it, or the share that the environment variable ``KG_LONG`` names."""

from __future__ import annotations

import os

SHARE = float(os.environ.get("KG_LONG", "1"))


def budget(count: int) -> int:
    """`count`, or the share of it that is asked for; at least one."""
    return max(1, round(count * SHARE))
