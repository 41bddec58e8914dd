"""The house's rules that imports alone can show."""

import pkgutil
import subprocess
import sys

import seller_desk.core

BLOCK = """
import importlib, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "qtawesome"):
            raise ImportError("the core must not know Qt: " + name)
sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
slow = {"rapidocr", "cv2", "numpy", "openpyxl", "alembic", "pypdf", "pypdfium2", "keyring", "jinja2", "phonenumbers",
        "pypinyin", "babel", "PIL"} & set(sys.modules)
print(sorted(slow))
"""


def test_every_core_module_loads_without_qt_and_without_the_slow_libraries():
    names = [
        module.name
        for module in pkgutil.walk_packages(seller_desk.core.__path__, "seller_desk.core.")
        if "migrations" not in module.name
    ]
    done = subprocess.run(
        [sys.executable, "-c", BLOCK, *names], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
