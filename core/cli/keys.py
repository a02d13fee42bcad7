"""The keys of everything that commands print as JSON; stable, and shown by `bartizan help json`."""

DIAGNOSTIC = {
    "code": "stable name of the fault",
    "message": "what is wrong and why",
    "file": "where, or null",
    "line": "from 1, or null",
    "column": "from 1, in characters, or null",
    "length": "characters, or null",
    "hint": "how to mend it, or null",
    "example": "what would be right, or null",
    "severity": "error, warning or info",
}

REQUIREMENT = {
    "id": "the requirement's key",
    "text": "the sentence",
    "ok": "whether it parses",
    "language": "ears",
    "pattern": "ubiquitous, event, state, optional, unwanted, complex, or null",
    "slots": "system, features, states, trigger, unwanted, responses, deadline, each with its place",
    "diagnostics": "list of errors",
}

THREAT = {
    "id": "hash of the rule and of the elements bound",
    "rule": "id of the rule",
    "title": "what could happen",
    "stride": "list of letters",
    "target": "id, name and kind of the element",
    "severity": "info, low, medium, high, critical",
    "certainty": "certain, or possible where a fact is unknown",
    "why": "the facts that made it apply, as a sentence",
    "facts": "the same facts, each with element, field and value",
    "asks": "questions that would decide it",
    "references": "public ids: CWE, CAPEC, ATT&CK, EMB3D",
    "mitigations": "ids of controls",
    "status": "open, mitigated, risk_accepted, not_applicable",
    "elements": "ids of all elements bound, the target's first",
    "stated_mitigation": "what a person wrote against it; stated threats only",
    "decision": "reason, decided_by, decided_on, assignee and due of what a person decided, or null",
    "effect": "effect, on (id) and budget of what an attacker does, or null",
}

SUGGESTION = {
    "id": "catalogue entry",
    "title": "its title",
    "score": "for ranking within this list only",
    "method": "what ranked it",
    "evidence": "what matched, and where the entry stands",
}

VERDICT = {
    "formula": "the query, or null with the reason",
    "unit": "the time that 1 stands for where the formula compares a clock; of a model.xml absent",
    "requirement": "key of the requirement, or null",
    "element": "id of what the query is about, or null; projects only",
    "comment": "what the query asks, in words; may be empty",
    "verdict": "satisfied, violated, unknown",
    "value": "number of a sup, inf or bounds query, or null",
    "reason": "why it is unknown, or null",
    "engine": "embedded, verifyta, or null where nothing was run",
    "states": "symbolic states stored",
    "transitions": "transitions taken",
    "seconds": "time taken",
    "trace": "steps to the witness or counterexample, or null",
    "explanation": "the same run in the words of the model, or null; projects only",
    "worst_case": "of a missed deadline: the longest that the answer can take, or null; projects only",
    "machines": "the state machines that what is asked stands on; projects only",
    "purpose": "requirement, trigger, deadlock or overrun: why the query is asked; projects only",
}

KEYS = {
    "every error (standard error)": DIAGNOSTIC,
    "bartizan requirements parse: a list of": REQUIREMENT,
    "bartizan requirements check": {
        "findings": "list of kind, requirements (keys), message, witness",
    },
    "bartizan threats: a list of": THREAT,
    "bartizan suggest: a list of": SUGGESTION,
    "bartizan suggest --text-file: a list of": {"id": "of the record", "suggestions": "list, as above"},
    "bartizan verify: a list of": VERDICT,
    "bartizan assess": {
        "requirements": "as requirements parse, with element (id) and section",
        "findings": "as requirements check",
        "threats": "as above",
        "suppressions": "list of rule (* for all), element (id, name, kind; null for everywhere), reason",
        "suggestions": "list of element (id, name, kind), topic and suggestions as above",
        "verification": "as above",
        "model_findings": "list of element (id, or null) and the keys of an error: doubts about the model",
        "provenance": "versions of tools and catalogues, digest of the model, head of the journal",
    },
    "bartizan new": {"project": "path", "elements": "how many"},
    "bartizan text": {"files": "name to list of lines"},
    "bartizan import: a list of": {
        "file": "path",
        "format": "what it was read as",
        "kept": "kind of element to number made",
        "dropped": "list of what was left out and why",
        "diagnostics": "list of errors",
    },
    "bartizan export uppaal": {"files": "list of paths written"},
    "bartizan export svg": {"files": "list of paths written"},
    "bartizan export pdf": {"files": "list of paths written"},
    "bartizan report": {"kind": "of the document", "path": "of the file"},
    "bartizan models list: a list of": {
        "name": "of the model",
        "state": "absent, verified or rejected",
        "reason": "why, or empty",
        "folder": "where it lies",
        "sha256": "of the model file, or empty",
        "task": "what it does, or empty",
        "version": "its version, or empty",
        "licence": "its licence, or empty",
        "source": "where its weights come from, or empty",
        "known_build": "whether the file is one of the builds that its manifest knows",
        "verification": "what was compared with the reference, by name",
    },
    "bartizan models add": {"name": "of the model", "version": "its version", "sha256": "of its file"},
    "bartizan doctor": {
        "ok": "whether nothing required is missing",
        "checks": "list of name, state (ok, missing, limited), required, detail, mend",
    },
}
