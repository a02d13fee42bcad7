"""The window: command bar, rooms, tabs, bands, palette and status line, and what holds them together."""
