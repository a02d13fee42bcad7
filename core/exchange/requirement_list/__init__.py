"""Lists of requirements: text files with one a line, and tables with columns id and text."""
