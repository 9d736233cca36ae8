from borough.platform.access.api import EVERYONE, Action, grant

READ = Action("public:read", "Read the public pages")

grant(EVERYONE, READ, because="the public site is for everybody")
