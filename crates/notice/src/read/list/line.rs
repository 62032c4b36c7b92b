//! A paragraph of a list cut into its marker, its head and its labelled values; and what a head says of units or status.

use crate::lexicon::statuses::{self, Sort};
use crate::notice::{Mark, MarkFrom};
use crate::read::outline::{self, Label, Marker};
use crate::read::text::Paragraph;
use crate::read::{tokens, units};
use crate::report::UnitRole;
use std::ops::Range;

/// A label in a paragraph with its value.
#[derive(Clone, Debug)]
pub(super) struct Labelled {
    pub(super) kind: Label,
    /// The label as printed, without colon.
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// A paragraph cut into marker, head and labelled values.
pub(super) struct Line<'a> {
    pub(super) paragraph: &'a Paragraph,
    pub(super) marker: Option<Marker>,
    pub(super) head: Range<usize>,
    pub(super) labels: Vec<Labelled>,
    /// The line is a label alone; its value is on the lines below.
    pub(super) bare: Option<Label>,
}

impl<'a> Line<'a> {
    pub(super) fn new(paragraph: &'a Paragraph) -> Self {
        let text = paragraph.text.as_str();
        let marker = outline::marker(text);
        let start = marker.map_or(0, |marker| marker.length);
        let mut labels: Vec<Labelled> = Vec::new();
        let mut head_end = text.len();
        let mut at = start;
        let mut fresh = true;
        while at < text.len() {
            let rest = &text[at..];
            if fresh
                && let Some((kind, length)) = outline::label(rest)
                && kind.of_task()
            {
                let open = text[..at].trim_end().ends_with('(');
                if let Some(last) = labels.last_mut() {
                    last.value.end = last.value.end.min(at);
                } else {
                    head_end = at;
                }
                let value_end =
                    if open { rest.find([')', ';']).map_or(text.len(), |close| at + close) } else { text.len() };
                labels.push(Labelled { kind, name: at..at + length, value: at + length..value_end });
                at += length;
                fresh = false;
                continue;
            }
            let c = rest.chars().next().unwrap_or(' ');
            fresh = matches!(c, '。' | ';' | ')' | ',' | '(' | ' ' | '】' | '|');
            at += c.len_utf8();
        }
        let bare =
            if labels.is_empty() { outline::bare_label(&text[start..]).filter(|label| label.of_task()) } else { None };
        if bare.is_some() {
            head_end = start;
        }
        Self { paragraph, marker, head: start..head_end.max(start), labels, bare }
    }

    pub(super) fn head_text(&self) -> &str {
        self.paragraph.text.get(self.head.clone()).unwrap_or("").trim_end_matches(['(', ' ', ',', ';', ':'])
    }

    pub(super) fn begins_label(&self) -> bool {
        self.bare.is_some() || !self.labels.is_empty() && self.head_text().is_empty()
    }
}

/// The status that a heading gives to what stands below it: 三、进度偏慢的项目. Besides its phrase it holds nothing but nouns,
/// a number and a word or two.
pub(super) fn ruling(line: &Line<'_>) -> Option<Mark> {
    let head = line.head_text();
    if head.chars().count() > 24 {
        return None;
    }
    let mut phrases = statuses::phrases(head).into_iter().filter(|phrase| phrase.status.is_some());
    let (phrase, other) = (phrases.next()?, phrases.next());
    let said = !phrase.future
        && (phrase.firm || phrase.whole || matches!(phrase.sort, Sort::Pace | Sort::Stop | Sort::Idle | Sort::Undone));
    if other.is_some() || !said {
        return None;
    }
    let mut left = [head.get(..phrase.start)?, head.get(phrase.end..)?].concat();
    for (word, _) in &tokens::grammar().heads {
        if left.contains(word) {
            left = left.replace(word, "");
        }
    }
    let left = left.chars().filter(|c| c.is_alphabetic()).count();
    let at = line.head.start + phrase.start..line.head.start + phrase.end;
    (left <= 4).then(|| Mark {
        word: line.paragraph.printed(at.clone()).to_owned(),
        status: phrase.status,
        lines: line.paragraph.lines(at),
        from: MarkFrom::Narrative,
    })
}

/// Units in a bracket that ends a text, with a verb instead of a label: （市教育局负责）, （A牵头，B、C分别负责）. Where the bracket
/// begins, and the units by role.
pub(super) fn responsible(text: &str) -> Option<(usize, Vec<(UnitRole, Vec<String>)>)> {
    let body = text.trim_end_matches(['。', ' ']).strip_suffix(')')?;
    let open = body.rfind('(')?;
    let inner = &body[open + 1..];
    let mut found = Vec::new();
    let mut rest = inner;
    while let Some((at, verb)) = ["分别负责", "负责", "牵头", "配合", "参与"]
        .iter()
        .filter_map(|verb| rest.find(verb).map(|at| (at, *verb)))
        .min_by_key(|(at, verb)| (*at, std::cmp::Reverse(verb.len())))
    {
        let names = units::split(rest[..at].trim_matches([',', ';', '由', ' ']));
        let role = if matches!(verb, "配合" | "参与") { UnitRole::Support } else { UnitRole::Lead };
        if !names.is_empty() {
            found.push((role, names));
        }
        rest = &rest[at + verb.len()..];
    }
    (!found.is_empty() && rest.trim_matches([',', ';', ' ']).is_empty()).then_some((open, found))
}
