"""Who may work on findings: whom the register of purposes gives a purpose that a detector has."""

from borough.platform.access.api import Action, Role, grant
from borough.platform.privacy import api as privacy
from borough.residents.findings import api as findings

WORK_FINDINGS = Action("finding:work", "Work on contradictions and gaps that were found", needs_purpose=True)
READ_YIELD = Action("finding:yield", "Read what findings yield")
_purposes = {detector.purpose for detector in findings.detectors().values() if detector.runs}
_workers = {Role(role) for code, p in privacy.purposes().items() if code in _purposes for role in p.roles}
grant(
    _workers, WORK_FINDINGS, because="the register of purposes gives their role what these findings are about"
)
grant(
    _workers | {Role.AUDITOR},
    READ_YIELD,
    because="who works with detectors, or watches, sees what they yield",
)
