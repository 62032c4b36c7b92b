//! Invented short notices, one for each way in which such texts tell of their tasks, and what a careful reader takes from
//! them. The files in `mini/` hold the text, a line `---`, and then:
//!
//! - `task | title | units | statuses | words of the progress`: statuses are alternatives, an empty column is not asked;
//! - `tasks | number`: exactly so many tasks, none invented;
//! - `count | total | word=number:statuses …`: a stated total with its parts; a part may leave out its word or status;
//! - `parts | number`: exactly so many parts in all;
//! - `status | none`: no task has a status.

use std::path::Path;
use tongbao_notice::report::{Report, Task};
use tongbao_notice::{Options, analyze};

/// What was looked for and not found.
fn misses(report: &Report, expected: &str) -> Vec<String> {
    expected.lines().filter(|line| !line.trim().is_empty()).filter_map(|line| miss(report, line)).collect()
}

fn miss(report: &Report, line: &str) -> Option<String> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let column = |at: usize| columns.get(at).copied().unwrap_or("");
    let held = match column(0) {
        "task" => return task_miss(report, column(1), column(2), column(3), column(4)),
        "tasks" => report.tasks.len().to_string() == column(1),
        "parts" => report.stated.counts.iter().map(|count| count.parts.len()).sum::<usize>().to_string() == column(1),
        "status" => report.tasks.iter().all(|task| status(task).is_empty() || status(task) == "unknown"),
        "count" => {
            return column(2)
                .split(' ')
                .find(|part| !has_part(report, column(1), part))
                .map(|part| format!("{line}: {part} not in {:?}", report.stated.counts));
        }
        other => panic!("no such line: {other}"),
    };
    (!held).then(|| format!("{line}: {:?}", report.tasks.iter().map(|task| &task.title).collect::<Vec<_>>()))
}

/// A task's headline status by its word.
fn status(task: &Task) -> String {
    let status = task.status.stated.or(task.status.assessed);
    serde_json::to_value(status).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn task_miss(report: &Report, title: &str, units: &str, statuses: &str, progress: &str) -> Option<String> {
    let Some(task) = report.tasks.iter().find(|task| task.title.trim_end_matches('。') == title) else {
        return Some(format!("no task {title}: {:?}", report.tasks.iter().map(|task| &task.title).collect::<Vec<_>>()));
    };
    let named: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
    if !units.is_empty() && named.join(",") != units {
        return Some(format!("{title}: units {named:?}"));
    }
    if !statuses.is_empty() && !statuses.split(',').any(|one| one == status(task)) {
        return Some(format!("{title}: status {}", status(task)));
    }
    let told: String = task.entries.iter().map(|entry| entry.progress.as_str()).collect();
    (!told.contains(progress)).then(|| format!("{title}: progress {told:?}"))
}

/// Whether a part `word=number:statuses` stands in a count of this total.
fn has_part(report: &Report, total: &str, part: &str) -> bool {
    let (word, rest) = part.split_once('=').unwrap_or(("", part));
    let (number, statuses) = rest.split_once(':').unwrap_or((rest, ""));
    report.stated.counts.iter().filter(|count| count.total.is_some_and(|value| value.to_string() == total)).any(
        |count| {
            count.parts.iter().any(|found| {
                let status = serde_json::to_value(found.status).ok();
                let status = status.as_ref().and_then(|value| value.as_str()).unwrap_or("");
                found.count.to_string() == number
                    && found.word.contains(word)
                    && (statuses.is_empty() || statuses.split(',').any(|one| one == status))
            })
        },
    )
}

#[test]
fn each_way_of_telling_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mini");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 20, "the notices are gone");
    let mut all = Vec::new();
    for path in names {
        let file = std::fs::read_to_string(&path).unwrap();
        let (text, expected) = file.split_once("\n---\n").unwrap();
        let report = analyze(text, &Options::default());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        all.extend(misses(&report, expected).into_iter().map(|miss| format!("{name}: {miss}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
