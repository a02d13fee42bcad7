"""A property as one sentence that a person can check against the requirement."""

from core.formal.condition import instant, lasting
from core.formal.property import All, Atom, Condition, Pattern, Property, Scope
from core.formal.simplifying import simplified
from core.ground.words import _, quoted
from core.model import Proposition, Snapshot


def plain_reading(snapshot: Snapshot, p: Property) -> str:
    """What the property demands, in words; phrases stand in quotes as the requirement has them.

    Each condition in its shortest form.
    """
    return _Reader(snapshot, p).sentence()


class _Reader:
    """Words for one property."""

    def __init__(self, snapshot: Snapshot, p: Property) -> None:
        self.snapshot = snapshot
        self.p = p

    def sentence(self) -> str:
        demanded = self._demanded()
        scope = self._scope()
        whole = f"{scope}{demanded}"
        return f"{whole[:1].upper()}{whole[1:]}."

    def _demanded(self) -> str:
        p = self.p
        words = {
            "subject": self._said(p.subject),
            "trigger": self._said(p.trigger) if p.trigger else "",
            "second": self._said(p.second) if p.second else "",
            "times": p.times or 0,
            "each": self._each_time(),
            "state": self._while(),
            "least": p.at_least.told() if p.at_least else "",
            "most": p.at_most.told() if p.at_most else "",
        }
        return self._form().format(**words)

    def _form(self) -> str:
        p = self.p
        if p.pattern is Pattern.RESPONSE:
            return self._response_form()
        if p.pattern is Pattern.EXISTENCE:
            if p.at_most is not None and p.strict:
                return _("{subject} in less than {most} from the beginning{state}")
            if p.at_most is not None:
                return _("{subject} within {most} of the beginning{state}")
            return _("{subject} at some time{state}")
        if p.pattern is Pattern.MINIMUM_DURATION:
            return self._lasting_form()
        if p.pattern in (Pattern.RESPONSE_CHAIN, Pattern.STIMULUS_CHAIN):
            return self._chain_form()
        return {
            Pattern.ABSENCE: _("never {subject}{state}"),
            Pattern.UNIVERSALITY: _("always {subject}{state}"),
            Pattern.PRECEDENCE: _("never {subject}{state} before {trigger} for the first time"),
            Pattern.MAXIMUM_DURATION: (
                _("never {subject}{state} for {most} or longer")
                if p.strict
                else _("never {subject}{state} for longer than {most}")
            ),
            Pattern.RECURRENCE: _("{subject} again and again{state}, with no more than {most} in between"),
            Pattern.BOUNDED_EXISTENCE: (
                _("{subject}{state} no more than once")
                if p.times == 1
                else _("{subject}{state} no more than {times} times")
            ),
            Pattern.MINIMUM_SEPARATION: (
                _("after each time that {subject}{state}, more than {least} until it comes again")
                if p.strict
                else _("after each time that {subject}{state}, {least} or more until it comes again")
            ),
            Pattern.PRECEDENCE_CHAIN: _("never {subject}{state} before {trigger} and then {second}"),
            Pattern.EFFECT_CHAIN: _("never {subject}{state} and then {second} without {trigger} before both"),
        }[p.pattern]

    def _chain_form(self) -> str:
        p = self.p
        forms = {
            Pattern.RESPONSE_CHAIN: (
                _("{each}{state}, {subject} and then {second} at that instant or at some time later"),
                _("{each}{state}, {subject} and then {second}, both at most {most} later"),
                _("{each}{state}, {subject} and then {second}, both less than {most} later"),
            ),
            Pattern.STIMULUS_CHAIN: (
                _("{each}{state} and then {second}, {subject} at that instant or at some time later"),
                _("{each}{state} and then {second}, {subject} at that instant or at most {most} later"),
                _("{each}{state} and then {second}, {subject} at that instant or less than {most} later"),
            ),
        }[p.pattern]
        return forms[0] if p.at_most is None else forms[2 if p.strict else 1]

    def _lasting_form(self) -> str:
        p = self.p
        if p.trigger is not None and p.strict:
            return _("{each}{state}, {subject} from that instant on for longer than {least}")
        if p.trigger is not None:
            return _("{each}{state}, {subject} from that instant on for {least} or longer")
        if p.strict:
            return _("each time that {subject} begins{state}, it lasts for longer than {least}")
        return _("each time that {subject} begins{state}, it lasts for {least} or longer")

    def _response_form(self) -> str:
        p = self.p
        if p.at_most is None and p.at_least is not None and p.strict:
            return _("{each}{state}, {subject} does not begin before more than {least} have passed")
        if p.at_most is None and p.at_least is not None:
            return _("{each}{state}, {subject} does not begin before {least} have passed")
        if p.at_most is None:
            return _("{each}{state}, {subject} at that instant or at some time later")
        if p.at_least is not None:
            return _("{each}{state}, {subject} no earlier than {least} and no later than {most} after it")
        if p.strict:
            return _("{each}{state}, {subject} at that instant or less than {most} later")
        return _("{each}{state}, {subject} at that instant or at most {most} later")

    def _each_time(self) -> str:
        trigger = self.p.trigger
        if trigger is None:
            return ""
        begins = lasting(self.snapshot, trigger)
        form = _("each time that {trigger} begins to hold") if begins else _("each time that {trigger}")
        return form.format(trigger=self._said(trigger))

    def _while(self) -> str:
        state = self.p.state
        return "" if state is None else _(" while {state}").format(state=self._said(state))

    def _scope(self) -> str:
        p = self.p
        words = {
            "opens": self._said(p.opens) if p.opens else "",
            "closes": self._said(p.closes) if p.closes else "",
        }
        forms = {
            Scope.GLOBALLY: "",
            Scope.BEFORE: _("before {closes}, if that ever comes: "),
            Scope.AFTER: _("from the first time that {opens}, for ever: "),
            Scope.BETWEEN: _("from each time that {opens} until {closes}, if that comes: "),
            Scope.AFTER_UNTIL: _("from each time that {opens} until {closes}: "),
        }
        return forms[p.scope].format(**words)

    def _said(self, condition: Condition) -> str:
        return self._inner(simplified(condition))

    def _inner(self, condition: Condition) -> str:
        if isinstance(condition, Atom):
            proposition = self.snapshot.find(Proposition, condition.proposition)
            name = proposition.name if proposition else condition.proposition
            return _("not “{phrase}”").format(phrase=name) if condition.negated else quoted(name)
        joint = _(" and ") if isinstance(condition, All) else _(" or ")
        parts = [
            self._inner(part) if isinstance(part, Atom) else f"({self._inner(part)})"
            for part in condition.parts
        ]
        inner = joint.join(parts)
        return f"({inner})" if instant(self.snapshot, condition) else inner
