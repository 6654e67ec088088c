"""pdf.js, the PDF reader inside Firefox: the structure tree that it hands to a screen reader, and the text."""

from __future__ import annotations

from pathlib import Path

from validators.commands import ValidatorFailed, ValidatorMissing, find_command, run_command

_FOLDER = Path(__file__).parent / "pdfjs"


def structure(path: Path) -> str:
    """For each page: the elements, indented, with their text, alternative text and links; then the page's text.

    Text in no element stands apart, under `[artifacts]` or `[unmarked text]`.

    Raises:
        ValidatorMissing: no Node, or pdf.js isn't installed.
        ValidatorFailed: pdf.js can't read the file.
    """
    node = find_command("node", "nodejs npm")
    if not (_FOLDER / "node_modules" / "pdfjs-dist").is_dir():
        raise ValidatorMissing("pdf.js", "make validators, or npm ci in tests/validators/pdfjs")
    ended = run_command([node, _FOLDER / "structure.mjs", path])
    if ended.code:
        raise ValidatorFailed(f"pdf.js, {path.name}: {ended.err.strip()[-2000:]}")
    return ended.out
