"""The words for each preference: lupdate finds them here, which it could not in the metadata."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


STORES = {
    "hugging-face": "Hugging Face cache",
    "lm-studio": "LM Studio",
    "jan": "Jan",
    "gpt4all": "GPT4All",
    "ollama": "Ollama",
}
"""Keys and names of the stores that are looked for; names are the same in every language."""


@dataclass(frozen=True, slots=True)
class SettingLabel:
    """``label`` names the field, ``explain`` helps to fill it in.

    Attributes:
        choices: for a field with few values, what each is called.
    """

    label: str
    explain: str
    choices: Mapping[str, str] = field(default_factory=dict)


def setting_labels() -> dict[str, SettingLabel]:
    """For each field of ``Settings``, by its name; in the language of this moment."""
    return {
        "language": SettingLabel(
            translate("Settings", "Language"),
            translate("Settings", "Of the tray and the window."),
            # Each in its own words, for whoever cannot read the others.
            {"": translate("Settings", "As the system"), "en": "English", "bn": "বাংলা"},
        ),
        "model_folders": SettingLabel(
            translate("Settings", "Model folders"),
            translate("Settings", "Searched at any depth, beside ModelTray's own models folder."),
        ),
        "stores_off": SettingLabel(
            translate("Settings", "Leave out the models of"),
            translate("Settings", "Models of other programs are listed too, where they are."),
            STORES,
        ),
        "api_port": SettingLabel(
            translate("Settings", "Port of the control API"),
            translate("Settings", "Editors and scripts reach ModelTray there."),
        ),
        "api_token": SettingLabel(
            translate("Settings", "API token"),
            translate("Settings", "When set, every API call must carry it as a bearer token."),
        ),
        "stall_timeout": SettingLabel(
            translate("Settings", "Patience with a load (seconds)"),
            translate("Settings", "A load without any sign of progress is given up after this."),
        ),
        "load_on_demand": SettingLabel(
            translate("Settings", "Load models when a program asks for them"),
            translate(
                "Settings", "A request to ModelTray's own address then loads the model it names."
            ),
        ),
        "unload_after": SettingLabel(
            translate("Settings", "Minutes without a request until such a model goes again"),
            translate("Settings", "0 for never. What you load yourself stays until you stop it."),
        ),
        "allow_pickle": SettingLabel(
            translate("Settings", "Folders of models whose .bin files may be opened"),
            translate("Settings", "PyTorch .bin files can carry code."),
        ),
        "hub_endpoint": SettingLabel(
            translate("Settings", "Address of the Hugging Face Hub"),
            translate("Settings", "Another one where a company runs a mirror of its own."),
        ),
        "downloads_folder": SettingLabel(
            translate("Settings", "Folder for downloads"),
            translate("Settings", "Empty for ModelTray's own models folder."),
        ),
        "downloads_at_once": SettingLabel(
            translate("Settings", "Downloads at the same time"),
            translate("Settings", "The others wait for their turn."),
        ),
    }
