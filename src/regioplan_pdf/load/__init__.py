"""Files in, typed values out: the only stage that reads the content folder.

Faults are gathered in the `Problems` that a caller hands in, each with its file and line.
Nothing here imports pandas until figures are read, and finding documents imports no reader:
a run in which nothing has changed needs only the names in the folder.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regioplan_pdf.load.data import Dataset, RowFault, load_dataset
    from regioplan_pdf.load.edition import load_edition
    from regioplan_pdf.load.folder import DocumentPath, find_documents
    from regioplan_pdf.load.reading import find_rare_letters, read_text_file, relative_name
    from regioplan_pdf.load.regions import Regions, load_regions
    from regioplan_pdf.load.text import load_region_text
    from regioplan_pdf.load.theme import load_theme

__all__ = [
    "Dataset",
    "DocumentPath",
    "Regions",
    "RowFault",
    "find_documents",
    "find_rare_letters",
    "load_dataset",
    "load_edition",
    "load_region_text",
    "load_regions",
    "load_theme",
    "read_text_file",
    "relative_name",
]

_HOMES = {
    "Dataset": "data",
    "DocumentPath": "folder",
    "Regions": "regions",
    "RowFault": "data",
    "find_documents": "folder",
    "find_rare_letters": "reading",
    "load_dataset": "data",
    "load_edition": "edition",
    "load_region_text": "text",
    "load_regions": "regions",
    "load_theme": "theme",
    "read_text_file": "reading",
    "relative_name": "reading",
}


def __getattr__(name: str) -> object:
    """Import a reader when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
