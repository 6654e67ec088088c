"""The content that is shipped has no faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from regioplan_pdf.errors import Problems, has_errors
from regioplan_pdf.load import (
    find_documents,
    load_dataset,
    load_edition,
    load_region_text,
    load_regions,
    load_theme,
)
from regioplan_pdf.validate import check_dataset, check_document_path, check_edition, check_region_text

CONTENT = Path(__file__).parent.parent / "content"
DOCUMENTS = find_documents(CONTENT)


def test_all_documents_are_there():
    assert [document.key for document in DOCUMENTS] == [
        "2023-2024/ggz/rotterdam",
        "2023-2024/ggz/utrecht",
        "2023-2024/ggz/zwolle",
        "2023-2024/gz/rotterdam",
        "2024-2025/ggz/rotterdam",
    ]


def test_there_are_31_regions():
    assert len(load_regions(CONTENT, Problems()).by_slug) == 31


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.key)
def test_a_document_has_no_faults(document):
    problems = Problems()
    regions = load_regions(CONTENT, problems)
    load_theme(CONTENT, problems)
    edition = load_edition(document.folder, CONTENT, problems)
    assert edition is not None
    dataset = load_dataset(document.folder, CONTENT, edition, regions, problems)
    assert dataset is not None
    shared, by_region = check_dataset(dataset, edition, regions, [document.region])
    problems.extend((*check_edition(edition), *shared, *by_region.get(document.region, ())))
    problems.extend(check_document_path(document, regions, CONTENT))
    text = load_region_text(document.path, CONTENT, edition, problems)
    problems.extend(check_region_text(text, edition))
    assert not has_errors(problems.found()), "\n".join(map(str, problems.found()))
