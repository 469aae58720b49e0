"""Whether gouji can be installed with this interpreter; says what is missing, in Chinese and English, before pip does.

Exit code 1 when something is missing. Runs on interpreters that are too old for gouji as well, to say that they are.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

OLDEST, TOO_NEW = (3, 11), (3, 15)
INSTALL = """  Debian, Ubuntu:  sudo apt install build-essential python3-dev python3-venv
  Fedora, RHEL:    sudo dnf install gcc python3-devel
  macOS:           xcode-select --install"""


def missing(version=sys.version_info[:2]):
    """What is missing, as (Chinese, English); None when nothing is."""
    if not OLDEST <= tuple(version) < TOO_NEW:
        here = ".".join(map(str, version))
        return (
            f"gouji 需要 Python 3.11 至 3.14，这里是 {here}。请安装其中一个版本并指定，例如 PYTHON=python3.13",
            f"gouji needs Python 3.11 to 3.14, and this is {here}. Install one of them and name it: PYTHON=python3.13",
        )
    if not has("ensurepip") or not has("venv"):
        return (
            "这个 Python 不能创建虚拟环境。请安装：",
            f"This Python cannot make an environment. Install:\n{INSTALL}",
        )
    if has("durable_rules_engine"):
        return None
    if not compiler():
        return (
            "找不到 C 编译器；规则引擎 durable-rules 要从源码编译。请安装：",
            f"There is no C compiler; the rule engine durable-rules is built from source. Install:\n{INSTALL}",
        )
    if not Path(sysconfig.get_paths()["include"], "Python.h").is_file():
        return (
            "找不到 Python.h；规则引擎 durable-rules 要从源码编译。请安装：",
            f"There is no Python.h; the rule engine durable-rules is built from source. Install:\n{INSTALL}",
        )
    return None


def has(module):
    """Whether a module can be imported, without doing so."""
    from importlib.util import find_spec

    return find_spec(module) is not None


def compiler():
    """The program that extension modules are compiled with; None where it is not there."""
    if sys.platform == "win32":
        return "found by setuptools"
    words = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()
    found = shutil.which(words[0]) or (None if os.environ.get("CC") else shutil.which("cc"))
    if sys.platform == "darwin" and subprocess.call(["xcode-select", "-p"], stdout=subprocess.DEVNULL) != 0:
        return None  # there is a program of that name, which asks to install the compiler
    return found


if __name__ == "__main__":
    told = missing()
    if told is not None:
        print("\n".join(told), file=sys.stderr)
        sys.exit(1)
