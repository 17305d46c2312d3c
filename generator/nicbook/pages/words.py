"""The words that readers meet in place of keys and of the words of a vocabulary, and which of them the glossary explains."""

from __future__ import annotations

_LABELS = {
    "accepted": "Warnings that were accepted",
    "adaptable": "What may change",
    "adapted_from": "Grown from",
    "aliases": "Earlier names",
    "aspect": "What it touches",
    "assumptions": "What to think over",
    "at": "Where in it",
    "baseline_until": "The baseline ends",
    "better": "Which way is better",
    "breaks_down": "How it goes wrong",
    "capacities": "What the hub does",
    "causes": "Causes it answers to",
    "core": "What must stay",
    "counts": "What is counted",
    "days_before": "Days before",
    "disability": "Students with disabilities",
    "doi": "DOI",
    "english_learner": "English learners",
    "equity": "Who could be left out",
    "expect": "Predicted",
    "expertise": "Who brings what",
    "from": "It comes from",
    "follow_up": "How it went on",
    "is": "Status",
    "labels": "Its own words",
    "leads_to": "What it leads to",
    "low_income": "From low-income families",
    "low_income_by": "How low income is counted",
    "made": "Said on",
    "minimum_group": "Smallest group shown",
    "of": "About",
    "planned": "Planned",
    "privacy": "How small groups are protected",
    "read": "How much of it was read",
    "reported_status": "Status as reported",
    "shares": "Of 100 students",
    "shown_by": "Shown by",
    "since": "In the theory since",
    "splits": "Where the process is known to have changed",
    "strata": "Groups",
    "text": "In words",
    "unmeasured": "Why there is no measure yet",
    "url": "Web address",
    "versions": "How it was defined over time",
    "wordings": "Other published wordings",
}

_WORDS = {
    "before-after": "before and after",
    "biweekly": "every two weeks",
    "each-term": "every term",
    "macro": "large (macro)",
    "meso": "middle (meso)",
    "micro": "small (micro)",
    "not": "no",
    "pdsa": "PDSA cycle",
    "quasi-experiment": "quasi-experiment",
    "sd": "standard deviations",
    "too-early": "too early to tell",
    # NCES locale codes
    "11": "city, large",
    "12": "city, midsize",
    "13": "city, small",
    "21": "suburb, large",
    "22": "suburb, midsize",
    "23": "suburb, small",
    "31": "town, on the fringe of a city",
    "32": "town, distant from a city",
    "33": "town, remote",
    "41": "rural, on the fringe of a city",
    "42": "rural, distant from a city",
    "43": "rural, remote",
}

_TERMS_OF_KEYS = {
    "adaptable": "adaptable",
    "baseline": "baseline",
    "core": "core",
    "decision": "decision",
    "denominator": "denominator",
    "expect": "prediction",
    "hub": "hub",
    "locale": "locale",
    "numerator": "numerator",
    "role": "role",
    "strength": "strength",
    "variant": "variant",
    "variants": "variant",
    "variation": "variation",
    "verdict": "verdict",
}

_TERMS_OF_WORDS = {
    "role": {
        "outcome": "outcome-measure",
        "process": "process-measure",
        "fidelity": "fidelity-measure",
        "balancing": "balancing-measure",
    },
    "timing": {"leading": "leading", "lagging": "lagging"},
    "decision": {word: word for word in ("adopt", "adapt", "expand", "abandon", "repeat")},
    "strength": {"strong": "strong-relation", "weak": "weak-relation", "hypothesised": "hypothesised-relation"},
    "design": {
        "before-after": "before-and-after",
        "quasi-experiment": "quasi-experiment",
        "randomised": "randomised",
        "time-series": "time-series",
        "pdsa": "pdsa",
        "lesson-study": "lesson-study",
    },
}

def label_of(key: str) -> str:
    """What a page calls a key: `who_collects` is “Who collects”."""
    return _LABELS.get(key) or sentence_case(key.replace("_", " ").replace("-", " "))


def words_of(choice: str) -> str:
    """What a page calls a word of a vocabulary: `not-met` is “not met”."""
    return _WORDS.get(choice) or choice.replace("-", " ")


def term_of_key(key: str) -> str:
    """The term of the glossary behind the label of a key; "" where it needs no explanation."""
    return _TERMS_OF_KEYS.get(key, "")


def term_of_choice(key: str, choice: str) -> str:
    """The term of the glossary behind a word of the vocabulary of a key."""
    return _TERMS_OF_WORDS.get(key, {}).get(choice, "")


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
