//! Tasks of a report that only tells: numbered paragraphs under 完成情况, and sentences that report one
//! thing after another (甲工程已完成…；乙项目正在…；丙改造…). Read only where nothing else gave tasks.

mod cut;
mod entries;
mod name;
mod told;

pub(super) use entries::tells;

use super::items::{self, Named};
use super::list;
use crate::lexicon::statuses::{self, Phrase, Sort};
use crate::phrase::text::{Paragraph, is_han};
use crate::report::Status;
use std::ops::Range;

/// Fewer statements than this in one sentence are no list.
const FEWEST: usize = 3;

/// Completes the tasks that were named with a status by the entries of lists, else by the told ones, else by what a sentence
/// lists by number.
pub fn complete(mut named: Vec<Named>, paragraphs: &[Paragraph]) -> Vec<Named> {
    let entries = entries::read(paragraphs);
    if entries.len() >= 2 {
        // 目前,2个任务均已完成: said of all entries behind them.
        named.extend(paragraphs.iter().flat_map(items::enumerated).filter(|one| one.status.is_some()));
        return merge(named, entries, true);
    }
    let told: Vec<Named> = paragraphs.iter().flat_map(told::read).collect();
    let listed = if told.is_empty() { paragraphs.iter().flat_map(items::enumerated).collect() } else { told };
    merge(named, listed, false)
}

/// Whether a text begins with the report on a task: 已全部竣工, 目前….
pub fn begins_report(text: &str) -> bool {
    name::report_start(text) == Some(0)
}

/// Joins the tasks that were named with a status and those that were told. Where a line tells several tasks, or is an entry of a
/// list, what else is named there are parts of it; a task found both ways keeps the status it was named with.
fn merge(mut named: Vec<Named>, mut told: Vec<Named>, entries: bool) -> Vec<Named> {
    let in_line = |all: &[Named], line: u32| all.iter().filter(|one| one.lines.first == line).count();
    // Where more is named with a status in a line than is told there, the line is a list of names, and what is told of one of
    // them runs into the next.
    let counts: Vec<bool> = told
        .iter()
        .map(|one| {
            let runs_into = |two: &Named| {
                let holds = one.text != two.text && (one.text.contains(&two.text) || two.text.contains(&one.text));
                two.lines == one.lines && (holds || one.progress.contains(&two.text))
            };
            entries
                || one.number.is_some()
                || in_line(&told, one.lines.first) >= in_line(&named, one.lines.first)
                || !named.iter().any(runs_into) && !one.progress.is_empty()
        })
        .collect();
    let mut keep = counts.into_iter();
    told.retain(|_| keep.next().unwrap_or(true));
    // What is told within the report on a task that is named by its unit is part of that report.
    told.retain(|two| !named.iter().any(|one| one.lines == two.lines && holds(one, two)));
    // So is what is named there without units of its own.
    let part_of = |one: &Named, two: &Named| one.text != two.text && one.lines == two.lines && holds(one, two);
    let parts: Vec<bool> =
        named.iter().map(|two| two.units.is_empty() && named.iter().any(|one| part_of(one, two))).collect();
    let mut parts = parts.into_iter();
    named.retain(|_| !parts.next().unwrap_or(false));
    // Paragraphs below a heading that name tasks with a status are a part of the notice, and no report on one task.
    let below = |one: &Named, two: &Named| one.lines.first > two.lines.first && one.lines.last <= two.lines.last;
    told.retain(|two| named.iter().filter(|one| below(one, two)).count() < 2);
    let (same, other): (Vec<Named>, Vec<Named>) =
        named.into_iter().partition(|one| told.iter().any(|two| alike(one, two)));
    for one in same {
        if let Some(two) = told.iter_mut().find(|two| alike(&one, two)) {
            // 在建: 甲工程:…停工: a heading that only says that things go on yields to the task's own words.
            let yields = one.status == Some(Status::OnTrack)
                && one.word_lines.last < two.lines.first
                && !matches!(two.status, None | Some(Status::Completed));
            if !yields {
                two.status = one.status.or(two.status);
                (two.word, two.word_lines) = (one.word, one.word_lines);
            }
            if two.units.is_empty() {
                two.units = one.units;
            }
            two.number = two.number.take().or(one.number);
        }
    }
    let part = |one: &Named| {
        if entries {
            in_line(&told, one.lines.first) > 0 && in_line(&other, one.lines.first) < FEWEST
        } else {
            told.iter().any(|two| two.lines == one.lines && two.progress.contains(&one.text))
        }
    };
    let mut all: Vec<Named> = other.iter().filter(|one| !part(one)).cloned().collect();
    all.extend(told);
    crate::order::sort_by_key(&mut all, |one| one.lines.first);
    all
}

/// Whether one task's report tells of the other.
fn holds(one: &Named, two: &Named) -> bool {
    !one.units.is_empty()
        && (one.progress.contains(&two.text)
            || one.text.trim_end_matches('。') == two.text.trim_end_matches('。')
                && !two.progress.is_empty()
                && one.progress.contains(&two.progress))
}

fn alike(one: &Named, two: &Named) -> bool {
    let holds =
        |long: &Named, short: &Named, fewest| long.text.contains(&short.text) && short.text.chars().count() >= fewest;
    // A numbered report is cut finer than an item of a list under a heading with a status.
    one.lines == two.lines && (one.text == two.text || holds(two, one, 6) || two.number.is_some() && holds(one, two, 4))
}

/// The status that is all of a report's first clause, or of its last: 已办结,代表满意。 …,问题已解决。
fn verdict(report: &str, last: bool) -> Option<Phrase> {
    let marks = [',', ';', '。', ':'];
    let end = report.trim_end_matches([';', '。', ' ']).len();
    let text = report.get(..end)?;
    let start = if last {
        text.rfind(marks).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
    } else {
        text.len() - text.trim_start_matches(marks).len()
    };
    let clause = text[start..].split(marks).next()?;
    let phrase = statuses::phrases(clause).into_iter().next()?;
    let whose = &clause[..phrase.start];
    let of_task =
        whose.is_empty() || items::is_noun(whose) || list::is_that(whose) || name::WORDS.times.contains(&whose);
    let whole =
        phrase.end == clause.len() && (phrase.firm || phrase.whole || !matches!(phrase.sort, Sort::Done | Sort::Loose));
    (of_task && whole && phrase.status.is_some() && !phrase.future).then(|| Phrase {
        start: start + phrase.start,
        end: start + phrase.end,
        ..phrase
    })
}

/// A task that is told of, with what is reported of it.
fn named(paragraph: &Paragraph, name: &str, number: Option<String>, report: Range<usize>) -> Named {
    let folded = &paragraph.text[report.clone()];
    // 烤烟3200亩,完成任务的106%;大棚120亩,…;肉牛…: what is said of one of several things is not said of all.
    let several = folded.matches(';').count() >= 2;
    let telling = |phrase: &Phrase| {
        !several
            && phrase.status.is_some()
            && !items::is_rate(folded, *phrase)
            && (phrase.whole || matches!(phrase.sort, Sort::Pace | Sort::Stop))
    };
    let phrase = verdict(folded, false)
        .or_else(|| statuses::phrases(folded).into_iter().find(telling))
        .or_else(|| verdict(folded, true));
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

/// A task whose report stands in the paragraphs below its name.
fn named_below(name: &str, number: Option<String>, paragraph: &Paragraph, below: &[&Paragraph]) -> Named {
    let mut reports = below.iter().map(|below| named(below, name, None, 0..below.text.len()));
    let mut one = reports.next().unwrap_or_else(|| named(paragraph, name, None, 0..0));
    for next in reports {
        if one.status.is_none() && next.status.is_some() {
            (one.status, one.word, one.word_lines) = (next.status, next.word, next.word_lines);
        }
        one.progress.push_str(&next.progress);
        one.lines = one.lines.join(next.lines);
    }
    Named { number, lines: paragraph.all_lines().join(one.lines), ..one }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_after_another() {
        let found = complete(
            Vec::new(),
            &[Paragraph::new([(
                1,
                "其中，甲街道公园建设工程已完成主体；乙路改造提升工程正在推进选址，进度50%；丙片区雨水管网修复工程已进场。",
            )])],
        );
        assert_eq!(
            found.iter().map(|named| named.text.as_str()).collect::<Vec<_>>(),
            ["甲街道公园建设工程", "乙路改造提升工程", "丙片区雨水管网修复工程"]
        );
        assert_eq!(found[1].progress, "正在推进选址，进度50%");
    }

    #[test]
    fn told_between_commas() {
        let found = complete(
            Vec::new(),
            &[Paragraph::new([(
                1,
                "剩余8项中，2个养老机构建设已完成1个（50%）、15个幸福院建设已完成8个（53%），263场送戏进万村已送230场（87%），这3项预计10月底前全部完成。",
            )])],
        );
        assert_eq!(
            found.iter().map(|named| (named.text.as_str(), named.progress.as_str())).collect::<Vec<_>>(),
            [
                ("2个养老机构建设", "已完成1个（50%）"),
                ("15个幸福院建设", "已完成8个（53%）"),
                ("263场送戏进万村", "已送230场（87%）")
            ]
        );
        assert!(
            complete(Vec::new(), &[Paragraph::new([(1, "甲工程、乙工程、丙改造已完成，各部门配合密切。")])]).is_empty()
        );
    }

    #[test]
    fn numbered_reports() {
        let found = complete(
            Vec::new(),
            &[
                Paragraph::new([(1, "（二）其他指标任务完成情况")]),
                Paragraph::new([(
                    2,
                    "1.引进投资项目不少于3个；新开工项目100个。上半年，引进项目3个，新开工项目80个。",
                )]),
                Paragraph::new([(3, "2.培育发展平台2家，示范企业总数达30家。支持企业实施改造，推动技术应用。")]),
            ],
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "引进投资项目不少于3个；新开工项目100个");
        assert!(found[0].progress.starts_with("上半年"));
    }
}
