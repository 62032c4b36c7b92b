//! Whatever a copy does to width, line ends, blanks and script, and whatever places are called, the
//! report says the same.

#![allow(clippy::format_push_string, reason = "what failed is told in plain words")]

use tongbao_notice::{Options, analyze};
use tongbao_trial::corpus::specimens;
use tongbao_trial::floors::floors;
use tongbao_trial::score::score;
use tongbao_trial::variants::{Change, changed, essence, renamed, renaming};

#[test]
fn other_ways_of_writing_a_notice_change_nothing() {
    let mut wrong = String::new();
    let allowed = floors("may change");
    for specimen in specimens() {
        let before = essence(&analyze(&specimen.text, &Options::default()));
        for change in Change::ALL.into_iter().filter(|change| change.applies_to(&specimen.text)) {
            let after = essence(&analyze(&change.apply(&specimen.text), &Options::default()));
            let differences = changed(&before, &after);
            let name = format!("{} {change:?}", specimen.name);
            let most = allowed.iter().find(|(known, _)| *known == name).map_or(0.0, |(_, most)| *most);
            if differences.len() as f64 > most {
                wrong += &format!("{} {change:?}: {} of {} facts\n", specimen.name, differences.len(), before.len());
                for difference in differences.iter().take(6) {
                    wrong += &format!("    {}\n", difference.chars().take(150).collect::<String>());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn other_names_change_nothing() {
    let mut wrong = String::new();
    for specimen in specimens() {
        let names = renaming(&specimen.text, &specimen.gold);
        assert!(names.len() > 3, "{} has names to exchange", specimen.name);
        let gold = serde_json::from_str(&renamed(&specimen.gold.to_string(), &names)).expect("names hold no quotes");
        let text = renamed(&specimen.text, &names);
        let before = score(&specimen.gold, &analyze(&specimen.text, &Options::default()));
        let after = score(&gold, &analyze(&text, &Options::default()));
        for figure in ["tasks found", "task precision", "titles", "units", "entry count", "progress cells"] {
            // One task may turn on a word that the new name broke.
            let one = after.0.get(figure).map_or(0.0, |figure| 1.01 / figure.all.max(1.0));
            if after.rate(figure) < before.rate(figure) - one {
                let misses: Vec<_> = after.0.get(figure).map(|figure| figure.misses.clone()).unwrap_or_default();
                wrong += &format!(
                    "{} {figure}: {:.3} was {:.3}\n    {:?}\n",
                    specimen.name,
                    after.rate(figure),
                    before.rate(figure),
                    &misses[..misses.len().min(3)]
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
