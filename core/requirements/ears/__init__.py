"""The EARS language: tokens, grammar, syntax tree, slots, diagnostics and sentences set right."""
