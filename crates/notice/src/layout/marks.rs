//! Cells of status columns: a word or light as printed, a yes or no whose meaning stands in the
//! header (`lexicon/yes_no.tsv`), or a tick in one of several columns whose header is the word.

use crate::fold::fold;
use crate::lexicon;
use crate::lexicon::statuses::{self, Sort};
use crate::notice::{LineKind, Mark, MarkFrom, Notice};
use crate::phrase::ordinal::counts;
use crate::place::{Lines, Passage};
use crate::report::Status;
use crate::source::Source;
use std::ops::Range;

/// The mark that a status cell under this header makes; `None` where it says nothing.
pub fn mark(header: &str, cell: &Passage) -> Option<Mark> {
    let lines = cell.lines()?;
    let printed = cell.text();
    let text: String = fold(&printed).chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() || matches!(text.as_str(), "/" | "-" | "—" | "——") {
        return None;
    }
    let header: String = fold(header).chars().filter(|c| !c.is_whitespace()).collect();
    let tick = matches!(text.as_str(), "√" | "✓" | "✔" | "V" | "v" | "☑" | "■" | "●" | "○");
    // Under a question a tick says yes and a cross no.
    let asked = header.contains('否');
    let yes = text == "是" || asked && tick;
    if yes || text == "否" || asked && matches!(text.as_str(), "×" | "✗" | "✘" | "X" | "x") {
        let status = lexicon::rows(lexicon::table!("yes_no"))
            .find(|row| row.first().is_some_and(|words| header.contains(words)))
            .and_then(|row| row.get(if yes { 1 } else { 2 }).copied())
            .and_then(Status::from_word);
        return Some(Mark { word: printed, status, lines, from: MarkFrom::Column });
    }
    let word = if tick && !header.is_empty() { header } else { printed };
    let status = statuses::mark(&lights(&word)).flatten();
    Some(Mark { word, status, lines, from: MarkFrom::Column })
}

/// The status that a title gives to all rows below it: 红牌事项清单, 一、进度滞后项目（5个）. It begins with its one status
/// word, after number and bracket, or has it right before the things that it lists; a title of what is to be mended
/// (滞后项目整改情况表) gives none.
pub fn of_title(title: &str, lines: Lines) -> Option<Mark> {
    let text: String = fold(title).chars().filter(|c| !c.is_whitespace()).collect();
    let (status, range) = light_of(&text).or_else(|| word_of(&text))?;
    let behind = text.get(range.end..)?;
    let things = |class: &str| {
        let rows = lexicon::rows(lexicon::table!("titled"));
        rows.filter(|row| row.get(1) == Some(&class)).filter_map(|row| row.first().copied()).collect::<Vec<_>>()
    };
    let said = text.get(range.clone()).unwrap_or("");
    let after = behind.strip_prefix('的').unwrap_or(behind);
    let listed = things("listed").iter().any(|word| after.starts_with(word) || said.ends_with(word));
    let mended = things("mended").iter().any(|word| text.contains(word));
    let word = text.get(range)?.to_owned();
    (listed && !mended).then_some(Mark { word, status: Some(status), lines, from: MarkFrom::Narrative })
}

/// The light with which a folded title begins, after annex and number: 附件1红牌事项清单.
fn light_of(text: &str) -> Option<(Status, Range<usize>)> {
    let head =
        text.trim_start_matches(|c: char| counts(c) || matches!(c, '附' | '件' | '表' | '(' | ')' | ':' | '、' | '.'));
    let head = head.strip_prefix('亮').unwrap_or(head);
    let light = statuses::light(head)?;
    let start = text.len() - head.len();
    Some((light.status?, start..start + light.word.len()))
}

/// The only status that a folded title names, with its place.
fn word_of(text: &str) -> Option<(Status, Range<usize>)> {
    let mut phrases = statuses::phrases(text).into_iter().filter(|phrase| phrase.status.is_some());
    let (phrase, other) = (phrases.next()?, phrases.next());
    let says = !phrase.future
        && (phrase.firm || phrase.whole || matches!(phrase.sort, Sort::Pace | Sort::Stop | Sort::Idle | Sort::Undone));
    (says && other.is_none()).then_some((phrase.status?, phrase.start..phrase.end))
}

/// The colours of lights and cards.
const COLOURS: &str = "红黄绿蓝白橙紫黑灰";

fn colour(word: &str) -> Option<char> {
    lights(word).chars().find(|c| COLOURS.contains(*c))
}

/// A folded text with the names of colours in place of coloured signs.
fn lights(text: &str) -> String {
    let named = |c| match c {
        '🟢' => '绿',
        '🟡' => '黄',
        '🔴' => '红',
        '🔵' => '蓝',
        '⚪' => '白',
        '🟠' => '橙',
        c => c,
    };
    fold(text).chars().map(named).collect()
}

/// Gives lights the meaning that the notice's own legend gives them: 白灯：奉准缓办, 蓝灯表示已完成. Colours are
/// not portable: blue is finished here, a reward there.
pub fn apply_legend(source: &Source<'_>, notice: &mut Notice) {
    let mut meanings: Vec<(char, Status)> = Vec::new();
    let mut used: Vec<char> = notice
        .tasks
        .iter()
        .filter_map(|task| task.mark.as_ref().filter(|mark| mark.from == MarkFrom::Column))
        .filter_map(|mark| colour(&mark.word))
        .collect();
    crate::order::sort(&mut used);
    used.dedup();
    if used.is_empty() {
        return;
    }
    for (index, kind) in notice.lines.iter().enumerate() {
        let line = source.line(index as u32 + 1);
        if *kind == LineKind::Placed
            || *kind == LineKind::Blank
            || !line.contains(['灯', '燈', '牌', '色', '🟢', '🔴', '🔵', '⚪'])
        {
            continue;
        }
        let text = lights(line);
        for c in &used {
            if !meanings.iter().any(|known| known.0 == *c)
                && let Some(status) = meaning(&text, *c)
            {
                meanings.push((*c, status));
            }
        }
    }
    for mark in notice.tasks.iter_mut().filter_map(|task| task.mark.as_mut()) {
        if mark.from == MarkFrom::Column {
            let said = colour(&mark.word).and_then(|c| meanings.iter().find(|known| known.0 == c));
            if let Some((_, status)) = said {
                mark.status = Some(*status);
            }
        }
    }
}

/// What a folded line says this colour means.
fn meaning(text: &str, colour: char) -> Option<Status> {
    for (at, _) in text.match_indices(colour) {
        let rest = text.get(at + colour.len_utf8()..)?;
        let rest = rest.strip_prefix(['灯', '牌', '色']).unwrap_or(rest);
        let rest = rest.strip_prefix(['灯', '牌']).unwrap_or(rest);
        let Some(says) =
            [":", "—", "表示", "代表", "指", "为", "即", "(", "是"].iter().find_map(|word| rest.strip_prefix(word))
        else {
            continue;
        };
        let clause: String = says.chars().take(40).take_while(|c| !matches!(c, ';' | '。' | ')')).collect();
        let clause = clause.split(',').next().unwrap_or("");
        // 超前5%以上: the word before the number.
        let word = || statuses::mark(clause.split(|c: char| c.is_ascii_digit()).next().unwrap_or("")).flatten();
        if let Some(status) = statuses::phrases(clause).iter().find_map(|phrase| phrase.status).or_else(word) {
            return Some(status);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_no_and_ticks_take_their_meaning_from_the_header() {
        let cell = |text| Passage::of(text, Lines::one(1));
        assert_eq!(mark("是否达序", &cell("否")).and_then(|mark| mark.status), Some(Status::Behind));
        assert_eq!(mark("是否完成", &cell("是")).and_then(|mark| mark.status), Some(Status::Completed));
        assert_eq!(mark("解除列管", &cell("V")).map(|mark| mark.word), Some("解除列管".to_owned()));
        assert_eq!(mark("亮灯", &cell("●绿灯")).map(|mark| mark.word), Some("●绿灯".to_owned()));
        assert_eq!(mark("亮灯", &cell("/")), None);
        assert_eq!(mark("是否办结", &cell("√")).and_then(|mark| mark.status), Some(Status::Completed));
        assert_eq!(mark("是否办结", &cell("×")).and_then(|mark| mark.status), Some(Status::NotCompleted));
        assert_eq!(mark("督办灯", &cell("🟢")).and_then(|mark| mark.status), Some(Status::OnTrack));
    }

    #[test]
    fn a_title_may_say_how_all_below_it_stand() {
        let status = |title| of_title(title, Lines::one(1)).and_then(|mark| mark.status);
        assert_eq!(status("附件1 红牌事项清单"), Some(Status::Behind));
        assert_eq!(status("进度滞后项目一览表"), Some(Status::Behind));
        assert_eq!(status("二、尚未开工的项目（3个）"), Some(Status::NotStarted));
        assert_eq!(status("一、已完成任务"), Some(Status::Completed));
        for silent in
            ["重点工作完成情况表", "红黄牌事项清单", "滞后项目整改情况表", "民生实事项目进展情况表", "已完成情况"]
        {
            assert_eq!(status(silent), None, "{silent}");
        }
    }

    #[test]
    fn a_legend_says_what_a_colour_means() {
        let text = "亮蓝灯5项。蓝灯表示已完成年度目标任务,绿灯表示达到序时进度;○白灯:奉准缓办。";
        assert_eq!(meaning(text, '蓝'), Some(Status::Completed));
        assert_eq!(meaning(text, '白'), Some(Status::Suspended));
        assert_eq!(meaning(text, '红'), None);
        assert_eq!(meaning("蓝灯—超前5%以上;绿灯—符合进度", '蓝'), Some(Status::Ahead));
    }
}
