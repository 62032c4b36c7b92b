//! 序号: numbers that stand twice, and numbers that are missing.

use super::{Context, finding};
use crate::report::{Evidence, Finding, FindingKind, Severity};

/// More gaps than this are no gaps but another way of counting (an extract, a second table).
const MOST_GAPS: usize = 3;

/// Checks the numbers of each category.
pub fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    let mut categories: Vec<&str> = Vec::new();
    for task in context.tasks {
        if !categories.contains(&task.category.as_str()) && categories.len() < 200 {
            categories.push(&task.category);
        }
    }
    for category in categories {
        let mut numbered: Vec<(u32, usize)> = context
            .tasks
            .iter()
            .enumerate()
            .filter(|(_, task)| task.category == category)
            .filter_map(|(index, task)| Some((whole(task.number.as_deref()?)?, index)))
            .collect();
        crate::order::sort_by_key(&mut numbered, |(number, index)| (*number, *index));
        duplicates(context, &numbered, found);
        missing(context, category, &numbered, found);
    }
}

/// A whole number; a sub-item (8.1) counts as its whole.
fn whole(number: &str) -> Option<u32> {
    number.split('.').next()?.trim().parse().ok()
}

/// Two rows of one number and different tasks.
fn duplicates(context: &Context<'_>, numbered: &[(u32, usize)], found: &mut Vec<Finding>) {
    let twice: Vec<&[(u32, usize)]> = numbered
        .windows(2)
        .filter(|pair| pair[0].0 == pair[1].0)
        .filter(|pair| {
            let (a, b) = (&context.tasks[pair[0].1], &context.tasks[pair[1].1]);
            a.number == b.number && a.title != b.title
        })
        .collect();
    // A numbering that begins anew is another list, not a slip.
    if twice.len() > MOST_GAPS {
        return;
    }
    for pair in twice {
        let (a, b) = (&context.tasks[pair[0].1], &context.tasks[pair[1].1]);
        let number = pair[0].0;
        let mut one = finding(
            FindingKind::NumberDuplicate,
            Severity::Warning,
            0.9,
            format!("“{}”序号{number}出现两次", a.category),
        );
        one.claimed = format!("序号{number}");
        one.found = String::from("2次");
        one.tasks = vec![a.id.clone(), b.id.clone()];
        one.places = places(context, &[pair[0].1, pair[1].1]);
        found.push(one);
    }
}

/// Numbers between the first and the last that no row has.
fn missing(context: &Context<'_>, category: &str, numbered: &[(u32, usize)], found: &mut Vec<Finding>) {
    let gaps: Vec<(&(u32, usize), &(u32, usize))> =
        numbered.iter().zip(numbered.iter().skip(1)).filter(|(a, b)| b.0 > a.0 + 1).collect();
    let lost: u32 = gaps.iter().map(|(a, b)| b.0 - a.0 - 1).sum();
    if numbered.len() < 5 || lost as usize > MOST_GAPS {
        return;
    }
    for (before, after) in gaps {
        for number in before.0 + 1..after.0 {
            let mut one = finding(
                FindingKind::NumberMissing,
                Severity::Warning,
                0.85,
                format!("“{category}”没有序号{number}（{}之后是{}）", before.0, after.0),
            );
            one.claimed = format!("序号{number}");
            one.found = String::from("无");
            one.tasks = vec![context.tasks[before.1].id.clone(), context.tasks[after.1].id.clone()];
            one.places = places(context, &[before.1, after.1]);
            found.push(one);
        }
    }
}

/// The task cells of these rows.
fn places(context: &Context<'_>, rows: &[usize]) -> Vec<Evidence> {
    rows.iter().filter_map(|index| context.title_of(*index)).collect()
}
