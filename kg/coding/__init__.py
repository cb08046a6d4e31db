"""From what was done to what it counts as: PLOVER types and modes, CAMEO codes, scores."""

from kg.coding.codebook import Codebook, search_codes
from kg.coding.coder import Coder

__all__ = ["Codebook", "Coder", "search_codes"]
