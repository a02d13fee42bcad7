"""How everything looks: colours and fonts by role, icons and status marks. Nothing else names a colour."""

from app.theme.icons import glyph, icon
from app.theme.look import Look, colour, font, look, px
from app.theme.marks import mark_picture, paint_mark
from app.theme.restyling import restyled

__all__ = ["Look", "colour", "font", "glyph", "icon", "look", "mark_picture", "paint_mark", "px", "restyled"]
