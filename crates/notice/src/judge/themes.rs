//! The theme of a task: one of fifteen, by the words of its task and goal cells and of its lead units.

use super::row::Row;
use crate::fold::fold;
use crate::lexicon::{self, WordTable};
use crate::number;
use crate::report::UnitRole;
use std::sync::LazyLock;

/// The fifteen themes, in the order of a government work report.
pub const THEMES: [&str; 15] = [
    "政府自身建设",
    "经济与产业",
    "科技与人才",
    "改革与数字化",
    "对外开放与招商",
    "基础设施与交通",
    "城乡建设",
    "生态环境",
    "农业农村与海洋",
    "文化旅游体育",
    "教育",
    "医疗卫生",
    "社会保障与民生",
    "平安与治理",
    "国防与双拥",
];

type Weights = [f64; THEMES.len()];

static WORDS: LazyLock<WordTable<Vec<(usize, f64)>>> = LazyLock::new(|| table(lexicon::table!("themes")));
static UNITS: LazyLock<WordTable<Vec<(usize, f64)>>> = LazyLock::new(|| table(lexicon::table!("theme_units")));

/// A table in which one word may speak for several themes.
fn table(source: &'static str) -> WordTable<Vec<(usize, f64)>> {
    WordTable::of_several(lexicon::rows(source).filter_map(|row| {
        let [word, theme, weight, ..] = &row[..] else { return None };
        let theme = THEMES.iter().position(|name| name == theme)?;
        Some((*word, (theme, number::decimal(weight)?)))
    }))
}

/// The theme of a task; `None` where no word speaks for any.
pub fn theme(row: &Row<'_>) -> Option<&'static str> {
    let mut weights = Weights::default();
    // What stands first says what the task is about; an enumeration at the end of a long cell says less.
    weigh(&mut weights, &row.title.text, 1.0);
    weigh(&mut weights, &row.goal.text, 0.8);
    let leads: Vec<_> = row.raw.units.iter().filter(|unit| unit.role == UnitRole::Lead).collect();
    for unit in leads.iter().take(4) {
        let share = 1.0 / leads.len().min(4) as f64;
        for (_, _, themes) in UNITS.hits(&fold(&unit.name)) {
            for (theme, weight) in themes {
                weights[*theme] += weight * share;
            }
        }
    }
    best(&weights).or_else(|| {
        let mut weights = Weights::default();
        for entry in &row.entries {
            weigh(&mut weights, &entry.progress.text, 0.3);
        }
        best(&weights)
    })
}

/// Adds the words of a text; each word counts once, and later ones a little less.
fn weigh(weights: &mut Weights, text: &str, factor: f64) {
    let mut seen: Vec<(usize, usize)> = Vec::new();
    let length = text.len().max(1) as f64;
    for (start, end, themes) in WORDS.hits(text) {
        let word = &text[start..end];
        if seen.iter().any(|(from, to)| &text[*from..*to] == word) || seen.len() > 200 {
            continue;
        }
        seen.push((start, end));
        let place = 1.0 - 0.45 * (start as f64 / length);
        for (theme, weight) in themes {
            weights[*theme] += weight * factor * place;
        }
    }
}

fn best(weights: &Weights) -> Option<&'static str> {
    let (theme, weight) = weights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    (*weight > 0.0).then(|| THEMES[theme])
}
