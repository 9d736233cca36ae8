"""The index in its steward's care: how it stands, what a linking would change, what can be undone.

Pages show identifiers and numbers, never a value; who somebody is stands on their page, for a purpose.
"""
