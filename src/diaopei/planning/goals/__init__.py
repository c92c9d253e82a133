"""Goals: one a file; each says what the whole plan wants more of, or less."""
