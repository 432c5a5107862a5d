"""Options and fixtures of all tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-pages",
        action="store_true",
        help="write what envdoctor says now into the pages' examples; read the difference before you commit it",
    )
