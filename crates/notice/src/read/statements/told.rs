//! Sentences that report one thing after another: 甲工程已完成…；乙项目正在…。丙改造…. A paragraph in, its tasks with what is told
//! of each out. One such sentence may be chance, so a paragraph must tell of several.

use super::name::{WORDS, name_of, name_start, owned, report_start, split};
use super::{FEWEST, named};
use crate::phrase::text::Paragraph;
use crate::read::items::Named;
use std::ops::Range;

/// The statements of one sentence.
struct Sentence {
    found: Vec<Named>,
    /// How many stretches between ； it has, and how many of them tell of a task.
    pieces: usize,
    told: usize,
    /// The most statements are parted by commas alone.
    loose: bool,
}

impl Sentence {
    /// Whether it is a list of tasks by itself.
    fn lists(&self) -> bool {
        let count = self.found.len();
        let paced = self.found.iter().all(|one| one.status.is_some());
        let dense = self.told * 3 >= self.pieces * 2;
        count >= 2 && dense && (count >= FEWEST || paced && !self.loose || self.plain())
    }

    /// Whether each report begins with the word that says that it is one, or with the part that is meant: 主体已封顶.
    fn plain(&self) -> bool {
        let near = 4 * '主'.len_utf8();
        self.found.iter().all(|one| report_start(&crate::fold::fold(&one.progress)).is_some_and(|at| at <= near))
    }
}

/// The tasks that a paragraph tells of.
pub(super) fn read(paragraph: &Paragraph) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let mut runs: Vec<Vec<Sentence>> = vec![Vec::new()];
    let mut at = 0;
    for words in text.split_inclusive('。') {
        let range = at..at + words.len();
        at = range.end;
        let sentence = sentence(paragraph, range.clone());
        if !sentence.found.is_empty() {
            if let Some(run) = runs.last_mut() {
                run.push(sentence);
            }
        } else if !goes_on(words) {
            runs.push(Vec::new());
        }
    }
    let mut found = Vec::new();
    for run in runs {
        // Sentence upon sentence with a task of its own each: two plain ones, or three.
        let told = run.len() >= FEWEST || run.len() == 2 && run.iter().all(Sentence::plain);
        found.extend(run.into_iter().filter(|sentence| told || sentence.lists()).flat_map(|sentence| sentence.found));
    }
    found
}

/// Whether a sentence has no subject of its own: 累计完成…, 其中….
fn goes_on(words: &str) -> bool {
    report_start(words) == Some(0) || WORDS.several.iter().any(|word| words.starts_with(word))
}

/// The statements of a sentence. A stretch behind ； may begin with a name whose report follows behind a comma; behind a comma or 、 the
/// report must follow the name at once, and a name at the end of a bare enumeration (甲、乙、丙已完成) is left to those who read
/// enumerations.
fn sentence(paragraph: &Paragraph, range: Range<usize>) -> Sentence {
    let text = paragraph.text.as_str();
    let mut seen = Sentence { found: Vec::new(), pieces: 0, told: 0, loose: true };
    let mut open: Option<Range<usize>> = None;
    let close = |open: &mut Option<Range<usize>>, end: usize, found: &mut Vec<Named>| {
        if let Some(name) = open.take() {
            found.push(match owned(text, name.clone()) {
                Some((office, inner)) => {
                    let one = named(paragraph, &paragraph.clean(inner), None, name.end..end);
                    Named { units: vec![paragraph.clean(office)], ..one }
                }
                None => named(paragraph, paragraph.clean(name.clone()).trim(), None, name.end..end),
            });
        }
    };
    for (index, stretch) in split(text, range.clone(), &[';', '。']).into_iter().enumerate() {
        seen.pieces += 1;
        let mut bare = false;
        let mut told = false;
        let mut past = stretch.start;
        for (nth, piece) in split(text, stretch.clone(), &[',', '、']).into_iter().enumerate() {
            if piece.start < past {
                continue;
            }
            let words = &text[piece.clone()];
            let name = if nth == 0 {
                name_of(text, stretch.clone(), index == 0).filter(|name| {
                    // A name alone before a comma counts only where ； parts the statements, or a time follows.
                    name.end < piece.end
                        || seen.pieces > 1
                        || text[stretch.end..].starts_with(';')
                        || timed(text, name.end)
                })
            } else {
                let reported = |name: &Range<usize>| {
                    let opened = WORDS.openings.iter().any(|word| text[piece.start..name.start].contains(word));
                    opened || name.end < piece.end && !bare && report_start(&text[name.end..piece.end]).is_some()
                };
                owned_piece(text, &piece).or_else(|| name_of(text, piece.clone(), false).filter(reported))
            };
            let after_pause = text[..piece.start].ends_with('、');
            bare = name.is_none() && (after_pause && bare || WORDS.ends.iter().any(|end| words.ends_with(end)));
            if name.is_some() || WORDS.several.iter().any(|word| words.starts_with(word)) {
                close(&mut open, piece.start, &mut seen.found);
            }
            if let Some(name) = name {
                past = name.end;
                seen.loose &= nth > 0 || seen.pieces == 1;
                told = true;
                open = Some(name);
            }
        }
        seen.told += usize::from(told);
        // What stands behind ； without a name of its own goes on with the report.
        let mark = text[stretch.end..range.end].chars().next().map_or(0, char::len_utf8);
        let next = stretch.end + mark..range.end;
        if open.is_some() && mark > 0 && !next.is_empty() && name_of(text, next, false).is_none() {
            continue;
        }
        close(&mut open, stretch.end, &mut seen.found);
    }
    close(&mut open, range.end, &mut seen.found);
    seen
}

/// A piece that is nothing but an office's task in quotes; its report follows behind the comma.
fn owned_piece(text: &str, piece: &Range<usize>) -> Option<Range<usize>> {
    let start = name_start(text, piece.clone(), false);
    owned(text, start..piece.end).filter(|_| text[piece.end..].starts_with(',')).map(|_| start..piece.end)
}

/// Whether a time stands behind a name and its comma: 甲計畫,截至….
fn timed(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(',');
    WORDS.times.iter().any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        read(&Paragraph::new([(1, text)])).into_iter().map(|named| named.text).collect()
    }

    #[test]
    fn two_between_commas() {
        assert_eq!(
            names("重点工程续建项目总体进展顺利，体育公园建设工程已完成勘探工作，文化馆建设工程已开始建设主体结构。"),
            ["体育公园建设工程", "文化馆建设工程"]
        );
    }

    #[test]
    fn sentence_upon_sentence() {
        assert_eq!(
            names("其中，甲水库除险加固工程完成大坝填筑80%。乙中学新校区建设项目主体已封顶。"),
            ["甲水库除险加固工程", "乙中学新校区建设项目"]
        );
    }

    #[test]
    fn what_is_no_report() {
        for text in [
            "如果某项目累计投资增长低于计划，亮黄灯；如果投资下降，亮红灯。",
            "各部门要加快推进项目建设，确保年底前完成任务。要强化工作保障，已完成的要抓好巩固。",
            "全县重点项目进展顺利。",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }
}
