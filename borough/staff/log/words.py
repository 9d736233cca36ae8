"""Events of the log and what they showed, in words. An event that is not here is written as its two halves."""

import json

WORDS = {
    "access.refused": "Was refused a page",
    "account.app_added": "Added an authenticator app",
    "account.app_removed": "Removed an authenticator app",
    "account.codes_made": "Made recovery codes",
    "account.manager_set": "Set who manages somebody",
    "account.opened": "Opened an account",
    "account.passkey_added": "Added a passkey",
    "account.passkey_removed": "Removed a passkey",
    "account.password_changed": "Changed a password",
    "account.started_again": "Let somebody start again",
    "feed.accepted": "Accepted a held batch",
    "feed.loaded": "Loaded a file",
    "feed.refused": "Refused a batch",
    "feed.replayed": "Replayed a batch",
    "feed.reversed": "Reversed a batch",
    "glass.broken": "Opened people in an emergency",
    "glass.reviewed": "Reviewed emergency access",
    "index.decided": "Decided who is one person, or is not",
    "index.discarded": "Threw a proposal of the index away",
    "index.switched": "Switched the index to a proposal",
    "index.undone": "Undid a change of persons",
    "index.withdrawn": "Withdrew a decision about persons",
    "log.forgot": "Destroyed the key of a pseudonym",
    "log.exported": "Exported the log",
    "log.read": "Read the log",
    "person.looked": "Looked at a person",
    "person.not_shown": "Asked for a person and was shown none",
    "person.refused": "Was refused a person: the reference did not explain it",
    "person.searched": "Searched for people",
    "purpose.finished": "Finished with a purpose",
    "purpose.stated": "Stated a purpose",
    "role.ended": "Ended a role",
    "role.given": "Gave a role",
    "row.mended": "Mended a row in quarantine",
    "row.opened": "Opened a row as it came",
    "row.set_aside": "Left a row out",
    "rows.exported": "Exported rows in quarantine",
    "apart.set": "Kept two identities apart",
    "shield.confirmed": "Confirmed a shield",
    "shield.kept": "Kept a shield that somebody asked to lift",
    "shield.lift_asked": "Asked to lift a shield",
    "shield.lifted": "Lifted a shield",
    "shield.named": "Named who may look behind a shield",
    "shield.read": "Read about shields",
    "shield.set": "Set a shield",
    "session.began": "Signed in",
    "session.ended": "Signed out",
    "session.refused": "Failed to sign in",
}


def in_words(event: str) -> str:
    noun, _, verb = event.partition(".")
    return WORDS.get(event) or f"{noun} {verb}".replace("_", " ").replace(".", " ").capitalize()


def fields_in_words(detail: str) -> str:
    """The groups of fields that an entry says were shown, by commas."""
    return ", ".join(map(str, json.loads(detail).get("fields", [])))
