"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.chromium import chromium
from content_factory import write_content

__all__ = ["chromium", "content"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder without faults."""
    return write_content(tmp_path / "content")
