//! Tasks that a notice tells twice: in a table, and again in a list that reports on some of its rows. The row stays; what the
//! list says of its status is a ruling on it, and what it reports is the row's where the row is silent.

use crate::fold::fold;
use crate::notice::{LineKind, Notice, RawTask};
use crate::place::Passage;
use crate::report::Ruling;

/// The folded letters and digits of a title.
fn letters(title: &Passage) -> String {
    fold(&title.text()).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Takes out the tasks from the `rows`-th on whose title a row before them has.
pub fn join(notice: &mut Notice, rows: usize) {
    if rows == 0 || notice.tasks.len() == rows {
        return;
    }
    let told = notice.tasks.split_off(rows);
    let titles: Vec<String> = notice.tasks.iter().map(|task| letters(&task.title)).collect();
    for task in told {
        let title = letters(&task.title);
        match titles.iter().position(|row| *row == title && !title.is_empty()) {
            Some(row) => ruled(notice, row, task),
            None => notice.tasks.push(task),
        }
    }
}

/// What a list says of a row.
fn ruled(notice: &mut Notice, at: usize, told: RawTask) {
    let lines =
        told.entries.iter().filter_map(|entry| entry.lines).reduce(crate::place::Lines::join).or(told.title.lines());
    let Some((row, lines)) = notice.tasks.get_mut(at).zip(lines) else { return };
    if let Some(status) = told.mark.as_ref().and_then(|mark| mark.status) {
        notice.ruled.push(Some(at));
        notice.rulings.push(Ruling {
            category: row.category.clone(),
            number: row.number.clone(),
            status,
            text: told.title.text(),
            units: told.units.iter().map(|unit| unit.name.clone()).collect(),
            lines,
        });
    }
    if row.mark.is_none() {
        row.mark = told.mark;
    }
    if row.entries.iter().all(|entry| entry.progress.is_empty()) {
        row.entries = told.entries;
        return;
    }
    for line in lines.first..=lines.last {
        if let Some(kind) = line.checked_sub(1).and_then(|line| notice.lines.get_mut(line as usize)) {
            *kind = LineKind::Narrative;
        }
    }
}
