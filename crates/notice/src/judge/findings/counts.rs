//! Counts in prose against rows: how many tasks there are, how many it lists, how many its lights are,
//! and how many its rows support.

use super::{Context, finding};
use crate::notice::{Mark, MarkFrom};
use crate::report::{Evidence, Finding, FindingKind, Ruling, Severity, StatedCount, StatedPart, Status, Task};

/// Checks every stated count; each gives one finding at most, and a count of all rows none where one of a part is off.
pub fn check(context: &Context<'_>, found: &mut Vec<Finding>) {
    if context.notice.counts.is_empty() {
        return;
    }
    let groups = Groups::new(context);
    let of_part = |count: &&StatedCount| groups.own(&count.category).is_some();
    let counts = context.notice.counts.iter();
    for count in counts.clone().filter(of_part) {
        found.extend(one(context, &groups, count));
    }
    let parts_fit = !found.iter().any(|other| other.kind == FindingKind::CountMismatch);
    for count in counts.filter(|count| !of_part(count) && parts_fit) {
        found.extend(one(context, &groups, count));
    }
}

/// What is wrong with a count, if anything.
fn one(context: &Context<'_>, groups: &Groups<'_>, count: &StatedCount) -> Option<Finding> {
    total(context, groups, count)
        .or_else(|| lights(groups, count))
        .or_else(|| listed(groups, count))
        .or_else(|| supported(context, groups, count))
        .or_else(|| parts(count))
}

/// What the rows of a category say together, worked out once for all counts that are about them.
#[derive(Default)]
struct Group<'a> {
    category: &'a str,
    /// The rows in their order.
    tasks: Vec<usize>,
    /// How many numbers they have, the parts of a number counted once.
    numbers: u32,
    /// How many carry a mark of their own.
    marks: usize,
    /// The marks that differ, each with how many there are of it.
    kinds: Vec<(&'a Mark, u32)>,
    /// The rows that are done by their own words.
    done: Vec<usize>,
    /// How many rows say too little.
    unknown: usize,
    /// The notice itself calls some of them done.
    stated_done: bool,
    /// The rulings on its tasks by status: how many, and the last.
    rulings: Vec<(Status, u32, &'a Ruling)>,
}

impl<'a> Group<'a> {
    fn task(&mut self, context: &Context<'a>, index: usize, task: &'a Task) {
        let whole = |task: &'a Task| task.number.as_deref().and_then(|number| number.split('.').next()).unwrap_or("");
        let before = self.tasks.last().and_then(|before| context.tasks.get(*before));
        if before.is_none_or(|before| whole(before) != whole(task)) {
            self.numbers += 1;
        }
        self.tasks.push(index);
        let of_row = context.read.get(index).and_then(|raw| raw.mark.as_ref());
        if let Some(mark) = of_row.filter(|mark| mark.from != MarkFrom::Narrative) {
            self.marks += 1;
            match self.kinds.iter_mut().find(|kind| kind.0.word == mark.word && kind.0.status == mark.status) {
                Some(kind) => kind.1 += 1,
                None => self.kinds.push((mark, 1)),
            }
        }
        match task.status.assessed {
            Some(Status::Completed) => self.done.push(index),
            Some(Status::Unknown) => self.unknown += 1,
            _ => {}
        }
        self.stated_done |= task.status.stated == Some(Status::Completed);
    }

    fn ruling(&mut self, ruling: &'a Ruling) {
        match self.rulings.iter_mut().find(|known| known.0 == ruling.status) {
            Some(known) => (known.1, known.2) = (known.1 + 1, ruling),
            None => self.rulings.push((ruling.status, 1, ruling)),
        }
    }
}

/// The rows by category.
struct Groups<'a> {
    all: Group<'a>,
    /// In the order of their names.
    each: Vec<Group<'a>>,
}

impl<'a> Groups<'a> {
    fn new(context: &Context<'a>) -> Self {
        let mut names: Vec<&'a str> = context.tasks.iter().map(|task| task.category.as_str()).collect();
        crate::order::sort(&mut names);
        names.dedup();
        let each = names.into_iter().map(|category| Group { category, ..Group::default() }).collect();
        let mut groups = Self { all: Group::default(), each };
        for (index, task) in context.tasks.iter().enumerate() {
            groups.all.task(context, index, task);
            if let Some(place) = groups.place(&task.category) {
                groups.each[place].task(context, index, task);
            }
        }
        for ruling in &context.notice.rulings {
            groups.all.ruling(ruling);
            if let Some(place) = groups.place(&ruling.category) {
                groups.each[place].ruling(ruling);
            }
        }
        groups
    }

    fn place(&self, category: &str) -> Option<usize> {
        self.each.binary_search_by(|group| group.category.cmp(category)).ok()
    }

    /// The rows of a category, if there are any.
    fn own(&self, category: &str) -> Option<&Group<'a>> {
        self.place(category).map(|place| &self.each[place])
    }

    /// The rows that a count is about: those of its category, or all where no category is called so.
    fn of(&self, count: &StatedCount) -> &Group<'a> {
        self.own(&count.category).unwrap_or(&self.all)
    }
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
fn total(context: &Context<'_>, groups: &Groups<'_>, count: &StatedCount) -> Option<Finding> {
    let total = count.total?;
    // The rows of a table with sections are called by these; the only table holds them all under its own name.
    // So does the only count that is told by status, whatever it calls them.
    let told = |count: &&StatedCount| count.total.is_some() && count.parts.iter().any(|part| part.status.is_some());
    let alone = || {
        let mut told = context.notice.counts.iter().filter(told);
        told.next() == Some(count) && told.next().is_none() && groups.each.len() == 1
    };
    let only = || match context.notice.tables.as_slice() {
        [table] if table.category == count.category || alone() => Some(&groups.all).filter(|all| !all.tasks.is_empty()),
        _ => None,
    };
    let own = groups.own(&count.category).or_else(only)?;
    let (rows, groups) = (own.tasks.len() as u32, own.numbers);
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
    one.places.extend(own.tasks.last().and_then(|last| context.title_of(*last)));
    Some(one)
}

/// Counts of lights and status columns against the marks of the rows.
fn lights(groups: &Groups<'_>, count: &StatedCount) -> Option<Finding> {
    let group = groups.of(count);
    if group.marks * 10 < group.tasks.len() * 9 || group.marks == 0 {
        return None;
    }
    let printed_of = |fits: &dyn Fn(&Mark) -> bool| -> u32 {
        group.kinds.iter().filter(|(mark, _)| fits(mark)).map(|(_, count)| count).sum()
    };
    let mut wrong: Vec<(&StatedPart, u32)> = Vec::new();
    for part in &count.parts {
        // 绿灯 is counted by its word where the marks use it, else by what it means.
        let key = part.word.trim_end_matches(['灯', '燈', '牌']);
        let by_word = printed_of(&|mark| !key.is_empty() && mark.word.contains(key));
        let by_status = printed_of(&|mark| part.status.is_some() && mark.status == part.status);
        let printed = if by_word > 0 { by_word } else { by_status };
        // Rows whose mark is missing may be those that lack.
        let unmarked = (group.tasks.len() - group.marks) as u32;
        // One light may stand for several words: green for what is done and what goes on.
        let well = |status: Option<Status>| status.is_some_and(|status| !status.needs_attention());
        let marked = |status: Option<Status>| group.kinds.iter().any(|(mark, _)| mark.status == status);
        let shares = |other: &&StatedPart| {
            other.status == part.status || well(part.status) && well(other.status) && !marked(other.status)
        };
        let together: u32 = count.parts.iter().filter(shares).map(|other| other.count).sum();
        let off = |printed: u32| !(printed..=printed + unmarked).contains(&part.count) && printed != together;
        if off(printed) && off(by_status) && printed > 0 {
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
    if let Some((mark, _)) = group.kinds.iter().find(|(mark, _)| mark.status == wrong[0].0.status) {
        one.places.push(Evidence { text: mark.word.clone(), lines: mark.lines });
    }
    Some(one)
}

/// 进度滞后8个, and seven are listed.
fn listed(groups: &Groups<'_>, count: &StatedCount) -> Option<Finding> {
    for part in &count.parts {
        let status = part.status?;
        let rulings = groups.of(count).rulings.iter().find(|known| known.0 == status);
        let Some((_, listed, last)) = rulings.copied() else { continue };
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
            one.places.push(Evidence { text: last.text.clone(), lines: last.lines });
            return Some(one);
        }
    }
    None
}

/// 12项中,已完成2项、正常推进7项、滞后2项: at least three classes that together miss the total by one or two.
fn parts(count: &StatedCount) -> Option<Finding> {
    let total = count.total?;
    let classes: Vec<Status> = count.parts.iter().filter_map(|part| part.status).collect();
    let distinct = classes.iter().enumerate().all(|(at, class)| !classes[..at].contains(class));
    let sum: u32 = count.parts.iter().map(|part| part.count).sum();
    let near = sum != total && sum.abs_diff(total) <= 2 && sum.abs_diff(total) * 5 <= total;
    if classes.len() < 3 || classes.len() < count.parts.len() || !distinct || !near {
        return None;
    }
    let words: Vec<String> = count.parts.iter().map(|part| format!("{}{}", part.word, part.count)).collect();
    let mut one = mismatch(
        count,
        0.65,
        format!("正文称共{total}项，{}，合计{sum}项", words.join("、")),
        total.to_string(),
        sum.to_string(),
        &total.to_string(),
    );
    one.places.extend(count.parts.last().map(|part| place(count, &part.word)));
    Some(one)
}

/// 28 are said to be done, and the rows support twelve.
fn supported(context: &Context<'_>, groups: &Groups<'_>, count: &StatedCount) -> Option<Finding> {
    let part = count.parts.iter().find(|part| part.status == Some(Status::Completed))?;
    let group = groups.of(count);
    if group.stated_done {
        return None;
    }
    let (tasks, rows) = (group.tasks.len(), group.done.len() as u32);
    // 186 proposals are not the rows of a table of units.
    if count.total.is_some_and(|total| total as usize > tasks * 2) {
        return None;
    }
    // Growth that is on course and silent rows may be done for all we can see.
    if tasks < 10 || part.count < rows + 4 || f64::from(part.count) < f64::from(rows) * 1.4 || group.unknown * 3 > tasks
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
    let done = || group.done.iter().filter_map(|index| context.tasks.get(*index));
    one.tasks = done().map(|task| task.id.clone()).collect();
    one.places.extend(done().next().and_then(|task| task.status.evidence.first().cloned()));
    Some(one)
}
