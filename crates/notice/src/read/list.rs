//! Lists with labels: headings and numbered items with 责任单位：, 进展情况：, 存在问题： and the like. A
//! heading is a numbered line with a label on it or right below it; a heading above such headings is
//! a group that gives its units to them. Claimed lines are taken from the prose.

use super::outline::{self, Label, Level, Marker};
use super::prose;
use super::text::Paragraph;
use super::{tokens, units};
use crate::layout::category::short_name;
use crate::lexicon::statuses::{self, Sort};
use crate::notice::{Extra, LineKind, Mark, MarkFrom, Notice, RawEntry, RawTask};
use crate::place::{Lines, Passage};
use crate::report::{Role, Unit, UnitRole};
use crate::source::Source;
use std::ops::Range;

/// Fewer labelled tasks than this are no list.
const FEWEST: usize = 2;

/// Reads the lists among the lines that no table claimed.
pub fn read(source: &Source<'_>, notice: &mut Notice) {
    let paragraphs = prose::paragraphs(source, notice);
    let lines: Vec<Line<'_>> = paragraphs.iter().map(Line::new).collect();
    if lines.iter().filter(|line| line.bare.is_some() || line.labels.iter().any(|label| label.kind.of_task())).count()
        < FEWEST
    {
        return;
    }
    let mut reader = Reader { lines: &lines, tasks: Vec::new(), groups: Vec::new(), open: None, claimed: Vec::new() };
    reader.run();
    if reader.tasks.len() < FEWEST {
        return;
    }
    let category = category_of(&paragraphs);
    // Units alone make a task only where nothing else does: a list of slow tasks with their units belongs to the narrative.
    let bare = !reader.tasks.iter().any(Open::tells);
    if bare && (!notice.tasks.is_empty() || !super::items::read(&paragraphs).is_empty()) {
        return;
    }
    // Beside tasks that are reported on, a list of names with units is the plan of another year.
    if reader.tasks.iter().filter(|task| task.reported()).count() >= FEWEST || !notice.tasks.is_empty() {
        reader.tasks.retain(Open::reported);
    }
    let Reader { tasks, claimed, .. } = reader;
    let numbered_groups = tasks.iter().any(|task| !task.group_units)
        && tasks.iter().any(|task| task.group_number.is_some() && task.group_units)
        || tasks.iter().any(|task| task.group_number.is_some() && task.group_units);
    for task in tasks {
        task.finish(&category, numbered_groups, notice);
    }
    for lines in claimed {
        for line in lines.first..=lines.last {
            if let Some(kind) = notice.lines.get_mut(line as usize - 1)
                && *kind == LineKind::Narrative
            {
                *kind = LineKind::Placed;
            }
        }
    }
}

/// What a list in this text is a list of: the noun that its title counts.
fn category_of(paragraphs: &[Paragraph]) -> String {
    let title = paragraphs.iter().take(40).find(|paragraph| {
        let text = paragraph.text.trim();
        super::facts::ends_like_title(text) && !text.contains(['>', '。', ':']) && text.chars().count() < 60
    });
    let Some(title) = title else { return String::new() };
    let best = tokens::grammar()
        .heads
        .iter()
        .filter(|(_, generic)| !generic)
        .filter_map(|(word, _)| title.text.rfind(word).map(|at| (word.len(), at)))
        .max();
    best.map_or_else(
        || short_name(&title.clean(0..title.text.len())),
        |(length, at)| super::category::short(&title.clean(at..at + length)),
    )
}

/// A label in a paragraph with its value.
#[derive(Clone, Debug)]
struct Labelled {
    kind: Label,
    /// The label as printed, without colon.
    name: Range<usize>,
    value: Range<usize>,
}

/// A paragraph cut into marker, head and labelled values.
struct Line<'a> {
    paragraph: &'a Paragraph,
    marker: Option<Marker>,
    head: Range<usize>,
    labels: Vec<Labelled>,
    /// The line is a label alone; its value is on the lines below.
    bare: Option<Label>,
}

impl<'a> Line<'a> {
    fn new(paragraph: &'a Paragraph) -> Self {
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

    fn head_text(&self) -> &str {
        self.paragraph.text.get(self.head.clone()).unwrap_or("").trim_end_matches(['(', ' ', ',', ';', ':'])
    }

    fn begins_label(&self) -> bool {
        self.bare.is_some() || !self.labels.is_empty() && self.head_text().is_empty()
    }
}

/// A heading above tasks.
#[derive(Clone, Debug)]
struct Group {
    level: Level,
    number: u64,
    units: Vec<Unit>,
    /// The status that it gives to all below it.
    mark: Option<Mark>,
}

/// A task while its lines are being read.
#[derive(Default)]
struct Open {
    number: Option<u64>,
    level: Option<Level>,
    title: Passage,
    goal: Passage,
    /// The goal stood behind a label of its own.
    goal_labelled: bool,
    progress: Passage,
    problem: Passage,
    next: Passage,
    leader: Passage,
    deadline: Passage,
    units: Vec<Unit>,
    inherited: Vec<Unit>,
    extras: Vec<Extra>,
    status: Option<(String, Lines)>,
    /// The status of the heading it stands under.
    ruled: Option<Mark>,
    group_number: Option<u64>,
    group_units: bool,
    lines: Option<Lines>,
    /// Where an unlabelled paragraph goes.
    cell: Option<Label>,
    /// The last number seen inside the open cell.
    inner: Option<(Level, u64)>,
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    tasks: Vec<Open>,
    groups: Vec<Group>,
    open: Option<Open>,
    claimed: Vec<Lines>,
}

impl Reader<'_> {
    fn run(&mut self) {
        for index in 0..self.lines.len() {
            let line = &self.lines[index];
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
            // 项目名称：… begins a card.
            if line.labels.first().is_some_and(|label| label.kind == Label::Title) || line.bare == Some(Label::Title) {
                self.close();
                self.open = Some(Open { number: line.marker.map(|marker| marker.number), ..Open::default() });
                self.labelled(index);
                continue;
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
    fn inside_cell(&self, marker: Marker) -> bool {
        let Some(open) = &self.open else { return false };
        if !matches!(open.cell, Some(Label::Goal | Label::Progress | Label::Problem | Label::Next)) {
            return false;
        }
        match open.inner {
            Some((level, number)) => level == marker.level && marker.number == number + 1,
            None => marker.number == 1 && open.level != Some(marker.level) && self.cell_is_empty(open),
        }
    }

    fn cell_is_empty(&self, open: &Open) -> bool {
        match open.cell {
            Some(Label::Goal) => open.goal.is_empty(),
            Some(Label::Progress) => open.progress.is_empty(),
            Some(Label::Problem) => open.problem.is_empty(),
            Some(Label::Next) => open.next.is_empty(),
            _ => false,
        }
    }

    /// Whether a numbered line is the heading of a task: a label stands on it, or begins the next line.
    fn is_task(&self, index: usize) -> bool {
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
        let has_units =
            line.labels.iter().any(|label| label.kind.of_units()) || responsible(line.head_text()).is_some();
        let Some(next) = next else { return has_units };
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
        // 1、道路工程,牵头部门:市交通局。: units on the line and no part below it.
        has_units
            && !(next
                .marker
                .zip(line.marker)
                .is_some_and(|(below, own)| below.level > own.level && below.level < Level::Clause)
                && self.leads_to_label(index + 1))
    }

    /// Whether a line is a numbered line with a label on it or right below it.
    fn leads_to_label(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        !line.labels.is_empty()
            || responsible(line.head_text()).is_some()
            || self.lines.get(index + 1).is_some_and(Line::begins_label)
    }

    /// Whether a numbered line stands above headings of tasks.
    fn is_group(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let Some(own) = line.marker else { return false };
        if line.head_text().chars().count() > 60 {
            return false;
        }
        let mut at = index + 1;
        if self.lines.get(at).is_some_and(Line::begins_label) {
            at += 1;
        }
        self.lines.get(at).is_some_and(|next| next.marker.is_some_and(|marker| marker.level > own.level))
            && self.leads_to_label(at)
    }

    fn group(&mut self, index: usize, marker: Marker) {
        let line = &self.lines[index];
        self.groups.retain(|group| group.level < marker.level);
        let mut units = Vec::new();
        for label in &line.labels {
            add_units(&mut units, label.kind, &line.paragraph.clean(label.value.clone()), false);
        }
        let mark = ruling(line);
        self.groups.push(Group { level: marker.level, number: marker.number, units, mark });
    }

    fn group_units(&mut self, index: usize) {
        let line = &self.lines[index];
        let Some(group) = self.groups.last_mut() else { return };
        for label in &line.labels {
            if label.kind.of_units() {
                add_units(&mut group.units, label.kind, &line.paragraph.clean(label.value.clone()), false);
            }
        }
        self.claimed.push(line.paragraph.all_lines());
    }

    fn begin(&mut self, index: usize) {
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
        if let Some((cut, leads)) = responsible(line.head_text()) {
            for (role, names) in leads {
                for name in names {
                    open.units.push(Unit { as_printed: name.clone(), name, role });
                }
            }
            head.end = head.start + cut;
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
                open.goal.push(&line.paragraph.clean(head.start + at + 3..head.end), lines);
                head.start + at
            }
            _ => head.start + text.trim_end_matches(['。', ' ']).len(),
        };
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

    fn labelled(&mut self, index: usize) {
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

    fn values(&mut self, index: usize) {
        let line = &self.lines[index];
        let Some(open) = &mut self.open else { return };
        for label in &line.labels {
            let value = line.paragraph.clean(label.value.clone());
            let lines = line.paragraph.lines(label.value.start..label.value.end.max(label.value.start + 1));
            let name = line.paragraph.clean(label.name.clone());
            let name = name.trim_matches([' ', ':', '：', '【', '】', '*']).to_owned();
            open.cell = Some(label.kind);
            open.inner = None;
            open.put(Some(label.kind), &value, lines, &name);
        }
    }

    /// A paragraph without a label goes on with the open cell, unless that is one that holds a word or two.
    fn unlabelled(&mut self, index: usize) {
        let line = &self.lines[index];
        let text = line.paragraph.text.trim();
        let Some(open) = &mut self.open else { return };
        let ends = super::dates::at_position(text, 0).is_some_and(|date| date.end + 3 >= text.len())
            || text.starts_with("附件")
            || text.starts_with('附') && text.len() < 12
            || signs(text);
        let long_cell =
            matches!(open.cell, Some(Label::Goal | Label::Progress | Label::Problem | Label::Next | Label::Extra))
                || open.cell_waits()
                || matches!(open.cell, Some(Label::Title)) && open.title.is_empty();
        if ends || !long_cell {
            self.close();
            return;
        }
        let lines = line.paragraph.all_lines();
        open.inner = line.marker.map(|marker| (marker.level, marker.number)).or(open.inner);
        let cell = open.cell;
        open.put(cell, &line.paragraph.clean(0..line.paragraph.text.len()), lines, "");
        open.lines = Some(open.lines.map_or(lines, |all| all.join(lines)));
        self.claimed.push(lines);
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take()
            && !open.title.is_empty()
        {
            self.tasks.push(open);
        }
    }
}

/// The name of an office alone on its line: a signature.
fn signs(text: &str) -> bool {
    text.chars().count() >= 6 && units::likeness(text) == units::Likeness::Whole
}

impl Open {
    /// Whether it is reported on, or what it aims at stands behind a label of its own.
    fn reported(&self) -> bool {
        self.goal_labelled || !(self.progress.is_empty() && self.problem.is_empty() && self.status.is_none())
    }

    /// Whether more is known of it than its name and units.
    fn tells(&self) -> bool {
        !(self.goal.is_empty() && self.progress.is_empty() && self.problem.is_empty() && self.status.is_none())
    }

    /// A label stood alone and its value is still to come.
    fn cell_waits(&self) -> bool {
        match self.cell {
            Some(Label::Lead | Label::Support | Label::Supervisor) => self.units.is_empty(),
            Some(Label::Leader) => self.leader.is_empty(),
            Some(Label::Deadline) => self.deadline.is_empty(),
            _ => false,
        }
    }

    fn put(&mut self, cell: Option<Label>, value: &str, lines: Lines, name: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        match cell {
            Some(Label::Title) => self.title.push(value, lines),
            Some(Label::Goal) => {
                self.goal_labelled = true;
                self.goal.push(value, lines);
            }
            Some(Label::Progress) => self.progress.push(value, lines),
            Some(Label::Problem) => self.problem.push(value, lines),
            Some(Label::Next) => self.next.push(value, lines),
            Some(Label::Leader) => self.leader.push(value, lines),
            Some(Label::Deadline) => self.deadline.push(value, lines),
            Some(kind @ (Label::Lead | Label::Support | Label::Supervisor)) => {
                // 牵头单位 and 责任单位 beside each other: the second one supports.
                let led = self.units.iter().any(|unit| unit.role == UnitRole::Lead) && name.starts_with("责任");
                // A report may follow the unit on its line: 牵头部门:市交通局。进度较慢的为甲县。
                let (names, rest) = value.split_once(['。', '；']).unwrap_or((value, ""));
                add_units(&mut self.units, kind, names.trim_end_matches([')', '）']), led);
                if !rest.trim().is_empty() {
                    self.progress.push(rest.trim_start_matches([')', '）']), lines);
                    self.cell = Some(Label::Progress);
                }
            }
            Some(Label::Status) => self.status = Some((value.to_owned(), lines)),
            Some(kind) => {
                let role = match kind {
                    Label::Rate => Role::Rate,
                    Label::Amount => Role::Amount,
                    _ => Role::Remark,
                };
                self.extras.push(Extra { role, header: name.to_owned(), text: Passage::of(value, lines) });
            }
            None => self.progress.push(value, lines),
        }
    }

    /// The number in its group: 2.1 where groups are tasks of the same numbering.
    fn printed_number(&self, grouped: bool) -> Option<String> {
        let number = self.number?;
        match self.group_number.filter(|_| grouped) {
            Some(group) => Some([group.to_string(), number.to_string()].join(".")),
            None => Some(number.to_string()),
        }
    }

    fn finish(mut self, category: &str, grouped: bool, notice: &mut Notice) {
        if self.units.is_empty() {
            self.units = std::mem::take(&mut self.inherited);
        }
        let number = self.printed_number(grouped);
        if let Some(pairs) = self.zipped() {
            for (index, (goal, progress)) in pairs.into_iter().enumerate() {
                let number = number.as_ref().map(|number| [number.as_str(), &(index + 1).to_string()].join("."));
                let lines = goal.lines().zip(progress.lines()).map(|(a, b)| a.join(b));
                notice.tasks.push(self.task(&self.title.text(), number, goal, Passage::default(), progress, lines));
            }
            return;
        }
        let title = std::mem::take(&mut self.title);
        let goal = std::mem::take(&mut self.goal);
        let progress = std::mem::take(&mut self.progress);
        let lines = self.lines;
        notice.tasks.push(self.task(category, number, title, goal, progress, lines));
    }

    /// Two numbered lists, what was promised and what was reached: one task for each number.
    fn zipped(&self) -> Option<Vec<(Passage, Passage)>> {
        let goals = numbered(&self.goal)?;
        let reports = numbered(&self.progress)?;
        (goals.len() == reports.len() && goals.len() > 1).then(|| goals.into_iter().zip(reports).collect())
    }

    fn task(
        &self,
        category: &str,
        number: Option<String>,
        title: Passage,
        goal: Passage,
        progress: Passage,
        lines: Option<Lines>,
    ) -> RawTask {
        let names = self.units.iter().map(|unit| unit.as_printed.clone()).collect();
        let mark = self.mark(&progress);
        RawTask {
            category: category.to_owned(),
            number,
            title,
            units: self.units.clone(),
            goal,
            deadline: self.deadline.clone(),
            leader: self.leader.clone(),
            entries: vec![RawEntry {
                task: Passage::default(),
                progress,
                problem: self.problem.clone(),
                next_steps: self.next.clone(),
                units: names,
                lines,
            }],
            mark,
            extras: self.extras.clone(),
            confidence: 0.9,
        }
    }

    /// The status that a label gives, or the word that is the first sentence of the report: 已完成。
    fn mark(&self, progress: &Passage) -> Option<Mark> {
        if let Some((word, lines)) = &self.status {
            let status = statuses::mark(&crate::fold::fold(word)).flatten();
            return Some(Mark { word: word.clone(), status, lines: *lines, from: MarkFrom::Column });
        }
        if self.ruled.is_some() {
            return self.ruled.clone();
        }
        let first = progress.pieces.first()?;
        let sentence = first.text.split(['。', '，', '；', ',']).next()?;
        let status = statuses::mark(&crate::fold::fold(sentence)).flatten()?;
        (sentence.chars().count() <= 12 && sentence.len() < first.text.len()).then(|| Mark {
            word: sentence.to_owned(),
            status: Some(status),
            lines: first.lines,
            from: MarkFrom::Word,
        })
    }
}

/// The status that a heading gives to what stands below it: 三、进度偏慢的项目. Besides its phrase it holds nothing but nouns,
/// a number and a word or two.
fn ruling(line: &Line<'_>) -> Option<Mark> {
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

/// The pieces of a passage without their numbers, if each is numbered from 1 upwards.
fn numbered(passage: &Passage) -> Option<Vec<Passage>> {
    let mut found = Vec::new();
    for (index, piece) in passage.pieces.iter().enumerate() {
        let folded = crate::fold::fold(&piece.text);
        let marker = outline::marker(&folded).filter(|marker| marker.number == index as u64 + 1)?;
        let skipped = folded[..marker.length].chars().count();
        let text: String = piece.text.chars().skip(skipped).collect();
        found.push(Passage::of(text.trim_end_matches([';', '；']), piece.lines));
    }
    (!found.is_empty()).then_some(found)
}

fn add_units(units_found: &mut Vec<Unit>, kind: Label, printed: &str, second: bool) {
    let role = match kind {
        Label::Support => UnitRole::Support,
        Label::Supervisor => UnitRole::Supervisor,
        _ if second => UnitRole::Support,
        _ => UnitRole::Lead,
    };
    for name in units::split(printed.trim_end_matches(['。', ')', '）', ';', '；'])) {
        let name = name.trim().to_owned();
        if !name.is_empty() && !units_found.iter().any(|unit| unit.as_printed == name) {
            units_found.push(Unit { as_printed: name.clone(), name, role });
        }
    }
}

/// Units in a bracket that ends a text, with a verb instead of a label: （市教育局负责）, （A牵头，B、C分别负责）. Where the bracket
/// begins, and the units by role.
fn responsible(text: &str) -> Option<(usize, Vec<(UnitRole, Vec<String>)>)> {
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

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::notice::Notice;
    use crate::report::UnitRole;

    fn read(text: &str) -> Notice {
        crate::read::read(&Document::loose(text), &crate::Options::default())
    }

    #[test]
    fn headings_with_labels_and_inherited_units() {
        let notice = read(
            "一、学前教育扩容工程（责任单位：市教育局、市财政局）\n\n目标任务：新建幼儿园6所。\n\n进展情况：6所已全部竣工。\n\n完成率：86.4%\n\n二、健康惠民行动（牵头单位：市卫生健康委；配合单位：市妇联）\n\n（1）免费筛查\n\n目标任务：筛查5万人。\n\n进展情况：共完成5.3万人。\n\n（2）村卫生室建设\n\n目标任务：完成120个。\n\n进展情况：已有98个完成。\n\n存在问题：资金不足。\n",
        );
        let read: Vec<(String, String, Vec<String>)> = notice
            .tasks
            .iter()
            .map(|task| {
                (
                    task.number.clone().unwrap_or_default(),
                    task.title.text(),
                    task.units
                        .iter()
                        .filter(|unit| unit.role == UnitRole::Lead)
                        .map(|unit| unit.name.clone())
                        .collect(),
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("1".into(), "学前教育扩容工程".into(), vec!["市教育局".into(), "市财政局".into()]),
                ("2.1".into(), "免费筛查".into(), vec!["市卫生健康委".into()]),
                ("2.2".into(), "村卫生室建设".into(), vec!["市卫生健康委".into()]),
            ]
        );
        assert_eq!(notice.tasks[2].entries[0].problem.text(), "资金不足。");
    }

    #[test]
    fn promise_and_report_in_one_heading() {
        let notice = read(
            "一、加强住房建设。新开工住房1.5万套。\n\n完成情况：已开工1.55万套。\n\n二、提高补助标准。标准提高到240元。\n\n完成情况：已提高到240元。\n",
        );
        assert_eq!(notice.tasks.len(), 2);
        assert_eq!(notice.tasks[0].title.text(), "加强住房建设");
        assert_eq!(notice.tasks[0].goal.text(), "新开工住房1.5万套。");
        assert_eq!(notice.tasks[1].entries[0].progress.text(), "已提高到240元。");
    }

    #[test]
    fn prose_is_no_list() {
        let notice = read("一、高度重视。各单位要加强领导。\n\n二、强化督查。定期通报。\n");
        assert!(notice.tasks.is_empty());
    }
}
