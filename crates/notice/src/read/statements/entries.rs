//! Paragraphs of one list, each on a task of its own: 1.新建住房5000套。上半年开工3200套。 ●甲工程:主体已封顶。 （一）丙项目 with its
//! report in the paragraphs below; and under 进展如下： also paragraphs without a number. Paragraphs in, tasks out.
//!
//! A list is judged as a whole: all markers of one kind are its entries, and enough of them must report.

use super::cut::{Cut, cut, halves};
use super::name::{WORDS, is_entry_name, is_no_section, report_start};
use super::{FEWEST, named, named_below};
use crate::lexicon::statuses::{self, Sort};
use crate::phrase::outline::{self, Level};
use crate::phrase::signature;
use crate::phrase::text::{Paragraph, is_note};
use crate::read::facts;
use crate::read::items::{self, Named};
use crate::read::list;
use crate::report::NoticeKind;
use std::ops::Range;

/// The longest promise of a paragraph without a number, in characters.
const LONGEST_PROMISE: usize = 60;
/// A heading has at most so many characters.
const LONGEST_HEADING: usize = 40;

/// An entry that reports has at least so many bytes.
const SHORTEST: usize = 30;

/// How plainly the text says that it reports here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reporting {
    /// It orders, explains or sums up.
    No,
    /// The notice reports, the heading above says nothing.
    Perhaps,
    /// The heading above, or the notice's own, says so.
    Yes,
}

/// A marked paragraph, and what stands below it without a marker.
struct Entry<'a> {
    paragraph: &'a Paragraph,
    /// Its words, without the marker.
    range: Range<usize>,
    level: Option<Level>,
    number: Option<u64>,
    below: Vec<&'a Paragraph>,
    reporting: Reporting,
    /// Marked paragraphs of an inner kind stand below it.
    group: bool,
}

/// Reads all paragraphs that report.
pub(super) fn read(paragraphs: &[Paragraph]) -> Vec<Named> {
    let entries = gather(paragraphs);
    let told: Vec<Option<Named>> = entries.iter().map(told).collect();
    let mut found: Vec<Named> = Vec::new();
    let mut marked = false;
    for level in
        [Level::Chapter, Level::Section, Level::Item, Level::Bracket, Level::Circle, Level::Clause, Level::Bullet]
    {
        let of_level = |entry: &Entry<'_>| entry.level == Some(level) && !entry.group;
        if lists(&entries, &told, of_level, 2) {
            marked = true;
            let all =
                entries.iter().zip(&told).filter(|(entry, _)| of_level(entry) && entry.reporting != Reporting::No);
            found.extend(all.filter_map(|(_, told)| told.clone()));
        }
    }
    if !marked && lists(&entries, &told, |entry| entry.level.is_none(), FEWEST) {
        found.extend(entries.iter().zip(told).filter(|(entry, _)| entry.level.is_none()).filter_map(|(_, told)| told));
    }
    crate::order::sort_by_key(&mut found, |one| one.lines.first);
    found
}

/// Whether the entries of a kind are a list of tasks: enough of them are cut into name and report, and tell of something done.
fn lists(entries: &[Entry<'_>], told: &[Option<Named>], of_kind: impl Fn(&Entry<'_>) -> bool, fewest: usize) -> bool {
    let (mut all, mut named, mut evident, mut plain) = (0, 0, 0, 0);
    for (index, (entry, told)) in entries.iter().zip(told).enumerate() {
        // The end of a text that was cut off says nothing, nor does the heading of a section.
        let cut_off = told.is_none() && entry.range.len() < SHORTEST && index + 1 == entries.len();
        let section = told.is_none()
            && bare(entry)
            && !is_no_section(entry.paragraph.text[entry.range.clone()].trim_end_matches('。'));
        if !of_kind(entry) || entry.reporting == Reporting::No || cut_off || section {
            continue;
        }
        all += 1;
        plain += usize::from(entry.reporting == Reporting::Yes);
        let Some(told) = told else { continue };
        named += 1;
        evident += usize::from(tells(&crate::fold::fold(&told.progress)));
    }
    // Where a heading says that it reports, half of them suffice.
    let enough = if plain == all { evident * 2 >= all } else { evident * 3 >= all * 2 };
    named >= fewest && evident >= 1 && enough
}

/// Whether words tell of something done or going on.
pub(in crate::read) fn tells(report: &str) -> bool {
    report.contains('%')
        || report_start(report).is_some()
        || statuses::phrases(report).iter().any(|phrase| phrase.status.is_some())
}

/// The marked paragraphs with what stands below them, and those without a marker that promise and report.
fn gather(paragraphs: &[Paragraph]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let opening = || paragraphs.iter().take(8).map(|paragraph| paragraph.text.as_str());
    let base = if opening().any(announces) { Reporting::Perhaps } else { Reporting::No };
    let mut reporting =
        if opening().any(|text| reports(text) || announces(text)) { Reporting::Yes } else { Reporting::No };
    let mut above: Option<u64> = None;
    // The entry to which paragraphs without a marker belong.
    let mut open: Option<usize> = None;
    for paragraph in paragraphs {
        let text = paragraph.text.as_str();
        if let Some(number) = alone(text) {
            above = Some(number);
            continue;
        }
        let above = above.take();
        let marker = outline::marker(text).filter(|marker| marker.level != Level::Clause);
        let start = marker.map_or(0, |marker| marker.length);
        let length = text.chars().count();
        let heading = (length < LONGEST_HEADING && (facts::ends_like_title(text) || text.ends_with(':')))
            .then_some(Reporting::No)
            .or_else(|| is_chapter(text).then_some(if reporting == Reporting::Yes { reporting } else { base }));
        if let Some(unsaid) = heading {
            reporting = announced(text).unwrap_or(if marker.is_some_and(|marker| marker.level == Level::Chapter) {
                base
            } else {
                unsaid
            });
        } else if is_note(text) {
            reporting = Reporting::No;
        } else if text.ends_with(':') && reports(text) {
            reporting = Reporting::Yes;
        }
        if outline::label(&text[start..]).is_some() {
            open = None;
            continue;
        }
        let entry = |range, level, number| Entry {
            paragraph,
            range,
            level,
            number,
            below: Vec::new(),
            reporting,
            group: false,
        };
        // ①甲工程:…;②乙工程:… and 一是甲路。…二是乙园。…: entries within one paragraph.
        let pieces = outline::series(text);
        if pieces.len() >= 2 {
            open = None;
            let ends = pieces.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
            for ((at, marker), end) in pieces.iter().zip(ends) {
                entries.push(entry(*at + marker.length..end, Some(marker.level), Some(marker.number)));
            }
        } else if let Some(number) = marker.map(|marker| marker.number).or(above) {
            let level = marker.map_or(Level::Item, |marker| marker.level);
            if let Some(outer) = open.and_then(|at| entries.get_mut(at))
                && outer.level.is_some_and(|outer| outer < level)
                && outer.below.is_empty()
            {
                outer.group = bare(outer);
            }
            entries.push(entry(start..text.len(), Some(level), Some(number).filter(|number| *number > 0)));
            // Lines below a number that stands alone are the cells of a table.
            open = marker.map(|_| entries.len() - 1);
        } else if let Some(at) = open.filter(|at| bare(&entries[*at])) {
            if heading.is_some() || closes(text) {
                open = None;
            } else {
                entries[at].below.push(paragraph);
            }
        } else {
            open = None;
            if reporting == Reporting::Yes && promised(text) {
                entries.push(entry(0..text.len(), None, None));
            }
        }
    }
    entries
}

/// Whether a line is the heading of a part of the notice.
fn is_chapter(text: &str) -> bool {
    outline::marker(text).is_some_and(|marker| {
        marker.level <= Level::Section && !text[marker.length..].trim_end_matches('。').contains(['。', ':'])
    }) && text.chars().count() <= LONGEST_HEADING
}

/// What a heading says of the part below it: that it reports, or that it plans, orders or explains.
fn announced(heading: &str) -> Option<Reporting> {
    let said = || {
        statuses::phrases(heading)
            .iter()
            .any(|phrase| phrase.status.is_some() && !phrase.future && phrase.sort != Sort::Loose)
    };
    if reports(heading) {
        Some(Reporting::Yes)
    } else if list::is_section(heading) || WORDS.plans.iter().any(|word| heading.contains(word)) {
        Some(Reporting::No)
    } else {
        let titled = facts::kind_of_title(heading) == Some(NoticeKind::Progress);
        (titled || heading.ends_with(':') && said()).then_some(Reporting::Yes)
    }
}

/// Whether an entry is a heading, whose report must stand below.
fn bare(entry: &Entry<'_>) -> bool {
    let words = entry.paragraph.text[entry.range.clone()].trim_end_matches(['。', ' ']);
    words.chars().count() <= LONGEST_HEADING
        && !words.contains(['。', ':', ';', ',', '%'])
        && report_start(words).is_none_or(|at| at == 0)
        && !statuses::phrases(words).iter().any(|phrase| phrase.firm)
        && halves(words).is_none()
}

/// Whether a paragraph ends the report on the entry above it.
fn closes(text: &str) -> bool {
    items::exhorts(text)
        || crate::phrase::dates::at_position(text, 0).is_some_and(|date| date.end + 3 >= text.len())
        || signature::signs(text)
}

/// A number that is all of a line.
fn alone(text: &str) -> Option<u64> {
    let digits = text.trim();
    (digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// Whether a paragraph at the beginning says that the notice reports: its title, or 现将进展情况通报如下.
fn announces(text: &str) -> bool {
    facts::kind_of_title(text) == Some(NoticeKind::Progress)
        || reports(text)
            && (text.chars().count() <= LONGEST_PROMISE || WORDS.intros.iter().any(|word| text.contains(word)))
}

/// Whether words say that a report on progress follows.
fn reports(text: &str) -> bool {
    WORDS.reports.iter().any(|word| text.contains(word))
}

/// Whether a paragraph promises in its first sentence and reports in the second, or names a task before a colon.
fn promised(text: &str) -> bool {
    let promise = text.split_once('。').is_some_and(|(promise, report)| {
        (4..=LONGEST_PROMISE).contains(&promise.chars().count())
            && report_start(promise).is_none_or(|at| at == 0)
            && report_start(report) == Some(0)
    });
    promise || halves(text).is_some_and(|(_, report)| tells(&text[report]))
}

/// The task of an entry.
fn told(entry: &Entry<'_>) -> Option<Named> {
    let paragraph = entry.paragraph;
    let number = entry.number.map(|number| number.to_string());
    if bare(entry) {
        if entry.below.is_empty() {
            return None;
        }
        let start = entry.range.start;
        let end = start + paragraph.text[entry.range.clone()].trim_end_matches(['。', ' ']).len();
        let name = paragraph.text.get(start..end)?;
        return is_entry_name(name).then(|| named_below(&paragraph.clean(start..end), number, paragraph, &entry.below));
    }
    let words = &paragraph.text[entry.range.clone()];
    let first = words.split('。').next().unwrap_or("");
    // 一是强化责任。二是…: what was done to get on, and no tasks.
    if entry.level == Some(Level::Clause) && !is_clause(first) {
        return None;
    }
    if words.len() < SHORTEST || WORDS.reports.iter().any(|word| first.ends_with(word)) {
        return None;
    }
    let mut units = Vec::new();
    let mut number = number;
    // 甲工程,牵头部门:乙局,尚未启动: the label ends the name.
    let labelled = items::find_unit_label(words).filter(|(at, _)| *at > 12 && !words[..*at].contains(['。', ':', '(']));
    let Cut { mut name, report } = match labelled {
        Some((at, value)) => {
            let start = entry.range.start;
            let behind = start + value + items::names_end(&words[value..]);
            units = items::unit_names(&paragraph.clean(start + value..behind), true);
            Cut { name: start..start + at, report: behind..entry.range.end }
        }
        None => cut(paragraph.text.get(..entry.range.end)?, entry.range.start)?,
    };
    // 实际利用外资(第7项):…: the number that the list has elsewhere.
    if let Some((at, ordinal)) = items::ordinal_bracket(&paragraph.text[name.clone()]) {
        (name.end, number) = (name.start + at, Some(ordinal));
    }
    // 工业强县方面。共12项,…: a field of work.
    if WORDS.fields.iter().any(|word| paragraph.text[name.end..].starts_with(word)) {
        return None;
    }
    if let Some((names, from)) = items::owner(&paragraph.text[name.clone()]) {
        units.extend(items::unit_names(&paragraph.clean(name.start + names.start..name.start + names.end), true));
        name.start += from;
    }
    if let Some((at, value)) = items::find_unit_label(&paragraph.text[name.clone()]) {
        let label = name.start + value..name.end;
        units.extend(items::unit_names(paragraph.clean(label).trim_end_matches([')', '）']), true));
        name.end = name.start + paragraph.text[name.start..name.start + at].trim_end_matches(['(', ' ']).len();
    }
    if let Some((open, names)) = items::in_bracket(&paragraph.text[name.clone()]) {
        units.extend(items::unit_names(&paragraph.clean(name.start + names.start..name.start + names.end), true));
        name.end = name.start + open;
    }
    let name = paragraph.clean(name);
    let name = name.trim_matches(['，', ',', '。', '；', ' ', '：', ':', '、']);
    (name.chars().count() >= 4 && is_no_section(name))
        .then(|| Named { units, ..named(paragraph, name, number, report) })
}

/// Whether the first sentence of a clause (一是甲路。…) is the name of a task.
fn is_clause(first: &str) -> bool {
    let name = first.split([':', ',']).next().unwrap_or("");
    is_entry_name(name) && report_start(name).is_none() && !WORDS.not_names.iter().any(|word| name.starts_with(word))
}
