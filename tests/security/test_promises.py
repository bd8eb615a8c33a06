"""Each promise of docs/security.md names the test that holds it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROMISES = re.findall(r"^- .*: `(tests/[\w/]+\.py)::(\w+)`\.$", (ROOT / "docs/security.md").read_text(), re.M)


@pytest.mark.parametrize(("path", "name"), PROMISES)
def test_the_test_that_holds_a_promise_is_there(path, name):
    functions = {node.name for node in ast.parse((ROOT / path).read_text()).body if isinstance(node, ast.FunctionDef)}

    assert name in functions


def test_every_promise_names_its_test():
    promised = (
        (ROOT / "docs/security.md").read_text().partition("## What is promised")[2].partition("## What is not")[0]
    )

    assert len(re.findall(r"^- ", promised, re.M)) == len(PROMISES) > 20
