"""The rules in use, told to people: what each is for, where it comes from, whether it works."""

from app.domain.errors import RuleError
from app.domain.rule_info import RuleInfo
from app.domain.rules import Rule, check_rule
from app.services.interfaces import LoadedRules
from app.services.launch_planner import ProgramResolver


def rule_infos(loaded: LoadedRules, programs: ProgramResolver) -> tuple[RuleInfo, ...]:
    """One for each rule, in the order of the files."""
    rules = loaded.config.runtime_rules
    return tuple(_info(name, rule, programs, name in loaded.own) for name, rule in rules.items())


def _info(name: str, rule: Rule, programs: ProgramResolver, is_own: bool) -> RuleInfo:
    program, problem = _program(name, rule, programs)
    matched = (*rule.match.suffix, *rule.match.files)
    return RuleInfo(
        name=name,
        engine=rule.engine,
        label=rule.label or rule.engine,
        formats=matched or (name,),
        also_opens=tuple(other for other in rule.opens if other != name),
        command=" ".join((rule.command, *_words(rule))),
        program=program,
        is_own=is_own,
        problem=problem,
    )


def _program(name: str, rule: Rule, programs: ProgramResolver) -> tuple[str, str]:
    try:
        check_rule(name, rule)
        found = programs.resolve(rule.command, rule_name=name, engine=rule.engine)
    except RuleError as error:
        return "", error.sentence
    return found.program, ""


def _words(rule: Rule) -> list[str]:
    """The arguments; a group that may be left out stands in brackets."""
    return [item if isinstance(item, str) else f"[{' '.join(item)}]" for item in rule.args]
