"""Stating up to where a metric of requirements is good enough in a project, in one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ground.words import _
from core.model import MetricLimit
from core.requirements.smells.names import smell_name

if TYPE_CHECKING:
    from app.session.session import Session


def stated_limits(session: Session, metric: str) -> tuple[MetricLimit, ...]:
    """What the project itself states of a metric; empty where the limit of NALABS holds."""
    return tuple(one for one in session.snapshot().of(MetricLimit) if one.metric == metric)


def state_limit(session: Session, metric: str, limit: float) -> None:
    """Let the metric be good enough up to the limit."""
    stated = stated_limits(session, metric)
    if [one.limit for one in stated] == [limit]:
        return
    words = _("Limit {metric} to {limit}").format(metric=smell_name(metric), limit=f"{limit:g}")
    with session.change(words) as edit:
        if stated:
            edit.set(stated[-1], limit=limit)
        else:
            edit.new(MetricLimit, name=smell_name(metric), metric=metric, limit=limit)


def withdraw_limit(session: Session, metric: str) -> None:
    """Let the limit of NALABS hold again."""
    stated = stated_limits(session, metric)
    if stated:
        with session.change(_("Limit {metric} as NALABS does").format(metric=smell_name(metric))) as edit:
            for one in stated:
                edit.remove(one.id)
