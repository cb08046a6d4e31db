"""How well output agrees with gold annotations, and how sure that is.

Gold holds an article a line: `id`, `title`, `published`, `text` and `triples`. Of each triple, `source`, `target`,
`relation` and `plover` list what is accepted; `symmetric`, `optional`, `status`, `status_alt`, `attribution`, `date`
and `evidence` may stand beside them. A triple marked `optional` is neither missed nor, when predicted, wrong.

Three levels count: **pair** (the two actors, in the right direction), **triple** (the pair, and lemma or PLOVER type is
accepted) and **coded** (the pair, and the PLOVER type is accepted). Repeats within an article count once.
"""

from kg.evaluation.files import read_gold, read_predicted
from kg.evaluation.groups import GROUPS, by
from kg.evaluation.report import MEASURES, SCORED_FIELDS, Report, Score, Share
from kg.evaluation.scoring import evaluate

__all__ = ["SCORED_FIELDS", "GROUPS", "MEASURES", "Report", "Score", "Share", "by", "evaluate", "read_gold", "read_predicted"]
