"""The one place that states which Bartizan this is."""

VERSION = "0.1.0"
