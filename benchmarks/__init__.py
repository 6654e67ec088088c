"""How fast and how small: this program beside other ways to make the same pages.

Run it with `make bench` or `python -m benchmarks`; docs/benchmarks.md explains what is measured.
"""
