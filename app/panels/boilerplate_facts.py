"""What a boilerplate says, in the inspector: to be read there, and changed on its page, which checks it."""

from PySide6.QtWidgets import QFrame

from app.panels.labels import down, heading, label
from core.ground.words import _
from core.model import Boilerplate


class BoilerplateFacts(QFrame):
    """The shape of a boilerplate, what it means, and a sentence that is written so."""

    def __init__(self, boilerplate: Boilerplate) -> None:
        super().__init__()
        column = down(self, (0, 0, 0, 8), 4)
        said = (
            (_("Shape"), boilerplate.shape),
            (_("What it means"), boilerplate.means),
            (_("A sentence in it"), boilerplate.example),
        )
        for title, words in said:
            if words:
                column.addWidget(heading(title))
                column.addWidget(label(words, "code", wraps=True))
        hint = _("It is changed on the page of boilerplates, which says at once whether it can be read.")
        column.addWidget(label(hint, "hint", wraps=True))
