//! A paragraph of a list cut into its marker, its head and its labelled values; and what a head says of units or status.

use crate::lexicon;
use crate::lexicon::statuses::{self, Sort};
use crate::notice::{Mark, MarkFrom};
use crate::phrase::charge::{self, Charge};
use crate::phrase::outline::{self, Label, Level, Marker};
use crate::phrase::text::Paragraph;
use crate::phrase::units;
use crate::read::tokens;
use crate::report::Unit;
use std::ops::Range;
use std::sync::LazyLock;

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
    /// What of the paragraph it is; all of it unless several items stand in one paragraph.
    pub(super) range: Range<usize>,
    pub(super) paragraph: &'a Paragraph,
    pub(super) marker: Option<Marker>,
    pub(super) head: Range<usize>,
    pub(super) labels: Vec<Labelled>,
    /// The line is a label alone; its value is on the lines below.
    pub(super) bare: Option<Label>,
}

impl<'a> Line<'a> {
    /// The lines of a paragraph: one, or one for each numbered item where everything was pasted into one line.
    pub(super) fn cut(paragraph: &'a Paragraph) -> Vec<Self> {
        let whole = Self::new(paragraph, 0..paragraph.text.len());
        let repeated = |kind: fn(Label) -> bool| whole.labels.iter().filter(|label| kind(label.kind)).count() > 1;
        if !(repeated(Label::of_units) || repeated(|label| label == Label::Progress)) {
            return vec![whole];
        }
        let starts = outline::series(&paragraph.text).into_iter().filter(|(_, marker)| marker.level < Level::Clause);
        let mut ends: Vec<usize> = starts.map(|(at, _)| at).collect();
        ends.push(paragraph.text.len());
        let mut start = 0;
        let mut lines = Vec::new();
        for end in ends {
            if end > start {
                lines.push(Self::new(paragraph, start..end));
            }
            start = end;
        }
        lines
    }

    fn new(paragraph: &'a Paragraph, range: Range<usize>) -> Self {
        let text = paragraph.text.get(..range.end).unwrap_or("");
        let marker = outline::marker(text.get(range.start..).unwrap_or(""));
        let start = range.start + marker.map_or(0, |marker| marker.length);
        let mut labels: Vec<Labelled> = Vec::new();
        let mut head_end = text.len();
        let mut at = start;
        let mut fresh = true;
        let mut depth = 0;
        if let Some(length) = outline::spaced_title(&text[start..]) {
            labels.push(Labelled { kind: Label::Title, name: at..at + length, value: at + length..text.len() });
            (at, head_end) = (at + length, start);
        }
        while at < text.len() {
            let rest = &text[at..];
            if fresh
                && let Some((kind, length)) = outline::label(rest)
                && kind.of_task()
            {
                // （责任单位:甲局；配合单位:乙局）: both values end with the bracket, which may be taken with the label.
                let label = rest[..length].trim_end_matches([':', '(', ' ']);
                depth += label.matches('(').count() as i32 - label.matches(')').count() as i32;
                let open = depth > 0;
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
            depth = (depth + i32::from(c == '(') - i32::from(c == ')')).max(0);
            fresh = matches!(c, '。' | ';' | ')' | ',' | '(' | ' ' | '】' | '|');
            at += c.len_utf8();
        }
        let bare =
            if labels.is_empty() { outline::bare_label(&text[start..]).filter(|label| label.of_task()) } else { None };
        if bare.is_some() {
            head_end = start;
        }
        Self { range, paragraph, marker, head: start..head_end.max(start), labels, bare }
    }

    pub(super) fn head_text(&self) -> &str {
        self.paragraph.text.get(self.head.clone()).unwrap_or("").trim_end_matches(['(', ' ', ',', ';', ':'])
    }

    /// The units in charge in the words of its head: before the task, in a bracket behind it, or in one behind its first
    /// sentence. The range of the task is one of the head.
    pub(super) fn charge(&self) -> Option<Charge> {
        let head = self.head_text();
        let first = head.find('。').filter(|at| *at <= 150).map_or(head, |at| &head[..at]);
        self.charged_behind().or_else(|| charge::leading(first))
    }

    /// Whether its head is nothing but units: （一）市教育局.
    pub(super) fn names_units(&self) -> bool {
        self.marker.is_some() && self.labels.is_empty() && units::likeness(self.head_text()) == units::Likeness::Whole
    }

    /// Those of them that stand in a bracket.
    pub(super) fn charged_behind(&self) -> Option<Charge> {
        let head = self.head_text();
        let first = head.find('。').filter(|at| *at <= 150).map_or(head, |at| &head[..at]);
        charge::trailing(head).or_else(|| charge::trailing(first))
    }

    /// Takes the units of a charge as they are printed.
    pub(super) fn take_units(&self, charge: Charge, units: &mut Vec<Unit>) {
        for (role, range) in charge.units {
            let name = self.paragraph.clean(self.head.start + range.start..self.head.start + range.end);
            if !units.iter().any(|unit| unit.as_printed == name) {
                units.push(Unit { as_printed: name.clone(), name, role });
            }
        }
    }

    /// Its words.
    pub(super) fn text(&self) -> &str {
        self.paragraph.text.get(self.range.clone()).unwrap_or("").trim()
    }

    /// The fault that a heading of a report on rectification names: 关于“审核把关不严”问题的整改.
    pub(super) fn issue(&self) -> Option<Range<usize>> {
        issue(self.head_text()).map(|name| self.head.start + name.start..self.head.start + name.end)
    }

    /// Whether an unnumbered line begins with a verdict on the heading above it: 该问题已完成整改。 已完成。
    pub(super) fn verdict(&self) -> bool {
        if self.marker.is_some() || self.begins_label() {
            return false;
        }
        let text = self.text();
        let clause = text.split(['。', ',', ';']).next().unwrap_or("");
        if clause.len() == text.len() || clause.chars().count() > 20 {
            return false;
        }
        let words = &*HEADS;
        match words.that.iter().find_map(|word| clause.strip_prefix(*word)) {
            Some(rest) => statuses::phrases(rest).iter().any(|phrase| phrase.status.is_some() && !phrase.future),
            None => statuses::mark(clause).flatten().is_some(),
        }
    }

    /// Whether that verdict names the heading: 该问题….
    pub(super) fn verdict_on_that(&self) -> bool {
        HEADS.that.iter().any(|word| self.text().starts_with(*word)) && self.verdict()
    }

    /// Whether its head names a section of the notice and no task: 总体情况, 下步要求.
    pub(super) fn is_section(&self) -> bool {
        is_section(self.head_text())
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

/// Whether words stand for the heading above them: 该问题.
pub fn is_that(words: &str) -> bool {
    HEADS.that.contains(&words)
}

/// Whether a heading names a section of the notice and no task: 总体情况, 下步要求.
pub fn is_section(head: &str) -> bool {
    let head = head.trim_end_matches('。');
    HEADS.sections.iter().any(|word| head.ends_with(*word))
}

/// Where a comma parts the name of a task from what is asked of it: 甲项目,要求6月底开工.
pub(super) fn demand(head: &str) -> Option<usize> {
    let comma = head.find(',').filter(|at| *at >= 12)?;
    HEADS.demands.iter().any(|word| head[comma + 1..].starts_with(*word)).then_some(comma)
}

/// Words of headings; they stand in `lexicon/heads.tsv`.
struct Heads {
    about: Vec<&'static str>,
    tails: Vec<&'static str>,
    that: Vec<&'static str>,
    sections: Vec<&'static str>,
    demands: Vec<&'static str>,
}

static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let of = |sort: &str| {
        let rows = lexicon::rows(lexicon::table!("heads")).filter(|row| row.get(1) == Some(&sort));
        let mut words: Vec<&'static str> = rows.filter_map(|row| row.first().copied()).collect();
        crate::order::sort_by_key(&mut words, |word| std::cmp::Reverse(word.len()));
        words
    };
    Heads { about: of("about"), tails: of("tail"), that: of("that"), sections: of("section"), demands: of("demand") }
});

/// Where the fault stands in the head of a report on rectification. A quote that the text does not close ends with its
/// first sentence.
fn issue(head: &str) -> Option<Range<usize>> {
    let about = HEADS.about.iter().find(|word| head.starts_with(**word))?.len();
    let mut end = head.trim_end_matches(['。', ' ']).len();
    let whole = end;
    while let Some(tail) = HEADS.tails.iter().find(|word| end > about && head[about..end].ends_with(**word)) {
        end -= tail.len();
    }
    let name = &head[about..end];
    if let Some(inner) = name.strip_prefix('“') {
        let start = about + '“'.len_utf8();
        return match inner.rfind('”') {
            Some(close) => (close + '”'.len_utf8() == inner.len()).then_some(start..start + close),
            None => Some(start..start + inner.find('。').unwrap_or(inner.len())),
        };
    }
    (end < whole && name.chars().count() >= 4).then_some(about..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_named_by_their_heads() {
        let name = |head: &str| issue(head).map(|name| head[name].to_owned());
        assert_eq!(name("关于“审核把关不严”问题的整改").as_deref(), Some("审核把关不严"));
        assert_eq!(name("关于“调研不深入”的问题").as_deref(), Some("调研不深入"));
        assert_eq!(name("针对台账管理混乱问题").as_deref(), Some("台账管理混乱"));
        assert_eq!(name("关于“学习不深入。未组织学习").as_deref(), Some("学习不深入"));
        assert_eq!(name("关于印发工作方案的通知"), None);
        assert_eq!(name("建设“数字云溪”平台"), None);
    }
}
