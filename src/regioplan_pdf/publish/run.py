"""Publish: build, judge, choose, make the site, switch. Nothing is imported that a run with nothing to do needs not."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from regioplan_pdf.api import select_documents
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.machine import uncollected
from regioplan_pdf.publish.candidates import (
    Candidate,
    Choice,
    Chosen,
    build_pdfs,
    choose,
    content_hash,
    new_candidates,
    online_candidates,
)
from regioplan_pdf.publish.lock import locked
from regioplan_pdf.publish.manifest import MANIFEST_NAME, Manifest
from regioplan_pdf.publish.memory import Memory
from regioplan_pdf.publish.outcome import FileSteps, Outcome, PlanStep, Step
from regioplan_pdf.publish.ready import Facts, Reason, Why
from regioplan_pdf.publish.request import Request, check_places
from regioplan_pdf.publish.switch import check_target, find_strangers, intact_files, put_in_place, recover
from regioplan_pdf.state import Inputs, bytes_hash, program_hash
from regioplan_pdf.write import prepare_folder

if TYPE_CHECKING:
    from regioplan_pdf.publish.examine import Examined, Task

PAGE_LIBRARIES = ("jinja2", "markupsafe", "pypdfium2", "brotli", "fonttools")
"""Libraries that a site's bytes depend on besides those of a PDF."""
PACKAGE = Path(__file__).parent.parent


def publish(request: Request) -> Outcome:
    """Bring a selection of plans to the site; what isn't of the selection stays as it is there.

    Raises:
        SelectionError: the selection means nothing, or the folders lie over each other.
        OutputError: the target isn't a site of ours, can't be written, or is being published to.
        ContentError: regions or theme have faults.

    """
    documents = select_documents(request.content, request.regions, request.edition, request.sector)
    check_places(request)
    request = replace(request, target=_real(request.target))
    with ExitStack() as stack:
        stack.enter_context(uncollected())
        if not request.dry_run:
            prepare_folder(request.target.parent)
            stack.enter_context(locked(request.target))
            recover(request.target)
        return _Run(request, documents, stack).outcome()


def _real(target: Path) -> Path:
    """The folder itself, where the target is a link to one."""
    return target.resolve() if target.is_symlink() else target


@dataclass(frozen=True, slots=True)
class _Judged:
    """Facts by the PDF's hash, and whatever else was found on the way."""

    facts: Mapping[str, Facts]
    examined: dict[str, Examined]


class _Run:
    """One publish, step by step."""

    def __init__(self, request: Request, documents: tuple[DocumentPath, ...], stack: ExitStack) -> None:
        self._began = time.perf_counter()
        self._request = request
        self._documents = documents
        found = check_target(request.target)
        self._first = found is None
        self._previous = found or Manifest()
        self._build, folder = build_pdfs(request, documents, stack)
        self._new = new_candidates(self._build, folder)
        self._intact = intact_files(request.target, self._previous)
        self._strangers = find_strangers(request.target, found)
        self._memory = Memory(request.pdfs, program_hash())

    def outcome(self) -> Outcome:
        """Do what is asked, or only say what would be done."""
        online = self._online()
        judged = self._judge((*self._new, *online))
        choice = choose(self._new, online, judged.facts, self._previous, self._request)
        if not self._request.dry_run:
            self._memory.save()
        if not choice.chosen:
            return self._tell(choice, FileSteps(), empty=True)
        fingerprint = self._fingerprint(choice.chosen.values())
        if fingerprint == self._previous.fingerprint and len(self._intact) == len(self._previous.files):
            paths = tuple(sorted((*self._previous.files, MANIFEST_NAME)))
            return self._tell(choice, FileSteps(unchanged=paths, strangers=self._strangers))
        files, choice = self._make(choice, judged)
        if not choice.chosen:
            return self._tell(choice, FileSteps(), empty=True)
        steps = self._compare(files)
        if not self._request.dry_run and steps.changed:
            self._request.progress("writing", 0, 1)
            put_in_place(self._request.target, files, steps.unchanged, self._strangers)
        return self._tell(choice, steps)

    # -- which plans --------------------------------------------------------------------

    def _online(self) -> tuple[Candidate, ...]:
        """What is online, and whether its text has changed since."""
        documents = {document.key: document for document in find_documents(self._request.content)}
        for candidate in self._new:
            if candidate.sha256 and not candidate.reasons:
                self._memory.note_content(candidate.sha256, content_hash(documents[candidate.key]))
        found = []
        for candidate in online_candidates(self._request, self._previous, self._intact, documents.values()):
            built_from = self._memory.content(candidate.sha256)
            outdated = bool(built_from) and built_from != content_hash(documents[candidate.key])
            found.append(replace(candidate, outdated=outdated))
        return tuple(found)

    def _judge(self, candidates: Iterable[Candidate]) -> _Judged:
        tasks: dict[str, Task] = {}
        facts: dict[str, Facts] = {}
        wanted = {candidate.sha256: candidate for candidate in candidates if candidate.sha256}
        for sha256, candidate in wanted.items():
            known = self._memory.facts(sha256)
            if known is not None:
                facts[sha256] = known
            else:
                tasks[sha256] = self._task(candidate, judge=True)
        examined = self._examine(tasks, "checking") if tasks else {}
        for sha256, one in examined.items():
            if one.facts is not None:
                facts[sha256] = one.facts
                self._memory.note_facts(sha256, one.facts)
        return _Judged(facts, examined)

    def _task(self, candidate: Candidate, *, judge: bool) -> Task:
        from regioplan_pdf.publish.examine import Task

        draw = not self._kept_pictures(candidate.key, candidate.sha256)
        return Task(candidate.path, candidate.sha256, judge=judge, load=True, draw=draw)

    def _examine(self, tasks: Mapping[str, Task], stage: str) -> dict[str, Examined]:
        from regioplan_pdf.publish.examine import examine_packed, unpack
        from regioplan_pdf.publish.pool import run_all

        found: dict[str, Examined] = {}
        for data in run_all(examine_packed, tuple(tasks.values()), self._request.jobs):
            if not found:
                from regioplan_pdf.web.site_pages import prepare

                prepare()  # while the other processes work
            one = unpack(data)
            found[one.sha256] = one
            self._request.progress(stage, len(found), len(tasks))
        return found

    # -- the site -----------------------------------------------------------------------

    def _make(self, choice: Choice, judged: _Judged) -> tuple[dict[str, bytes], Choice]:
        """Every file; plans whose pages have dead links are refused after all."""
        from regioplan_pdf.publish.site_files import DeadLinkError, make_files, make_site
        from regioplan_pdf.publish.thumbnails import thumbnail_recipe

        choice = self._load(choice, judged)
        fingerprint = self._fingerprint(choice.chosen.values())
        contents = {sha256: one.contents for sha256, one in judged.examined.items() if one.contents is not None}
        while choice.chosen:
            site = make_site(self._request, choice.chosen.values(), contents)
            pictures = {plan.sha256: self._pictures(plan.key, judged.examined[plan.sha256]) for plan in site.plans}
            try:
                files = make_files(
                    *(site, contents, pictures, self._previous, self._request),
                    fingerprint=fingerprint,
                    recipe=thumbnail_recipe(),
                    strangers=self._strangers,
                )
            except DeadLinkError as error:
                if not error.keys:
                    raise
                choice = _without(choice, {key: (Reason(Why.DEAD_LINK, told),) for key, told in error.keys.items()})
                fingerprint = self._fingerprint(choice.chosen.values())
            else:
                return files, choice
        return {}, choice

    def _load(self, choice: Choice, judged: _Judged) -> Choice:
        """Read the sources of the chosen plans that weren't read yet; refuse what can't be read after all."""
        missing = {
            each.candidate.sha256: self._task(each.candidate, judge=False)
            for each in choice.chosen.values()
            if each.candidate.sha256 not in judged.examined
        }
        judged.examined.update(self._examine(missing, "reading"))
        unread = {}
        for key, each in choice.chosen.items():
            one = judged.examined[each.candidate.sha256]
            if one.contents is None:
                unread[key] = one.facts.reasons if one.facts else ()
        return _without(choice, unread)

    def _kept_pictures(self, key: str, sha256: str) -> tuple[str, ...]:
        """Paths of the pictures of a plan's pages that can stay."""
        from regioplan_pdf.publish.model import THUMBNAIL_FILES
        from regioplan_pdf.publish.thumbnails import thumbnail_recipe

        entry = self._previous.plans.get(key)
        if entry is None or entry.sha256 != sha256 or self._previous.pictures != thumbnail_recipe():
            return ()
        paths = tuple(f"{entry.address.strip('/')}/{name}" for name in THUMBNAIL_FILES)
        return paths if self._intact.issuperset(paths) else ()

    def _pictures(self, key: str, examined: Examined) -> tuple[bytes, ...]:
        kept = self._kept_pictures(key, examined.sha256)
        return examined.pictures or tuple((self._request.target / path).read_bytes() for path in kept)

    def _fingerprint(self, chosen: Iterable[Chosen]) -> str:
        """A hash of all that the site is made from."""
        plans = [
            [
                each.candidate.key,
                each.candidate.sha256,
                [str(reason.why) for reason in each.reasons],
                each.candidate.outdated,
                each.modified,
            ]
            for each in chosen
        ]
        shared = Inputs(self._request.content, self._request.fonts).shared
        libraries = [f"{name} {version(name)}" for name in PAGE_LIBRARIES]
        everything = [sorted(plans), shared, libraries, _data_hash(), self._request.base_url, self._strangers]
        return hashlib.sha256(json.dumps(everything).encode()).hexdigest()

    # -- what there is to tell ----------------------------------------------------------

    def _compare(self, files: Mapping[str, bytes]) -> FileSteps:
        before = {path: entry.sha256 for path, entry in self._previous.files.items()}
        manifest = self._request.target / MANIFEST_NAME
        intact = set(self._intact)
        if not self._first:
            before[MANIFEST_NAME] = bytes_hash(manifest.read_bytes())
            intact.add(MANIFEST_NAME)
        hashes = {path: bytes_hash(data) for path, data in files.items()}
        same = {path for path, sha256 in hashes.items() if path in intact and before[path] == sha256}
        return FileSteps(
            added=tuple(sorted(hashes.keys() - before.keys())),
            replaced=tuple(sorted((hashes.keys() & before.keys()) - same)),
            unchanged=tuple(sorted(same)),
            removed=tuple(sorted(before.keys() - hashes.keys())),
            strangers=self._strangers,
        )

    def _tell(self, choice: Choice, files: FileSteps, *, empty: bool = False) -> Outcome:
        selected = {candidate.key: candidate for candidate in self._new}
        online = {} if empty else choice.chosen
        keys = {*selected, *self._previous.plans, *choice.refused, *online}
        plans = tuple(self._plan_step(key, choice, selected, empty=empty) for key in sorted(keys))
        external: dict[str, int] = {}
        for each in choice.chosen.values():
            for address in each.facts.external:
                external[address] = external.get(address, 0) + 1
        return Outcome(
            target=self._request.target,
            dry_run=self._request.dry_run,
            plans=plans,
            files=files,
            build=self._build,
            external=dict(sorted(external.items())),
            sitemap=bool(self._request.base_url),
            empty=empty,
            seconds=time.perf_counter() - self._began,
        )

    def _plan_step(self, key: str, choice: Choice, selected: Mapping[str, Candidate], *, empty: bool) -> PlanStep:
        before = self._previous.plans.get(key)
        each = choice.chosen.get(key)
        if key in choice.refused:
            stays = each is not None or (empty and before is not None)
            return PlanStep(key, Step.REFUSED, reasons=choice.refused[key], stays=stays)
        if each is None:
            return PlanStep(key, Step.UNCHANGED if empty else Step.REMOVED, before.pdf if before else "")
        sha256 = each.candidate.sha256
        step = Step.ADDED if before is None else Step.UNCHANGED if before.sha256 == sha256 else Step.REPLACED
        return PlanStep(
            key,
            step,
            f"regioplannen/{key}/{each.candidate.path.name}",
            each.candidate.path.stat().st_size,
            each.reasons,
            kept=key not in selected,
            outdated=each.candidate.outdated,
        )


def _without(choice: Choice, refused: Mapping[str, tuple[Reason, ...]]) -> Choice:
    chosen = {key: each for key, each in choice.chosen.items() if key not in refused}
    return Choice(chosen, {**choice.refused, **refused})


def _data_hash() -> str:
    """A hash of the templates, styles and scripts that come with the program."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".py", ".pyc") and path.is_file():
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
