"""The profile of a borough: figures, one page of them, and plots."""
