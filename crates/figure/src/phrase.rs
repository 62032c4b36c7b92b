//! What figures say. The caller has the language: a [`Say`] turns a phrase into words, and matching
//! it exhaustively is what finds a missing translation.

use tongbao_notice::query::{Counts, Kind};
use tongbao_notice::report::Status;

/// Turns a phrase into words.
pub type Say<'a> = &'a dyn Fn(&Phrase<'_>) -> String;

/// Which side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// What the notice says.
    Claimed,
    /// What the rows support.
    Supported,
}

/// Something a figure says. Shares and rates are fractions.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase<'a> {
    /// The word for a status.
    Status(Status),
    /// The name of a group: a kind of problem has its own word in each language, others stay as printed.
    Name(Kind, &'a str),
    /// Heading left of the axis, and of the column that counts it.
    Attention,
    /// Heading right of the axis.
    Flow,
    /// Heading of the column that counts all.
    Total,
    /// The strip as a whole.
    Strip {
        /// Tasks in it.
        total: u32,
    },
    /// A run of the strip.
    StripMark {
        /// Its status.
        status: Status,
        /// Tasks inside the filter.
        count: u32,
        /// Their share of all inside the filter.
        share: f64,
    },
    /// A run of the strip that the notice counts without naming the tasks.
    StripBare {
        /// Its status.
        status: Status,
        /// How many.
        count: u32,
    },
    /// A figure of groups as a whole.
    Groups(Kind),
    /// A group.
    Group {
        /// Its kind.
        kind: Kind,
        /// Its name.
        name: &'a str,
        /// Its tasks inside the filter, by status.
        counts: Counts,
    },
    /// Tasks of one status in a group.
    GroupMark {
        /// The kind of the group.
        kind: Kind,
        /// Its name.
        name: &'a str,
        /// Their status.
        status: Status,
        /// How many inside the filter.
        count: u32,
        /// Of how many in the group.
        total: u32,
    },
    /// A name with the numbers of its group, where both stand on one line.
    Numbers {
        /// How many need attention.
        attention: u32,
        /// How many in all.
        total: u32,
    },
    /// Claims against evidence as a whole.
    Pairs,
    /// The name of a side.
    Side(Side),
    /// How many tasks a side has.
    SideTotal {
        /// Which.
        side: Side,
        /// Tasks claimed, or rows.
        total: u32,
    },
    /// Tasks of one status on one side of a category.
    PairMark {
        /// The category.
        category: &'a str,
        /// Which side.
        side: Side,
        /// Their status.
        status: Status,
        /// How many.
        count: u32,
        /// Of how many on this side.
        total: u32,
        /// How many of the claimed ones the notice names; the rest is a bare count.
        named: u32,
    },
    /// A number and a status inside a mark.
    CountOf {
        /// How many.
        count: u32,
        /// Of which status.
        status: Status,
    },
    /// How much the sides differ: rows show fewer than claimed (negative), or more.
    Difference {
        /// In which status; `None` where several of those that need attention differ.
        status: Option<Status>,
        /// Rows less claims.
        by: i64,
    },
    /// Both sides show the same.
    Agreement,
    /// Items counted in prose against rows of the table.
    ItemsAndRows {
        /// Items claimed.
        items: u32,
        /// Rows.
        rows: u32,
        /// Numbers of items that have several rows.
        split: &'a [String],
    },
    /// Tasks named as needing attention whose rows all move.
    NamedButMoving {
        /// Under which status they are named.
        status: Status,
        /// How many.
        count: u32,
    },
    /// Kinds of problems as a whole.
    Problems,
    /// Metrics as a whole.
    Metrics {
        /// How many are drawn.
        count: u32,
    },
    /// One metric.
    Metric {
        /// Its task, in short.
        task: &'a str,
        /// What is counted.
        name: &'a str,
        /// Reported, as printed.
        actual: f64,
        /// Promised, as printed.
        target: f64,
        /// The unit as printed.
        unit: &'a str,
        /// Reported by promised.
        rate: f64,
        /// The share of the year that is due.
        due: Option<f64>,
    },
    /// A share as a tick's number.
    Percent(f64),
    /// This share and more.
    PercentAndMore(f64),
    /// The line of the due share.
    Due(f64),
    /// The line of the target.
    Goal,
}
