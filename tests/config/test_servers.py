"""The two ways into the site for a server."""

import importlib

import pytest


@pytest.mark.parametrize("module", ["config.wsgi", "config.asgi"])
def test_a_server_finds_the_application(module):
    assert callable(importlib.import_module(module).application)
