"""Requirements as code: the language in which a requirement says what decides it without a person.

A check is data that is read, never code that is run. It speaks of the model, of verdicts, and of files that
are
handed in, and answers pass, fail or incomplete. After RQCODE of the VeriDevOps project, whose requirements
answer PASS, FAIL or INCOMPLETE to check(). How a check is decided is told by `core.assistants.checking`.
"""
