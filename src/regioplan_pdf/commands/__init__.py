"""Commands with enough options of their own to stand in a module of their own; `cli` puts them together."""
