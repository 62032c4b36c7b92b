//! The model: everything that decides what is on screen.

use super::history::History;
use super::reading::Reading;
use super::rulings::Rulings;
use crate::i18n::Lang;
use crate::job::protocol::{Fault, Step};
use crate::theme::Theme;
use std::rc::Rc;
use tongbao_notice::Options;
use tongbao_notice::query::{Basis, Filter, Sort, UnitScope};
use tongbao_notice::report::{Status, Task};

/// What the evidence pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// All tasks, or one of them.
    #[default]
    Ledger,
    /// What does not agree.
    Findings,
    /// The text.
    Source,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Self; 3] = [Self::Ledger, Self::Findings, Self::Source];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Findings => "findings",
            Self::Source => "source",
        }
    }

    /// The tab whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.word() == word)
    }
}

/// What of a reading is shown, and how: what stands in the address.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// What was chosen.
    pub filter: Filter,
    /// 口径.
    pub basis: Basis,
    /// For which units a task counts.
    pub scope: UnitScope,
    /// The order of the ledger.
    pub sort: Sort,
    /// What the pane shows.
    pub tab: Tab,
    /// The task that is open, by its id.
    pub task: Option<String>,
    /// The line of the source that is shown.
    pub line: Option<u32>,
    /// The day by which the user has statuses judged: that of the options, for the address.
    pub as_of: Option<String>,
    /// Whether the ledger has the whole width.
    pub spread: bool,
    /// On a narrow screen: whether the figures are shown and not the pane.
    pub overview: bool,
    /// The reason of a ruling on the open task, as long as the choice of its status is open. Not in the address.
    pub ruling: Option<String>,
    /// Whether it is shown what was understood. Not in the address.
    pub understood: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            filter: Filter::new(),
            basis: Basis::default(),
            scope: UnitScope::default(),
            sort: Sort::default(),
            tab: Tab::default(),
            task: None,
            line: None,
            as_of: None,
            spread: false,
            overview: true,
            ruling: None,
            understood: false,
        }
    }
}

/// A reading under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Busy {
    /// The name of the file, where it is one.
    pub name: Option<String>,
    /// What is being done.
    pub step: Step,
    /// Lines of the text, once counted.
    pub lines: u32,
    /// Rows found so far.
    pub rows: u32,
    /// Whether it has taken long enough to be shown.
    pub shown: bool,
    /// Whether the notice on screen is read once more, with other options: it stays there meanwhile.
    pub again: bool,
}

/// What was just done or could not be, told for some seconds.
#[derive(Clone, Debug, PartialEq)]
pub enum Toast {
    /// A task was ruled on.
    Ruled {
        /// The task, by its id.
        task: String,
        /// The status it has now.
        status: Status,
    },
    /// The notice could not be read with other options; it stands as it was.
    NotRead(Fault),
}

/// What undoing puts back.
#[derive(Clone, Debug, PartialEq)]
pub enum Before {
    /// A filter.
    Filter(Filter),
    /// The user's rulings.
    Rulings(Rulings),
    /// What was set about the reading.
    Options(Options),
}

/// The beginning of what was given, so that it stays in the box when it cannot be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// The words, or the first of them.
    pub text: Rc<str>,
    /// Whether there are more.
    pub cut: bool,
}

/// Everything that decides what is on screen.
#[derive(Clone, PartialEq)]
pub struct Model {
    /// The language of the page.
    pub lang: Lang,
    /// Colours and patterns.
    pub theme: Theme,
    /// Whether the machine is set to dark colours.
    pub dark_machine: bool,
    /// Whether the page is on its way to paper, or the machine forces its own colours on it.
    pub paper: bool,
    /// The reading on screen.
    pub reading: Option<Rc<Reading>>,
    /// Whether another notice is being asked for.
    pub asking: bool,
    /// The reading under way.
    pub busy: Option<Busy>,
    /// Why the last input could not be read.
    pub fault: Option<Fault>,
    /// The last input.
    pub given: Given,
    /// What of the reading is shown.
    pub look: Look,
    /// What the user sets about the reading; it is read again where it was read with other options.
    pub options: Options,
    /// The user's own rulings, on this notice and on others.
    pub rulings: Rulings,
    /// What is told for some seconds.
    pub toast: Option<Toast>,
    /// Earlier filters, rulings and options.
    pub past: History<Before>,
    /// A whole task whose long texts had stayed behind, with its place.
    pub whole: Option<(usize, Rc<Task>)>,
    /// Whether the sheet of keys is open.
    pub sheet: bool,
    /// Whether something is being dragged over the page.
    pub dragging: bool,
    /// Counts the readings, so that what belongs to one of them starts anew with the next.
    pub serial: u32,
    /// Whether what the address asks for is still to be applied to the first reading.
    pub addressed: bool,
}

impl Model {
    /// The page as it opens.
    pub fn new(lang: Lang, theme: Theme, dark_machine: bool, look: Look) -> Self {
        Self {
            lang,
            theme,
            dark_machine,
            paper: false,
            reading: None,
            asking: false,
            busy: None,
            fault: None,
            given: Given::default(),
            look,
            options: Options::default(),
            rulings: Rulings::default(),
            toast: None,
            past: History::default(),
            whole: None,
            sheet: false,
            dragging: false,
            serial: 0,
            addressed: true,
        }
    }

    /// The reading, where it is what is on screen.
    pub fn shown(&self) -> Option<&Rc<Reading>> {
        self.reading.as_ref().filter(|_| !self.asking)
    }

    /// What `data-theme` is to say: light, dark or patterns.
    pub fn theme_shown(&self) -> &'static str {
        match (self.theme, self.dark_machine) {
            (Theme::Auto, true) => Theme::Dark.word(),
            (Theme::Auto, false) => Theme::Light.word(),
            (theme, _) => theme.word(),
        }
    }

    /// Whether patterns take the place of colour.
    pub fn patterns(&self) -> bool {
        self.paper || self.theme == Theme::Patterns
    }

    /// The place of the open task.
    pub fn open_task(&self) -> Option<usize> {
        self.reading.as_ref()?.place(self.look.task.as_deref()?)
    }
}
