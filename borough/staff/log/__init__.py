"""The auditor's pages: who looked at whom, when and why. Reading the log is logged."""
