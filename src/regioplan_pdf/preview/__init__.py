"""A plan while it is being written: its pages and its web page side by side, made anew at every save.

`workshop` makes what is looked at, `watch` notices a save, `server` shows it to the browser on this
computer and to nobody else.
"""
