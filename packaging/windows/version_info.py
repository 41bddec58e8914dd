"""The version resource that Windows shows in a program's properties: `python packaging/windows/version_info.py FILE`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from seller_desk import __version__

# Language 0804 is Chinese (PRC), 04B0 is UTF-16.
TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([
      StringTable('080404B0', [
        StringStruct('CompanyName', 'Seller Desk'),
        StringStruct('FileDescription', 'Seller Desk'),
        StringStruct('FileVersion', '{version}'),
        StringStruct('InternalName', 'SellerDesk'),
        StringStruct('LegalCopyright', 'MIT licence'),
        StringStruct('OriginalFilename', 'SellerDesk.exe'),
        StringStruct('ProductName', 'Seller Desk'),
        StringStruct('ProductVersion', '{version}'),
      ])
    ]),
    VarFileInfo([VarStruct('Translation', [0x0804, 0x04B0])])
  ]
)
"""


def version_info(version: str) -> str:
    """The file that PyInstaller reads; Windows wants exactly four numbers."""
    numbers = tuple((*(int(part) for part in version.split(".")[:3]), 0, 0, 0)[:4])
    return TEMPLATE.format(numbers=numbers, version=version)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(version_info(__version__), encoding="utf-8")
