//! Who is in charge, once tables and lists are read: tasks without a unit whose report begins with the one that reports, and the
//! variants of each name joined. Tasks in, tasks with their units out.

use crate::fold::fold;
use crate::notice::{Notice, RawTask};
use crate::phrase::units;
use crate::report::{Unit, UnitRole};

/// The longest unit before its report, in bytes of a folded text.
const LONGEST: usize = 42;

/// Completes the units of all tasks.
pub fn complete(notice: &mut Notice) {
    for task in &mut notice.tasks {
        if task.units.is_empty()
            && let Some(name) = reporting(task)
        {
            task.units.push(Unit { name: name.clone(), role: UnitRole::Lead, as_printed: name.clone() });
            if let Some(entry) = task.entries.first_mut() {
                entry.units.push(name);
            }
        }
    }
    units::join_variants(notice);
}

/// The unit before a colon at the beginning of a report: 资管股:已签约.
fn reporting(task: &RawTask) -> Option<String> {
    let printed = &task.entries.first()?.progress.pieces.first()?.text;
    let colon = printed.find([':', '：']).filter(|at| *at <= LONGEST)?;
    let name = printed.get(..colon)?.trim();
    let folded = fold(name);
    (units::is_complete(&folded) && !units::is_place(&folded)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::RawEntry;
    use crate::place::{Lines, Passage};

    #[test]
    fn a_report_says_who_reports() {
        let unit = |progress: &str| {
            let entry = RawEntry { progress: Passage::of(progress, Lines::one(1)), ..RawEntry::default() };
            reporting(&RawTask { entries: vec![entry], ..RawTask::default() })
        };
        assert_eq!(unit("資管股：已完成測試。").as_deref(), Some("資管股"));
        assert_eq!(unit("县教育局：6所已开工。").as_deref(), Some("县教育局"));
        assert_eq!(unit("城关镇：已完成3公里。"), None);
        assert_eq!(unit("目前进展：已开工。"), None);
        assert_eq!(unit("已开工。"), None);
    }
}
