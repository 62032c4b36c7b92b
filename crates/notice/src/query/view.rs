//! The tasks that a filter lets through, and the tallies beside them.

use super::basis::{Basis, status_of};
use super::claim::pairs;
use super::counts::{Counts, Group, Tallied};
use super::filter::{Fails, Filter, Kind, Sieve};
use super::order::{Sort, sort_tasks};
use crate::map::Map;
use crate::report::{ProblemKind, Report, Status, Task, UnitRole};

/// For which of its units a task counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitScope {
    /// Every unit, whatever its role.
    #[default]
    All,
    /// Only units in the lead (只计牵头).
    Lead,
}

/// What is to be shown of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The basis of every status in it.
    pub basis: Basis,
    /// How many tasks the report has.
    pub total: u32,
    /// Places in `report.tasks` of those that fulfil every choice, sorted.
    pub tasks: Vec<usize>,
    /// By status.
    pub statuses: Tallied,
    /// What the narrative only counts, without naming the tasks; on the notice's own basis (通报认定), or where the notice
    /// lists no task at all.
    pub bare: Tallied,
    /// By category, in order of appearance.
    pub categories: Vec<Group>,
    /// By category, counted by what the rows support, whatever the basis.
    pub evidence: Vec<Group>,
    /// By unit, in order of appearance. A task counts once for each of its units in scope.
    pub units: Vec<Group>,
    /// By theme, most tasks first.
    pub themes: Vec<Group>,
    /// By kind of problem, most tasks first, `other` last. A task may have several.
    pub problems: Vec<Group>,
    /// How many tasks report a problem.
    pub with_problems: u32,
    /// For each kind, how many tasks with a status fulfil all choices but those of this kind.
    pub counted_but: [u32; Kind::ALL.len()],
}

impl View {
    /// How many tasks are shown.
    pub fn count(&self) -> u32 {
        self.tasks.len() as u32
    }

    /// How many tasks with a status a tally of this kind stands for: those that fulfil all other choices.
    pub fn counted_but(&self, kind: Kind) -> u32 {
        Kind::ALL.into_iter().zip(self.counted_but).find(|(other, _)| *other == kind).map_or(0, |(_, count)| count)
    }

    /// How often these count for units (项次): once for each of their units in scope.
    pub fn memberships(&self) -> u32 {
        self.units.iter().map(|unit| unit.inside.total()).sum()
    }
}

/// The tasks that `filter` lets through, with every tally.
pub fn select(report: &Report, filter: &Filter, basis: Basis, scope: UnitScope, sort: Sort) -> View {
    let sieve = Sieve::new(filter, basis);
    let mut view = View { basis, total: report.tasks.len() as u32, ..View::default() };
    let mut categories = Groups::new(Kind::Category);
    let mut evidence = Groups::new(Kind::Category);
    let mut units = Groups::new(Kind::Unit);
    let mut themes = Groups::new(Kind::Theme);
    let mut problems = Groups::new(Kind::Problem);
    for (place, task) in report.tasks.iter().enumerate() {
        let fails = sieve.fails(task);
        let status = status_of(task, basis);
        if fails.none() {
            view.tasks.push(place);
        }
        if let Some(status) = status {
            for (kind, count) in Kind::ALL.into_iter().zip(&mut view.counted_but) {
                *count += u32::from(fails.none_but(kind));
            }
            view.statuses.all.add(status, 1);
            view.statuses.inside.add(status, u32::from(fails.none_but(Kind::Status)));
        }
        view.with_problems += u32::from(!task.problem_kinds.is_empty() && fails.none_but(Kind::Problem));
        for name in names(task, Kind::Category, scope) {
            evidence.count(name, task.status.assessed, fails);
        }
        for groups in [&mut categories, &mut units, &mut themes, &mut problems] {
            for name in names(task, groups.kind, scope) {
                groups.count(name, status, fails);
            }
        }
    }
    sort_tasks(&mut view.tasks, report, basis, sort);
    // Where no row stands beside them, the notice's counts are what there is on the merged basis too.
    if basis == Basis::Stated || basis == Basis::Merged && report.tasks.is_empty() {
        view.bare = bare(report, filter);
    }
    view.categories = categories.finish(filter);
    view.evidence = evidence.finish(filter);
    view.units = units.finish(filter);
    view.themes = themes.finish(filter);
    crate::order::sort_by_key(&mut view.themes, |theme| std::cmp::Reverse(theme.tasks));
    view.problems = problems.finish(filter);
    let other = ProblemKind::Other.word();
    crate::order::sort_by_key(&mut view.problems, |problem| (problem.name == other, std::cmp::Reverse(problem.tasks)));
    view
}

/// What the narrative counts beyond the tasks that it names. A bare count has a category and a status and nothing
/// else, so any other choice leaves it out.
fn bare(report: &Report, filter: &Filter) -> Tallied {
    let countable =
        Kind::ALL.into_iter().all(|kind| matches!(kind, Kind::Status | Kind::Category) || !filter.narrows(kind));
    let mut bare = Tallied::default();
    for pair in pairs(report) {
        let Some(claim) = pair.claim else { continue };
        for (status, count) in claim.counts.without(&pair.named).present() {
            bare.all.add(status, count);
            if countable && filter.lights(Kind::Category, &pair.category) {
                bare.inside.add(status, count);
            }
        }
    }
    bare
}

/// The names under which a task counts, each once.
fn names(task: &Task, kind: Kind, scope: UnitScope) -> Vec<&str> {
    let mut names: Vec<&str> = match kind {
        Kind::Unit => task
            .units
            .iter()
            .filter(|unit| scope == UnitScope::All || unit.role == UnitRole::Lead)
            .map(|unit| unit.name.as_str())
            .collect(),
        Kind::Theme => task.theme.as_deref().into_iter().collect(),
        Kind::Category => vec![task.category.as_str()],
        Kind::Problem => task.problem_kinds.iter().map(|kind| kind.word()).collect(),
        Kind::Status | Kind::Stated | Kind::Assessed | Kind::Flag | Kind::Search => Vec::new(),
    };
    let mut seen = 0;
    while seen < names.len() {
        let repeated =
            names.get(..seen).is_some_and(|before| names.get(seen).is_some_and(|name| before.contains(name)));
        if repeated || names.get(seen).is_some_and(|name| name.is_empty()) {
            names.remove(seen);
        } else {
            seen += 1;
        }
    }
    names
}

/// Groups of one kind while they are counted.
struct Groups<'a> {
    kind: Kind,
    places: Map<&'a str, usize>,
    counted: Vec<Group>,
}

impl<'a> Groups<'a> {
    fn new(kind: Kind) -> Self {
        Self { kind, places: Map::new(), counted: Vec::new() }
    }

    fn count(&mut self, name: &'a str, status: Option<Status>, fails: Fails) {
        let place = *self.places.entry(name).or_insert_with(|| {
            self.counted.push(Group {
                name: name.to_owned(),
                tasks: 0,
                all: Counts::NONE,
                shown: 0,
                inside: Counts::NONE,
                lit: true,
            });
            self.counted.len() - 1
        });
        let Some(group) = self.counted.get_mut(place) else { return };
        let inside = u32::from(fails.none_but(self.kind));
        group.tasks += 1;
        group.shown += inside;
        if let Some(status) = status {
            group.all.add(status, 1);
            group.inside.add(status, inside);
        }
    }

    fn finish(mut self, filter: &Filter) -> Vec<Group> {
        for group in &mut self.counted {
            group.lit = filter.lights(self.kind, &group.name);
        }
        self.counted
    }
}

/// A crossing of two kinds: how many tasks have both this and that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Names of the rows, most tasks first.
    pub rows: Vec<String>,
    /// Names or words of the columns: themes with most tasks first, statuses in the order of display.
    pub columns: Vec<String>,
    /// How many tasks stand in a cell, row by row.
    pub tasks: Vec<u32>,
    /// How many of those need attention.
    pub attention: Vec<u32>,
}

impl Matrix {
    /// Tasks and tasks that need attention where this row and this column cross.
    pub fn cell(&self, row: usize, column: usize) -> (u32, u32) {
        let place = row * self.columns.len() + column;
        let at = |counts: &[u32]| counts.get(place).copied().unwrap_or(0);
        if column < self.columns.len() { (at(&self.tasks), at(&self.attention)) } else { (0, 0) }
    }

    /// The largest cell.
    pub fn largest(&self) -> u32 {
        self.tasks.iter().copied().max().unwrap_or(0)
    }
}

/// Crosses units or themes with themes or statuses, ignoring choices of those two kinds.
pub fn matrix(report: &Report, filter: &Filter, basis: Basis, scope: UnitScope, rows: Kind, columns: Kind) -> Matrix {
    let sieve = Sieve::new(filter, basis);
    let mut cells: Map<(&str, &str), (u32, u32)> = Map::new();
    let mut of_row: Map<&str, u32> = Map::new();
    let mut of_column: Map<&str, u32> = Map::new();
    for task in &report.tasks {
        if !sieve.fails(task).none_but_two(rows, columns) {
            continue;
        }
        let Some(status) = status_of(task, basis) else { continue };
        let across = if columns == Kind::Status { vec![status.word()] } else { names(task, columns, scope) };
        let down = names(task, rows, scope);
        for column in &across {
            *of_column.entry(column).or_default() += 1;
        }
        for row in &down {
            *of_row.entry(row).or_default() += 1;
            for column in &across {
                let cell = cells.entry((row, column)).or_default();
                cell.0 += 1;
                cell.1 += u32::from(status.needs_attention());
            }
        }
    }
    let rows = most_first(&of_row);
    let columns: Vec<&str> = if columns == Kind::Status {
        Status::ALL.into_iter().map(Status::word).filter(|word| of_column.contains_key(word)).collect()
    } else {
        most_first(&of_column)
    };
    let crossing = |pick: fn(&(u32, u32)) -> u32| {
        rows.iter()
            .flat_map(|row| columns.iter().map(move |column| (*row, *column)))
            .map(|place| cells.get(&place).map_or(0, pick))
            .collect()
    };
    Matrix {
        tasks: crossing(|cell| cell.0),
        attention: crossing(|cell| cell.1),
        rows: rows.into_iter().map(str::to_owned).collect(),
        columns: columns.into_iter().map(str::to_owned).collect(),
    }
}

/// Names by how often they were counted.
fn most_first<'a>(counted: &Map<&'a str, u32>) -> Vec<&'a str> {
    let mut names: Vec<&str> = counted.keys().copied().collect();
    crate::order::sort(&mut names);
    crate::order::sort_by_key(&mut names, |name| std::cmp::Reverse(counted.get(name).copied().unwrap_or(0)));
    names
}

#[cfg(test)]
mod tests;
