"""The retention class of each table that a library brings. Our own models name theirs."""

LIBRARIES = {
    "account.EmailAddress": "staff-access",
    "account.EmailConfirmation": "staff-access",
    "auth.Group": "code",
    "auth.Permission": "code",
    "contenttypes.ContentType": "code",
    "mfa.Authenticator": "staff-access",
    "procrastinate.ProcrastinateEvent": "job",
    "procrastinate.ProcrastinateJob": "job",
    "procrastinate.ProcrastinatePeriodicDefer": "job",
    "procrastinate.ProcrastinateWorker": "job",
    "sessions.Session": "session",
    "usersessions.UserSession": "session",
}
