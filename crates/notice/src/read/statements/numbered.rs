//! Paragraphs that hold a name or promise and then what was done: 1.新建住房5000套。上半年开工3200套。 Numbered ones, ones whose number
//! stands on the line above, and under 进展如下： also ones without a number.

use super::name::{WORDS, report_start};
use super::{FEWEST, named};
use crate::read::facts;
use crate::read::items::Named;
use crate::read::outline::{self, Level};
use crate::read::text::Paragraph;

/// The longest promise of a paragraph without a number, in characters.
const LONGEST_PROMISE: usize = 60;

/// Reads all paragraphs that report.
pub(super) fn read(paragraphs: &[Paragraph]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut free: Vec<Named> = Vec::new();
    let mut reporting = paragraphs.iter().take(8).any(|paragraph| reports(&paragraph.text));
    let mut above: Option<u64> = None;
    for paragraph in paragraphs {
        let text = paragraph.text.as_str();
        let length = text.chars().count();
        if let Some(number) = alone(text) {
            above = Some(number);
            continue;
        }
        let above = above.take();
        if length < 40 && (facts::ends_like_title(text) || text.ends_with(':')) {
            reporting = reports(text);
        } else if WORDS.notes.iter().any(|word| text.starts_with(word))
            || length < 24 && outline::marker(text).is_some_and(|marker| marker.level <= Level::Chapter)
        {
            reporting = false;
        } else if text.ends_with(':') {
            reporting |= WORDS.reports.iter().any(|word| text.contains(word));
        }
        let marker = outline::marker(text)
            .filter(|marker| matches!(marker.level, Level::Item | Level::Chapter | Level::Bracket));
        let start = marker.map_or(0, |marker| marker.length);
        let number = marker.map(|marker| marker.number).or(above);
        if !reporting || length < 10 || outline::label(&text[start..]).is_some() {
            continue;
        }
        if let Some(number) = number {
            if length >= 24 || above.is_some() {
                found.extend(split(paragraph, start, Some(number)));
            }
        } else if promised(text) {
            free.extend(split(paragraph, 0, None));
        }
    }
    if found.len() < 2 && free.len() >= FEWEST { free } else { found }
}

/// A number that is all of a line.
fn alone(text: &str) -> Option<u64> {
    let digits = text.trim();
    (digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// Whether words say that a report on progress follows.
fn reports(text: &str) -> bool {
    WORDS.reports.iter().any(|word| text.contains(word))
}

/// Whether a paragraph promises in its first sentence and reports in the second.
fn promised(text: &str) -> bool {
    text.split_once('。').is_some_and(|(promise, report)| {
        (4..=LONGEST_PROMISE).contains(&promise.chars().count())
            && report_start(promise).is_none_or(|at| at == 0)
            && report_start(report) == Some(0)
    })
}

/// Cuts a paragraph into name and report.
fn split(paragraph: &Paragraph, start: usize, number: Option<u64>) -> Option<Named> {
    let text = paragraph.text.as_str();
    let mut start = start;
    // 截至11月底,新增就业15.59万人: the time is no part of the name.
    if let Some(comma) = text[start..].find(',').filter(|comma| *comma <= 36)
        && WORDS.times.iter().any(|word| text[start..].starts_with(word))
    {
        start += comma + 1;
    }
    let body = &text[start..];
    let (cut, whole) = name_end(body);
    let name = paragraph.clean(start..start + cut);
    let name = name.trim_matches(['，', ',', '。', '；', ' ', '：', ':', '、']);
    if name.chars().count() < 4 {
        return None;
    }
    // Where the name is itself the beginning of the report (新增座位52个,为计划的104%), the report is all of it.
    let report = if whole { start } else { start + cut };
    Some(named(paragraph, name, number.map(|number| number.to_string()), report..text.len()))
}

/// Where the name ends, and whether it is a part of the report.
fn name_end(body: &str) -> (usize, bool) {
    let sentence = body.find('。').unwrap_or(body.len());
    let first = &body[..sentence];
    // …,截至目前已有75所开工: the report begins at a word that tells of a time.
    let timed = WORDS
        .verbs
        .iter()
        .filter(|verb| verb.starts_with(['截', '目', '上']))
        .filter_map(|verb| first.find(verb))
        .min();
    if let Some(at) = timed.filter(|at| *at > 12) {
        return (at, false);
    }
    let shared = first
        .match_indices([',', ';', ' '])
        .find(|(at, mark)| *mark == ";" || WORDS.shares.iter().any(|word| first[at + mark.len()..].starts_with(word)));
    // A promise and then its report: 新增住房5000套;改造3000套。上半年开工3200套。
    if shared.is_none_or(|(_, mark)| mark == ";")
        && body.get(sentence + '。'.len_utf8()..).is_some_and(|rest| report_start(rest) == Some(0))
    {
        return (sentence, false);
    }
    let shared = shared.map(|(at, _)| at);
    // 门诊楼已于10月启用: the verb ends the name.
    let verb = report_start(first).filter(|at| first[..*at].chars().count() >= 4 && !first[..*at].contains([',', ';']));
    match (verb, shared) {
        (Some(at), _) => (at, true),
        (None, Some(at)) => (at, true),
        (None, None) if sentence + 3 < body.len() => (sentence, false),
        (None, None) => (first.find(',').unwrap_or(sentence), true),
    }
}
