"""What the fork server imports before the first document: importing this does the slow half of drawing.

Nothing else may import it; `pdia.reports.pdf` names it to the fork server.
"""

from __future__ import annotations

from pdia.reports.pdf import warm_up

warm_up()
