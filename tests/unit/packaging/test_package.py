"""What the packaged program leaves out and carries: checked here, because building it takes minutes."""

import ast
import configparser
import plistlib
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "packaging" / "windows")]

import third_party  # noqa: E402
import trim  # noqa: E402
import version_info  # noqa: E402


def imported():
    """Every module that the program imports, wherever in a file."""
    found = set()
    for path in (ROOT / "seller_desk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_no_qt_module_that_the_program_imports_is_left_out():
    used = {name.split(".")[1] for name in imported() if name.startswith("PySide6.")}
    assert {"QtCore", "QtGui", "QtWidgets"} <= used
    assert not used & trim.DROPPED_QT_MODULES


def test_no_module_that_the_program_imports_is_excluded():
    assert not imported() & set(trim.EXCLUDED_MODULES)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/Qt6Widgets.dll",
        "PySide6/QtCore.abi3.so",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "babel/locale-data/zh_Hans.dat",
        "babel/global.dat",
        "qtawesome/fonts/phosphor-1.3.0.ttf",
        "resources/rules/amazon/sites.toml",
        "rapidocr/models/PP-OCRv6_rec_small.onnx",
        "rapidocr/default_models.yaml",
        "onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
        "cv2/cv2.abi3.so",
    ],
)
def test_what_the_window_needs_stays(name):
    assert trim.keep(name)
    assert trim.keep(name.replace("/", "\\"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtQuick.pyd",
        "PySide6/Qt/lib/QtPdf.framework/Versions/A/QtPdf",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "babel/locale-data/sw_KE.dat",
        "qtawesome/fonts/fontawesome5-solid-webfont-5.15.4.ttf",
        "opengl32sw.dll",
        "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx",
        "onnxruntime/capi/libonnxruntime.so.1.32.0",
        "cv2/data/haarcascade_frontalface_default.xml",
    ],
)
def test_what_nothing_reaches_goes(name):
    assert not trim.keep(name)


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("libscipy_openblas64_-32a4b2a6.so", True),
        ("libgeos-d1e818bb.so.3.14.1", True),
        ("libQt6Core.so.6", False),
        ("libpython3.11.so.1.0", False),
        ("libxcb-cursor.so.0", False),
    ],
)
def test_libraries_that_wheels_carry_are_not_stripped_again(name, moved):
    assert trim.from_wheel(name) is moved


def test_every_library_is_named_with_a_licence_that_we_accept():
    with (ROOT / "pyproject.toml").open("rb") as handle:
        asked = tomllib.load(handle)["project"]["dependencies"]
    listed = {third_party.plain(one.metadata["Name"]): one for one in third_party.distributions()}
    text = third_party.notices()
    for line in asked:
        name = third_party.plain(third_party.Requirement(line).name)
        assert name in listed
    assert "shiboken6" in listed
    assert "markupsafe" in listed
    for one in listed.values():
        licence = third_party.licence_of(one)
        assert third_party.allowed(licence), (one.metadata["Name"], licence)
        assert f"{one.metadata['Name']} {one.version}: {licence}" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "replace them with your own build" in text


@pytest.mark.parametrize(
    ("licence", "accepted"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("Apache-2.0 AND MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_is_accepted_if_one_alternative_is_acceptable_as_a_whole(licence, accepted):
    assert third_party.allowed(licence) is accepted


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", "(0, 1, 0, 0)"), ("12.3", "(12, 3, 0, 0)")]
)
def test_the_version_resource_has_four_numbers(version, numbers):
    text = version_info.version_info(version)
    assert f"filevers={numbers}" in text
    assert f"'ProductVersion', '{version}'" in text
    assert isinstance(ast.parse(text, mode="eval").body, ast.Call)


def test_the_desktop_entry_and_the_mac_bundle_are_well_formed():
    entry = configparser.RawConfigParser()
    entry.optionxform = str
    entry.read(ROOT / "packaging" / "linux" / "seller-desk.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Type"] == "Application"
    assert entry["Desktop Entry"]["Name[zh_CN]"]
    with (ROOT / "packaging" / "macos" / "Info.plist").open("rb") as handle:
        assert plistlib.load(handle)["NSHighResolutionCapable"] is True
