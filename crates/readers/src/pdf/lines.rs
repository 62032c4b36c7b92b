//! Glyphs to lines, and lines to paragraphs. A PDF knows no paragraphs: a line that broke off because
//! the next word had no room left goes on; one that ended before is the end of a paragraph.

use super::interpret::Glyph;
use tongbao_notice::fold::fold;
use tongbao_notice::phrase::units;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Left end.
    pub x0: f64,
    /// Right end.
    pub x1: f64,
    /// Base line.
    pub y: f64,
    /// Size of its letters.
    pub size: f64,
    /// Width of its first word, the least that must fit into the line before.
    pub first_word: f64,
    /// The room in which it is set, where that is not the one of its page or cell: a column of prose.
    pub room: Option<Room>,
}

/// The room in which lines are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// Left end.
    pub left: f64,
    /// Right end.
    pub right: f64,
}

/// Groups glyphs into lines from top to bottom.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    group(&mut glyphs).into_iter().filter_map(|line| finish(&line)).collect()
}

/// Glyphs of the same base line, from left to right.
pub fn group(glyphs: &mut [Glyph]) -> Vec<Vec<Glyph>> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut found: Vec<Vec<Glyph>> = Vec::new();
    let mut base = (f64::NEG_INFINITY, 0.0f64);
    for glyph in glyphs.iter() {
        if glyph.y - base.0 < 0.5 * glyph.size.max(base.1) && !found.is_empty() {
            if let Some(line) = found.last_mut() {
                line.push(*glyph);
            }
            // The larger letters carry the base line; superscripts do not.
            if glyph.size > base.1 {
                base = (glyph.y, glyph.size);
            }
        } else {
            found.push(vec![*glyph]);
            base = (glyph.y, glyph.size);
        }
    }
    for line in &mut found {
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        // Bold is sometimes drawn by printing twice.
        line.dedup_by(|b, a| a.c == b.c && (a.x0 - b.x0).abs() < 0.25 * a.size && (a.y - b.y).abs() < 0.25 * a.size);
    }
    found
}

/// Makes a line of glyphs that stand on it from left to right; `None` where nothing is visible.
pub fn finish(glyphs: &[Glyph]) -> Option<Line> {
    let visible = |glyph: &&Glyph| !glyph.c.is_whitespace();
    let first = glyphs.iter().find(visible)?;
    let last = glyphs.iter().rfind(visible)?;
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(before) = before {
            let gap = glyph.x0 - before.x1;
            let narrow = glyph.c.is_ascii() && before.c.is_ascii();
            if (glyph.spaced || gap > glyph.size.max(before.size) * if narrow { 0.3 } else { 0.9 })
                && !text.ends_with(' ')
                && glyph.c != ' '
            {
                text.push(' ');
            }
        }
        text.push(glyph.c);
        before = Some(glyph);
    }
    Some(Line {
        text: text.trim().to_owned(),
        x0: first.x0,
        x1: last.x1,
        y: last.y,
        size: glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max),
        first_word: first_word(glyphs),
        room: None,
    })
}

/// Width of what cannot be parted at the start of a line: a character with the signs that must not
/// begin a line behind it, or a run of Latin letters and digits.
fn first_word(glyphs: &[Glyph]) -> f64 {
    let mut visible = glyphs.iter().skip_while(|glyph| glyph.c.is_whitespace()).peekable();
    let Some(first) = visible.next() else { return 0.0 };
    let mut end = first.x1;
    let mut before = first.c;
    while let Some(glyph) = visible.peek() {
        let bound = OPENING.contains(before)
            || CLOSING.contains(glyph.c)
            || (is_latin(before) && is_latin(glyph.c) && glyph.x0 - end < 0.3 * glyph.size);
        if !bound {
            break;
        }
        end = glyph.x1;
        before = glyph.c;
        visible.next();
    }
    end - first.x0
}

const OPENING: &str = "（(《“‘〈【〔[「『";
const CLOSING: &str = "，。、；：？！）)》”’〉】〕]」』,.;:?!%％…·～—";

fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || c == '％' || c == '℃' || c == '㎡'
}

/// How lines stand below each other, as parts of the size of their letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spacing {
    /// From line to line within a paragraph.
    pitch: f64,
    /// Whether paragraphs stand further apart, so that the step alone tells them.
    tells: bool,
}

impl Spacing {
    /// Learns from all neighbouring lines of a text; each with whether it would go on by its length.
    pub fn learn(steps: &[(f64, bool)]) -> Self {
        let bucket = |step: f64| (step * 50.0).round() as i64;
        let mut counts = std::collections::BTreeMap::<i64, usize>::new();
        for (step, _) in steps.iter().filter(|(step, full)| *full && (0.9..3.2).contains(step)) {
            *counts.entry(bucket(*step)).or_default() += 1;
        }
        let Some((usual, _)) = counts.iter().max_by_key(|(_, count)| **count) else { return Self::default() };
        let pitch = *usual as f64 / 50.0;
        // Lines that surely end a paragraph, and how many of them are followed by more than a line's step.
        let ends: Vec<f64> = steps.iter().filter(|(step, full)| !*full && *step > 0.9).map(|(step, _)| *step).collect();
        let apart = ends.iter().filter(|step| **step > pitch + APART).count();
        Self { pitch, tells: ends.len() > 3 && apart * 10 > ends.len() * 8 }
    }
}

/// How much more than the usual step parts paragraphs, in letters.
const APART: f64 = 0.08;

/// The step from a line to the next, in letters.
pub fn step(before: &Line, line: &Line) -> f64 {
    (line.y - before.y) / before.size.max(line.size).max(1.0)
}

/// Joins lines that go on in the next one. `padding` is the least distance of words from the room's sides.
pub fn paragraphs(lines: &[Line], room: Room, padding: f64, spacing: Spacing) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let runs_on = |at: usize| at > 0 && goes_on(&lines[at - 1], &lines[at], room, padding, spacing);
        match out.last_mut() {
            Some(paragraph) if runs_on(at) && !are_offices(paragraph, &office(&lines[at..], at, runs_on)) => {
                join(paragraph, &line.text);
            }
            _ => out.push(line.text.clone()),
        }
    }
    out
}

/// The name that begins with the first of `lines`, the one at `first` of its cell, if it is one of an office: as long
/// as it is none, or the next line is the mere end of one, it takes the next line too.
fn office(lines: &[Line], first: usize, runs_on: impl Fn(usize) -> bool) -> String {
    let mut name = String::new();
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        let so_far = fold(&name);
        let is_end = (line.text.chars().count() < 4 || units::is_area(&so_far)) && !units::has_level(&line.text);
        if at > 0 && (!runs_on(first + at) || (units::is_complete(&so_far) && !is_end)) {
            break;
        }
        join(&mut name, &line.text);
    }
    name
}

/// The name of an office is not broken into more lines.
const MOST_LINES: usize = 5;

/// Whether words and the name below them are the names of two offices, however well the first fills the cell: the second
/// begins with the level of its government, or as the first does, or is a body of its own and not of the place above it.
pub fn are_offices(before: &str, name: &str) -> bool {
    let parts = |c: char| matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／' | ' ' | '\u{3000}');
    let before = before.trim_end().rsplit(parts).next().unwrap_or_default();
    let name = name.trim_start().split(parts).next().unwrap_or_default();
    let starts = units::has_level(name)
        || before.chars().next() == name.chars().next()
        || (units::is_body(&fold(name)) && !units::is_area(&fold(before)));
    starts && [before, name].iter().all(|name| name.chars().count() > 2 && units::is_complete(&fold(name)))
}

/// Puts a line behind the words before it, with a space only between Latin words.
pub fn join(paragraph: &mut String, line: &str) {
    let ends = paragraph.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
    if ends && line.chars().next().is_some_and(|c| c.is_ascii_alphabetic()) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Whether `line` is in one paragraph with `before`.
pub fn goes_on(before: &Line, line: &Line, room: Room, padding: f64, spacing: Spacing) -> bool {
    let step = step(before, line);
    // Lines on the next page come after lines further down.
    if step > 2.2f64.max(spacing.pitch + APART) || (before.size - line.size).abs() > 0.2 * before.size {
        return false;
    }
    if spacing.tells && step > 0.0 {
        // A line that ends long before the side was broken on purpose.
        let letter = before.size.max(line.size);
        return step <= spacing.pitch + APART && free(before, room, padding) < line.first_word + 1.6 * letter;
    }
    is_full(before, line, room, padding)
}

/// How much room a line leaves.
fn free(line: &Line, room: Room, padding: f64) -> f64 {
    let by_width = (room.right - room.left - 2.0 * padding) - (line.x1 - line.x0);
    by_width.min(room.right - padding - line.x1)
}

/// Whether the first word of `line` had no room left in the line before.
pub fn is_full(before: &Line, line: &Line, room: Room, padding: f64) -> bool {
    let ended = before.text.ends_with(['。', '；', '！', '：', ';']);
    free(before, room, padding) < line.first_word + 0.4 * before.size && !(ended && starts_item(&line.text))
}

/// Whether a line begins with the number of a list.
pub fn starts_item(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some('①'..='⑳' | '⑴'..='⒇') => true,
        Some('（' | '(') => letters.next().is_some_and(char::is_numeric),
        Some(c) if c.is_numeric() => {
            let after = letters.find(|c| !c.is_numeric());
            matches!(after, Some('.' | '．' | '、' | '）' | ')'))
        }
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => {
            text.chars().take(4).any(|c| matches!(c, '、' | '是'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .map(|(i, c)| Glyph {
                c,
                x0: x + 10.0 * i as f64,
                x1: x + 10.0 * (i + 1) as f64,
                y,
                size: 10.0,
                moved: i == 0,
                spaced: false,
            })
            .collect()
    }

    #[test]
    fn full_lines_go_on_and_short_ones_end() {
        let glyphs =
            [print("完成道路改造三公", 0.0, 10.0), print("里。", 0.0, 24.0), print("另建桥梁", 0.0, 38.0)].concat();
        let lines = lines(glyphs);
        assert_eq!(
            paragraphs(&lines, Room { left: 0.0, right: 82.0 }, 0.0, Spacing::default()),
            ["完成道路改造三公里。", "另建桥梁"]
        );
    }

    #[test]
    fn short_names_below_each_other_stay_apart() {
        let lines = lines([print("市司法局", 0.0, 10.0), print("市审计局", 0.0, 24.0)].concat());
        assert_eq!(
            paragraphs(&lines, Room { left: -5.0, right: 65.0 }, 5.0, Spacing::default()),
            ["市司法局", "市审计局"]
        );
    }

    #[test]
    fn names_that_fill_their_cell_are_told_from_one_over_several_lines() {
        let room = Room { left: 0.0, right: 42.0 };
        let read = |words: &[&str]| {
            let glyphs = words.iter().enumerate().flat_map(|(i, w)| print(w, 0.0, 10.0 + 14.0 * i as f64)).collect();
            paragraphs(&lines(glyphs), room, 0.0, Spacing::default())
        };
        assert_eq!(read(&["市水利局", "市水务集", "团"]), ["市水利局", "市水务集团"]);
        assert_eq!(read(&["市交通局", "滨江新区", "建设指挥", "部"]), ["市交通局", "滨江新区建设指挥部"]);
        assert_eq!(read(&["市公安局", "高新区分", "局"]), ["市公安局高新区分局"]);
        assert_eq!(read(&["市住建局", "质量监督", "站"]), ["市住建局质量监督站"]);
        assert_eq!(read(&["水利局、市", "乡村振兴局"]), ["水利局、市乡村振兴局"]);
        assert_eq!(read(&["县人社", "局、县农商", "银行"]), ["县人社局、县农商银行"]);
    }

    #[test]
    fn where_paragraphs_stand_apart_the_step_tells() {
        let names = ["市发改局", "市经信局", "市科技局", "市民政局", "市财政局"];
        let long = ["完成道路改造三公里并", "通车。"];
        let mut steps = Vec::new();
        for _ in names {
            steps.extend([(1.4, true), (1.4, true), (1.7, false)]);
        }
        let spacing = Spacing::learn(&steps);
        let at = |words: &[&str], step: f64| {
            words.iter().enumerate().flat_map(|(i, w)| print(w, 0.0, 10.0 + step * i as f64)).collect()
        };
        let room = Room { left: 0.0, right: 42.0 };
        assert_eq!(paragraphs(&lines(at(&names, 17.0)), room, 0.0, spacing).len(), 5);
        assert_eq!(paragraphs(&lines(at(&long, 14.0)), Room { left: 0.0, right: 102.0 }, 0.0, spacing).len(), 1);
    }
}
