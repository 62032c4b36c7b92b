//! What the narrative rules on: each named task matched to its row, and where there are no rows a
//! ledger of the named tasks themselves.

use super::items::{Named, without_quotes};
use super::matching::Rows;
use crate::notice::{Mark, MarkFrom, Notice, RawEntry, RawTask};
use crate::phrase::charge;
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
    // 由县水利局牵头的滩区治理: the rows have the task without its units.
    let bare = |item: Named| Named { text: in_charge(&item).0, ..item };
    let named: Vec<Named> = named.into_iter().map(bare).collect();
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
    let (title, units) = in_charge(item);
    let names = units.iter().map(|(_, name)| name.clone()).collect();
    let unit = |(role, name): (UnitRole, String)| Unit { name: name.clone(), role, as_printed: name };
    RawTask {
        category: item.category.clone(),
        number: item.number.clone(),
        title: Passage::of(&title, item.lines),
        units: units.into_iter().map(unit).collect(),
        entries: vec![RawEntry {
            progress: Passage::of(&item.progress, item.lines),
            units: names,
            lines: Some(item.lines),
            ..RawEntry::default()
        }],
        mark: (!item.word.is_empty()).then(|| mark(item)),
        confidence: 0.7,
        ..RawTask::default()
    }
}

/// The name of a task and its units: those that it was named with, else those that stand around its name or in a bracket that
/// ends its report (已全部竣工。（市教育局）).
fn in_charge(item: &Named) -> (String, Vec<(UnitRole, String)>) {
    // 由县水利局负责的滩区治理, with that unit found already: it is no part of the name.
    if let Some(told) = charge::told(&item.text)
        && item.units.iter().all(|known| told.1.iter().any(|(_, name)| name == known))
    {
        let bare = without_quotes(&told.0).to_owned();
        return (bare, told.1);
    }
    if !item.units.is_empty() {
        return (item.text.clone(), item.units.iter().map(|name| (UnitRole::Lead, name.clone())).collect());
    }
    // 由县住建局承办。目前已建成…
    let first = item.progress.split(['。', '，', '；', ',', ';']).next().filter(|clause| clause.starts_with('由'));
    let borne = first.map(charge::in_cell).unwrap_or_default();
    let borne: Option<Vec<_>> = borne.into_iter().map(|(role, name)| Some((role?, name))).collect();
    if let Some(units) = borne.filter(|units| !units.is_empty()) {
        return (item.text.clone(), units);
    }
    let behind = Some(&item.progress).filter(|report| report.trim_end_matches(['。', '；']).ends_with(['）', ')']));
    let units = behind.and_then(|report| charge::told(report)).map(|(_, units)| units).unwrap_or_default();
    (item.text.clone(), units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    /// Title and units of the tasks that a text tells, an `*` behind those that help.
    fn told(text: &str) -> Vec<(String, Vec<String>)> {
        let notice = crate::read::read(&Document::loose(text), &crate::Options::default());
        let name = |unit: &Unit| match unit.role {
            UnitRole::Lead => unit.as_printed.clone(),
            _ => unit.as_printed.clone() + "*",
        };
        notice.tasks.iter().map(|task| (task.title.text(), task.units.iter().map(name).collect())).collect()
    }

    #[test]
    fn units_around_the_names_of_told_tasks() {
        let found = told(
            "工作通报\n一、进展较慢的项目\n1.县教育局牵头的城南小学扩建工程，因征迁受阻进展缓慢。\n2.县住建局：污水管网改造，尚未开工。\n3.城区停车场建设（县城管局、县财政局），进度滞后。\n二、已完成的项目\n1.县民政局牵头、县财政局配合的养老服务中心项目已建成投用。\n",
        );
        let names: Vec<(&str, String)> = found.iter().map(|task| (task.0.as_str(), task.1.join(" "))).collect();
        assert_eq!(
            names,
            [
                ("城南小学扩建工程", "县教育局".to_owned()),
                ("污水管网改造", "县住建局".to_owned()),
                ("城区停车场建设", "县城管局 县财政局".to_owned()),
                ("养老服务中心项目", "县民政局 县财政局*".to_owned()),
            ]
        );
    }

    #[test]
    fn units_in_a_bracket_behind_the_report() {
        let found = told(
            "民生实事进展情况\n1.新建幼儿园6所。目前已全部竣工。（市教育局、各区政府）\n2.改造老旧小区30个。已开工28个，正在施工（含续建项目）。\n",
        );
        assert_eq!(found[0].1, ["市教育局", "各区政府"]);
        assert!(found[1].1.is_empty());
    }
}
