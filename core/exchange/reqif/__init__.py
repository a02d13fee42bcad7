"""ReqIF written for requirement tools; `core.requirements.reqif` reads it."""
