"""YAML files of cases, read with every number and day as it was written.

YAML's own reading loses what a code needs: 0301 is an octal number to it, 61.10 is 61.1, and one
day that is none, as 2017-02-30, would keep the whole file from being read.
"""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from engine.screening.scalars import Broken, Whole


class NoCases(Exception):
    """The file as a whole can't be read; says why."""


class _Loader(yaml.SafeLoader):
    """Plain values only, as YAML's safe loader gives them, with what they were written as."""


def cases_in(file: Path) -> list[Any]:
    """The cases of a file: a list, an object with one in "cases", or a single case."""
    try:
        found = yaml.load(file.read_text("utf-8-sig"), _Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise NoCases(str(error.strerror)) from None
    except (UnicodeDecodeError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise NoCases(f"this is no YAML file ({error})") from None
    if isinstance(found, dict):
        found = found.get("cases", [found] if "lines" in found else None)
    if not isinstance(found, list):
        raise NoCases("a list of cases is needed, or an object with one in “cases”")
    return found


def _whole(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        number = Whole(loader.construct_yaml_int(node))
    except ValueError:
        return node.value
    number.written = node.value
    return number


def _broken(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        number = Broken(loader.construct_yaml_float(node))
    except ValueError:
        return node.value
    number.written = node.value
    return number


def _moment(loader: _Loader, node: yaml.ScalarNode) -> date | str:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:int", _whole)
_Loader.add_constructor("tag:yaml.org,2002:float", _broken)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _moment)
