"""The files that a plan carries, written to a folder."""

from __future__ import annotations

import re
from pathlib import Path

from regioplan_pdf.errors import OutputError, reason_of
from regioplan_pdf.source.embedded import EmbeddedFile, embedded_files, find_file, open_pdf
from regioplan_pdf.source.schema import SOURCE_NAME, SourceError
from regioplan_pdf.write import prepare_folder, replace_file

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that Windows keeps for itself."""
_UNUSABLE = frozenset('<>:"|?*')
_LONGEST = 100


def extract_files(path: Path, folder: Path) -> tuple[Path, ...]:
    """Write the files that a plan carries into a folder: all of them or none.

    A file that is there already with the same bytes is left; with other bytes it's never replaced.

    Raises:
        SourceError: the PDF can't be read, or carries no source.
        OutputError: the folder can't be written, or has other files of those names.

    """
    with open_pdf(path) as pdf:
        files = embedded_files(pdf.view)
        if find_file(files, SOURCE_NAME) is None:
            raise SourceError(f"'{path}' carries no source, so there is nothing to extract.")
    targets = {folder / name: file.data for name, file in _safe_names(files).items()}
    for target, data in targets.items():
        _refuse_other(target, data)
    prepare_folder(folder)
    made: list[Path] = []
    try:
        for target, data in targets.items():
            if not target.exists():
                made.append(target)
                replace_file(target, data)
    except BaseException:
        for target in made:
            target.unlink(missing_ok=True)
        raise
    return tuple(targets)


def _refuse_other(target: Path, data: bytes) -> None:
    """Raise unless a file may be written: nothing there, or the very same bytes."""
    try:
        taken = target.is_symlink() or target.exists()
        same = taken and target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError as error:
        raise OutputError(f"'{target}' can't be written: {reason_of(error)}.") from None
    if taken and not same:
        raise OutputError(f"There is another '{target}' already: extract to an empty folder.")


def _safe_names(files: tuple[EmbeddedFile, ...]) -> dict[str, EmbeddedFile]:
    """Names without folders, control characters or tricks, no two alike on any system."""
    found: dict[str, EmbeddedFile] = {}
    taken: set[str] = set()
    for file in files:
        base = re.split(r"[/\\]", file.name)[-1]
        base = "".join(letter if letter.isprintable() and letter not in _UNUSABLE else "_" for letter in base)
        base = base.strip(". ").encode("utf-8", "replace").decode()[:_LONGEST] or "bestand"
        if _RESERVED.fullmatch(base):
            base = f"_{base}"
        name, number = base, 2
        while name.casefold() in taken:
            name = f"{number}-{base}"
            number += 1
        taken.add(name.casefold())
        found[name] = file
    return found
