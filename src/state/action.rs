//! What can happen.

use super::model::{Given, Look, Tab};
use super::reading::Reading;
use crate::i18n::Lang;
use crate::job::protocol::{Fault, Step};
use crate::theme::Theme;
use std::rc::Rc;
use tongbao_notice::Options;
use tongbao_notice::query::{Basis, Choice, Filter, Sort, UnitScope};
use tongbao_notice::report::{Status, Task};

/// Something that happened.
#[derive(Clone)]
pub enum Action {
    /// Another language.
    Speak(Lang),
    /// Another theme.
    Dress(Theme),
    /// The page is shown without colours of its own, as on paper, or no longer.
    Paper(bool),
    /// The sheet of keys, open or closed.
    Sheet(bool),
    /// Something is being dragged over the page, or no longer.
    Drag(bool),
    /// Another notice is being asked for, or no longer.
    AskAnother(bool),
    /// A reading began.
    Begin(Option<String>, Given),
    /// The notice on screen is being read again, with other options.
    Again,
    /// It takes long enough to be shown.
    ShowBusy,
    /// It has come this far.
    Step(Step, u32, u32),
    /// It was given up.
    Cancel,
    /// It could not be read.
    Fail(Fault),
    /// What is in it, where that came out only as it was read.
    Give(Given),
    /// The message about that was read.
    Forgive,
    /// It has been read.
    Arrive(Rc<Reading>),
    /// A whole task whose long texts had stayed behind.
    Whole(usize, Rc<Task>),
    /// Another filter.
    Choose(Filter),
    /// A mark of a figure was pressed: what it stands for is chosen, besides what is chosen already where so asked.
    Press {
        /// What the mark stands for.
        choices: Vec<Choice>,
        /// Whether it is added.
        add: bool,
    },
    /// What was before the last change.
    Undo,
    /// The choice of the open task's status (改判), open or closed.
    Reassess(bool),
    /// The user rules on the task at this place, for the reason that is written there.
    Rule(usize, Status),
    /// The reason of the ruling on the task at this place, made or not yet made.
    Explain(usize, String),
    /// The user's ruling on the task at this place is taken back.
    Unrule(usize),
    /// The rulings before the last one that was made.
    UndoRuling,
    /// What was told has been told long enough.
    Told,
    /// What was understood is shown, or no longer.
    Understand(bool),
    /// Other options of the reading.
    Set(Options),
    /// Another basis.
    Base(Basis),
    /// Other units count.
    Scope(UnitScope),
    /// Another order of the ledger.
    Sort(Sort),
    /// Another part of the pane.
    Tab(Tab),
    /// A task is opened, by its id.
    Open(String),
    /// A task is opened, by its place.
    OpenAt(usize),
    /// The open task is closed.
    Close,
    /// A line of the source is shown.
    Line(u32),
    /// A line of the whole source is shown, beside no task.
    Words(u32),
    /// The ledger over the whole width, or not.
    Spread,
    /// On a narrow screen: the figures.
    Overview,
    /// One step back.
    Back,
    /// What an address says.
    Address(Look),
}
