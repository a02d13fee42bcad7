"""The status line: what is on disk, what is being worked on, the keys that matter now, no network."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QProgressBar, QWidget

from app.actions.caps import cap
from app.jobs import Job, Jobs
from app.panels.giving_way import LinkButton
from app.panels.key_hints import KeyHints
from app.panels.labels import Elided, across, key_label, label, tool
from app.session.session import Session
from app.theme import glyph, look, mark_picture, px
from core.ground.words import _, grouped, plural


class StatusLine(QFrame):
    """One line under everything.

    Signals: `failure` with a failed Job that a person wants to read about.
    """

    failure = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._session = session
        self._jobs = jobs
        row = across(self, (12, 1, 12, 0), 8)
        self._disk_icon, self._disk = QLabel(), label("", "small")
        self._count = label("", "small")
        self._reason = Elided("small")
        row.addWidget(self._disk_icon)
        row.addWidget(self._disk)
        row.addSpacing(px(6))
        row.addWidget(self._count)
        row.addSpacing(px(6))
        self._work = _WorkLine(jobs, self)
        row.addWidget(self._work)
        self._offered: Callable[[], None] | None = None
        self._offer = LinkButton()
        self._offer.clicked.connect(self.take_offer)
        self._offer_key = key_label("")
        row.addWidget(self._offer)
        row.addWidget(self._offer_key)
        self._show_offer("", "", None)
        row.addWidget(self._reason)
        self._hints = KeyHints()
        self._keys = self._hints.row
        row.addWidget(self._hints, 1)
        self._offline_icon = QLabel()
        row.addSpacing(px(6))
        row.addWidget(self._offline_icon)
        offline = label(_("No network"), "small")
        offline.setToolTip(_("Nothing was ever contacted: Bartizan opens no network connection"))
        row.addWidget(offline)
        jobs.changed.connect(self._show_work)
        session.opened.connect(self.withdraw)
        look().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is on disk now."""
        self.setFixedHeight(px(24) + 1)
        ratio = self.devicePixelRatioF()
        project = self._session.project
        self._disk_icon.setPixmap(
            glyph("on disk", px(14), "status.ok.text" if project else "text.tertiary", ratio)
        )
        self._offline_icon.setPixmap(glyph("no network", px(14), "text.secondary", ratio))
        if project is None:
            self._disk.setText(_("No project is open"))
            self._count.setText("")
        else:
            self._disk.setText(_("For reading only") if project.read_only else _("All changes on disk"))
            self._count.setText(plural("{count} change", "{count} changes", len(project.heads)))
        self._show_work()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys that matter now, each with what it does."""
        self._hints.show_keys(keys)

    def say(self, words: str) -> None:
        """Say something in passing: why what is under the pointer cannot be done, or what was done."""
        self._reason.setText(words)
        self._lay_out()

    def offer(self, words: str, key: str, then: Callable[[], None]) -> None:
        """Say that something came which can be looked at, by a click or the key; nothing else happens."""
        self._show_offer(words, key, then)

    def take_offer(self) -> None:
        """Look at what was offered last; say so where nothing was."""
        then = self._offered
        self._show_offer("", "", then)
        if then is None:
            self.say(_("Nothing waits to be looked at."))
        else:
            then()

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self._show_offer("", "", None)

    def _show_offer(self, words: str, key: str, then: Callable[[], None] | None) -> None:
        self._offered = then
        self._offer.show_words(words)
        self._offer_key.setText(cap(key))
        self._offer.setVisible(bool(words))
        self._offer_key.setVisible(bool(words))
        self._lay_out()

    def _show_work(self) -> None:
        self._work.refresh()
        self._lay_out()

    def _lay_out(self) -> None:
        """Give words their room before they are painted: else they are cut until the next frame."""
        for widget in (self._work, self):
            layout = widget.layout()
            if layout is not None:
                layout.activate()


class _WorkLine(QWidget):
    """The job under way, or how many there are; a failed one until it was read."""

    def __init__(self, jobs: Jobs, status: StatusLine) -> None:
        super().__init__(status)
        self._jobs = jobs
        self._status = status
        row = across(self, (0, 0, 0, 0), 8)
        self._icon = QLabel()
        self._title = LinkButton()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._steps = label("", "small")
        self._cancel = tool("close", _("Stop the work under way"), of="prove.cancel")
        self._title.clicked.connect(self._list)
        self._cancel.clicked.connect(self._stop)
        for widget in (self._icon, self._title, self._bar, self._steps, self._cancel):
            row.addWidget(widget)

    def refresh(self) -> None:
        """Show the jobs as they are."""
        jobs = self._jobs.jobs
        self.setVisible(bool(jobs))
        if not jobs:
            return
        running = self._jobs.running
        job = running[0] if running else jobs[-1]
        ratio = self.devicePixelRatioF()
        failed = not running and job.failed
        picture = (
            mark_picture("error", px(14), ratio=ratio) if failed else glyph("running", px(14), ratio=ratio)
        )
        self._icon.setPixmap(picture)
        many = len(running) > 1
        title = plural("{count} job", "{count} jobs", len(running)) if many else _title(job)
        self._title.show_words(title)
        self._title.setAccessibleDescription(job.words)
        self._title.setToolTip("\n".join(words for words in (title, job.words) if words))
        known = job.running and job.total > 0
        self._bar.setVisible(known)
        self._bar.setFixedWidth(px(84))
        self._bar.setRange(0, max(job.total, 1))
        self._bar.setValue(job.done)
        self._steps.setText(
            _("{done} of {total}").format(done=grouped(job.done), total=grouped(job.total)) if known else ""
        )
        self._cancel.setVisible(bool(running) or failed)
        self._cancel.setFixedSize(px(20), px(20))

    def _stop(self) -> None:
        if self._jobs.running:
            self._jobs.cancel_all()
        else:
            for job in [job for job in self._jobs.jobs if job.failed]:
                self._jobs.read(job)

    def _list(self) -> None:
        menu = QMenu(self)
        for job in self._jobs.jobs:
            entry = menu.addAction(_title(job))
            if job.running:
                entry.setText(_("Stop: {title}").format(title=job.title))
                entry.triggered.connect(lambda _on=False, job=job: self._jobs.cancel(job))
            elif job.failed:
                entry.triggered.connect(lambda _on=False, job=job: self._status.failure.emit(job))
            else:
                entry.setEnabled(False)
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def _title(job: Job) -> str:
    if job.running:
        return job.title if job.wanted else _("Stopping: {title}").format(title=job.title)
    return (
        _("{title} failed").format(title=job.title)
        if job.failed
        else _("{title}: done").format(title=job.title)
    )
