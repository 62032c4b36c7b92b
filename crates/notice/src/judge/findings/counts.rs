//! Counts in prose against rows: how many tasks there are, how many it lists, how many its lights are,
//! and how many its rows support.

use super::{Context, finding};
use crate::report::{Evidence, Finding, FindingKind, Severity, StatedCount, StatedPart, Status, Task};

/// Checks every stated count; each gives one finding at most, and a count of all rows none where one of a part is off.
pub fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    let of_part = |count: &&StatedCount| context.tasks.iter().any(|task| task.category == count.category);
    let counts = context.notice.counts.iter();
    for count in counts.clone().filter(of_part) {
        found.extend(one(context, count));
    }
    let parts_fit = !found.iter().any(|other| other.kind == FindingKind::CountMismatch);
    for count in counts.filter(|count| !of_part(count) && parts_fit) {
        found.extend(one(context, count));
    }
}

/// What is wrong with a count, if anything.
fn one(context: &Context<'_>, count: &StatedCount) -> Option<Finding> {
    total(context, count)
        .or_else(|| lights(context, count))
        .or_else(|| listed(context, count))
        .or_else(|| supported(context, count))
}

/// The tasks that a count is about: those of its category, or all where no category is called so.
fn counted<'a>(context: &Context<'a>, count: &StatedCount) -> Vec<&'a Task> {
    let own: Vec<&Task> = context.tasks.iter().filter(|task| task.category == count.category).collect();
    if own.is_empty() { context.tasks.iter().collect() } else { own }
}

/// The place of a count.
fn place(count: &StatedCount, text: &str) -> Evidence {
    Evidence { text: text.to_owned(), lines: count.lines }
}

/// A finding about a count.
fn mismatch(
    count: &StatedCount,
    confidence: f64,
    message: String,
    claimed: String,
    found: String,
    text: &str,
) -> Finding {
    let mut one = finding(FindingKind::CountMismatch, Severity::Warning, confidence, message);
    one.claimed = claimed;
    one.found = found;
    one.places = vec![place(count, text)];
    one
}

/// The total against the rows of its category.
fn total(context: &Context<'_>, count: &StatedCount) -> Option<Finding> {
    let total = count.total?;
    let mut rows: Vec<&Task> = context.tasks.iter().filter(|task| task.category == count.category).collect();
    // The rows of a table with sections are called by these; the only table holds them all under its own name.
    if let ([table], true) = (context.notice.tables.as_slice(), rows.is_empty())
        && table.category == count.category
    {
        rows = context.tasks.iter().collect();
    }
    if rows.is_empty() {
        return None;
    }
    let whole =
        |task: &&Task| task.number.as_deref().map_or("", |number| number.split('.').next().unwrap_or("")).to_owned();
    let mut numbers: Vec<String> = rows.iter().map(whole).collect();
    numbers.dedup();
    let (rows, groups) = (rows.len() as u32, numbers.len() as u32);
    // Numbered sub-items may be counted one by one or under their number.
    if total == rows || total == groups || total.abs_diff(rows) > 3 && total.abs_diff(groups) > 3 {
        return None;
    }
    if groups != rows && total.abs_diff(rows) > total.abs_diff(groups) && total.abs_diff(groups) > 1 {
        return None;
    }
    let mut one = mismatch(
        count,
        0.8,
        format!("正文称“{}”{total}项，表中有{rows}项", count.category),
        total.to_string(),
        rows.to_string(),
        &total.to_string(),
    );
    let last = context.tasks.iter().rposition(|task| task.category == count.category);
    let last = last.or_else(|| context.tasks.len().checked_sub(1));
    one.places.extend(last.and_then(|index| Context::title_of(&context.rows[index])));
    Some(one)
}

/// Counts of lights and status columns against the marks of the rows.
fn lights(context: &Context<'_>, count: &StatedCount) -> Option<Finding> {
    let tasks = counted(context, count);
    let marks: Vec<_> = context
        .notice
        .tasks
        .iter()
        .zip(context.tasks)
        .filter(|(_, task)| tasks.iter().any(|other| std::ptr::eq(*other, *task)))
        .filter_map(|(raw, _)| raw.mark.as_ref())
        .collect();
    if marks.len() * 10 < tasks.len() * 9 || marks.is_empty() {
        return None;
    }
    let mut wrong: Vec<(&StatedPart, u32)> = Vec::new();
    for part in &count.parts {
        // 绿灯 is counted by its word where the marks use it, else by what it means.
        let key = part.word.trim_end_matches(['灯', '燈', '牌']);
        let by_word = marks.iter().filter(|mark| !key.is_empty() && mark.word.contains(key)).count() as u32;
        let by_status = marks.iter().filter(|mark| part.status.is_some() && mark.status == part.status).count() as u32;
        let printed = if by_word > 0 { by_word } else { by_status };
        if printed != part.count && by_status != part.count && printed > 0 {
            wrong.push((part, printed));
        }
    }
    if wrong.is_empty() || wrong.iter().any(|(part, printed)| part.count.abs_diff(*printed) > 3) {
        return None;
    }
    let join = |of: &dyn Fn(&(&StatedPart, u32)) -> u32| {
        wrong.iter().map(|one| format!("{}{}", one.0.word, of(one))).collect::<Vec<_>>().join("、")
    };
    let (claimed, printed) = (join(&|one| one.0.count), join(&|one| one.1));
    let mut one = mismatch(
        count,
        0.85,
        format!("正文称{claimed}，表中为{printed}"),
        claimed.clone(),
        printed.clone(),
        &wrong[0].0.word,
    );
    if let Some(mark) = marks.iter().find(|mark| mark.status == wrong[0].0.status) {
        one.places.push(Evidence { text: mark.word.clone(), lines: mark.lines });
    }
    Some(one)
}

/// 进度滞后8个, and seven are listed.
fn listed(context: &Context<'_>, count: &StatedCount) -> Option<Finding> {
    let known = context.tasks.iter().any(|task| task.category == count.category);
    for part in &count.parts {
        let status = part.status?;
        let rulings: Vec<_> = context
            .notice
            .rulings
            .iter()
            .filter(|ruling| ruling.status == status && (!known || ruling.category == count.category))
            .collect();
        let listed = rulings.len() as u32;
        // A list that is far shorter names examples only.
        if listed >= 2 && listed != part.count && listed.abs_diff(part.count) <= 1 + part.count / 8 {
            let mut one = mismatch(
                count,
                0.75,
                format!("正文称“{}”{}项，列出{listed}项", part.word, part.count),
                part.count.to_string(),
                listed.to_string(),
                &part.word,
            );
            one.places.extend(rulings.last().map(|ruling| Evidence { text: ruling.text.clone(), lines: ruling.lines }));
            return Some(one);
        }
    }
    None
}

/// 28 are said to be done, and the rows support twelve.
fn supported(context: &Context<'_>, count: &StatedCount) -> Option<Finding> {
    let part = count.parts.iter().find(|part| part.status == Some(Status::Completed))?;
    let tasks = counted(context, count);
    if tasks.iter().any(|task| task.status.stated == Some(Status::Completed)) {
        return None;
    }
    let done: Vec<&&Task> = tasks.iter().filter(|task| task.status.assessed == Some(Status::Completed)).collect();
    let unknown = tasks.iter().filter(|task| task.status.assessed == Some(Status::Unknown)).count();
    let rows = done.len() as u32;
    // Growth that is on course and silent rows may be done for all we can see.
    if tasks.len() < 10
        || part.count < rows + 4
        || f64::from(part.count) < f64::from(rows) * 1.4
        || unknown * 3 > tasks.len()
    {
        return None;
    }
    let mut one = mismatch(
        count,
        0.7,
        format!("正文称“{}”{}项，各行自身只支持{rows}项", part.word, part.count),
        part.count.to_string(),
        rows.to_string(),
        &part.word,
    );
    one.tasks = done.iter().map(|task| task.id.clone()).collect();
    one.places.extend(done.first().and_then(|task| task.status.evidence.first().cloned()));
    Some(one)
}
