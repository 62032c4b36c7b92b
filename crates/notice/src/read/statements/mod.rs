//! Tasks of a report that only tells: numbered paragraphs under 完成情况, and sentences that report one
//! thing after another (甲工程已完成…；乙项目正在…；丙改造…). Read only where nothing else gave tasks.

mod name;
mod numbered;
mod told;

use super::items::Named;
use super::text::{Paragraph, is_han};
use crate::lexicon::statuses;
use std::ops::Range;

/// Fewer statements than this in one sentence are no list.
const FEWEST: usize = 3;

/// Reads the numbered reports, else the told ones, else what a sentence lists by number.
pub fn read(paragraphs: &[Paragraph]) -> Vec<Named> {
    let numbered = numbered::read(paragraphs);
    if numbered.len() >= 2 {
        return numbered;
    }
    let told: Vec<Named> = paragraphs.iter().flat_map(told::read).collect();
    if told.is_empty() { paragraphs.iter().flat_map(super::items::enumerated).collect() } else { told }
}

/// Joins the tasks that were named with a status and those that were told. Where a line tells several tasks, what else is named
/// there are parts of them; a task found both ways keeps the status it was named with.
pub fn merge(named: Vec<Named>, mut told: Vec<Named>) -> Vec<Named> {
    // Where more is named with a status in a line than is told there, the line is a list of names.
    let in_line = |all: &[Named], line: u32| all.iter().filter(|one| one.lines.first == line).count();
    let counts: Vec<bool> = told
        .iter()
        .map(|one| one.number.is_some() || in_line(&told, one.lines.first) >= in_line(&named, one.lines.first))
        .collect();
    let mut keep = counts.into_iter();
    told.retain(|_| keep.next().unwrap_or(true));
    // What is told within the report on a task that is named by its unit is part of that report.
    told.retain(|two| !named.iter().any(|one| one.lines == two.lines && holds(one, two)));
    let (same, other): (Vec<Named>, Vec<Named>) =
        named.into_iter().partition(|one| told.iter().any(|two| alike(one, two)));
    for one in same {
        if let Some(two) = told.iter_mut().find(|two| alike(&one, two)) {
            two.status = one.status.or(two.status);
            (two.word, two.word_lines) = (one.word, one.word_lines);
            if two.units.is_empty() {
                two.units = one.units;
            }
            two.number = two.number.take().or(one.number);
        }
    }
    let mut all: Vec<Named> =
        other.into_iter().filter(|one| told.iter().filter(|two| two.lines == one.lines).count() < FEWEST).collect();
    all.extend(told);
    crate::order::sort_by_key(&mut all, |one| one.lines.first);
    all
}

/// Whether one task's report tells of the other.
fn holds(one: &Named, two: &Named) -> bool {
    !one.units.is_empty()
        && (one.progress.contains(&two.text) || one.text == two.text && one.progress.contains(&two.progress))
}

fn alike(one: &Named, two: &Named) -> bool {
    let holds =
        |long: &Named, short: &Named, fewest| long.text.contains(&short.text) && short.text.chars().count() >= fewest;
    // A numbered report is cut finer than an item of a list under a heading with a status.
    one.lines == two.lines && (one.text == two.text || holds(two, one, 6) || two.number.is_some() && holds(one, two, 4))
}

/// A task that is told of, with what is reported of it.
fn named(paragraph: &Paragraph, name: &str, number: Option<String>, report: Range<usize>) -> Named {
    let folded = &paragraph.text[report.clone()];
    let phrase = statuses::phrases(folded).into_iter().find(|phrase| {
        phrase.status.is_some()
            && (phrase.whole || phrase.sort == statuses::Sort::Pace || phrase.sort == statuses::Sort::Stop)
    });
    let progress = paragraph.clean(report.clone());
    let progress =
        progress.trim().trim_start_matches(|c: char| !is_han(c) && !c.is_alphanumeric() && c != '“').to_owned();
    let progress = progress.trim_end_matches(['，', '、', '；', ',', ';']).to_owned();
    Named {
        text: name.to_owned(),
        units: Vec::new(),
        // What a report says of itself is for judging; the notice rules on it only by a phrase on its pace or on the whole.
        status: phrase.and_then(|phrase| phrase.status),
        word: phrase.map_or_else(String::new, |phrase| {
            paragraph.printed(report.start + phrase.start..report.start + phrase.end).to_owned()
        }),
        word_lines: phrase.map_or_else(
            || paragraph.lines(report.clone()),
            |phrase| paragraph.lines(report.start + phrase.start..report.start + phrase.end),
        ),
        number,
        progress,
        category: String::new(),
        lines: paragraph.lines(report.start.saturating_sub(1)..report.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_after_another() {
        let found = read(&[Paragraph::new([(
            1,
            "其中，甲街道公园建设工程已完成主体；乙路改造提升工程正在推进选址，进度50%；丙片区雨水管网修复工程已进场。",
        )])]);
        assert_eq!(
            found.iter().map(|named| named.text.as_str()).collect::<Vec<_>>(),
            ["甲街道公园建设工程", "乙路改造提升工程", "丙片区雨水管网修复工程"]
        );
        assert_eq!(found[1].progress, "正在推进选址，进度50%");
    }

    #[test]
    fn told_between_commas() {
        let found = read(&[Paragraph::new([(
            1,
            "剩余8项中，2个养老机构建设已完成1个（50%）、15个幸福院建设已完成8个（53%），263场送戏进万村已送230场（87%），这3项预计10月底前全部完成。",
        )])]);
        assert_eq!(
            found.iter().map(|named| (named.text.as_str(), named.progress.as_str())).collect::<Vec<_>>(),
            [
                ("2个养老机构建设", "已完成1个（50%）"),
                ("15个幸福院建设", "已完成8个（53%）"),
                ("263场送戏进万村", "已送230场（87%）")
            ]
        );
        assert!(read(&[Paragraph::new([(1, "甲工程、乙工程、丙改造已完成，各部门配合密切。")])]).is_empty());
    }

    #[test]
    fn numbered_reports() {
        let found = read(&[
            Paragraph::new([(1, "（二）其他指标任务完成情况")]),
            Paragraph::new([(2, "1.引进投资项目不少于3个；新开工项目100个。上半年，引进项目3个，新开工项目80个。")]),
            Paragraph::new([(3, "2.培育发展平台2家，示范企业总数达30家。支持企业实施改造，推动技术应用。")]),
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "引进投资项目不少于3个；新开工项目100个");
        assert!(found[0].progress.starts_with("上半年"));
    }
}
