"""Actions on requirements, verdicts, threats, proposals, and what is handed over."""

from app.actions.action import Action, State, changing, in_project, looking, one_of, writing
from core.ground.words import deferred


def threat_shown(state: State) -> bool:
    """Needs a threat in front, in a project that can be changed."""
    return state.writable and state.room == "threats" and state.threat


def proposal_shown(state: State) -> bool:
    """Needs an open proposal in front, in a project that can be changed."""
    return state.writable and state.room == "review" and state.proposal


def traceable(state: State) -> bool:
    """Needs one element selected that is no requirement, in a project that can be changed."""
    return state.writable and state.kind not in ("", "requirement")


def requiring(state: State) -> bool:
    """Needs the room of requirements, in a project that can be changed."""
    return state.writable and state.room == "require"


def reading(state: State) -> bool:
    """Needs the room of requirements."""
    return state.project and state.room == "require"


ACTIONS = (
    Action(
        "require.new",
        deferred("Write a requirement"),
        "requirement",
        lambda desk: desk.model.new_requirement(),
        ("Ctrl+R",),
        writing,
        "analysis",
    ),
    Action(
        "require.complete",
        deferred("What can be written next in the sentence"),
        "requirement",
        lambda desk: desk.model.complete(),
        ("Ctrl+Space",),
        requiring,
        "analysis",
    ),
    Action(
        "require.explain",
        deferred("What the place of the caret in the sentence means"),
        "requirement",
        lambda desk: desk.model.explain(),
        ("Ctrl+Shift+Space",),
        reading,
        "analysis",
    ),
    Action(
        "require.fold",
        deferred("Fold or unfold the clause at the caret, or all of the row"),
        "requirement",
        lambda desk: desk.model.fold(),
        ("Ctrl+Alt+F",),
        reading,
        "analysis",
    ),
    Action(
        "require.mend",
        deferred("Mend the place of the caret in the sentence"),
        "requirement",
        lambda desk: desk.model.mend(),
        ("Ctrl+.",),
        requiring,
        "analysis",
    ),
    Action(
        "require.rewrite",
        deferred("Propose how the sentence could be written"),
        "requirement",
        lambda desk: desk.model.rewrite(),
        ("Ctrl+Alt+R",),
        requiring,
        "analysis",
    ),
    Action(
        "require.bind",
        deferred("Bind a phrase of the requirement by hand"),
        "requirement",
        lambda desk: desk.model.bind_phrase(),
        (),
        one_of("requirement"),
        "analysis",
        context="requirement",
    ),
    Action(
        "require.trace",
        deferred("Trace to an element"),
        "requirement",
        lambda desk: desk.model.trace(),
        ("Ctrl+T",),
        one_of("requirement"),
        "analysis",
        context="requirement",
    ),
    Action(
        "require.trace_back",
        deferred("Trace to a requirement"),
        "requirement",
        lambda desk: desk.model.trace(),
        ("Ctrl+T",),
        traceable,
        "analysis",
        context="element",
    ),
    Action(
        "require.coverage",
        deferred("Coverage and traces"),
        "trace",
        lambda desk: desk.pages.coverage(),
        ("Ctrl+Alt+G",),
        in_project,
        "analysis",
    ),
    Action(
        "require.quality",
        deferred("Quality and its trend"),
        "metric limit",
        lambda desk: desk.pages.quality(),
        ("Ctrl+Alt+W",),
        in_project,
        "analysis",
    ),
    Action(
        "require.confirm",
        deferred("Confirm the traces of the selection"),
        "tick",
        lambda desk: desk.model.confirm_traces(),
        ("Ctrl+Shift+Y",),
        changing,
        "analysis",
    ),
    Action(
        "prove.recheck",
        deferred("Recheck"),
        "recheck",
        lambda desk: desk.analysis.recheck(),
        ("F5",),
        in_project,
        "analysis",
    ),
    Action(
        "prove.cancel",
        deferred("Stop the work under way"),
        "close",
        lambda desk: desk.analysis.cancel(),
        ("Ctrl+Shift+X",),
        lambda state: state.jobs > 0,
        "analysis",
    ),
    Action(
        "list.next",
        deferred("Next in the list"),
        "forward",
        lambda desk: desk.analysis.step(True),
        ("F8",),
        in_project,
        "analysis",
    ),
    Action(
        "list.previous",
        deferred("Previous in the list"),
        "back",
        lambda desk: desk.analysis.step(False),
        ("Shift+F8",),
        in_project,
        "analysis",
    ),
    Action(
        "threat.open",
        deferred("Threat is open"),
        "threat",
        lambda desk: desk.analysis.decide_threat("open"),
        ("Ctrl+Alt+O",),
        threat_shown,
        "analysis",
    ),
    Action(
        "threat.mitigated",
        deferred("Threat is mitigated"),
        "threat",
        lambda desk: desk.analysis.decide_threat("mitigated"),
        ("Ctrl+Alt+M",),
        threat_shown,
        "analysis",
    ),
    Action(
        "threat.accepted",
        deferred("Accept the risk of the threat"),
        "threat",
        lambda desk: desk.analysis.decide_threat("risk_accepted"),
        ("Ctrl+Alt+A",),
        threat_shown,
        "analysis",
    ),
    Action(
        "threat.not_applicable",
        deferred("Threat is not applicable"),
        "threat",
        lambda desk: desk.analysis.decide_threat("not_applicable"),
        ("Ctrl+Alt+N",),
        threat_shown,
        "analysis",
    ),
    Action(
        "suggest.weaknesses",
        deferred("Suggest weaknesses of the selection"),
        "threat",
        lambda desk: desk.analysis.suggest("weaknesses"),
        ("Ctrl+Shift+W",),
        changing,
        "analysis",
    ),
    Action(
        "suggest.tests",
        deferred("Suggest tests of the selection"),
        "verdict",
        lambda desk: desk.analysis.suggest("tests"),
        (),
        changing,
        "analysis",
    ),
    Action(
        "suggest.show",
        deferred("Show what was suggested"),
        "threat",
        lambda desk: desk.analysis.show_suggestions(),
        ("Ctrl+Shift+G",),
        writing,
        "analysis",
    ),
    Action(
        "review.accept",
        deferred("Accept the proposal"),
        "tick",
        lambda desk: desk.analysis.accept(),
        ("A",),
        proposal_shown,
        "analysis",
        context="review",
    ),
    Action(
        "review.edit",
        deferred("Edit, then accept the proposal"),
        "note",
        lambda desk: desk.analysis.edit_proposal(),
        ("E",),
        proposal_shown,
        "analysis",
        context="review",
    ),
    Action(
        "review.reject",
        deferred("Reject the proposal with a reason"),
        "close",
        lambda desk: desk.analysis.reject(),
        ("R",),
        proposal_shown,
        "analysis",
        context="review",
    ),
    Action(
        "export.report",
        deferred("Export the report"),
        "print",
        lambda desk: desk.output.export("report"),
        ("Ctrl+P",),
        in_project,
        "project",
    ),
    Action(
        "export.picture",
        deferred("Export the diagram as a picture"),
        "diagram",
        lambda desk: desk.output.picture("file"),
        ("Ctrl+Shift+P",),
        looking,
        "project",
    ),
    Action(
        "export.uppaal",
        deferred("Export UPPAAL files"),
        "hand over",
        lambda desk: desk.output.export("uppaal"),
        ("Ctrl+U",),
        in_project,
        "project",
    ),
    Action(
        "export.text",
        deferred("Export the text form"),
        "hand over",
        lambda desk: desk.output.export("text"),
        ("Ctrl+Shift+T",),
        in_project,
        "project",
    ),
)
