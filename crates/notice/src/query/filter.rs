//! What the user chose to see: choices of several kinds. Choices of one kind widen each other
//! (this unit or that one), kinds narrow each other (of this unit and behind).

use super::basis::{Basis, status_of};
use crate::fold::fold;
use crate::report::{Status, Task};
use std::sync::Arc;

/// By what a choice narrows the tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A [`Status`] word, on the basis that is shown.
    Status,
    /// A [`Status`] word: what the notice says of the task, whatever basis is shown.
    Stated,
    /// A [`Status`] word: what the row supports, whatever basis is shown.
    Assessed,
    /// The name of a unit, in any role.
    Unit,
    /// A theme.
    Theme,
    /// A category.
    Category,
    /// A [`crate::report::ProblemKind`] word.
    Problem,
    /// A [`Flag`] word.
    Flag,
    /// Words that must all occur somewhere in the task; there is one search at most.
    Search,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::Stated,
        Self::Assessed,
        Self::Unit,
        Self::Theme,
        Self::Category,
        Self::Problem,
        Self::Flag,
        Self::Search,
    ];

    /// A stable word for it, for addresses and test hooks.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Stated => "stated",
            Self::Assessed => "assessed",
            Self::Unit => "unit",
            Self::Theme => "theme",
            Self::Category => "category",
            Self::Problem => "problem",
            Self::Flag => "flag",
            Self::Search => "search",
        }
    }

    /// The kind whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How what the notice says of a task stands to what the row supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// The row needs attention, and the notice does not name the task.
    Unnamed,
    /// The notice says one thing, the row another.
    Differs,
}

impl Flag {
    /// All flags.
    pub const ALL: [Self; 2] = [Self::Unnamed, Self::Differs];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unnamed => "unnamed",
            Self::Differs => "differs",
        }
    }

    /// The flag whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.word() == word)
    }

    /// Whether it holds for `task`.
    pub fn holds(self, task: &Task) -> bool {
        let (stated, assessed) = (task.status.stated, task.status.assessed);
        match self {
            Self::Unnamed => stated.is_none() && assessed.is_some_and(Status::needs_attention),
            Self::Differs => {
                // What the row leaves open contradicts nothing.
                stated.is_some() && assessed.is_some_and(|found| found != Status::Unknown) && stated != assessed
            }
        }
    }
}

/// One thing that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// By what.
    pub kind: Kind,
    /// The status word, name or words looked for.
    pub value: String,
}

impl Choice {
    /// This value of this kind.
    pub fn new(kind: Kind, value: impl Into<String>) -> Self {
        Self { kind, value: value.into() }
    }
}

/// All that was chosen, in the order of choosing. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    choices: Arc<Vec<Choice>>,
}

impl Filter {
    /// Nothing chosen: every task is shown.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// The choices in the order in which they were made.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The values chosen of one kind.
    pub fn values(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.choices.iter().filter(move |choice| choice.kind == kind).map(|choice| choice.value.as_str())
    }

    /// Whether anything of this kind is chosen.
    pub fn narrows(&self, kind: Kind) -> bool {
        self.values(kind).next().is_some()
    }

    /// Whether this is chosen.
    pub fn has(&self, kind: Kind, value: &str) -> bool {
        self.values(kind).any(|chosen| chosen == value)
    }

    /// Whether this would stay lit: nothing of its kind is chosen, or it is.
    pub fn lights(&self, kind: Kind, value: &str) -> bool {
        !self.narrows(kind) || self.has(kind, value)
    }

    /// Chooses it besides what is chosen. Answers whether anything changed.
    pub fn add(&mut self, kind: Kind, value: &str) -> bool {
        if kind == Kind::Search {
            return self.only(kind, value);
        }
        if self.has(kind, value) {
            return false;
        }
        self.push(kind, value);
        true
    }

    /// Takes the choice back. Answers whether anything changed.
    pub fn remove(&mut self, kind: Kind, value: &str) -> bool {
        let changed = self.has(kind, value);
        if changed {
            Arc::make_mut(&mut self.choices).retain(|choice| choice.kind != kind || choice.value != value);
        }
        changed
    }

    /// Chooses it, or takes it back where it was chosen. Always changes something.
    pub fn toggle(&mut self, kind: Kind, value: &str) -> bool {
        self.remove(kind, value) || self.add(kind, value)
    }

    /// Of its kind this alone; other kinds stay. A blank search chooses nothing. Answers whether anything changed.
    pub fn only(&mut self, kind: Kind, value: &str) -> bool {
        let value = if kind == Kind::Search { value.trim() } else { value };
        let wanted = (!value.is_empty()).then_some(value);
        let mut chosen = self.values(kind);
        if chosen.next() == wanted && chosen.next().is_none() {
            return false;
        }
        drop(chosen);
        Arc::make_mut(&mut self.choices).retain(|choice| choice.kind != kind);
        if let Some(value) = wanted {
            self.push(kind, value);
        }
        true
    }

    /// What pressing a mark does: of their kinds these alone, or, where just these were chosen, none of them.
    /// Answers whether anything changed.
    pub fn press(&mut self, choices: &[Choice]) -> bool {
        let mut changed = false;
        for choice in choices {
            changed |= self.only(choice.kind, &choice.value);
        }
        if !changed {
            for choice in choices {
                changed |= self.remove(choice.kind, &choice.value);
            }
        }
        changed
    }

    /// Takes back all choices of one kind. Answers whether anything changed.
    pub fn clear_kind(&mut self, kind: Kind) -> bool {
        let changed = self.narrows(kind);
        if changed {
            Arc::make_mut(&mut self.choices).retain(|choice| choice.kind != kind);
        }
        changed
    }

    /// Takes back the latest choice. Answers whether there was one.
    pub fn pop(&mut self) -> bool {
        !self.is_empty() && Arc::make_mut(&mut self.choices).pop().is_some()
    }

    /// Takes back everything. Answers whether anything changed.
    pub fn clear(&mut self) -> bool {
        let changed = !self.is_empty();
        if changed {
            self.choices = Arc::default();
        }
        changed
    }

    fn push(&mut self, kind: Kind, value: &str) {
        Arc::make_mut(&mut self.choices).push(Choice::new(kind, value));
    }
}

impl FromIterator<Choice> for Filter {
    fn from_iter<T: IntoIterator<Item = Choice>>(choices: T) -> Self {
        let mut filter = Self::new();
        for choice in choices {
            filter.add(choice.kind, &choice.value);
        }
        filter
    }
}

/// Which kinds of choices a task fails, so that each tally can ignore its own kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fails(u16);

impl Fails {
    /// Whether it fulfils every kind.
    pub(super) fn none(self) -> bool {
        self.0 == 0
    }

    /// Whether it fulfils every kind except, perhaps, `kind`.
    pub(super) fn none_but(self, kind: Kind) -> bool {
        self.0 & !(1 << kind as u8) == 0
    }

    /// Whether it fulfils every kind except, perhaps, these two.
    pub(super) fn none_but_two(self, first: Kind, second: Kind) -> bool {
        self.0 & !(1 << first as u8) & !(1 << second as u8) == 0
    }
}

/// A filter made ready to be held against many tasks.
pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    kinds: Vec<Kind>,
    words: Vec<String>,
    basis: Basis,
}

impl<'a> Sieve<'a> {
    pub(super) fn new(filter: &'a Filter, basis: Basis) -> Self {
        Self {
            filter,
            kinds: Kind::ALL.into_iter().filter(|kind| filter.narrows(*kind)).collect(),
            words: filter.values(Kind::Search).flat_map(str::split_whitespace).map(folded).collect(),
            basis,
        }
    }

    pub(super) fn fails(&self, task: &Task) -> Fails {
        let failed = self.kinds.iter().filter(|kind| !self.fulfils(task, **kind));
        Fails(failed.fold(0, |bits, kind| bits | 1 << *kind as u8))
    }

    fn fulfils(&self, task: &Task, kind: Kind) -> bool {
        let has = |value: &str| self.filter.has(kind, value);
        match kind {
            Kind::Status => status_of(task, self.basis).is_some_and(|status| has(status.word())),
            Kind::Stated => task.status.stated.is_some_and(|status| has(status.word())),
            Kind::Assessed => task.status.assessed.is_some_and(|status| has(status.word())),
            Kind::Unit => task.units.iter().any(|unit| has(&unit.name)),
            Kind::Theme => task.theme.as_deref().is_some_and(has),
            Kind::Category => has(&task.category),
            Kind::Problem => task.problem_kinds.iter().any(|problem| has(problem.word())),
            Kind::Flag => self.filter.values(kind).filter_map(Flag::from_word).any(|flag| flag.holds(task)),
            Kind::Search => self.words.iter().all(|word| mentions(task, word)),
        }
    }
}

/// Whether the folded `word` occurs in what the task prints.
fn mentions(task: &Task, word: &str) -> bool {
    let within = |text: &str| folded(text).contains(word);
    let short = [Some(task.title.as_str()), Some(&task.category), task.number.as_deref(), task.theme.as_deref()];
    let labels = [task.goal.as_deref(), task.leader.as_deref(), task.deadline.as_deref()];
    short.into_iter().chain(labels).flatten().any(within)
        || task.units.iter().any(|unit| within(&unit.name) || within(&unit.as_printed))
        || task.entries.iter().any(|entry| {
            within(&entry.progress)
                || within(&entry.problem)
                || within(&entry.next_steps)
                || entry.task.as_deref().is_some_and(within)
        })
}

fn folded(text: &str) -> String {
    fold(text).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{task, with_units};
    use super::*;

    fn shows(filter: &Filter, task: &Task) -> bool {
        Sieve::new(filter, Basis::Merged).fails(task).none()
    }

    #[test]
    fn an_empty_filter_shows_everything() {
        assert!(shows(&Filter::new(), &task("甲/1", Status::Behind)));
    }

    #[test]
    fn choices_of_one_kind_widen_and_kinds_narrow() {
        let mut filter = Filter::new();
        assert!(filter.add(Kind::Status, "behind"));
        assert!(filter.add(Kind::Status, "completed"));
        let late = with_units(task("甲/1", Status::Behind), &["县水利局"]);
        let done = task("甲/2", Status::Completed);
        assert!(shows(&filter, &late) && shows(&filter, &done));
        assert!(filter.add(Kind::Unit, "县水利局"));
        assert!(shows(&filter, &late) && !shows(&filter, &done));
    }

    #[test]
    fn every_change_says_whether_it_changed_anything() {
        let mut filter = Filter::new();
        assert!(!filter.clear() && !filter.pop() && !filter.remove(Kind::Theme, "教育"));
        assert!(filter.add(Kind::Theme, "教育") && !filter.add(Kind::Theme, "教育"));
        assert!(!filter.only(Kind::Theme, "教育") && filter.only(Kind::Theme, "生态环境"));
        assert_eq!(filter.choices(), [Choice::new(Kind::Theme, "生态环境")]);
        assert!(filter.toggle(Kind::Theme, "生态环境") && filter.is_empty());
        assert!(filter.toggle(Kind::Theme, "生态环境") && filter.clear_kind(Kind::Theme) && filter.is_empty());
    }

    #[test]
    fn only_leaves_the_other_kinds_alone() {
        let mut filter: Filter =
            [Choice::new(Kind::Unit, "县水利局"), Choice::new(Kind::Status, "behind")].into_iter().collect();
        filter.only(Kind::Status, "completed");
        assert!(filter.has(Kind::Unit, "县水利局") && filter.has(Kind::Status, "completed"));
        assert!(!filter.has(Kind::Status, "behind"));
    }

    #[test]
    fn pressing_a_mark_twice_goes_back() {
        let mark = [Choice::new(Kind::Unit, "县水利局"), Choice::new(Kind::Status, "behind")];
        let mut filter = Filter::new();
        assert!(filter.press(&mark));
        assert_eq!(filter.choices(), mark);
        assert!(filter.press(&mark) && filter.is_empty());
    }

    #[test]
    fn a_search_looks_for_all_its_words_whatever_their_width_or_case() {
        let mut task = with_units(task("甲/1", Status::OnTrack), &["县水利局"]);
        task.title = "新建ＩＤＣ数据中心".into();
        let mut filter = Filter::new();
        assert!(filter.only(Kind::Search, " idc 水利 ") && shows(&filter, &task));
        assert!(filter.only(Kind::Search, "idc 教育") && !shows(&filter, &task));
        assert!(filter.only(Kind::Search, "  ") && filter.is_empty());
    }

    #[test]
    fn a_second_search_takes_the_place_of_the_first() {
        let mut filter = Filter::new();
        filter.add(Kind::Search, "水");
        filter.add(Kind::Search, "电");
        assert_eq!(filter.values(Kind::Search).collect::<Vec<_>>(), ["电"]);
    }

    #[test]
    fn a_clone_does_not_follow_later_changes() {
        let mut filter = Filter::new();
        filter.add(Kind::Theme, "教育");
        let before = filter.clone();
        filter.clear();
        assert!(before.has(Kind::Theme, "教育"));
    }

    #[test]
    fn every_word_of_a_kind_finds_its_kind_again() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
    }
}
