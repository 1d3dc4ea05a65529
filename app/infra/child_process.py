"""One child process, owned through QProcess. Start it from the main thread only."""

import codecs
import os

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from app.domain.child_messages import without_escapes
from app.domain.launch import Command
from app.domain.outcome import Ending, Outcome
from app.infra.child_environment import scrub
from app.infra.children_file import ChildrenFile
from app.infra.platform import job, stop
from app.services.interfaces import ChildListener

_LONGEST_LINE = 16 * 1024
"""Characters; a longer line is cut into pieces, so that a child without line ends costs nothing."""


class ChildProcess(QObject):
    """Starts the program of a ``Command`` and tells a ``ChildListener`` about its life."""

    def __init__(
        self,
        spec: Command,
        listener: ChildListener,
        register: ChildrenFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec = spec
        self._listener = listener
        self._register = register
        self._pid = 0
        self._killed = False
        self._over = False
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.started.connect(self._on_started)
        self._process.readyRead.connect(self._on_ready_read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def start(self) -> None:
        program, arguments = job.guarded_command(self._spec.program, self._spec.arguments)
        job.prepare(self._process)
        self._process.setProgram(program)
        self._process.setArguments(arguments)
        self._process.setWorkingDirectory(str(self._spec.working_directory))
        self._process.setProcessEnvironment(_environment(self._spec))
        with job.clean_start():
            self._process.start()

    def write_line(self, line: str) -> None:
        self._process.write(line.encode("utf-8") + b"\n")

    def ask_to_stop(self) -> None:
        if self._process.state() == QProcess.ProcessState.Starting:
            self.kill()
        elif self._spec.reads_shutdown:
            self._process.write(b"shutdown\n")
            self._process.closeWriteChannel()
        elif self._pid:
            stop.ask(self._pid)

    def kill(self) -> None:
        self._killed = True
        if self._pid:
            stop.kill_tree(self._pid)
        self._process.kill()

    def _on_started(self) -> None:
        self._pid = self._process.processId()
        self._register.add(self._pid, self._spec.program)
        self._listener.child_started(self._pid)

    def _on_ready_read(self) -> None:
        self._tell(self._decoder.decode(self._process.readAll().data()))

    def _tell(self, text: str, *, final: bool = False) -> None:
        *lines, self._rest = (self._rest + text).split("\n")
        if self._rest and (final or len(self._rest) > _LONGEST_LINE):
            lines, self._rest = [*lines, self._rest], ""
        pieces = [piece for line in lines for piece in _pieces(line)]
        if pieces:
            self._listener.child_wrote(pieces)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:  # "finished" will not follow
            self._end(Outcome(Ending.NOT_STARTED, detail=self._process.errorString()))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._tell(self._decoder.decode(self._process.readAll().data(), final=True), final=True)
        if self._killed:
            self._end(Outcome(Ending.KILLED))
        elif status == QProcess.ExitStatus.CrashExit:
            self._end(Outcome(Ending.CRASHED, code))
        else:
            self._end(Outcome(Ending.EXITED, code))

    def _end(self, outcome: Outcome) -> None:
        if self._over:
            return
        self._over = True
        if self._pid:
            stop.kill_leftovers(self._pid)  # what it started must not outlive it
            self._register.remove(self._pid)
        self._listener.child_ended(outcome)


def _pieces(line: str) -> list[str]:
    clean = without_escapes(line.rstrip("\r"))
    return [clean[i : i + _LONGEST_LINE] for i in range(0, len(clean), _LONGEST_LINE)] or [""]


def _environment(spec: Command) -> QProcessEnvironment:
    environment = QProcessEnvironment()
    for name, value in {**scrub(os.environ), **spec.environment}.items():
        environment.insert(name, value)
    return environment
