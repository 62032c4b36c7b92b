//! The walk over the lines of a list: which line begins a task, which a group, and which goes on with the open one.

use super::line::{Line, demand, ruling};
use super::open::{Open, add_units};
use crate::notice::Mark;
use crate::phrase::amounts;
use crate::phrase::outline::{Label, Level, Marker};
use crate::phrase::signature;
use crate::place::Lines;
use crate::read::items::exhorts;
use crate::read::statements::{begins_report, tells};
use crate::report::Unit;

/// A heading above tasks.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) level: Level,
    pub(super) number: u64,
    pub(super) units: Vec<Unit>,
    /// The status that it gives to all below it.
    pub(super) mark: Option<Mark>,
}

pub(super) struct Reader<'a> {
    pub(super) lines: &'a [Line<'a>],
    pub(super) tasks: Vec<Open>,
    pub(super) groups: Vec<Group>,
    pub(super) open: Option<Open>,
    pub(super) claimed: Vec<Lines>,
}

impl Reader<'_> {
    pub(super) fn run(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
            // 项目名称：… begins a card, whether or not it is numbered.
            let titled = line.labels.first().is_some_and(|label| label.kind == Label::Title);
            if titled && line.head_text().is_empty() || line.bare == Some(Label::Title) {
                self.close();
                self.open = Some(Open {
                    number: line.marker.map(|marker| marker.number),
                    level: line.marker.map(|marker| marker.level),
                    ..Open::default()
                });
                self.labelled(index);
                continue;
            }
            if let Some(marker) = line.marker
                && marker.level < Level::Clause
                && !self.inside_cell(marker)
                && line.bare.is_none()
            {
                if self.is_task(index) {
                    self.begin(index);
                    continue;
                }
                if self.is_group(index) {
                    self.close();
                    self.group(index, marker);
                    continue;
                }
                if marker.level <= Level::Section
                    && self.open.as_ref().is_none_or(|open| open.level.is_some_and(|level| marker.level <= level))
                {
                    // A heading with nothing labelled below it ends the list.
                    self.close();
                    self.groups.retain(|group| group.level < marker.level);
                    continue;
                }
            }
            if self.open.is_some() {
                if line.begins_label() || !line.labels.is_empty() {
                    self.labelled(index);
                } else {
                    self.unlabelled(index);
                }
            } else if line.begins_label() && !self.groups.is_empty() {
                self.group_units(index);
            }
        }
        self.close();
    }

    /// Whether a numbered line goes on with the numbering of the open cell.
    pub(super) fn inside_cell(&self, marker: Marker) -> bool {
        let Some(open) = &self.open else { return false };
        if !matches!(open.cell, Some(Label::Goal | Label::Progress | Label::Problem | Label::Next)) {
            return false;
        }
        match open.inner {
            Some((level, number)) => level == marker.level && marker.number == number + 1,
            None => marker.number == 1 && open.level != Some(marker.level) && self.cell_is_empty(open),
        }
    }

    pub(super) fn cell_is_empty(&self, open: &Open) -> bool {
        match open.cell {
            Some(Label::Goal) => open.goal.is_empty(),
            Some(Label::Progress) => open.progress.is_empty(),
            Some(Label::Problem) => open.problem.is_empty(),
            Some(Label::Next) => open.next.is_empty(),
            _ => false,
        }
    }

    /// Whether a numbered line is the heading of a task: a label stands on it, or begins the next line.
    pub(super) fn is_task(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let next = self.lines.get(index + 1);
        if line.head_text().is_empty() {
            // 03 ⏎ 项目名称：
            return false;
        }
        let telling = |label: Label| {
            matches!(label, Label::Goal | Label::Progress | Label::Problem | Label::Status | Label::Rate)
        };
        if line.labels.iter().any(|label| telling(label.kind)) {
            return true;
        }
        let has_units = line.labels.iter().any(|label| label.kind.of_units()) || line.charged_behind().is_some();
        let named = line.issue().is_some();
        if self.heads_numbered(index) {
            return false;
        }
        // What is numbered below a heading with units is theirs to do.
        let theirs = self.groups.last().filter(|group| !group.units.is_empty());
        if theirs.zip(line.marker).is_some_and(|(group, own)| own.level > group.level && own.level < Level::Clause) {
            return true;
        }
        let Some(next) = next else { return has_units || named };
        if next.begins_label() {
            // A heading whose units stand below it and whose parts follow is a group.
            let kind = next.bare.or_else(|| next.labels.first().map(|label| label.kind));
            if kind.is_some_and(Label::of_units)
                && let (Some(after), Some(own)) = (self.lines.get(index + 2), line.marker)
                && after.marker.is_some_and(|marker| marker.level > own.level && marker.level < Level::Clause)
                && self.leads_to_label(index + 2)
            {
                return false;
            }
            return true;
        }
        if !line.is_section() && next.verdict() {
            return true;
        }
        // 1、道路工程,牵头部门:市交通局。: units on the line and no part below it.
        (has_units || named)
            && !(next
                .marker
                .zip(line.marker)
                .is_some_and(|(below, own)| below.level > own.level && below.level < Level::Clause)
                && self.leads_to_label(index + 1))
    }

    /// Whether a heading gives its units, on its line or below it, to the numbered lines that follow.
    fn heads_numbered(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let Some(own) = line.marker.filter(|own| own.level <= Level::Section) else { return false };
        if line.head_text().chars().count() > 40 || line.head_text().contains('。') {
            return false;
        }
        let units = |line: &Line<'_>| {
            !line.labels.is_empty()
                && line.labels.iter().all(|label| label.kind.of_units() || label.kind == Label::Leader)
        };
        let below =
            self.lines.get(index + 1).filter(|below| below.begins_label() && below.bare.is_none() && units(below));
        let first = index + 1 + usize::from(below.is_some());
        let starts = |at: usize, number: u64| {
            let marker = self.lines.get(at).and_then(|line| line.marker);
            marker.is_some_and(|m| m.number == number && m.level > own.level && m.level < Level::Clause)
        };
        // （一）市教育局, and each line below tells and reports.
        let reports = |at: usize| {
            let text = self.lines.get(at).map_or("", |line| line.head_text());
            let (promise, report) = text.split_once('。')?;
            Some((amounts::promises(promise), begins_report(report)))
        };
        if line.names_units() && starts(first, 1) {
            let (one, two) = (reports(first), reports(first + 1).filter(|_| starts(first + 1, 2)));
            return match (one, two) {
                (Some((measured, reported)), Some((next_measured, next_reported))) => {
                    (measured || reported) && (next_measured || next_reported) && (reported || next_reported)
                }
                (Some((measured, reported)), None) => measured && reported,
                _ => false,
            };
        }
        let own_units = units(line) || line.labels.is_empty() && (line.charged_behind().is_some() || below.is_some());
        // One numbered line alone may be the report on the heading.
        own_units
            && starts(first, 1)
            && self.lines.iter().enumerate().skip(first + 1).take(6).any(|(at, _)| starts(at, 2))
    }

    /// Whether a line is a numbered line with a label on it or right below it.
    pub(super) fn leads_to_label(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        !line.labels.is_empty()
            || line.charged_behind().is_some()
            || line.marker.is_some() && line.issue().is_some()
            || self.lines.get(index + 1).is_some_and(|next| next.begins_label() || next.verdict())
    }

    /// Whether a numbered line stands above headings of tasks.
    pub(super) fn is_group(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let Some(own) = line.marker else { return false };
        if line.head_text().chars().count() > 60 {
            return false;
        }
        if self.heads_numbered(index) {
            return true;
        }
        let mut at = index + 1;
        if self.lines.get(at).is_some_and(Line::begins_label) {
            at += 1;
        }
        self.lines.get(at).is_some_and(|next| next.marker.is_some_and(|marker| marker.level > own.level))
            && self.leads_to_label(at)
    }

    pub(super) fn group(&mut self, index: usize, marker: Marker) {
        let line = &self.lines[index];
        self.groups.retain(|group| group.level < marker.level);
        let mut units = Vec::new();
        for label in &line.labels {
            add_units(&mut units, label.kind, &line.paragraph.clean(label.value.clone()), false);
        }
        if let Some(charge) = line.charged_behind() {
            line.take_units(charge, &mut units);
        } else if line.names_units() {
            let head = line.head.start..line.head.start + line.head_text().len();
            add_units(&mut units, Label::Lead, &line.paragraph.clean(head), false);
        }
        let mark = ruling(line);
        self.groups.push(Group { level: marker.level, number: marker.number, units, mark });
    }

    pub(super) fn group_units(&mut self, index: usize) {
        let line = &self.lines[index];
        let Some(group) = self.groups.last_mut() else { return };
        for label in &line.labels {
            if label.kind.of_units() {
                add_units(&mut group.units, label.kind, &line.paragraph.clean(label.value.clone()), false);
            }
        }
        self.claimed.push(line.paragraph.all_lines());
    }

    pub(super) fn begin(&mut self, index: usize) {
        self.close();
        let line = &self.lines[index];
        let Some(marker) = line.marker else { return };
        self.groups.retain(|group| group.level < marker.level);
        let lines = line.paragraph.all_lines();
        let mut open = Open {
            number: Some(marker.number),
            level: Some(marker.level),
            lines: Some(lines),
            cell: Some(Label::Title),
            ..Open::default()
        };
        let mut head = line.head.start
            ..line.head.start
                + line
                    .paragraph
                    .text
                    .get(line.head.clone())
                    .unwrap_or("")
                    .trim_end_matches(['(', ' ', ',', ';', ':'])
                    .len();
        // What stands behind the task and the bracket with its units.
        let mut behind = head.end..head.end;
        if let Some(charge) = line.charge() {
            let task = charge.task.clone();
            if let Some(bracket) = charge.units.last().filter(|unit| unit.1.start > task.end) {
                let close = line.head_text()[bracket.1.end..].find(')').map_or(0, |at| at + 1);
                behind.start = (head.start + bracket.1.end + close).min(head.end);
            }
            line.take_units(charge, &mut open.units);
            head = head.start + task.start..(head.start + task.end).min(head.end);
        }
        if let Some(issue) = line.issue() {
            head = issue;
            open.issue = true;
            open.cell = Some(Label::Progress);
        }
        if let Some(next) = self.lines.get(index + 1).filter(|next| next.verdict()) {
            open.issue |= next.verdict_on_that();
            open.cell = Some(Label::Progress);
        }
        // 一、名称。要做的事。: the first sentence is the name, the rest what is promised.
        let text = &line.paragraph.text[head.clone()];
        let sentence = text.find('。').filter(|at| at + 3 < text.len() && *at <= 150);
        let has_goal = line.labels.iter().any(|label| label.kind == Label::Goal)
            || self.lines.get(index + 1).is_some_and(|next| {
                next.labels.first().is_some_and(|label| label.kind == Label::Goal) || next.bare == Some(Label::Goal)
            });
        let title_end = match sentence {
            Some(at) if !has_goal => {
                let rest = line.paragraph.clean(head.start + at + 3..head.end);
                let theirs = self.groups.last().is_some_and(|group| !group.units.is_empty());
                let report = &text[at + 3..];
                if begins_report(report) || theirs && tells(report) && !exhorts(report) {
                    open.put(Some(Label::Progress), &rest, lines, "");
                } else {
                    open.goal.push(&rest, lines);
                }
                head.start + at
            }
            _ => {
                let end = text.trim_end_matches(['。', ' ']).len();
                let asked = demand(text).filter(|_| !has_goal);
                if let Some(comma) = asked {
                    open.goal.push(&line.paragraph.clean(head.start + comma + 1..head.start + end), lines);
                }
                head.start + asked.unwrap_or(end)
            }
        };
        let rest = line.paragraph.clean(behind.clone());
        let rest = rest.trim_start_matches(['。', '，', ',', '；', ' ']);
        if !rest.is_empty() && !open.issue {
            open.put(Some(Label::Progress), rest, lines, "");
        }
        open.title.push(&line.paragraph.clean(head.start..title_end), lines);
        if let Some(group) = self.groups.last() {
            open.group_number = Some(group.number);
            open.ruled = self.groups.iter().rev().find_map(|group| group.mark.clone());
            open.group_units = self.groups.iter().any(|group| !group.units.is_empty());
            open.inherited = self
                .groups
                .iter()
                .rev()
                .find(|group| !group.units.is_empty())
                .map(|group| group.units.clone())
                .unwrap_or_default();
        }
        self.open = Some(open);
        if !line.labels.is_empty() {
            self.values(index);
        }
        self.claimed.push(lines);
    }

    pub(super) fn labelled(&mut self, index: usize) {
        let line = &self.lines[index];
        let lines = line.paragraph.all_lines();
        if let Some(open) = &mut self.open {
            open.lines = Some(open.lines.map_or(lines, |all| all.join(lines)));
            if !line.head_text().is_empty() && line.bare.is_none() {
                // Words before the first label go on with the open cell.
                let head = line.paragraph.clean(line.head.clone());
                let cell = open.cell;
                open.put(cell, &head, lines, "");
            }
            if let Some(bare) = line.bare {
                open.cell = Some(bare);
                open.inner = None;
            }
        }
        self.values(index);
        self.claimed.push(lines);
    }

    pub(super) fn values(&mut self, index: usize) {
        let line = &self.lines[index];
        let Some(open) = &mut self.open else { return };
        for (index, label) in line.labels.iter().enumerate() {
            let value = line.paragraph.clean(label.value.clone());
            let lines = line.paragraph.lines(label.value.start..label.value.end.max(label.value.start + 1));
            let name = line.paragraph.clean(label.name.clone());
            let name = name.trim_matches([' ', ':', '：', '【', '】', '*']).to_owned();
            open.cell = Some(label.kind);
            open.inner = None;
            open.put(Some(label.kind), &value, lines, &name);
            // （责任单位:甲局）平台已建成。: the report goes on behind the bracket.
            let end = line.labels.get(index + 1).map_or(line.range.end, |next| next.name.start);
            let from = label.value.end.min(end);
            let rest = line.paragraph.clean(from..end);
            let rest = rest.trim_start_matches([')', '）', ' ', '。', '，', ',', ';', '；', ':', '：']);
            if label.kind.of_units() && !rest.is_empty() {
                open.put(Some(Label::Progress), rest, line.paragraph.lines(from..end), "");
                open.cell = Some(Label::Progress);
            }
        }
    }

    /// A paragraph without a label goes on with the open cell, unless that is one that holds a word or two.
    pub(super) fn unlabelled(&mut self, index: usize) {
        let line = &self.lines[index];
        let text = line.text();
        let Some(open) = &mut self.open else { return };
        let ends = crate::phrase::dates::at_position(text, 0).is_some_and(|date| date.end + 3 >= text.len())
            || text.starts_with("附件")
            || text.starts_with('附') && text.len() < 12
            || !open.cell_waits() && signature::signs(text);
        let long_cell =
            matches!(open.cell, Some(Label::Goal | Label::Progress | Label::Problem | Label::Next | Label::Extra))
                || open.cell_waits()
                || matches!(open.cell, Some(Label::Title)) && open.title.is_empty();
        // 责任单位:区教育局 ⏎ 目前,…, or a heading that names the units ⏎ 一是…: the report stands below without a label.
        let clause = line.marker.is_some_and(|marker| marker.level == Level::Clause);
        let below = index.checked_sub(1).is_some_and(|above| self.lines[above].begins_label());
        let of_units = open.cell.is_some_and(Label::of_units);
        let unmarked = line.marker.is_none();
        let told = open.progress.is_empty()
            && (of_units && clause
                || of_units && unmarked && (below && tells(text) || open.level.is_some() && begins_report(text))
                || unmarked && tells(text) && told_below(self.lines, index))
            && !exhorts(text);
        if ends || !(long_cell || told) {
            self.close();
            return;
        }
        if told && !long_cell {
            open.cell = Some(Label::Progress);
        }
        let lines = line.paragraph.all_lines();
        open.inner = line.marker.map(|marker| (marker.level, marker.number)).or(open.inner);
        let cell = open.cell;
        open.put(cell, &line.paragraph.clean(line.range.clone()), lines, "");
        open.lines = Some(open.lines.map_or(lines, |all| all.join(lines)));
        self.claimed.push(lines);
    }

    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.take()
            && !open.title.is_empty()
        {
            self.tasks.push(open);
        }
    }
}

/// Whether a line without a marker may report on the heading above it, whose units stand in a bracket: where one such heading
/// after another is reported on in that way.
fn told_below(lines: &[Line<'_>], index: usize) -> bool {
    let Some(above) = index.checked_sub(1) else { return false };
    let pair = |at: usize| {
        let head = lines.get(at).filter(|head| head.charged_behind().is_some());
        let report = lines.get(at + 1).filter(|report| report.marker.is_none() && tells(report.text()));
        head.zip(report).and_then(|(head, _)| head.marker)
    };
    let own = pair(above);
    let next = |at: Option<usize>| at.and_then(pair).zip(own).is_some_and(|(one, own)| one.level == own.level);
    next(index.checked_sub(3)) || next(Some(index + 1))
}
