//! Tallies: how many tasks have which status, over all tasks and by category, unit and theme.

use crate::map::{Map, Sorted};
use crate::report::{Tally, Task, Totals, UnitRole};

/// The name of the tally over all tasks.
pub const OVERALL: &str = "overall";

/// The totals of these tasks. A task counts once for each of its lead units.
pub fn totals(tasks: &[Task]) -> Totals {
    let mut overall = Tally { name: OVERALL.to_owned(), ..Tally::default() };
    for task in tasks {
        count(&mut overall, task);
    }
    Totals {
        overall,
        by_category: group(tasks, |task| vec![task.category.as_str()]),
        by_unit: most_first(group(tasks, lead_units)),
        by_theme: most_first(group(tasks, |task| task.theme.as_deref().into_iter().collect())),
    }
}

/// The names of the lead units of a task, each once.
pub fn lead_units(task: &Task) -> Vec<&str> {
    let mut names = Vec::new();
    for unit in task.units.iter().filter(|unit| unit.role == UnitRole::Lead) {
        if !names.contains(&unit.name.as_str()) {
            names.push(unit.name.as_str());
        }
    }
    names
}

/// One tally for each name that `names` gives, in order of appearance.
fn group<'a>(tasks: &'a [Task], names: impl Fn(&'a Task) -> Vec<&'a str>) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = Vec::new();
    let mut places: Map<&str, usize> = Map::new();
    for task in tasks {
        for name in names(task) {
            let place = *places.entry(name).or_insert_with(|| {
                tallies.push(Tally { name: name.to_owned(), ..Tally::default() });
                tallies.len() - 1
            });
            count(&mut tallies[place], task);
        }
    }
    tallies
}

/// Sorts by the number of tasks; equal ones stay in order of appearance.
fn most_first(mut tallies: Vec<Tally>) -> Vec<Tally> {
    crate::order::sort_by_key(&mut tallies, |tally| std::cmp::Reverse(tally.tasks));
    tallies
}

/// Adds a task to a tally, in all three views.
fn count(tally: &mut Tally, task: &Task) {
    fn add<K: Ord>(counts: &mut Sorted<K, u32>, status: K) {
        *counts.or_default(status) += 1;
    }
    tally.tasks += 1;
    add(&mut tally.merged, task.status.merged());
    if let Some(status) = task.status.stated {
        add(&mut tally.stated, status);
    }
    if let Some(status) = task.status.assessed {
        add(&mut tally.assessed, status);
    }
}
