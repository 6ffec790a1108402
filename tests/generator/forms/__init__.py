"""Self-evaluation forms in the layouts of several provinces, with what every cell stands for.

form = make(seed)            # FormReport: pieces, and `cells` with the meaning of each number
mutant = slip(form, kind, rng)
"""

from tests.generator.forms.books import books
from tests.generator.forms.documents import FormReport, make
from tests.generator.forms.slips import KINDS, Slipped, slip

__all__ = ["KINDS", "FormReport", "Slipped", "books", "make", "slip"]
