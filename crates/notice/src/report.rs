//! The report: the one result of reading a notice, and a public format (`report/1`).
//!
//! The page draws it, the command line prints it, exports are made from it. Field names are
//! `snake_case` as written here; a field that changes its meaning raises [`SCHEMA`]. Lines are counted
//! from 1. Rates are fractions (0.35), amounts stand in the unit as printed (9.5 with 万平方米), dates are
//! ISO 8601.

use crate::map::Sorted;
use crate::place::Lines;
use serde::{Deserialize, Serialize};

/// The version of this format.
pub const SCHEMA: &str = "report/1";

/// What one notice says, and what its rows support.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// The notice as a document: what it is called, who issued it, when, about which period.
    pub notice: NoticeFacts,
    /// The day by which its statuses are judged.
    pub schedule: Schedule,
    /// What the notice itself says in its narrative.
    pub stated: Stated,
    /// The promised tasks, in the order of the source.
    pub tasks: Vec<Task>,
    /// Contradictions and oddities, each with both places.
    pub findings: Vec<Finding>,
    /// Tables of units × indicators.
    pub rankings: Vec<Ranking>,
    /// Tallies over the tasks.
    pub totals: Totals,
    /// Each table that was recognised and how sure that is.
    pub tables: Vec<TableReading>,
    /// What became of every line and row.
    pub coverage: Coverage,
    /// Text that no reader could place.
    pub unplaced: Vec<Unplaced>,
    /// What a person should know about the reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// What kind of text this is. Only progress notices get statuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Reports on progress of tasks.
    Progress,
    /// A plan or a decomposition of tasks, without progress.
    Plan,
    /// Announces a supervision, defines lights or cards, reports an event.
    Announcement,
    /// Anything else.
    #[default]
    Other,
}

/// The facts of the notice as a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NoticeFacts {
    /// What kind of text it is.
    pub kind: NoticeKind,
    /// The title without the document number.
    pub title: Option<String>,
    /// 发文字号, as printed.
    pub document_number: Option<String>,
    /// The offices that sign it.
    pub issuers: Vec<String>,
    /// 落款日期, ISO 8601.
    pub signed_on: Option<String>,
    /// 发布时间, ISO 8601, with `T18:36` where the hour is printed.
    pub published_at: Option<String>,
    /// 来源 as printed.
    pub source: Option<String>,
    /// Names of the facts that were completed from a damaged text.
    pub recovered: Vec<String>,
    /// The period reported on.
    pub period: Option<Period>,
}

/// The period a notice reports on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The year, in the Gregorian calendar.
    pub year: Option<i32>,
    /// As the notice names it: 三季度, 1-9月, 5月.
    pub label: String,
    /// Its last day, ISO 8601.
    pub end: Option<String>,
}

/// The day by which statuses are judged: the end of the notice's period, or the one the user set. Never the clock's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// That day, ISO 8601.
    pub day: Option<String>,
    /// Share of the notice's year that has passed by then: whole months in twelfths, so that a quarter is 0.25.
    pub share: Option<f64>,
    /// The user set it.
    pub chosen: bool,
}

/// What the notice itself says in its narrative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Counts of tasks by status.
    pub counts: Vec<StatedCount>,
    /// Tasks that the narrative names.
    pub rulings: Vec<Ruling>,
}

/// A count of tasks in the narrative, with its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedCount {
    /// What is counted, in short form: 重点工作.
    pub category: String,
    /// How many there are in all, where that is printed.
    pub total: Option<u32>,
    /// Where it stands.
    pub lines: Lines,
    /// The parts as printed. They may overlap or leave a remainder; none is invented.
    pub parts: Vec<StatedPart>,
}

/// A part of a stated count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedPart {
    /// The notice's own word, a substring of the text.
    pub word: String,
    /// The status it means, where one fits.
    pub status: Option<Status>,
    /// How many.
    pub count: u32,
    /// The share printed beside it, as a fraction.
    pub share: Option<f64>,
}

/// A task that the narrative rules on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// The category of the row it was matched to, else of the list it stands in.
    pub category: String,
    /// The number of the row it was matched to, if any.
    pub number: Option<String>,
    /// What the notice says of it.
    pub status: Status,
    /// The task in the narrative's own words.
    pub text: String,
    /// The units named beside it.
    pub units: Vec<String>,
    /// Where it stands.
    pub lines: Lines,
}

/// The status of a task. The order is the order of display, attention first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 未启动: nothing has begun.
    NotStarted,
    /// 暂缓: stopped or postponed as a whole.
    Suspended,
    /// 未完成: the notice says only that it is not done.
    NotCompleted,
    /// 偏慢: behind schedule.
    Behind,
    /// 已完成: the year's target is reached.
    Completed,
    /// 超序时: ahead of schedule.
    Ahead,
    /// 正常推进: on schedule.
    OnTrack,
    /// 无法判断: no evidence.
    Unknown,
}

impl Status {
    /// All statuses in the order of display.
    pub const ALL: [Self; 8] = [
        Self::NotStarted,
        Self::Suspended,
        Self::NotCompleted,
        Self::Behind,
        Self::Completed,
        Self::Ahead,
        Self::OnTrack,
        Self::Unknown,
    ];

    /// Whether this status asks for attention (需关注): the first four.
    pub fn needs_attention(self) -> bool {
        matches!(self, Self::NotStarted | Self::Suspended | Self::NotCompleted | Self::Behind)
    }

    /// The report's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Suspended => "suspended",
            Self::NotCompleted => "not_completed",
            Self::Behind => "behind",
            Self::Completed => "completed",
            Self::Ahead => "ahead",
            Self::OnTrack => "on_track",
            Self::Unknown => "unknown",
        }
    }

    /// The status whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// A promised task with everything its row says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Stable key: category/number; a second one of the same name gets `#2`, one without a number its place.
    pub id: String,
    /// The table or section it stands in, short form.
    pub category: String,
    /// 序号; a numbered sub-item is `8.1`.
    pub number: Option<String>,
    /// The task cell, as printed.
    pub title: String,
    /// One of the fifteen themes.
    pub theme: Option<String>,
    /// The units with their roles.
    pub units: Vec<Unit>,
    /// 目标, where the notice has such a column or label.
    pub goal: Option<String>,
    /// 完成时限, ISO 8601 where it is a date, else as printed.
    pub deadline: Option<String>,
    /// 分管领导, as printed.
    pub leader: Option<String>,
    /// One for each progress cell, page breaks healed.
    pub entries: Vec<Entry>,
    /// Numeric targets with what the row reports for them.
    pub metrics: Vec<Metric>,
    /// The kinds of its problems, without repetition.
    pub problem_kinds: Vec<ProblemKind>,
    /// Its problems, each with its kind.
    pub problems: Vec<Problem>,
    /// What the notice says and what the row supports.
    pub status: Judgement,
}

/// A unit of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The one name that all its variants share in this notice.
    pub name: String,
    /// What it does for the task.
    pub role: UnitRole,
    /// What stands in the row.
    pub as_printed: String,
}

/// What a unit does for a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitRole {
    /// 牵头, 责任.
    Lead,
    /// 配合, 协办.
    Support,
    /// 督导, 分管部门.
    Supervisor,
}

/// One progress cell of a task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// A sub-task's own title, where the row prints one.
    pub task: Option<String>,
    /// 进展, paragraphs joined by line feeds.
    pub progress: String,
    /// 存在问题.
    pub problem: String,
    /// 下步打算.
    pub next_steps: String,
    /// The names of the units of this row.
    pub units: Vec<String>,
    /// From its row's first line to its last.
    pub lines: Option<Lines>,
}

/// How a target is to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// 以上, 力争, 达到, 突破.
    #[serde(rename = ">=")]
    AtLeast,
    /// A plain number.
    #[serde(rename = "=")]
    Exactly,
    /// 左右.
    #[serde(rename = "~")]
    About,
    /// 以内, 控制在.
    #[serde(rename = "<=")]
    AtMost,
}

/// A numeric target and what the row ties to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// What is counted, in the notice's words.
    pub name: String,
    /// The number promised, in the unit as printed.
    pub target: f64,
    /// How it is to be compared.
    pub comparator: Comparator,
    /// The unit as printed.
    pub unit: String,
    /// The number reported, converted to the target's unit.
    pub actual: Option<f64>,
    /// The rate printed beside it, a fraction.
    pub stated_rate: Option<f64>,
    /// `actual / target`, a fraction.
    pub computed_rate: Option<f64>,
    /// The words that report it.
    pub evidence: Option<Evidence>,
}

/// Words of the source that prove something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words as printed.
    pub text: String,
    /// Where they stand.
    pub lines: Lines,
}

/// What kind of obstacle a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the report's own words; their meanings stand in lexicon/problems.tsv
pub enum ProblemKind {
    Funding,
    Land,
    Approval,
    Epidemic,
    Weather,
    Coordination,
    Market,
    Staffing,
    Technical,
    Policy,
    Demolition,
    Data,
    Other,
}

impl ProblemKind {
    /// All kinds, `other` last.
    pub const ALL: [Self; 13] = [
        Self::Funding,
        Self::Land,
        Self::Approval,
        Self::Epidemic,
        Self::Weather,
        Self::Coordination,
        Self::Market,
        Self::Staffing,
        Self::Technical,
        Self::Policy,
        Self::Demolition,
        Self::Data,
        Self::Other,
    ];

    /// The report's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funding => "funding",
            Self::Land => "land",
            Self::Approval => "approval",
            Self::Epidemic => "epidemic",
            Self::Weather => "weather",
            Self::Coordination => "coordination",
            Self::Market => "market",
            Self::Staffing => "staffing",
            Self::Technical => "technical",
            Self::Policy => "policy",
            Self::Demolition => "demolition",
            Self::Data => "data",
            Self::Other => "other",
        }
    }

    /// The kind whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// An obstacle that the row reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind it is.
    pub kind: ProblemKind,
    /// The words as printed.
    pub text: String,
    /// Where they stand.
    pub lines: Lines,
}

/// On what a status rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The narrative names the task.
    Ruling,
    /// The row has a status cell, light or mark.
    Column,
    /// Numbers against targets.
    Rate,
    /// Words.
    Wording,
    /// Nothing.
    #[default]
    None,
}

/// Both views of a task's status, never merged silently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// What the notice says of this task; `None` where it does not rule on it.
    pub stated: Option<Status>,
    /// What the row's own evidence supports; `None` where the text is no progress notice.
    pub assessed: Option<Status>,
    /// On what the assessed status rests; on what the stated one does where nothing is assessed.
    pub basis: Basis,
    /// Chance that the assessed status is right, 0 to 1.
    pub confidence: f64,
    /// The rule's name; its words are looked up by it, in either language.
    pub rule: Option<String>,
    /// What the rule would have had to see; `None` where nothing would change it.
    pub would_change: Option<WouldChange>,
    /// The words it rests on, those of the row.
    pub evidence: Vec<Evidence>,
    /// The words by which the notice states a status.
    pub stated_evidence: Vec<Evidence>,
    /// The user's own ruling (改判), which changes neither of the two views; see [`crate::overrule`].
    pub ruling: Option<OwnRuling>,
}

impl Judgement {
    /// The headline status: the user's own ruling where there is one, else stated, else assessed.
    pub fn merged(&self) -> Status {
        self.ruling.as_ref().map_or(self.unruled(), |ruling| ruling.status)
    }

    /// The headline status without the user's own ruling.
    pub fn unruled(&self) -> Status {
        self.stated.or(self.assessed).unwrap_or(Status::Unknown)
    }
}

/// What the user rules of a task (改判), with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRuling {
    /// The status that the user gives the task.
    pub status: Status,
    /// Why, in the user's words; empty where none is given.
    pub reason: String,
}

/// What would have had to be reported for another status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WouldChange {
    /// The number needed, in the metric's unit.
    pub needs: Option<f64>,
    /// By when, ISO 8601.
    pub by: Option<String>,
    /// The status it would then have.
    pub to: Option<Status>,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // named and explained where they are made, judge/findings
pub enum FindingKind {
    CountMismatch,
    RateMismatch,
    SumMismatch,
    ValueMismatch,
    NumberMissing,
    NumberDuplicate,
    UnitUnknown,
    UnitMissing,
    UnitMismatch,
    UnitVariant,
    StatusMismatch,
    Overdue,
    StaleFigure,
    UnreportedTarget,
    RulingUnmatched,
}

/// How grave a finding or diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot be right.
    Error,
    /// A contradiction.
    Warning,
    /// Worth a look.
    Info,
}

/// Two places of the notice that do not agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of disagreement.
    pub kind: FindingKind,
    /// How grave.
    pub severity: Severity,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// One sentence in Chinese with both numbers.
    pub message: String,
    /// What the notice says.
    pub claimed: String,
    /// What was found instead.
    pub found: String,
    /// Ids of the tasks concerned.
    pub tasks: Vec<String>,
    /// Both sides; one only where the other is an absence.
    pub places: Vec<Evidence>,
}

/// A table of units × indicators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// Its title.
    pub title: String,
    /// What its rows are: 乡镇, 部门.
    pub unit_of: String,
    /// One row a unit.
    pub rows: Vec<RankingRow>,
}

/// A row of a [`Ranking`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankingRow {
    /// The unit.
    pub unit: String,
    /// Indicator → value.
    pub values: Sorted<String, f64>,
    /// Its rank, where printed.
    pub rank: Option<u32>,
}

/// Tallies over the tasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// Over all tasks.
    pub overall: Tally,
    /// By category, in order of appearance.
    pub by_category: Vec<Tally>,
    /// By lead unit, most tasks first; a task counts once for each of its lead units.
    pub by_unit: Vec<Tally>,
    /// By theme, most tasks first.
    pub by_theme: Vec<Tally>,
}

/// How many tasks have which status, in each of the three views.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// The group's name.
    pub name: String,
    /// Tasks in the group.
    pub tasks: u32,
    /// By headline status.
    pub merged: Sorted<Status, u32>,
    /// By stated status; tasks without one are not counted.
    pub stated: Sorted<Status, u32>,
    /// By assessed status.
    pub assessed: Sorted<Status, u32>,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 序号.
    Number,
    /// 类别, the group of a row.
    Category,
    /// 任务, 项目名称.
    Title,
    /// 目标.
    Goal,
    /// 进展.
    Progress,
    /// 存在问题.
    Problem,
    /// 下步打算.
    NextSteps,
    /// 牵头, 责任单位.
    Lead,
    /// 配合单位.
    Support,
    /// 督导, 主管部门.
    Supervisor,
    /// 分管领导, 责任人.
    Leader,
    /// 完成时限.
    Deadline,
    /// 状态, 亮灯, 是否达序.
    Status,
    /// 完成率, a percentage.
    Rate,
    /// 投资 and other amounts.
    Amount,
    /// 备注.
    Remark,
    /// Anything else.
    Other,
}

/// A table that was recognised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableReading {
    /// The short name of what it lists.
    pub category: String,
    /// From its first header line to its last.
    pub lines: Lines,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
    /// By how much its least sure row beats another reading, from which the confidence was made.
    #[serde(skip)]
    pub margin: f32,
    /// The lines of its header; none where it has none.
    #[serde(default)]
    pub header: Option<Lines>,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// Other readings that were considered, best first.
    pub alternatives: Vec<Alternative>,
}

/// A column of a [`TableReading`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// What it holds.
    pub role: Role,
    /// Its header as printed; empty where there is none.
    pub header: String,
}

/// Another reading of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Its columns.
    pub columns: Vec<Column>,
    /// How sure it would be, 0 to 1.
    pub confidence: f64,
}

/// What became of every line and row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Lines of the source; the parts add up to `all`.
    pub lines: LineCoverage,
    /// Rows of tables and items of lists; `read = placed + unplaced`.
    pub rows: RowCoverage,
}

/// Lines of the source by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCoverage {
    /// All lines.
    pub all: u32,
    /// Lines of tasks.
    pub placed: u32,
    /// Prose and headings.
    pub narrative: u32,
    /// Site navigation, headers of tables, page numbers.
    pub chrome: u32,
    /// Blank lines.
    pub blank: u32,
    /// Lines that no reader could place.
    pub unplaced: u32,
}

/// Rows by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCoverage {
    /// Rows found.
    pub read: u32,
    /// Rows that are tasks.
    pub placed: u32,
    /// Rows listed as unplaced.
    pub unplaced: u32,
}

/// Text that no reader could place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced {
    /// Where it stands.
    pub lines: Lines,
    /// As printed.
    pub text: String,
    /// Why it has no place: `no_column`, `sum_row`, `cut_off`….
    pub why: String,
}

/// Something a person should know about the reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable name; the page looks its words up by it.
    pub code: String,
    /// How grave.
    pub severity: Severity,
    /// Where, if anywhere.
    pub lines: Option<Lines>,
    /// What was found, and what to do, in short; figures and names only, no sentence in one language.
    pub hint: Option<String>,
}
