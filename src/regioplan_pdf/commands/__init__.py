"""Commands with enough options of their own to stand in a module of their own, and the options that more of them have.

`cli` puts them together.
"""
