//! The words of `lexicon/judging.tsv`: how an amount or a phrase beside them is to be taken.

use crate::lexicon::{self, WordTable};
use std::sync::LazyLock;

/// What a word says of what stands beside it; explained in `judging.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // explained in the table
pub enum Kind {
    Plan,
    Aim,
    Estimate,
    Prep,
    Doing,
    Remain,
    Milestone,
    Part,
    Whole,
    Wait,
    NoData,
    Total,
    Sub,
    Running,
    Single,
    Caught,
    Once,
    Draft,
    Issue,
    Annual,
    Entire,
    Month,
    Up,
    Down,
    Cut,
    YearAgo,
    Open,
    Achieve,
    Start,
    Effect,
    Grant,
    Spec,
    Standard,
    Least,
    Most,
    About,
    Advice,
    Design,
    Subject,
    Heading,
    Postponed,
    Carry,
    Laggards,
    Burden,
    Poll,
    Almost,
    None,
}

impl Kind {
    fn from_word(word: &str) -> Self {
        match word {
            "plan" => Self::Plan,
            "aim" => Self::Aim,
            "estimate" => Self::Estimate,
            "prep" => Self::Prep,
            "doing" => Self::Doing,
            "remain" => Self::Remain,
            "milestone" => Self::Milestone,
            "part" => Self::Part,
            "whole" => Self::Whole,
            "wait" => Self::Wait,
            "nodata" => Self::NoData,
            "total" => Self::Total,
            "sub" => Self::Sub,
            "running" => Self::Running,
            "single" => Self::Single,
            "caught" => Self::Caught,
            "once" => Self::Once,
            "draft" => Self::Draft,
            "issue" => Self::Issue,
            "annual" => Self::Annual,
            "entire" => Self::Entire,
            "month" => Self::Month,
            "up" => Self::Up,
            "down" => Self::Down,
            "cut" => Self::Cut,
            "year_ago" => Self::YearAgo,
            "open" => Self::Open,
            "achieve" => Self::Achieve,
            "start" => Self::Start,
            "effect" => Self::Effect,
            "grant" => Self::Grant,
            "spec" => Self::Spec,
            "standard" => Self::Standard,
            "least" => Self::Least,
            "most" => Self::Most,
            "about" => Self::About,
            "advice" => Self::Advice,
            "design" => Self::Design,
            "subject" => Self::Subject,
            "heading" => Self::Heading,
            "postponed" => Self::Postponed,
            "carry" => Self::Carry,
            "laggards" => Self::Laggards,
            "burden" => Self::Burden,
            "poll" => Self::Poll,
            "almost" => Self::Almost,
            _ => Self::None,
        }
    }
}

impl Kind {
    /// Whether it is a verb that names a result.
    pub fn is_result(self) -> bool {
        matches!(self, Self::Achieve | Self::Once | Self::Draft | Self::Issue)
    }
}

/// A word found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// What it says.
    pub kind: Kind,
}

static WORDS: LazyLock<WordTable<Kind>> = LazyLock::new(|| {
    WordTable::new(
        lexicon::rows(lexicon::table!("judging")).filter_map(|row| Some((*row.first()?, Kind::from_word(row.get(1)?)))),
    )
});

/// The words of a folded text, from left to right.
pub fn hits(text: &str) -> Vec<Hit> {
    WORDS.hits(text).map(|(start, end, kind)| Hit { start, end, kind: *kind }).collect()
}

/// Whether a hit of this kind is among `hits`.
pub fn has(hits: &[Hit], kind: Kind) -> bool {
    hits.iter().any(|hit| hit.kind == kind)
}

/// Whether `c` is a Chinese numeral up to ten.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
