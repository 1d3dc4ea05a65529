"""From a model and a person's wishes to the command lines that could run it, in order."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from app.domain.automatic import with_automatic
from app.domain.errors import AppError, InvalidModel, OptInRequired
from app.domain.hardware import Hardware
from app.domain.launch import LaunchSpec, LoadOptions, ToolCommand
from app.domain.memory_picture import Fit, memory_picture
from app.domain.model import Check, Model, ModelFormat, ModelId
from app.domain.model_settings import ModelSettings
from app.domain.rules import (
    Candidate,
    ResolvedProgram,
    RuntimeConfig,
    build_spec,
    candidates,
    check_arguments,
)
from app.domain.rules.engines import engine_of
from app.domain.snapshot import RuntimeChoice

_LLAMA_SERVER = "llama-server"


class ProgramResolver(Protocol):
    """Finds the executable that a rule's command stands for."""

    def resolve(self, command: str, *, rule_name: str, engine: str) -> ResolvedProgram:
        """
        Raises:
            RuleError: there is no such program.
        """


class LaunchPlanner:
    """Applies the rules and the settings of each model as they stand now.

    The rules may be replaced while models run.

    Args:
        settings: what a person decided about a model.
        hardware: the computer's memory as it is now.
    """

    def __init__(
        self,
        config: RuntimeConfig,
        programs: ProgramResolver,
        *,
        pickle_allowed: Callable[[Path], bool],
        settings: Callable[[ModelId], ModelSettings] = lambda _: ModelSettings(),
        hardware: Callable[[], Hardware] = Hardware,
    ) -> None:
        self.config = config
        self.programs = programs
        self._pickle_allowed = pickle_allowed
        self._settings = settings
        self._hardware = hardware

    def options(self, model: Model, asked: LoadOptions) -> LoadOptions:
        """What a load is asked for, with the person's settings for what it leaves open."""
        return asked.over(self._settings(model.id).options)

    def candidates(self, model: Model, options: LoadOptions) -> tuple[Candidate, ...]:
        """The runtimes to try, best first; never empty.

        Args:
            options: complete, see ``options``.

        Raises:
            InvalidOption, InvalidModel, OptInRequired, UnsupportedFormat
        """
        self.first(model, options)
        return tuple(self._usable(model, options))

    def first(self, model: Model, options: LoadOptions) -> Candidate:
        """The best of the ``candidates``, without a look at the others; raises what they do."""
        first = next(self._usable(model, options))
        check_arguments(first.rule.engine, options.arguments)
        return first

    def _usable(self, model: Model, options: LoadOptions) -> Iterator[Candidate]:
        options.checked()
        found = False
        refusals: list[AppError] = []
        for candidate in candidates(self.config, model, options):
            if refusal := self._refusal(model, candidate):
                refusals.append(refusal)
            else:
                found = True
                yield candidate
        if not found:
            raise refusals[0]

    def spec(
        self, candidate: Candidate, model: Model, options: LoadOptions, port: int, *, held: int = 0
    ) -> LaunchSpec:
        """The command line; ``held`` as in ``complete``.

        Raises:
            RuleError: the rule names a program that is not there.
        """
        program = self.programs.resolve(
            candidate.rule.command or "",
            rule_name=candidate.rule_name,
            engine=candidate.rule.engine,
        )
        options = self.complete(candidate, options, held)
        return build_spec(candidate, model=model, options=options, port=port, program=program)

    def device_list(self, engine: str) -> ToolCommand | None:
        """The command that lists an engine's graphics cards.

        ``None`` without a rule for it, and for a program that may not know the flag: a script of
        the person's own might start something else.

        Raises:
            RuleError: the rule names a program that is not there.
        """
        rules = self.config.runtime_rules.items()
        name, rule = next(((n, r) for n, r in rules if r.engine == engine), ("", None))
        if rule is None:
            return None
        program = self.programs.resolve(rule.command, rule_name=name, engine=engine)
        is_ours = rule.command == engine_of(engine).command
        if not is_ours and Path(program.program).stem != _LLAMA_SERVER:
            return None
        arguments = (*program.prefix, "--list-devices")
        return ToolCommand(
            program.program, arguments, program.working_directory, reads_shutdown=False
        )

    def complete(self, candidate: Candidate, options: LoadOptions, held: int = 0) -> LoadOptions:
        """The options with what is chosen automatically on this computer.

        Args:
            held: bytes of RAM that count as free beside those that are.
        """
        hardware = self._hardware().after_freeing(held)
        return with_automatic(candidate.variant, candidate.rule.engine, options, hardware)

    def missing_memory(self, model: Model) -> int:
        """Bytes that a load lacks now, of RAM and of the graphics cards' memory; 0 where there is
        room, or too little is known.

        Raises:
            AppError: the model cannot be loaded as things stand.
        """
        options = self.options(model, LoadOptions())
        first, hardware = self.first(model, options), self._hardware()
        picture = memory_picture(first.variant, first.rule.engine, options, hardware)
        if picture is None or picture.fits is not Fit.NO:
            return 0
        ram = picture.placement.ram.total - hardware.ram_free
        gpu = picture.placement.gpu.total - hardware.gpu_free
        return max(0, ram) + max(0, gpu)

    def choice(self, model: Model, asked: LoadOptions = LoadOptions()) -> RuntimeChoice:
        """What would run the model, for people to read before they load it."""
        options = self.options(model, asked)
        try:
            first = self.first(model, options)
        except OptInRequired:
            first = next(candidates(self.config, model, options))
        except AppError as error:
            return RuntimeChoice(problem=error.sentence)
        return RuntimeChoice(
            engine=first.rule.engine,
            label=first.rule.label or "",
            explanation=first.why,
            rule=first.rule_name,
        )

    def usable(self, model: Model) -> tuple[RuntimeChoice, ...]:
        """The engines that a person may choose for the model, the best one first."""
        rules = self.config.runtime_rules.values()
        engines = dict.fromkeys(rule.engine for rule in rules)
        found = (self.choice(model, LoadOptions(runtime=engine)) for engine in engines)
        return tuple(choice for choice in found if not choice.problem)

    def runtimes(self, model: Model) -> tuple[Check, ...]:
        """For each engine of the rules, whether it can open the model, and why not."""
        rules = self.config.runtime_rules.values()
        labels = {rule.engine: rule.label or rule.engine for rule in reversed(rules)}
        engines = dict.fromkeys(rule.engine for rule in rules)
        return tuple(self._runtime(model, engine, labels[engine]) for engine in engines)

    def _runtime(self, model: Model, engine: str, label: str) -> Check:
        try:
            first = self.first(model, LoadOptions(runtime=engine))
            self.spec(first, model, LoadOptions(), port=1)
        except OptInRequired as error:
            return Check("runtime", True, f"{label} can open it once that is allowed. {error.hint}")
        except AppError as error:
            return Check("runtime", False, f"{label} cannot open it: {error.message}")
        return Check("runtime", True, f"{label} can open it.")

    def _refusal(self, model: Model, candidate: Candidate) -> AppError | None:
        variant = candidate.variant
        if variant.problem is not None:
            return InvalidModel(variant.problem)
        if variant.format == ModelFormat.PYTORCH and not self._pickle_allowed(model.folder):
            return OptInRequired(
                f"{model.name} is made of PyTorch .bin files, a format that can carry code.",
                hint="If you trust where it comes from, allow it in the ModelTray window, "
                f"or add {str(model.folder)!r} to allow_pickle in settings.toml.",
            )
        return None
