"""A format and an engine of a person's own: a rule, a script, and nothing else."""

import json
import shutil
from pathlib import Path

from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from app.domain.launch import LoadOptions
from app.domain.model import FormatMatch, Model, ModelFile, ModelId, Variant
from app.domain.rules import build_spec, candidates
from app.infra.programs import Programs
from app.infra.rules_file import RulesFile
from app.paths import Paths
from tests.domain.rules_world import CONFIG

SCRIPT = """\
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd()}))
"""


def test_a_script_beside_the_configuration_serves_a_format_of_ones_own(
    tmp_path: Path, qtbot: QtBot
) -> None:
    paths = Paths(program=tmp_path / "Program Files", data=tmp_path / "Données d'Édith")
    paths.data.mkdir()
    shutil.copytree(CONFIG, paths.config)
    (paths.data / "serve.py").write_text(SCRIPT, encoding="utf-8")
    rule = {
        "engine": "my-engine",
        "command": "python",
        "args": ["serve.py", "{model_path}", "--port", "{port}", ["-j", "{threads}"]],
        "match": {"suffix": [".xyz"]},
    }
    paths.user_rules.write_text(json.dumps({"runtime_rules": {"xyz": rule}}), encoding="utf-8")

    rules = RulesFile(paths.config / "runtime_config.json", paths.user_rules).load()
    assert rules.warnings == ()
    assert rules.config.matches == (FormatMatch("xyz", (".xyz",)),)

    entry = tmp_path / "größe 7 $(id).xyz"
    model = Model(ModelId("x"), "x", tmp_path, (Variant("xyz", entry, (ModelFile(entry, 1),)),))
    options = LoadOptions(threads=2)
    (best,) = candidates(rules.config, model, options)
    program = Programs(paths).resolve(
        best.rule.command, rule_name=best.rule_name, engine=best.rule.engine
    )
    spec = build_spec(best, model=model, options=options, port=8085, program=program)

    process = QProcess()
    process.setWorkingDirectory(str(spec.working_directory))
    process.start(spec.program, list(spec.arguments))
    assert process.waitForFinished(30_000)
    said = json.loads(bytes(process.readAllStandardOutput().data()))
    assert said == {
        "arguments": [str(entry), "--port", "8085", "-j", "2"],
        "folder": str(paths.data),
    }
