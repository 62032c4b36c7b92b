//! Holds a report against a reading made by hand and counts how much of it is right.
//!
//! Every figure is right of all, so 1 is perfect. Texts are compared without white space and after
//! NFKC, so other paragraph glue or full-width punctuation is no miss. A task is matched by category
//! and number, else by its title; `also_accept` in the reading lists what else is right.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tongbao_notice::report::Report;
use unicode_normalization::UnicodeNormalization;

/// How much of one aspect is right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// How many are right.
    pub right: f64,
    /// How many there are.
    pub all: f64,
    /// What is wrong, one line each.
    pub misses: Vec<String>,
}

impl Figure {
    /// Right of all; 1 where there is nothing to be right about.
    pub fn rate(&self) -> f64 {
        if self.all > 0.0 { self.right / self.all } else { 1.0 }
    }
}

/// The figures of one report or, pooled, of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures(pub BTreeMap<&'static str, Figure>);

impl Figures {
    fn add(&mut self, name: &'static str, right: bool, miss: impl FnOnce() -> String) {
        self.count(name, f64::from(u8::from(right)), 1.0, miss);
    }

    fn count(&mut self, name: &'static str, right: f64, all: f64, miss: impl FnOnce() -> String) {
        let figure = self.0.entry(name).or_default();
        figure.right += right;
        figure.all += all;
        if right < all {
            figure.misses.push(miss());
        }
    }

    /// Adds the counts of `other`, its misses marked with `label`.
    pub fn pool(&mut self, label: &str, other: Self) {
        for (name, figure) in other.0 {
            let sum = self.0.entry(name).or_default();
            sum.right += figure.right;
            sum.all += figure.all;
            sum.misses.extend(figure.misses.into_iter().map(|miss| format!("{label}: {miss}")));
        }
    }

    /// The rate of one figure; 1 where nothing was counted under that name.
    pub fn rate(&self, name: &str) -> f64 {
        self.0.get(name).map_or(1.0, Figure::rate)
    }

    /// What stays below its floor, with the first misses; empty where everything holds.
    pub fn below(&self, floors: &[(&str, f64)]) -> String {
        let mut out = String::new();
        for &(name, floor) in floors {
            let Some(figure) = self.0.get(name) else {
                out += &format!("{name}: nothing was counted\n");
                continue;
            };
            if figure.rate() + 1e-9 < floor {
                out += &format!("{name}: {:.3} ({}/{}) < {floor}\n", figure.rate(), figure.right, figure.all);
                for miss in figure.misses.iter().take(5) {
                    out += &format!("    {miss}\n");
                }
            }
        }
        out
    }

    /// All figures as a table for people.
    pub fn table(&self) -> String {
        let mut out = String::new();
        for (name, figure) in &self.0 {
            out += &format!("{name:34} {:6.3}  ({}/{})\n", figure.rate(), figure.right, figure.all);
        }
        out
    }
}

/// The form in which texts are compared: NFKC, no white space.
pub fn squeeze(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The figures of `report` against `gold`.
///
/// # Panics
/// Where a report cannot be written as JSON, which would be a fault of its own.
pub fn score(gold: &Value, report: &Report) -> Figures {
    let report = serde_json::to_value(report).expect("a report is JSON");
    let mut figures = Figures::default();
    let used = tasks(gold, &report, &mut figures);
    let all = list(&report["tasks"]).len();
    figures.count("task precision", used.len() as f64, all as f64, || {
        let extra: Vec<String> = list(&report["tasks"])
            .iter()
            .enumerate()
            .filter(|(index, _)| !used.contains(index))
            .map(|(_, task)| format!("{} {} {}", text(&task["category"]), text(&task["number"]), text(&task["title"])))
            .take(5)
            .collect();
        format!("extra: {extra:?}")
    });
    facts(&gold["notice"], &report["notice"], &mut figures);
    counts(&gold["stated"]["counts"], &report["stated"]["counts"], &mut figures);
    figures
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// A value with what `also_accept` adds to it, all squeezed.
fn accepted(task: &Value, field: &str, value: &Value) -> Vec<String> {
    std::iter::once(value).chain(list(&task["also_accept"][field])).map(|one| squeeze(text(one))).collect()
}

/// The report's task for a reading's: the right place and title, else the title, else the place.
fn matching(gold: &Value, tasks: &[Value], used: &BTreeSet<usize>) -> Option<usize> {
    let categories = accepted(gold, "category", &gold["category"]);
    let numbers = accepted(gold, "number", &gold["number"]);
    let titles = accepted(gold, "title", &gold["title"]);
    let placed = |task: &Value| {
        categories.contains(&squeeze(text(&task["category"]))) && numbers.contains(&squeeze(text(&task["number"])))
    };
    let named = |task: &Value| titles.contains(&squeeze(text(&task["title"])));
    let find = |fits: &dyn Fn(&Value) -> bool| {
        tasks.iter().enumerate().find(|(index, task)| !used.contains(index) && fits(task)).map(|(index, _)| index)
    };
    find(&|task| placed(task) && named(task)).or_else(|| find(&named)).or_else(|| find(&placed))
}

fn tasks(gold: &Value, report: &Value, figures: &mut Figures) -> BTreeSet<usize> {
    let mut aliases: HashMap<String, String> = HashMap::new();
    for names in list(&gold["unit_aliases"]) {
        for name in list(names) {
            aliases.insert(squeeze(text(name)), squeeze(text(&names[0])));
        }
    }
    let all = list(&report["tasks"]);
    let mut used = BTreeSet::new();
    for gold in list(&gold["tasks"]) {
        let label = format!("{} {}", text(&gold["category"]), text(&gold["number"]));
        let found = matching(gold, all, &used);
        figures.add("tasks found", found.is_some(), || label.clone());
        let task = found.map_or(&Value::Null, |index| &all[index]);
        used.extend(found);
        if found.is_some() {
            let categories = accepted(gold, "category", &gold["category"]);
            let category = squeeze(text(&task["category"]));
            figures.add("category", categories.contains(&category), || format!("{label}: {category}"));
            let numbers = accepted(gold, "number", &gold["number"]);
            let number = squeeze(text(&task["number"]));
            figures.add("number", numbers.contains(&number), || format!("{label}: {number}"));
        }
        let title = squeeze(text(&task["title"]));
        let right = found.is_some() && accepted(gold, "title", &gold["title"]).contains(&title);
        figures.add("titles", right, || format!("{label}: {title}"));
        units(gold, task, &aliases, &label, figures);
        entries(gold, task, &label, figures);
        statuses(gold, task, &label, figures);
        if !gold["theme_any_of"].is_null() {
            let right = list(&gold["theme_any_of"]).contains(&task["theme"]);
            figures.add("theme", right, || format!("{label}: {}", task["theme"]));
        }
    }
    used
}

fn units(gold: &Value, task: &Value, aliases: &HashMap<String, String>, label: &str, figures: &mut Figures) {
    if gold["units"].is_null() {
        return;
    }
    let named = |units: &Value, field: &str, leads: bool| -> BTreeSet<String> {
        list(units)
            .iter()
            .filter(|unit| !leads || text(&unit["role"]) == "lead")
            .map(|unit| squeeze(text(&unit[field])))
            .map(|name| aliases.get(&name).cloned().unwrap_or(name))
            .collect()
    };
    let plain = |units: &Value| -> BTreeSet<String> {
        list(units)
            .iter()
            .map(|unit| squeeze(text(unit)))
            .map(|name| aliases.get(&name).cloned().unwrap_or(name))
            .collect()
    };
    let ways = [
        named(&task["units"], "name", false),
        named(&task["units"], "as_printed", false),
        named(&task["units"], "name", true),
    ];
    let mut wanted = vec![plain(&gold["units"])];
    if !list(&gold["also_accept"]["units"]).is_empty() {
        wanted.push(plain(&gold["also_accept"]["units"]));
    }
    let right = !task.is_null() && ways.iter().any(|way| wanted.contains(way));
    figures.add("units", right, || format!("{label}: {:?} for {:?}", ways[0], wanted[0]));
}

fn entries(gold: &Value, task: &Value, label: &str, figures: &mut Figures) {
    if gold["entries"].is_null() {
        return;
    }
    let wanted = list(&gold["entries"]);
    let got = list(&task["entries"]);
    let right = !task.is_null() && wanted.len() == got.len();
    figures.add("entry count", right, || format!("{label}: {} for {}", got.len(), wanted.len()));
    for (index, want) in wanted.iter().enumerate() {
        let entry = got.get(index).unwrap_or(&Value::Null);
        for (field, name) in [("progress", "progress cells"), ("problem", "problem cells")] {
            let have = squeeze(text(&entry[field]));
            if text(&want[field]).is_empty() && have.is_empty() {
                continue;
            }
            let right = accepted(gold, field, &want[field]).contains(&have);
            figures.add(name, right, || {
                let short = |text: String| text.chars().take(40).collect::<String>();
                format!("{label}[{index}]: {} for {}", short(have.clone()), short(squeeze(text(&want[field]))))
            });
        }
        if !want["lines"].is_null() && !task.is_null() && gold["inherits_from"].is_null() {
            figures.add("source lines", entry["lines"] == want["lines"], || {
                format!("{label}[{index}]: {} for {}", entry["lines"], want["lines"])
            });
        }
    }
}

fn statuses(gold: &Value, task: &Value, label: &str, figures: &mut Figures) {
    let (want, got) = (&gold["status"], &task["status"]);
    if want.get("stated").is_some() && !(want["stated"].is_null() && got["stated"].is_null()) {
        let right = want["stated"] == got["stated"] || list(&gold["also_accept"]["stated"]).contains(&got["stated"]);
        figures.add("stated status", right, || format!("{label}: {} for {}", got["stated"], want["stated"]));
    }
    let any = list(&want["assessed_any_of"]);
    if any.is_empty() {
        return;
    }
    let right = any.contains(&got["assessed"]);
    let miss = || format!("{label}: {} for {any:?}", got["assessed"]);
    figures.add("assessed status", right, miss);
    if let [only] = any {
        match text(only) {
            "completed" => figures.add("assessed recall, completed", right, miss),
            "behind" => figures.add("assessed recall, behind", right, miss),
            _ => {}
        }
    }
}

fn facts(gold: &Value, got: &Value, figures: &mut Figures) {
    for (name, want) in gold.as_object().into_iter().flatten() {
        if name == "period" {
            for (part, want) in want.as_object().into_iter().flatten() {
                let have = &got["period"][part];
                figures.add("notice facts", have == want, || format!("period.{part}: {have} for {want}"));
            }
            continue;
        }
        let have = &got[name];
        let right = if want.is_array() {
            let squeezed = |all: &Value| list(all).iter().map(|one| squeeze(text(one))).collect::<Vec<_>>();
            squeezed(have) == squeezed(want)
        } else {
            squeeze(text(have)) == squeeze(text(want))
        };
        figures.add("notice facts", right, || format!("{name}: {have} for {want}"));
    }
}

fn counts(gold: &Value, got: &Value, figures: &mut Figures) {
    for want in list(gold) {
        let category = text(&want["category"]);
        let have = list(got).iter().find(|count| text(&count["category"]) == category).unwrap_or(&Value::Null);
        figures.add("stated counts", have["total"] == want["total"], || {
            format!("{category} total: {} for {}", have["total"], want["total"])
        });
        for (status, want) in want["by_status"].as_object().into_iter().flatten() {
            let have: u64 = list(&have["parts"])
                .iter()
                .filter(|part| text(&part["status"]) == status)
                .filter_map(|part| part["count"].as_u64())
                .sum();
            figures.add("stated counts", want.as_u64() == Some(have), || {
                format!("{category} {status}: {have} for {want}")
            });
        }
    }
}
