"""The privacy gate: it stands between records and everything else, and all later stages see only what it lets through.

The repository is public, so its history is publication: what may not be shown is refused in the source file. What the
gate reports names file, row and column only, never the value.
"""

from nicbook.privacy.gate import gate
from nicbook.privacy.groups import suppress

__all__ = ["gate", "suppress"]
