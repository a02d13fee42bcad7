"""The panels around and in the middle of the window, one module each."""
