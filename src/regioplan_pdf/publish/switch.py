"""A new site in the place of the old one, whole or not at all.

The new site is made in a folder beside the target and takes its place in one step where the
system can exchange two folders (Linux), else in two renames. Whatever stops the program in
between, the next run finds either the old site or the new one whole: `recover` puts back what
stood between two renames and removes what is left over.

Files that are unchanged are linked from the old site, so they keep bytes and times. Files in
the target that no manifest of ours names are taken along.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import signal
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from regioplan_pdf.errors import OutputError, reason_of
from regioplan_pdf.publish.manifest import MANIFEST_NAME, Manifest, read_manifest

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_folder(target: Path) -> Path:
    """Where the new site is made; after an exchange it holds the old one."""
    return target.with_name(f".{target.name}.regioplan-new")


def retired_folder(target: Path) -> Path:
    """Where the old site stands between two renames."""
    return target.with_name(f".{target.name}.regioplan-old")


def check_target(target: Path) -> Manifest | None:
    """The manifest of the site that is there; None when there is nothing yet.

    Raises OutputError for a folder that isn't a site of ours: it's never touched.
    """
    try:
        if not target.exists():
            return None
        if not target.is_dir():
            raise OutputError(f"'{target}' is a file, so it can't become the site: choose another folder with --out.")
        manifest = read_manifest(target)
        if manifest is None and any(target.iterdir()):
            raise OutputError(
                f"The folder '{target}' isn't empty and has no {MANIFEST_NAME} of this program, so it isn't touched:"
                " choose a new or empty folder with --out."
            )
    except OSError as error:
        raise OutputError(f"The folder '{target}' can't be read: {reason_of(error)}.") from error
    return manifest


def recover(target: Path) -> None:
    """Undo what a run that was killed left behind. Only to be called under the lock. Raises OutputError."""
    retired = retired_folder(target)
    try:
        if retired.is_dir() and not target.exists():
            retired.rename(target)
        for leftover in (retired, staging_folder(target)):
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover)
    except OSError as error:
        raise OutputError(
            f"What an earlier run left beside '{target}' can't be removed: {reason_of(error)}; remove it by hand."
        ) from error


def find_strangers(target: Path, manifest: Manifest | None) -> tuple[str, ...]:
    """Paths in the target that aren't ours: files, links, and folders with nothing in them."""
    if manifest is None:
        return ()
    ours = {*manifest.files, MANIFEST_NAME}
    folders = {parent.as_posix() for path in ours for parent in Path(path).parents}
    found: list[str] = []
    for place, below, names in os.walk(target):
        here = Path(place)
        links = [name for name in below if (here / name).is_symlink()]
        paths = [(here / name).relative_to(target).as_posix() for name in (*names, *links)]
        if not below and not names:
            paths.append(here.relative_to(target).as_posix())
        found += [path for path in paths if path not in ours and path not in folders]
    return tuple(sorted(found))


def intact_files(target: Path, manifest: Manifest) -> frozenset[str]:
    """The files that are as the manifest says."""
    return frozenset(path for path, entry in manifest.files.items() if _is_intact(target / path, entry.sha256))


def _is_intact(path: Path, sha256: str) -> bool:
    try:
        return not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def put_in_place(target: Path, files: Mapping[str, bytes], kept: Iterable[str], strangers: Iterable[str]) -> None:
    """Make the new site and switch to it.

    Args:
        target: the site's folder; it needn't exist.
        files: every file of the new site by path.
        kept: those of them that the old site has with the same bytes.
        strangers: paths of the old site that are taken along as they are.

    Raises:
        OutputError: it can't be written (disk full, no permission). The old site is as it was,
            and nothing is left beside it.

    """
    staging = staging_folder(target)
    try:
        try:
            _make(staging, target, files, frozenset(kept), strangers)
            _switch(staging, target)
        finally:
            # Here is the new site when something went wrong, the old one when all went well.
            shutil.rmtree(staging, ignore_errors=True)
            if target.exists():
                shutil.rmtree(retired_folder(target), ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"The site '{target}' can't be written: {reason_of(error)}. What was there is untouched."
        ) from error


def _make(
    staging: Path, target: Path, files: Mapping[str, bytes], kept: frozenset[str], strangers: Iterable[str]
) -> None:
    staging.mkdir()
    if target.is_dir():
        shutil.copymode(target, staging)
    for path in sorted(files):
        place = staging / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if path in kept:
            _take_along(target / path, place)
        else:
            place.write_bytes(files[path])
    for path in strangers:
        source, place = target / path, staging / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if stat.S_ISDIR(source.lstat().st_mode):
            place.mkdir(exist_ok=True)
        else:
            _take_along(source, place)


def _take_along(source: Path, place: Path) -> None:
    """The same file at another place: a second link to it, or a copy with its times."""
    try:
        os.link(source, place, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, place, follow_symlinks=False)


def _switch(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):
        _rename_twice(staging, target)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system or the file system can't."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)


def _rename_twice(staging: Path, target: Path) -> None:
    """The old site aside, the new one in its place. For a moment there is none."""
    retired = retired_folder(target)
    with _held_signals():
        target.rename(retired)
        try:
            staging.rename(target)
        except OSError:
            retired.rename(target)
            raise


@contextlib.contextmanager
def _held_signals() -> Iterator[None]:
    """Let Ctrl-C and a polite kill wait."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
