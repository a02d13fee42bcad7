"""The engineering library of Bartizan: no Qt, no network; floors in CONTRIBUTING.md."""
