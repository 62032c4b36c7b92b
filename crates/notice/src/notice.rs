//! The notice as read and not yet judged: what the readers in [`crate::read`] and [`crate::layout`]
//! make, and what [`crate::judge`] turns into a report. Cells are passages, so that every word still
//! knows its line.

use crate::place::{Lines, Passage};
use crate::report::{
    Diagnostic, NoticeFacts, Ranking, Role, Ruling, StatedCount, Status, TableReading, Unit, Unplaced,
};
use std::rc::Rc;

/// Everything that was read from one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// Its facts as a document.
    pub facts: NoticeFacts,
    /// Counts that its narrative states.
    pub counts: Vec<StatedCount>,
    /// Tasks that its narrative rules on, matched to their rows where there is one.
    pub rulings: Vec<Ruling>,
    /// The tasks are those that the prose tells of; no table or list gives them.
    pub told: bool,
    /// The task that each ruling is about, beside `rulings`.
    pub ruled: Vec<Option<usize>>,
    /// The tasks in the order of the source.
    pub tasks: Vec<RawTask>,
    /// Rows of tables that head or sum up others.
    pub groups: Vec<GroupRow>,
    /// The tables.
    pub tables: Vec<TableReading>,
    /// Units × indicators.
    pub rankings: Vec<Ranking>,
    /// What no reader could place.
    pub unplaced: Vec<Unplaced>,
    /// What a person should know.
    pub diagnostics: Vec<Diagnostic>,
    /// What each line is; one element a line of the source.
    pub lines: Vec<LineKind>,
    /// Whether each line of prose is known to be a whole paragraph.
    pub whole_paragraphs: bool,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing printed.
    Blank,
    /// Part of a task.
    Placed,
    /// Prose, heading, title, signature.
    #[default]
    Narrative,
    /// Site navigation, table header, page number.
    Chrome,
    /// Belongs to a table or list, and no reader could say where.
    Unplaced,
}

/// A task as its row prints it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawTask {
    /// The short name of the table or section it stands in.
    pub category: String,
    /// 序号 in ASCII digits; `8.1` for a numbered sub-item.
    pub number: Option<String>,
    /// The task cell.
    pub title: Passage,
    /// Its units; [`crate::phrase::units`] makes them from cells and joins variants over the notice.
    pub units: Vec<Unit>,
    /// 目标.
    pub goal: Passage,
    /// 完成时限.
    pub deadline: Passage,
    /// 分管领导.
    pub leader: Passage,
    /// One for each progress cell.
    pub entries: Vec<RawEntry>,
    /// What the notice itself says of its status: a status cell, a light, a bracket, the heading it stands under.
    pub mark: Option<Mark>,
    /// Cells of columns that are none of the above: rates, amounts, remarks, unknown columns.
    pub extras: Vec<Extra>,
    /// Chance that this row was put together rightly, 0 to 1.
    pub confidence: f64,
}

/// A row that heads or sums up others: 一、产业项目（6个）, 合计.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupRow {
    /// Its words.
    pub words: Passage,
    /// The numbers in its columns.
    pub figures: Vec<Extra>,
    /// The tasks that it may speak of, first and the one after the last; the likeliest first.
    pub scopes: Vec<(usize, usize)>,
}

/// One progress cell of a task with what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawEntry {
    /// A sub-task's own title.
    pub task: Passage,
    /// 进展.
    pub progress: Passage,
    /// 存在问题.
    pub problem: Passage,
    /// 下步打算.
    pub next_steps: Passage,
    /// The names of the units printed in this row.
    pub units: Vec<String>,
    /// From its row's first line to its last.
    pub lines: Option<Lines>,
}

/// A status as the notice prints it beside a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The word, light or tick as printed.
    pub word: String,
    /// What it means in this notice, where that is known.
    pub status: Option<Status>,
    /// Where it stands.
    pub lines: Lines,
    /// How the notice gives it.
    pub from: MarkFrom,
}

/// How a notice gives the status of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkFrom {
    /// A cell of a status column, a light, a tick.
    Column,
    /// A word before or after the text, or in brackets.
    Word,
    /// The heading or the sentence that lists the task.
    Narrative,
}

/// A cell of a column that has no field of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    /// What the column holds.
    pub role: Role,
    /// Its header as printed; all cells of a column share it.
    pub header: Rc<str>,
    /// The cell.
    pub text: Passage,
}
