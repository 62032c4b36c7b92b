//! By whose word a task has the status that is counted and shown (口径).

use crate::report::{Status, Task};

/// By whose word a task has its status (口径).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    /// 合并: stated where the notice rules on the task, else assessed.
    #[default]
    Merged,
    /// 通报认定: only what the notice itself says.
    Stated,
    /// 表内证据: only what the row supports.
    Assessed,
}

impl Basis {
    /// All three in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Merged, Self::Stated, Self::Assessed];

    /// A stable word for it, for addresses and test hooks.
    pub fn word(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Stated => "stated",
            Self::Assessed => "assessed",
        }
    }

    /// The basis whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.word() == word)
    }
}

/// The status of a task on this basis; `None` where the notice does not name it (通报认定) or nothing was judged.
pub fn status_of(task: &Task, basis: Basis) -> Option<Status> {
    match basis {
        Basis::Merged => Some(task.status.merged()),
        Basis::Stated => task.status.stated,
        Basis::Assessed => task.status.assessed,
    }
}
