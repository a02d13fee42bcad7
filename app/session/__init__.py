"""The open project as the desktop sees it: one Qt signal a change, results, preferences."""
