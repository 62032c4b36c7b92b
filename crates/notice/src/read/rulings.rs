//! What the narrative rules on: each named task matched to its row, and where there are no rows a
//! ledger of the named tasks themselves.

use super::items::Named;
use super::matching::Rows;
use crate::notice::{Mark, MarkFrom, Notice, RawEntry, RawTask};
use crate::place::Passage;
use crate::report::{Ruling, Unit, UnitRole};

/// Turns named tasks into rulings, and marks their rows. What a sentence says of one task `alone` counts only where it finds a
/// row that nothing else rules on.
pub fn apply(named: Vec<Named>, alone: Vec<Named>, notice: &mut Notice) {
    if notice.tasks.is_empty() {
        notice.tasks = named.iter().map(task).collect();
        notice.told = true;
    }
    if named.is_empty() && alone.is_empty() {
        return;
    }
    let rows = Rows::new(&notice.tasks, named.iter().chain(&alone).map(|item| item.text.as_str()));
    for item in named {
        let row = rows.find(&item.text, &item.units, &item.category, item.number.as_deref());
        let Some(status) = item.status else { continue };
        let task = row.and_then(|row| notice.tasks.get_mut(row));
        let (category, number) = match task {
            Some(task) => {
                if task.mark.is_none() {
                    task.mark = Some(mark(&item));
                }
                (task.category.clone(), task.number.clone())
            }
            None => (item.category.clone(), item.number.clone()),
        };
        notice.ruled.push(row);
        notice.rulings.push(Ruling { category, number, status, text: item.text, units: item.units, lines: item.lines });
    }
    for item in alone {
        let row = rows.find(&item.text, &item.units, &item.category, None);
        let Some(task) = row.and_then(|row| notice.tasks.get_mut(row)).filter(|task| task.mark.is_none()) else {
            continue;
        };
        let Some(status) = item.status else { continue };
        task.mark = Some(mark(&item));
        let (category, number) = (task.category.clone(), task.number.clone());
        notice.ruled.push(row);
        notice.rulings.push(Ruling { category, number, status, text: item.text, units: item.units, lines: item.lines });
    }
}

fn mark(item: &Named) -> Mark {
    Mark { word: item.word.clone(), status: item.status, lines: item.word_lines, from: MarkFrom::Narrative }
}

/// A named task as a row of its own.
fn task(item: &Named) -> RawTask {
    RawTask {
        category: item.category.clone(),
        number: item.number.clone(),
        title: Passage::of(&item.text, item.lines),
        units: item
            .units
            .iter()
            .map(|name| Unit { name: name.clone(), role: UnitRole::Lead, as_printed: name.clone() })
            .collect(),
        entries: vec![RawEntry {
            progress: Passage::of(&item.progress, item.lines),
            units: item.units.clone(),
            lines: Some(item.lines),
            ..RawEntry::default()
        }],
        mark: (!item.word.is_empty()).then(|| mark(item)),
        confidence: 0.7,
        ..RawTask::default()
    }
}
