from borough.platform.access.api import Action, Role, grant

READ = Action("misuse:read", "See which looks deserve a question")
DECIDE = Action("misuse:decide", "Decide whether a look was work")

for _action in (READ, DECIDE):
    grant(Role.AUDITOR, _action, because="somebody who works with nobody's records asks those who do")
