"""Whether content that could be read can be right: every fault at once, with file and line.

`edition` judges settings and texts, `figures` the figures and `sums` what they add up to, `needs` what charts
and key figures ask of them, `privacy` what keeps small numbers from being told, `expressions` what stands in
{{ }}, `captions` what is written over charts, `gaps` what is still to be filled in of what a plan shows, `theme`
the contrast of an office's colours.
"""
