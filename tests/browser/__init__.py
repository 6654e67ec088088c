"""Web pages as a visitor meets them: Chromium, axe-core and html-validate."""
