//! What page and worker say to each other: small messages, packed like the report, with large
//! loads beside them.

use tongbao_notice::Options;
use tongbao_notice::document::Refusal;
use tongbao_notice::report::NoticeKind;
use tongbao_notice::{wire_fields, wire_variants, wire_words};

/// What the page asks. `id` tells the answers of one question from those of another.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Are you there?
    Ping,
    /// Read this. Load 0: the text, the bytes of a file, or the HTML of a clipboard; then its plain text is load 1.
    Read {
        /// The number of the reading.
        id: u32,
        /// The name of the file, where it is one.
        name: Option<String>,
        /// Which file of an archive.
        entry: Option<String>,
        /// What the user set about the reading.
        options: Options,
    },
    /// The whole of a task whose long texts stayed behind.
    Task {
        /// The number of the reading.
        id: u32,
        /// The place of the task in the report.
        place: u32,
    },
}

/// What the worker says.
#[derive(Clone, Debug)]
pub enum Tell {
    /// I am here.
    Pong,
    /// It has come as far as this.
    Step {
        /// The number of the reading.
        id: u32,
        /// What it is doing now.
        step: Step,
        /// What it has found so far.
        lines: u32,
        /// Rows found so far; 0 before there are any.
        rows: u32,
    },
    /// It could not be read. Load 0: the text, where it was made here from bytes and is no notice.
    Fault {
        /// The number of the reading.
        id: u32,
        /// Why.
        fault: Fault,
    },
    /// It has been read. Load 0: the starts of the lines; 1: the report without its tasks; 2…: the
    /// tasks, some at a time; where `decoded`, the text last.
    Read {
        /// The number of the reading.
        id: u32,
        /// Whether long texts stayed behind.
        slim: bool,
        /// Whether the text was made here from bytes, so that the page does not have it yet.
        decoded: bool,
    },
    /// Load 0: the task.
    Task {
        /// The number of the reading.
        id: u32,
        /// Its place.
        place: u32,
    },
}

/// The steps of a reading, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Recognising the format.
    Format,
    /// Putting tables together.
    Tables,
    /// Judging statuses and checking figures.
    Judging,
    /// Handing the report over.
    Drawing,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 4] = [Self::Format, Self::Tables, Self::Judging, Self::Drawing];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Tables => "tables",
            Self::Judging => "judging",
            Self::Drawing => "drawing",
        }
    }
}

/// Why something was not read, with what was found instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing but blanks.
    Empty,
    /// A file or text of another kind.
    NotText {
        /// What it looks like: PNG, PDF, ZIP…; `binary` where that cannot be told.
        found: String,
        /// The name it came under.
        name: Option<String>,
    },
    /// More than can be read.
    TooLarge {
        /// How large it is, bytes.
        bytes: u64,
    },
    /// The readers of files refused it.
    File {
        /// Why: one of their codes, or [`Fault::BROKE`], [`Fault::NO_READERS`].
        refusal: Refusal,
        /// The name it came under.
        name: Option<String>,
    },
    /// The browser could not read the file.
    Unreadable {
        /// Its name.
        name: Option<String>,
    },
    /// A text without any task.
    NoTasks(Found),
    /// A list or table without anything about progress.
    NoProgress(Found),
    /// Reading broke off. It should not; the text is kept.
    Broke,
}

/// What was found in a text that is no progress notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What kind of text it seems to be.
    pub kind: NoticeKind,
    /// Lines that are not blank.
    pub lines: u32,
    /// Lines that begin with a number.
    pub numbered: u32,
    /// Rows of a table or list.
    pub rows: u32,
    /// The headers of its first table.
    pub headers: Vec<String>,
}

impl Fault {
    /// The code where the readers of files broke off in the middle.
    pub const BROKE: &'static str = "file_broke";
    /// The code where the readers of files could not be fetched.
    pub const NO_READERS: &'static str = "file_no_readers";

    /// A stable word for it.
    pub fn code(&self) -> &str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not_text",
            Self::TooLarge { .. } => "too_large",
            Self::File { refusal, .. } => &refusal.code,
            Self::Unreadable { .. } => "unreadable",
            Self::NoTasks(_) => "no_tasks",
            Self::NoProgress(_) => "no_progress",
            Self::Broke => "broke",
        }
    }

    /// The files of an archive, of which one has to be chosen.
    pub fn choices(&self) -> &[String] {
        if let Self::File { refusal, .. } = self { &refusal.names } else { &[] }
    }

    /// How many lines it speaks of.
    pub fn count(&self) -> u32 {
        match self {
            Self::NoTasks(found) | Self::NoProgress(found) => found.lines,
            _ => 0,
        }
    }
}

wire_words! { Step: Format Tables Judging Drawing; }

wire_fields! { Found { kind, lines, numbered, rows, headers } }

wire_variants! {
    Ask { 0 Ping, 1 Read { id, name, entry, options }, 2 Task { id, place } } or Ask::Ping
}

wire_variants! {
    Tell {
        0 Pong,
        1 Step { id, step, lines, rows },
        2 Fault { id, fault },
        3 Read { id, slim, decoded },
        4 Task { id, place }
    } or Tell::Pong
}

wire_variants! {
    Fault {
        0 Empty,
        1 NotText { found, name },
        2 TooLarge { bytes },
        3 File { refusal, name },
        4 Unreadable { name },
        5 NoTasks(found),
        6 NoProgress(found),
        7 Broke
    } or Fault::Broke
}
