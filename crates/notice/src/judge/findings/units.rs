//! Units: a name with a character missing, a name without its level, a row without any, and a unit that
//! the prose names and the row does not.

use super::{Context, finding};
use crate::fold::fold;
use crate::judge::metrics::abbreviates;
use crate::map::{Map, Set};
use crate::phrase::units;
use crate::report::{Evidence, Finding, FindingKind, Severity, Unit, UnitRole};

/// Checks the units of rows and rulings.
pub fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    variants(context, found);
    missing(context, found);
    in_prose(context, found);
}

/// How a printed name differs from the name that its variants share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Variant {
    /// A character is missing or too many inside: a slip.
    Slip,
    /// The level before it (市, 县) is missing.
    Level,
    /// A shorter or older name.
    Other,
}

fn variant(name: &str, printed: &str) -> Option<Variant> {
    if name == printed {
        return None;
    }
    let (name, printed): (Vec<char>, Vec<char>) = (
        fold(name).chars().filter(|c| !c.is_whitespace()).collect(),
        fold(printed).chars().filter(|c| !c.is_whitespace()).collect(),
    );
    if name == printed || printed.is_empty() {
        return None;
    }
    let (long, short) = if name.len() >= printed.len() { (&name, &printed) } else { (&printed, &name) };
    if long.len() == short.len() + 1 && short.len() >= 5 {
        let at = long.iter().zip(short).take_while(|(a, b)| a == b).count();
        // 交通运局 is a slip in 交通运输局; 教育体育局 for 教育和体育局 is not.
        if at > 0 && at < short.len() && long[at + 1..] == short[at..] {
            return Some(if matches!(long[at], '和' | '与' | '及') { Variant::Other } else { Variant::Slip });
        }
    }
    if long.len() == short.len() + 1 && long[1..] == short[..] {
        return Some(Variant::Level);
    }
    Some(Variant::Other)
}

/// Printed names that are not the shared one: slips one by one, missing levels and short names in one finding each.
fn variants(context: &Context<'_>, found: &mut Vec<Finding>) {
    let mut level: Vec<(String, String, usize)> = Vec::new();
    let mut other: Vec<(String, String, usize)> = Vec::new();
    let mut mentions: Map<&str, u32> = Map::new();
    for task in context.tasks {
        for unit in &task.units {
            if unit.name == unit.as_printed {
                *mentions.entry(unit.name.as_str()).or_insert(0) += 1;
            }
        }
    }
    for (index, task) in context.tasks.iter().enumerate() {
        for unit in &task.units {
            let known = mentions.get(unit.name.as_str()).copied().unwrap_or(0) > 0;
            match variant(&unit.name, &unit.as_printed) {
                Some(Variant::Slip) => {
                    let mut one = finding(
                        FindingKind::UnitUnknown,
                        Severity::Warning,
                        0.85,
                        format!("“{}”疑为“{}”之误", unit.as_printed, unit.name),
                    );
                    one.claimed.clone_from(&unit.as_printed);
                    one.found.clone_from(&unit.name);
                    one.tasks = vec![task.id.clone()];
                    one.places = places(context, index, &unit.as_printed, &unit.name);
                    found.push(one);
                }
                Some(Variant::Level) if known && unit.as_printed.len() < unit.name.len() => {
                    level.push((unit.as_printed.clone(), unit.name.clone(), index));
                }
                Some(_) => other.push((unit.as_printed.clone(), unit.name.clone(), index)),
                None => {}
            }
        }
    }
    // Where many names go without a level, that is the notice's way of writing.
    let severity = if level.len() <= 3 { Severity::Warning } else { Severity::Info };
    group(context, &level, severity, found);
    group(context, &other, Severity::Info, found);
}

/// One finding for several variants of the same sort.
fn group(context: &Context<'_>, variants: &[(String, String, usize)], severity: Severity, found: &mut Vec<Finding>) {
    if variants.is_empty() {
        return;
    }
    let mut names: Vec<String> = variants.iter().map(|(printed, name, _)| format!("“{printed}”即“{name}”")).collect();
    names.dedup();
    names.truncate(8);
    let mut one = finding(FindingKind::UnitVariant, severity, 0.8, format!("同一单位写法不一：{}", names.join("，")));
    let (printed, name, first) = &variants[0];
    one.claimed.clone_from(printed);
    one.found.clone_from(name);
    for (_, _, index) in variants {
        let id = &context.tasks[*index].id;
        if !one.tasks.contains(id) && one.tasks.len() < 20 {
            one.tasks.push(id.clone());
        }
    }
    one.places = places(context, *first, printed, name);
    found.push(one);
}

/// Where a unit is printed so, and where another row prints the other name.
fn places(context: &Context<'_>, at: usize, printed: &str, name: &str) -> Vec<Evidence> {
    let here = unit_place(context, at, printed);
    let there = context
        .tasks
        .iter()
        .position(|task| task.units.iter().any(|unit| unit.as_printed == name))
        .and_then(|index| unit_place(context, index, name));
    here.into_iter().chain(there).collect()
}

/// A unit's name with the last line of its row, where units stand.
fn unit_place(context: &Context<'_>, index: usize, name: &str) -> Option<Evidence> {
    let entries = &context.tasks[index].entries;
    let entry = entries.iter().find(|entry| entry.units.iter().any(|unit| unit == name)).or_else(|| entries.first())?;
    Some(Evidence { text: name.to_owned(), lines: entry.lines? })
}

/// Rows without a unit in tables where nearly every row has one.
fn missing(context: &Context<'_>, found: &mut Vec<Finding>) {
    let mut with: Map<&str, (usize, usize)> = Map::new();
    for task in context.tasks {
        let counts = with.entry(task.category.as_str()).or_default();
        counts.0 += 1;
        counts.1 += usize::from(task.units.iter().any(|unit| unit.role == UnitRole::Lead));
    }
    for (index, task) in context.tasks.iter().enumerate() {
        let (all, have) = with.get(task.category.as_str()).copied().unwrap_or_default();
        if task.units.is_empty() && all >= 5 && have * 10 >= all * 8 {
            let mut one = finding(
                FindingKind::UnitMissing,
                Severity::Warning,
                0.8,
                "没有印责任单位，同表其他各行都有".to_owned(),
            );
            one.claimed = String::new();
            one.found = format!("{have}/{all}");
            one.tasks = vec![task.id.clone()];
            one.places = context.title_of(index).into_iter().collect();
            found.push(one);
        }
    }
}

/// The name that a unit's variants share, and the one printed.
fn both_names(unit: &Unit) -> [&str; 2] {
    [&unit.name, &unit.as_printed]
}

/// The shortest name, in bytes, that may stand for a longer one that ends like it: 发改局 for 市发改局.
const SHORT_NAME: usize = 9;

/// All units of the notice, to look a name up without going through them.
struct Known {
    /// Their folded names, in order.
    whole: Vec<String>,
    /// What these names end in, in order.
    ends: Vec<String>,
}

impl Known {
    fn new(context: &Context<'_>) -> Self {
        let units = context.tasks.iter().flat_map(|task| &task.units).flat_map(both_names);
        let mut seen: Set<&str> = Set::new();
        let mut whole: Vec<String> = units.filter(|name| seen.take_in(*name)).map(fold).collect();
        let mut ends: Vec<String> = whole.iter().flat_map(|name| endings(name)).map(str::to_owned).collect();
        crate::order::sort(&mut whole);
        crate::order::sort(&mut ends);
        Self { whole, ends }
    }

    /// Whether a folded name is a unit's, or one of the two ends in the other.
    fn holds(&self, name: &str) -> bool {
        let among = |names: &[String], name: &str| names.binary_search_by(|one| one.as_str().cmp(name)).is_ok();
        among(&self.whole, name) || among(&self.ends, name) || endings(name).any(|end| among(&self.whole, end))
    }
}

/// The ends of a name that are long enough to stand for it.
fn endings(name: &str) -> impl Iterator<Item = &str> {
    name.char_indices().filter_map(|(at, _)| name.get(at..)).take_while(|end| end.len() >= SHORT_NAME)
}

/// Units that the narrative names beside a task and its row does not.
fn in_prose(context: &Context<'_>, found: &mut Vec<Finding>) {
    if context.notice.rulings.is_empty() {
        return;
    }
    let same = |a: &str, b: &str| {
        let (a, b) = (fold(a), fold(b));
        a == b || (a.len() >= SHORT_NAME && b.ends_with(&a)) || (b.len() >= SHORT_NAME && a.ends_with(&b))
    };
    let mut known: Option<Known> = None;
    for (ruling, row) in context.notice.rulings.iter().zip(&context.notice.ruled) {
        let Some((index, task)) = row.and_then(|row| Some((row, context.tasks.get(row)?))) else { continue };
        // Where a name of the row was cut or mixed with its neighbours' words, nothing can be held against the prose.
        let whole = |unit: &Unit| units::is_complete(&fold(&unit.as_printed).replace(char::is_whitespace, ""));
        if task.units.is_empty() || !task.units.iter().all(whole) {
            continue;
        }
        for name in &ruling.units {
            if task.units.iter().any(|unit| {
                same(&unit.name, name)
                    || same(&unit.as_printed, name)
                    || match variant(&unit.name, name) {
                        Some(Variant::Level) => true,
                        // 公路中心 for 公路事业发展中心
                        Some(Variant::Other) => abbreviates(&fold(name), &fold(&unit.name)),
                        _ => false,
                    }
            }) {
                continue;
            }
            let elsewhere = known.get_or_insert_with(|| Known::new(context)).holds(&fold(name));
            // 县交通运局 for 县交通运输局 in the prose.
            if !elsewhere
                && let Some(unit) = task.units.iter().find(|unit| variant(&unit.name, name) == Some(Variant::Slip))
            {
                let mut one = finding(
                    FindingKind::UnitUnknown,
                    Severity::Warning,
                    0.85,
                    format!("正文写“{name}”，疑为“{}”之误", unit.name),
                );
                one.claimed.clone_from(name);
                one.found.clone_from(&unit.name);
                one.tasks = vec![task.id.clone()];
                one.places = vec![Evidence { text: ruling.text.clone(), lines: ruling.lines }];
                one.places.extend(context.title_of(index));
                found.push(one);
                continue;
            }
            let row_units: Vec<&str> = task.units.iter().map(|unit| unit.as_printed.as_str()).collect();
            let (kind, what) = if elsewhere {
                (FindingKind::UnitMismatch, "")
            } else {
                (FindingKind::UnitUnknown, "，任何一行都没有这个单位")
            };
            let mut one = finding(
                kind,
                Severity::Warning,
                0.7,
                format!("正文写“{name}”，该行为“{}”{what}", row_units.join("、")),
            );
            one.claimed.clone_from(name);
            one.found = row_units.join("、");
            one.tasks = vec![task.id.clone()];
            one.places = vec![Evidence { text: ruling.text.clone(), lines: ruling.lines }];
            one.places.extend(context.title_of(index));
            found.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_ends() {
        let whole = vec!["县交通运输局".to_owned(), "市发改局".to_owned()];
        let mut ends: Vec<String> = whole.iter().flat_map(|name| endings(name)).map(str::to_owned).collect();
        crate::order::sort(&mut ends);
        let known = Known { whole, ends };
        for name in ["市发改局", "发改局", "甲县交通运输局", "交通运输局"] {
            assert!(known.holds(name), "{name}");
        }
        for name in ["改局", "教育局", "县水利局"] {
            assert!(!known.holds(name), "{name}");
        }
    }
}
