"""Imports the scripts in tools/, which are no package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

PROJECT = Path(__file__).resolve().parent.parent


def load_tool(name: str) -> ModuleType:
    """Return one of the scripts as a module."""
    qualified = f"project_tool_{name}"
    specification = importlib.util.spec_from_file_location(
        qualified, PROJECT / "tools" / f"{name}.py"
    )
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    # Dataclasses look their module up by name while they are made.
    sys.modules[qualified] = module
    specification.loader.exec_module(module)
    return module
