"""Everything a person can do, declared once: menu, palette, keys and help are made from it. No Qt."""
