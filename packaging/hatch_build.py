"""Build hook: compile the gettext catalogues, so that a wheel or editable install speaks Chinese."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))


class CustomBuildHook(BuildHookInterface):
    """Runs before every build, also the editable one."""

    def initialize(self, version, build_data):
        """Compile resources/locale/*/*.po into one catalogue a language."""
        from catalogues import compile_all

        compile_all(Path(self.root))
        build_data["artifacts"].append("resources/locale/**/*.mo")
