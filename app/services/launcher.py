"""Makes the next launch of a load, and says in words why one failed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import AppError, RuleError
from app.domain.failure_hints import FailureHint, explain
from app.domain.launch import LoadOptions
from app.domain.load_plan import LoadPlan, Setback
from app.domain.model import Model
from app.domain.outcome import Outcome
from app.domain.snapshot import CommandPreview
from app.services.interfaces import ChildFactory, Ports, ProbeFactory
from app.services.launch_planner import LaunchPlanner
from app.services.model_launch import LaunchListener, ModelLaunch

_log = logging.getLogger("app.models")


@dataclass(frozen=True, slots=True)
class Launcher:
    """What every launch is made with.

    Attributes:
        stall_timeout: seconds of silence after which a load is given up.
        stop_timeout: seconds between asking a child to leave and ending it.
    """

    planner: LaunchPlanner
    children: ChildFactory
    probes: ProbeFactory
    ports: Ports
    hints: Sequence[FailureHint]
    stall_timeout: float = 300.0
    stop_timeout: float = 5.0

    def plan(self, model: Model, options: LoadOptions) -> LoadPlan:
        """The runtimes to try.

        Raises:
            AppError: none can be tried; see ``LaunchPlanner.candidates``.
        """
        options = self.planner.options(model, options)
        return LoadPlan(model, options, self.planner.candidates(model, options))

    def would_differ(self, plan: LoadPlan, asked: LoadOptions) -> bool:
        """Whether a load that is asked for like this would get other options by now."""
        return self.planner.options(plan.model, asked) != plan.options

    def make(
        self,
        plan: LoadPlan,
        listener: LaunchListener,
        *,
        taken_ports: set[int],
        preferred_port: int | None,
    ) -> ModelLaunch:
        """The next launch, not started yet.

        Raises:
            RuleError, NoFreePort
        """
        among = self.planner.config.ports.numbers
        port = self.ports.choose(among, taken=taken_ports, preferred=preferred_port)
        plan.skip_ports(port.skipped)
        return ModelLaunch(
            self.planner.spec(plan.current, plan.model, plan.options, port.port),
            listener,
            children=self.children,
            probes=self.probes,
            stall_timeout=self.stall_timeout,
            stop_timeout=self.stop_timeout,
        )

    def preview(
        self,
        model: Model,
        options: LoadOptions,
        *,
        taken_ports: set[int],
        preferred_port: int | None,
        held: int,
    ) -> CommandPreview:
        """What a load with exactly these options would run now.

        Args:
            held: bytes that the model's own process has now, which a load would have again.
        """
        try:
            first = self.planner.first(model, options)
            port = preferred_port or self._free_port(taken_ports)
            spec = self.planner.spec(first, model, options, port, held=held)
        except AppError as error:
            return CommandPreview(problem=error.sentence)
        options = self.planner.complete(first, options, held)
        return CommandPreview(spec.display_command(), spec.format, spec.engine, spec.label, options)

    def _free_port(self, taken: set[int]) -> int:
        """The one that a load would get, found without looking up who holds the others."""
        numbers = self.planner.config.ports.numbers
        free = (n for n in numbers if n not in taken and self.ports.is_free(n))
        return next(free, numbers[0])

    def port_was_stolen(self, launch: ModelLaunch) -> bool:
        """Whether another program sits on the port of a launch that is over."""
        return launch.met_stranger or not self.ports.is_free(launch.spec.port)

    def setback(self, plan: LoadPlan, launch: ModelLaunch, outcome: Outcome) -> Setback:
        """Why the launch did not become ready."""
        engine = launch.spec.engine
        if launch.stalled:
            return _silence(engine, plan.model, self.stall_timeout)
        if launch.met_stranger:
            return _stranger(engine, plan.model, launch.spec.port)
        why = explain(
            outcome,
            engine=engine,
            model_name=plan.model.name,
            lines=tuple(launch.last_lines),
            hints=self.hints,
        )
        return Setback(engine, why.message, why.hint, why.another_engine_may_help)


def setback_before_start(plan: LoadPlan, error: Exception) -> Setback:
    """Why there was nothing to start: a runtime that is missing may be replaced by another."""
    engine = plan.current.rule.engine
    if isinstance(error, AppError):
        missing_runtime = isinstance(error, RuleError)
        return Setback(engine, error.message, error.hint, missing_runtime, error.type)
    _log.error("%s could not be started", engine, exc_info=error)
    message = f"{engine} could not be started for {plan.model.name}: {error}."
    return Setback(engine, message, "The log file modeltray.log says more.", False)


def _silence(engine: str, model: Model, seconds: float) -> Setback:
    return Setback(
        engine,
        f"{engine} has shown no sign of progress with {model.name} for {seconds:g} s.",
        "Its log tells how far it came. Load it again, or try fewer GPU layers or a "
        "smaller context.",
        another_engine_may_help=False,
    )


def _stranger(engine: str, model: Model, port: int) -> Setback:
    return Setback(
        engine,
        f"{engine} was given port {port} for {model.name}, but another program answers there.",
        "End that program, or set other ports in runtime_config.json. A command that starts its "
        "server in the background and leaves it there cannot be used.",
        another_engine_may_help=False,
    )
