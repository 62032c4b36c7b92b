//! A task of a list while its lines are being read: labelled values go in, a task of the notice comes out.

use crate::lexicon::statuses;
use crate::notice::{Extra, Mark, MarkFrom, Notice, RawEntry, RawTask};
use crate::phrase::outline::{self, Label, Level};
use crate::phrase::units;
use crate::place::{Lines, Passage};
use crate::report::{Role, Unit, UnitRole};
use std::rc::Rc;

/// A task while its lines are being read.
#[derive(Default)]
pub(super) struct Open {
    pub(super) number: Option<u64>,
    pub(super) level: Option<Level>,
    pub(super) title: Passage,
    pub(super) goal: Passage,
    /// A heading that names a fault to be mended.
    pub(super) issue: bool,
    /// Its report stood behind a label of its own.
    pub(super) progress_labelled: bool,
    /// The goal stood behind a label of its own.
    pub(super) goal_labelled: bool,
    pub(super) progress: Passage,
    pub(super) problem: Passage,
    pub(super) next: Passage,
    pub(super) leader: Passage,
    pub(super) deadline: Passage,
    pub(super) units: Vec<Unit>,
    pub(super) inherited: Vec<Unit>,
    pub(super) extras: Vec<Extra>,
    pub(super) status: Option<(String, Lines)>,
    /// The status of the heading it stands under.
    pub(super) ruled: Option<Mark>,
    pub(super) group_number: Option<u64>,
    pub(super) group_units: bool,
    pub(super) lines: Option<Lines>,
    /// Where an unlabelled paragraph goes.
    pub(super) cell: Option<Label>,
    /// The last number seen inside the open cell.
    pub(super) inner: Option<(Level, u64)>,
}

impl Open {
    /// Whether it is reported on, or what it aims at stands behind a label of its own.
    pub(super) fn reported(&self) -> bool {
        self.issue
            || self.goal_labelled
            || !(self.progress.is_empty() && self.problem.is_empty() && self.status.is_none())
    }

    /// Whether it is a list of its own.
    pub(super) fn stands_alone(&self) -> bool {
        self.issue || self.level.is_some() && self.progress_labelled
    }

    /// Whether more is known of it than its name and units.
    pub(super) fn tells(&self) -> bool {
        !(self.goal.is_empty() && self.progress.is_empty() && self.problem.is_empty() && self.status.is_none())
    }

    /// A label stood alone and its value is still to come.
    pub(super) fn cell_waits(&self) -> bool {
        match self.cell {
            Some(Label::Lead | Label::Support | Label::Supervisor) => self.units.is_empty(),
            Some(Label::Leader) => self.leader.is_empty(),
            Some(Label::Deadline) => self.deadline.is_empty(),
            _ => false,
        }
    }

    pub(super) fn put(&mut self, cell: Option<Label>, value: &str, lines: Lines, name: &str) {
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
            Some(Label::Progress) => {
                self.progress_labelled |= !name.is_empty();
                self.progress.push(value, lines);
            }
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
                self.extras.push(Extra { role, header: Rc::from(name), text: Passage::of(value, lines) });
            }
            None => self.progress.push(value, lines),
        }
    }

    /// The number in its group: 2.1 where groups are tasks of the same numbering.
    pub(super) fn printed_number(&self, grouped: bool) -> Option<String> {
        let number = self.number?;
        match self.group_number.filter(|_| grouped) {
            Some(group) => Some([group.to_string(), number.to_string()].join(".")),
            None => Some(number.to_string()),
        }
    }

    pub(super) fn finish(mut self, category: &str, grouped: bool, notice: &mut Notice) {
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
    pub(super) fn zipped(&self) -> Option<Vec<(Passage, Passage)>> {
        let goals = numbered(&self.goal)?;
        let reports = numbered(&self.progress)?;
        (goals.len() == reports.len() && goals.len() > 1).then(|| goals.into_iter().zip(reports).collect())
    }

    pub(super) fn task(
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
    pub(super) fn mark(&self, progress: &Passage) -> Option<Mark> {
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

/// The pieces of a passage without their numbers, if each is numbered from 1 upwards.
pub(super) fn numbered(passage: &Passage) -> Option<Vec<Passage>> {
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

pub(super) fn add_units(units_found: &mut Vec<Unit>, kind: Label, printed: &str, second: bool) {
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
