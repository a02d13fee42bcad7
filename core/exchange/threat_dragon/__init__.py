"""Models of OWASP Threat Dragon, version 2."""
