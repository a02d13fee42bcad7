"""The steps of set-up, in the standard library alone: each says what it does and can be done again."""
