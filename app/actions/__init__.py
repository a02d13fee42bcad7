"""Everything a person can do, declared once: menu, command bar, palette, keys and help are made from it. No Qt."""
