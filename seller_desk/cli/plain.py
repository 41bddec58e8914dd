"""Options that are texts need no conversion, options that were not given neither: without this typer loads pydantic
for every command, a fifth of a short one's time."""

from typing import Any


def keep_texts(command: Any) -> None:
    """Let the command take texts as they are typed, and convert the rest when it is given, not before.

    Does nothing where typer works otherwise than the version we know.
    """
    try:
        from typer._coercion import RuntimeParam, build_runtime_param
    except ImportError:
        return

    class Text(RuntimeParam):
        """Gives back what was typed."""

        def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
            return value if isinstance(value, str) else list(value)

    class Late(RuntimeParam):
        """Typer's own conversion, made on first use; a value that was not given never comes here."""

        def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
            return build_runtime_param(param.type_descriptor).coerce(value, param=param, ctx=ctx)

    for one in command.params:
        descriptor = getattr(one, "type_descriptor", None)
        # Before its first use typer has made nothing of the parameter yet.
        if descriptor is None or getattr(one, "_runtime_param", 0) is not None:
            continue
        kind = Text if descriptor.annotation in (str, list[str]) else Late
        made = kind(parameter_info=descriptor.parameter_info, annotation=descriptor.annotation)
        setattr(one, "_runtime_param", made)  # noqa: B010 - typer's own field, not ours to declare
