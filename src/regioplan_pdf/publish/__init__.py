"""The plans on a website: what is put online, in what order, and never by halves.

`ready` judges plans, `files` makes what a site is made of, `switch` puts it in place.
"""
