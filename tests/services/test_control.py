"""The one door: verbs in, snapshots out."""

import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.activity import ClientRequest, Happening
from app.domain.errors import LoadCancelled, ModelNotFound, ShuttingDown
from app.domain.launch import LoadOptions
from app.domain.lifecycle import State
from app.domain.model import Check, ModelId
from app.domain.model_settings import ModelSettings
from app.domain.rules import RuntimeConfig
from app.domain.snapshot import AppSnapshot, RunningModel
from app.infra.duplicate_finder import find_duplicates
from app.infra.file_hashes import FileHashes
from app.infra.header_cache import HeaderCache
from app.infra.model_settings_file import ModelSettingsFile
from app.infra.settings_file import SettingsFile
from app.infra.stores.known import known_stores
from app.infra.stores.place_memory import PlaceMemory
from app.infra.stores.scanner import StoreScanner
from app.infra.stores.store import Surroundings
from app.services.control import AppControl
from app.services.file_reports import FileReports
from app.services.interfaces import LoadedRules
from app.services.library import Library
from app.services.main_thread import MainThread
from app.services.model_preferences import ModelPreferences
from app.services.preferences import Preferences
from app.services.scheduler import Scheduler
from tests.fakes.engine_world import FOREVER, EngineWorld, engine_rule
from tests.fakes.fake_autostart import fake_login_start
from tests.fakes.hub_world import HubWorld
from tests.fakes.model_files import write_gguf


class RulesOnPaper:
    """Rules that a test may rewrite."""

    def __init__(self, config: RuntimeConfig) -> None:
        self.loaded = LoadedRules(config)

    def load(self) -> LoadedRules:
        return self.loaded


class ControlWorld:
    """A control over a real folder and the fake engine."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.missing = 0
        self.models = folder / "models"
        self.home = folder / "home"
        self.models.mkdir()
        self.settings_file_of_models = folder / "models é.toml"
        self.model_preferences = ModelPreferences(ModelSettingsFile(self.settings_file_of_models))
        self.engines = EngineWorld(qtbot, folder, settings=self.model_preferences.of)
        supervisor = self.engines.supervisor()
        planner = self.engines.planner
        self.main_thread = MainThread()
        self.library = Library(
            StoreScanner(
                HeaderCache(folder / "headers.json"),
                PlaceMemory(folder / "places"),
                known_stores(Surroundings(self.home, {})),
            ),
            self.main_thread,
            watch_interval=20,
        )
        self.settings_path = folder / "settings" / "settings.toml"
        self.settings_path.parent.mkdir()
        self.settings_file = SettingsFile(self.settings_path)
        self.preferences = Preferences(self.settings_file, own_folder=self.models)
        self.library.set_folders(self.preferences.model_folders)
        self.library.set_matches(planner.config.matches)
        self.rules = RulesOnPaper(planner.config)
        self.hub = HubWorld(folder, self.library, self.preferences, self.main_thread)
        self.control = AppControl(
            self.library,
            supervisor,
            Scheduler(
                supervisor, lambda: self.preferences.settings, missing=lambda _: self.missing
            ),
            planner,
            self.preferences,
            self.model_preferences,
            self.rules,
            fake_login_start(),
            file_reports=FileReports(find_duplicates, FileHashes()),
            hub=self.hub.verbs,
        )

    def add_model(self, name: str) -> None:
        (self.models / name).mkdir()
        (self.models / name / f"{name}.xyz").write_text("weights", encoding="utf-8")
        self.engines.wait(self.control.rescan())

    def close(self) -> None:
        self.engines.wait(self.control.close())
        self.library.shutdown()


@pytest.fixture
def world(qtbot: QtBot, hard_path: Path) -> Iterator[ControlWorld]:
    world = ControlWorld(qtbot, hard_path)
    yield world
    world.close()


def test_a_model_on_the_disk_is_shown_with_what_would_run_it(world: ControlWorld) -> None:
    world.add_model("poem")
    snapshot = world.control.snapshot
    assert [model.id for model in snapshot.models] == ["poem"]
    assert snapshot.choice("poem").engine == "fake"
    assert "xyz" in snapshot.choice("poem").explanation


def test_a_model_that_appears_later_is_found_without_being_asked_for(world: ControlWorld) -> None:
    world.add_model("first")
    (world.models / "second.xyz").write_text("weights", encoding="utf-8")
    world.qtbot.waitUntil(lambda: len(world.control.snapshot.models) == 2, timeout=FOREVER)


def test_the_snapshot_says_ready_before_the_answer_does(world: ControlWorld) -> None:
    world.add_model("poem")
    seen: list[AppSnapshot] = []
    load = world.control.load("poem")
    load.add_done_callback(lambda _: seen.append(world.control.snapshot))
    world.engines.wait(load)
    running = seen[0].running_model("poem")
    assert running is not None
    assert running.state is State.READY


def test_the_snapshot_says_stopped_before_the_answer_does(world: ControlWorld) -> None:
    world.add_model("poem")
    world.engines.wait(world.control.load("poem"))
    seen: list[AppSnapshot] = []
    stop = world.control.stop("poem")
    stop.add_done_callback(lambda _: seen.append(world.control.snapshot))
    world.engines.wait(stop)
    assert seen[0].running == ()


def test_names_are_understood_as_people_write_them(world: ControlWorld) -> None:
    world.add_model("poem")
    assert world.engines.wait(world.control.load("POEM")).model == "poem"


def test_an_unknown_model_is_an_answer_and_not_a_crash(world: ControlWorld) -> None:
    for verb in (world.control.load, world.control.stop, world.control.restart):
        with pytest.raises(ModelNotFound, match="nobody"):
            verb("nobody").result(0)


def test_a_model_whose_files_are_gone_can_still_be_stopped(world: ControlWorld) -> None:
    world.add_model("poem")
    world.engines.wait(world.control.load("poem"))
    (world.models / "poem" / "poem.xyz").unlink()
    world.engines.wait(world.control.rescan())
    assert world.control.snapshot.models == ()
    world.engines.wait(world.control.stop("poem"))
    assert world.control.snapshot.running == ()


def test_a_loaded_model_is_stopped_before_its_files_go(world: ControlWorld) -> None:
    world.add_model("poem")
    world.engines.wait(world.control.load("poem"))
    removal = world.engines.wait(world.control.removal("poem"))
    assert removal.paths == (world.models / "poem",)
    world.engines.wait(world.control.delete("poem", removal, for_good=True))
    assert not (world.models / "poem").exists()
    assert world.control.snapshot.running == ()
    world.qtbot.waitUntil(lambda: world.control.snapshot.models == (), timeout=FOREVER)


def test_a_folder_that_is_added_is_saved_and_searched(world: ControlWorld, tmp_path: Path) -> None:
    world.engines.wait(world.control.rescan())
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "song.xyz").write_text("weights", encoding="utf-8")
    world.control.add_folder(extra)
    world.control.add_folder(extra)
    world.qtbot.waitUntil(lambda: bool(world.control.snapshot.models), timeout=FOREVER)
    assert world.settings_file.load().model_folders == (str(extra),)
    assert world.control.snapshot.folders == (str(world.models), str(extra))


def test_a_store_is_switched_off_and_on_again(world: ControlWorld) -> None:
    tiny = world.home / "jan" / "models" / "tiny" / "model.gguf"
    write_gguf(tiny)
    world.add_model("poem")

    def shown() -> list[tuple[str, str]]:
        return [(model.id, model.store) for model in world.control.snapshot.models]

    assert shown() == [("poem", ""), ("tiny", "jan")]
    world.control.switch_store("jan", on=False)
    world.control.switch_store("jan", on=False)
    world.qtbot.waitUntil(lambda: shown() == [("poem", "")], timeout=FOREVER)
    assert [store.is_on for store in world.control.snapshot.stores] == [False]
    assert world.settings_file.load().stores_off == ("jan",)
    world.control.switch_store("jan", on=True)
    world.qtbot.waitUntil(lambda: len(shown()) == 2, timeout=FOREVER)
    assert world.settings_file.load().stores_off == ()


def test_consent_is_saved_once(world: ControlWorld) -> None:
    world.add_model("phi")
    world.control.allow_pickle("phi")
    world.control.allow_pickle("phi")
    assert world.settings_file.load().allow_pickle == (str(world.models / "phi"),)


def test_a_change_keeps_what_was_edited_by_hand_meanwhile(
    world: ControlWorld, tmp_path: Path
) -> None:
    world.settings_path.write_text(
        'api_port = 9000\nmodel_folders = ["/by/hand"]\n', encoding="utf-8"
    )
    world.control.add_folder(tmp_path)
    settings = world.settings_file.load()
    assert settings.api_port == 9000
    assert settings.model_folders == ("/by/hand", str(tmp_path))


def test_a_change_that_cannot_be_saved_holds_and_is_told(
    world: ControlWorld, tmp_path: Path
) -> None:
    world.settings_path.parent.rmdir()
    world.settings_path.parent.touch()  # where the folder should be
    world.control.add_folder(tmp_path)
    assert str(tmp_path) in world.control.snapshot.folders
    assert "cannot be saved" in world.control.snapshot.warnings[0]


def test_consent_to_a_model_that_went_away_meanwhile_is_not_kept(world: ControlWorld) -> None:
    world.control.allow_pickle("phi")
    assert world.settings_file.load().allow_pickle == ()


def test_ready_and_failed_are_announced(world: ControlWorld) -> None:
    world.add_model("poem")
    ready: list[RunningModel] = []
    world.control.model_ready.connect(ready.append)
    world.engines.wait(world.control.load("poem"))
    assert [entry.model for entry in ready] == ["poem"]


def test_one_turn_of_the_loop_announces_one_snapshot(world: ControlWorld) -> None:
    world.engines.wait(world.control.rescan())
    heard: list[AppSnapshot] = []
    world.control.snapshot_changed.connect(heard.append)
    for number in range(10):
        world.control.warn(f"warning {number}")
    world.qtbot.waitUntil(lambda: bool(heard), timeout=FOREVER)
    assert len(heard) == 1
    assert len(heard[0].warnings) == 10


def test_rules_that_were_edited_are_used_after_a_rescan(world: ControlWorld) -> None:
    (world.models / "song.abc").write_text("weights", encoding="utf-8")
    world.engines.wait(world.control.rescan())
    assert world.control.snapshot.models == ()
    rule = {**engine_rule("singer"), "match": {"suffix": [".abc"]}}
    config = RuntimeConfig.model_validate({"runtime_rules": {"abc": rule}})
    world.rules.loaded = LoadedRules(config, ("Line 3 was odd.",))
    world.engines.wait(world.control.rescan())
    assert world.control.snapshot.choice("song").engine == "singer"
    assert world.control.snapshot.warnings == ("Line 3 was odd.",)
    assert world.engines.wait(world.control.load("song")).engine == "singer"


def test_rules_in_another_order_are_used_after_a_rescan(world: ControlWorld) -> None:
    write_gguf(world.models / "song.gguf")
    rules = {name: engine_rule(name, opens=["gguf"]) for name in ("first", "second")}
    for names in (("first", "second"), ("second", "first")):
        ordered = {name: rules[name] for name in names}
        config = RuntimeConfig.model_validate({"runtime_rules": ordered})
        world.rules.loaded = LoadedRules(config)
        world.engines.wait(world.control.rescan())
        assert world.control.snapshot.choice("song").engine == names[0]


def test_a_scan_that_finds_the_same_models_leaves_their_choices_alone(world: ControlWorld) -> None:
    world.add_model("poem")
    before = world.control.snapshot.choices
    (world.models / "notes.txt").write_text("no model", encoding="utf-8")
    world.engines.wait(world.library.rescan())
    assert world.control.snapshot.choices is before


def test_a_new_model_leaves_the_choices_for_others_alone(world: ControlWorld) -> None:
    world.add_model("poem")
    before = world.control.snapshot.choice("poem")
    world.add_model("song")
    after = world.control.snapshot
    assert after.choice("poem") is before
    assert after.choice("song").engine == before.engine


@pytest.mark.parametrize(
    "end",
    [
        lambda control: control.stop("song"),
        lambda control: control.stop_all(),
        lambda control: control.close(),
    ],
    ids=["stop", "stop all", "close"],
)
def test_what_waits_for_room_can_be_stopped(
    world: ControlWorld, end: Callable[[AppControl], "Future[object]"]
) -> None:
    for name in ("poem", "song"):
        world.add_model(name)
    world.engines.wait(world.control.admit(ModelId("poem")))
    world.control.record_request(ClientRequest("Zed", ModelId("poem"), 200, 1.0))
    world.missing = 1
    waiting = world.control.admit(ModelId("song"))
    world.engines.wait(end(world.control))
    with pytest.raises(LoadCancelled):
        world.engines.wait(waiting)
    world.qtbot.waitUntil(lambda: world.control.snapshot.running == (), timeout=FOREVER)


def test_nothing_is_loaded_once_the_program_is_closing(world: ControlWorld) -> None:
    world.add_model("poem")
    world.engines.wait(world.control.load("poem"))
    assert world.engines.wait(world.control.close()) == 1
    with pytest.raises(ShuttingDown):
        world.control.load("poem").result(0)


def test_a_validation_says_which_runtimes_can_open_the_model(world: ControlWorld) -> None:
    world.add_model("poem")
    report = world.engines.wait(world.control.validate("poem"))
    assert report.valid
    runtimes = [check for check in report.checks if check.name == "runtime"]
    assert [(check.ok, check.sentence) for check in runtimes] == [(True, "fake can open it.")]
    assert {check.name for check in report.checks} == {"header", "files", "runtime"}


def test_a_validation_compares_hashes_when_asked(world: ControlWorld) -> None:
    world.add_model("poem")
    digest = hashlib.sha256(b"weights").hexdigest()
    file = {"path": "poem.xyz", "size": 7, "sha256": digest, "git_sha1": ""}
    note = world.models / "poem" / ".modeltray.json"
    note.write_text(json.dumps({"id": "poem", "files": [file]}), encoding="utf-8")

    def hash_check(*, hashes: bool) -> Check:
        report = world.engines.wait(world.control.validate("poem", hashes=hashes))
        (found,) = (check for check in report.checks if check.name == "hash")
        return found

    assert "can be compared" in hash_check(hashes=False).sentence
    assert hash_check(hashes=True).ok
    (world.models / "poem" / "poem.xyz").write_text("weight$", encoding="utf-8")
    assert "damaged or changed: poem.xyz." in hash_check(hashes=True).sentence


def test_a_model_without_known_hashes_says_so(world: ControlWorld) -> None:
    world.add_model("poem")
    report = world.engines.wait(world.control.validate("poem", hashes=True))
    assert any(check.sentence.startswith("No hash of its files") for check in report.checks)


def test_changed_settings_are_kept_and_followed(world: ControlWorld, tmp_path: Path) -> None:
    (tmp_path / "poem.xyz").write_text("weights", encoding="utf-8")
    world.engines.wait(world.control.rescan())

    world.control.change_settings({"model_folders": (str(tmp_path),), "api_port": 9000})

    assert world.settings_file.load() == world.control.settings
    assert world.control.settings.api_port == 9000
    world.qtbot.waitUntil(lambda: len(world.control.snapshot.models) == 1, timeout=FOREVER)


def test_what_happened_is_remembered(world: ControlWorld) -> None:
    world.add_model("poem")
    world.engines.wait(world.control.load("poem"))
    world.engines.wait(world.control.stop("poem"))
    stopped, loaded = world.control.activity.events
    assert (loaded.happening, stopped.happening) == (Happening.LOADED, Happening.STOPPED)
    assert loaded.seconds is not None


def test_saved_settings_count_where_the_caller_leaves_something_open(world: ControlWorld) -> None:
    world.add_model("poem")
    world.control.change_model_settings("poem", ModelSettings(threads=3, ctx_size=512))
    running = world.engines.wait(world.control.load("poem", LoadOptions(ctx_size=1024)))
    assert "--threads 3 --ctx-size 1024" in running.command


def test_a_restart_takes_over_settings_that_were_changed_meanwhile(world: ControlWorld) -> None:
    world.add_model("poem")
    world.engines.wait(world.control.load("poem", LoadOptions(ctx_size=1024)))
    world.control.change_model_settings("poem", ModelSettings(ctx_size=256, keep_loaded=True))
    assert [entry.is_outdated for entry in world.control.snapshot.running] == [False]
    world.control.change_model_settings("poem", ModelSettings(threads=2, ctx_size=256))
    assert [entry.is_outdated for entry in world.control.snapshot.running] == [True]

    running = world.engines.wait(world.control.restart("poem"))
    assert "--threads 2 --ctx-size 1024" in running.command
    assert not running.is_outdated


def test_the_preview_is_the_command_that_runs(world: ControlWorld) -> None:
    world.add_model("poem")
    settings = ModelSettings(threads=3)
    preview = world.control.preview("poem", settings)
    world.control.change_model_settings("poem", settings)
    running = world.engines.wait(world.control.load("poem"))
    assert preview.command == running.command
    assert world.control.preview("poem", settings).command == running.command


def test_a_preview_says_what_cannot_work(world: ControlWorld) -> None:
    world.add_model("poem")
    for settings, words in (
        (ModelSettings(runtime="nothing"), "There is no runtime nothing"),
        (ModelSettings(threads=0), "threads=0 cannot work"),
        (ModelSettings(arguments=("--host", "0.0.0.0")), "fake takes no extra arguments"),
    ):
        assert words in world.control.preview("poem", settings).problem
    assert "no longer there" in world.control.preview("gone", ModelSettings()).problem


def test_models_are_loaded_at_the_start_and_what_cannot_be_is_told(world: ControlWorld) -> None:
    for name in ("poem", "prose", "song"):
        world.add_model(name)
    world.control.change_model_settings("poem", ModelSettings(load_at_start=True))
    broken = ModelSettings(load_at_start=True, runtime="nothing")
    world.control.change_model_settings("song", broken)
    world.control.load_at_start()
    world.qtbot.waitUntil(
        lambda: [e.state for e in world.control.snapshot.running] == [State.READY],
        timeout=FOREVER,
    )
    assert world.control.snapshot.running[0].model == "poem"
    assert world.control.snapshot.warnings == (
        "song was to be loaded at the start. There is no runtime nothing. Known are: xyz, fake.",
    )


def test_a_model_can_be_given_another_name_and_keeps_its_id(world: ControlWorld) -> None:
    world.add_model("poem")
    world.control.change_model_settings("poem", ModelSettings(name="My Poet"))
    (model,) = world.control.snapshot.models
    assert (model.id, model.name) == ("poem", "My Poet")
    assert world.engines.wait(world.control.load("my poet")).model == "poem"


def test_settings_that_were_edited_in_the_file_count_for_their_models_too(
    world: ControlWorld,
) -> None:
    for name in ("poem", "song"):
        world.add_model(name)
    rules = {
        "xyz": {**engine_rule("fake"), "match": {"suffix": [".xyz"]}},
        "other": engine_rule("other", opens=["xyz"]),
    }
    world.rules.loaded = LoadedRules(RuntimeConfig.model_validate({"runtime_rules": rules}))
    world.engines.wait(world.control.rescan())
    world.settings_file_of_models.write_text('[song]\nruntime = "other"\n', encoding="utf-8")
    world.control.change_model_settings("poem", ModelSettings(threads=2))
    assert world.control.snapshot.choice("song").engine == "other"
