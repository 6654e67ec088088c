"""Whether content that could be read can be right: every fault at once, with file and line.

`edition` judges settings and texts, `figures` the figures, `needs` what charts and key figures
ask of them, `privacy` what keeps small numbers from being told, `theme` the contrast of an office's colours.
"""
