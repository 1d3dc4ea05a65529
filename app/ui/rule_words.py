"""The rules in words: rows for the rules page, and the story of one rule."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLocale

from app.domain.rule_info import RuleInfo
from app.domain.snapshot import AppSnapshot
from app.ui import text
from app.ui.item_models.words import WordsRow
from app.ui.sentences import translated
from app.ui.text import translate


def rule_rows(rules: Sequence[RuleInfo], snapshot: AppSnapshot) -> Iterator[WordsRow]:
    """Rule, what it is for, engine, where it comes from, and how many models it runs."""
    for rule in rules:
        icon = ("status-warning", "busy") if rule.problem else ("status-ready", "good")
        cells = (
            rule.name,
            ", ".join(map(text.format_text, rule.formats)),
            translated(rule.label),
            source_text(rule),
            QLocale().toString(len(models_of(rule, snapshot))),
        )
        yield WordsRow(rule.name, cells, icon, translated(rule.problem))


def source_text(rule: RuleInfo) -> str:
    return translate("rules", "Your own") if rule.is_own else translate("rules", "Built in")


def models_of(rule: RuleInfo, snapshot: AppSnapshot) -> list[str]:
    """Names of the models that the rule runs, as the rules stand."""
    chosen = {id_ for id_, choice in snapshot.choices.items() if choice.rule == rule.name}
    return [model.name for model in snapshot.models if model.id in chosen]


def story_of(rule: RuleInfo, snapshot: AppSnapshot) -> str:
    """Problem, other formats, and each model with the reason for its choice; lines of text."""
    lines = [translated(rule.problem)] if rule.problem else []
    if rule.also_opens:
        formats = ", ".join(map(text.format_text, rule.also_opens))
        words = translate("rules", "Opens {formats} too, when asked to or as a fallback.")
        lines.append(words.format(formats=formats))
    reasons = [
        translate("rules", "{name}: {reason}").format(
            name=model.name, reason=text.reason_text(snapshot.choice(model.id).explanation)
        )
        for model in snapshot.models
        if snapshot.choice(model.id).rule == rule.name
    ]
    return "\n".join([*lines, *(reasons or [translate("rules", "It runs no model now.")])])
