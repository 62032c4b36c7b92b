//! Loose lines → tokens: one paragraph each, with what stands between it and the one before. One
//! tokenizer for every way in which tables are copied: a paragraph a line, tabs within lines, lines
//! that hold only a tab, and pipes around cells or whole rows.

use super::sections;
use crate::map::Map;
use crate::place::Lines;
use crate::source::{Signs, Source};
use std::borrow::Cow;

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// A line end and nothing more: the same cell, the next cell or the next row.
    Line,
    /// A line end right behind an empty cell that a tab opened: hardly the same cell, since a cell does not begin
    /// with nothing; most often the row ends there.
    LineAfterEmpty,
    /// A tab: the next cell of the same row.
    Tab,
    /// The end of a piped cell: the next cell or the next row.
    Cell,
    /// The start of a piped row.
    Row,
}

/// A paragraph, or an empty cell between two tabs.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'a> {
    /// Its words, trimmed; empty for an empty cell.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub lines: Lines,
    /// How many blank lines stand before it.
    pub blanks: u16,
    /// What parts it from the token before.
    pub border: Border,
    /// Whether a line of blanks or no-break spaces stands before it: then `blanks` says nothing.
    pub soft_gap: bool,
    /// Whether a page begins with it.
    pub page_top: bool,
}

/// The tokens of a stretch of lines, and the lines that are page furniture.
pub fn tokenize<'a>(source: &Source<'a>, span: Lines) -> (Vec<Token<'a>>, Vec<u32>) {
    let mut maker = Maker::default();
    for (number, line) in source.within(span) {
        maker.line(number, line, source.signs(number));
    }
    let mut tokens = maker.tokens;
    let furniture = drop_furniture(&mut tokens);
    unwrap(&mut tokens);
    sections::join(&mut tokens);
    (tokens, furniture)
}

#[derive(Default)]
struct Maker<'a> {
    tokens: Vec<Token<'a>>,
    blanks: u16,
    /// A tab that awaits its cell.
    tab: bool,
    /// A piped cell has just ended.
    cell: bool,
    soft: bool,
    page: bool,
    /// The line may hold stars.
    stars: bool,
}

impl<'a> Maker<'a> {
    fn push(&mut self, text: &'a str, line: u32, border: Border) {
        self.push_plain(
            if self.stars && text.contains("**") {
                Cow::Owned(text.replace("**", "").trim().to_owned())
            } else {
                Cow::Borrowed(text)
            },
            line,
            border,
        );
    }

    fn push_plain(&mut self, text: Cow<'a, str>, line: u32, border: Border) {
        let border = match border {
            Border::Line if self.tab => Border::Tab,
            Border::Line if self.cell => Border::Cell,
            Border::Line if self.follows_empty_cell(line) => Border::LineAfterEmpty,
            other => other,
        };
        self.tokens.push(Token {
            text,
            lines: Lines::one(line),
            blanks: self.blanks,
            border,
            soft_gap: self.soft,
            page_top: std::mem::take(&mut self.page),
        });
        self.blanks = 0;
        self.tab = false;
        self.cell = false;
        self.soft = false;
    }

    /// Whether the line above ends in a tab with nothing behind it.
    fn follows_empty_cell(&self, line: u32) -> bool {
        self.blanks == 0
            && !self.soft
            && self
                .tokens
                .last()
                .is_some_and(|last| last.text.is_empty() && last.border == Border::Tab && last.lines.last + 1 == line)
    }

    fn line(&mut self, number: u32, line: &'a str, signs: Signs) {
        let text = line.trim();
        self.page |= signs.any(Signs::PAGE);
        self.stars = signs.any(Signs::STAR);
        if text.is_empty() {
            self.blank_line(number, line);
        } else if let Some(cells) = signs.any(Signs::BAR).then(|| piped(text)).flatten() {
            self.piped_line(number, cells);
        } else if signs.any(Signs::TAB) && line.trim_matches(' ').contains('\t') {
            for (index, cell) in line.split('\t').enumerate() {
                let border = if index == 0 { Border::Line } else { Border::Tab };
                self.push(cell.trim(), number, border);
            }
        } else {
            self.push(text, number, Border::Line);
        }
    }

    fn blank_line(&mut self, number: u32, line: &str) {
        if line.is_empty() {
            self.blanks = self.blanks.saturating_add(1);
            return;
        }
        let tabs = line.matches('\t').count();
        if tabs > 0 {
            for _ in 0..tabs {
                if self.tab {
                    self.push("", number, Border::Tab);
                } else if self.soft && self.blanks >= 3 {
                    // A row that begins with an empty cell.
                    self.push("", number, Border::Line);
                }
                self.tab = true;
            }
        } else if line.chars().any(|c| !matches!(c, '\r' | ' ' | '\u{c}')) {
            if self.tab {
                self.push("", number, Border::Tab);
            } else {
                self.soft = true;
            }
        } else {
            self.blanks = self.blanks.saturating_add(1);
        }
    }

    fn piped_line(&mut self, number: u32, cells: Vec<&'a str>) {
        if cells
            .iter()
            .all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':' | ' ' | '—' | '=' | '+')))
        {
            return;
        }
        if let [cell] = cells[..] {
            self.tab = false;
            self.push(cell, number, Border::Line);
            self.cell = true;
            return;
        }
        if cells.iter().all(|cell| cell.is_empty()) {
            for cell in cells {
                self.push(cell, number, Border::Line);
                self.cell = true;
            }
            return;
        }
        for (index, cell) in cells.into_iter().enumerate() {
            let border = if index == 0 { Border::Row } else { Border::Tab };
            // A line break within the cell of a Markdown table.
            let mut paragraphs = cell.split("<br>").flat_map(|part| part.split("<br/>")).map(str::trim);
            self.push(paragraphs.next().unwrap_or(""), number, border);
            for paragraph in paragraphs.filter(|paragraph| !paragraph.is_empty()) {
                self.push(paragraph, number, Border::Line);
            }
        }
    }
}

/// The cells of a line of a pipe table (`| a | b |`, `a | b |`, `a |`) or of a box drawing.
fn piped(text: &str) -> Option<Vec<&str>> {
    let bar = |c: char| matches!(c, '|' | '│' | '┃' | '║');
    if !text.contains(bar) || !(text.starts_with(bar) || text.ends_with(bar) || text.matches(bar).count() >= 2) {
        return None;
    }
    if text.chars().all(bar) {
        // Nothing but bars: an empty cell each.
        return Some(vec![""; text.chars().count()]);
    }
    let inner = text.strip_prefix(bar).unwrap_or(text);
    let inner = inner.strip_suffix(bar).unwrap_or(inner);
    Some(inner.split(bar).map(str::trim).collect())
}

/// Takes out page numbers and running heads, and returns their lines. A running head is a short text that opens
/// several pages.
fn drop_furniture(tokens: &mut Vec<Token<'_>>) -> Vec<u32> {
    let mut heads: Map<String, u32> = Map::new();
    let mut top = false;
    for token in tokens.iter_mut() {
        token.page_top |= top;
        top = is_page_number(&token.text);
        let number = token.text.bytes().all(|b| b.is_ascii_digit());
        if token.page_top && !top && !number && token.text.len() <= 120 {
            *heads.entry(token.text.to_string()).or_default() += 1;
        }
    }
    let mut furniture = Vec::new();
    let mut blanks: Option<u16> = None;
    tokens.retain_mut(|token| {
        let head = token.page_top && heads.get(token.text.as_ref()).is_some_and(|count| *count >= 2);
        if head || is_page_number(&token.text) {
            furniture.extend(token.lines.first..=token.lines.last);
            blanks = Some(blanks.unwrap_or(token.blanks));
            return false;
        }
        if let Some(before) = blanks.take() {
            // What stood around the page's foot counts no more than the gap before it; where the two differ an empty cell
            // may stand on either side, or none.
            token.soft_gap |= token.blanks != before;
            token.blanks = token.blanks.min(before);
        }
        true
    });
    furniture
}

/// `- 12 -`, `—3—`, `第 3 页`, `第3页共9页`.
pub(super) fn is_page_number(text: &str) -> bool {
    let rule = |c: char| matches!(c, '-' | '—' | '–' | '－' | ' ' | '·' | '\u{c}');
    // Nearly every text is told by its first character.
    if !text.starts_with(|c: char| rule(c) || c.is_ascii_digit() || c == '第' || c.is_whitespace()) {
        return false;
    }
    let inner = text.trim_matches(rule);
    let digits = !inner.is_empty() && inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_digit());
    if digits {
        return inner.len() < text.len();
    }
    let mut printed = text.chars().filter(|c| !c.is_whitespace());
    printed.next() == Some('第')
        && text.contains('页')
        && printed.all(|c| c.is_ascii_digit() || matches!(c, '第' | '页' | '共' | ',' | '，' | '/'))
}

/// How wide a text is printed: two for a Chinese character, one for a Latin one.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if (c as u32) < 0x2e80 { 1 } else { 2 }).sum()
}

/// Joins the visual lines of a text that was broken at a fixed width: where nearly every line that
/// is followed by another without a blank line between is as wide as the widest.
fn unwrap(tokens: &mut Vec<Token<'_>>) {
    let follows = |pair: &[Token<'_>]| {
        pair[1].border == Border::Line && pair[1].blanks == 0 && !pair[1].soft_gap && !pair[0].text.is_empty()
    };
    let mut widths: Map<usize, usize> = Map::new();
    let mut all = 0;
    for pair in tokens.windows(2).filter(|pair| follows(pair)) {
        *widths.entry(width(&pair[0].text)).or_default() += 1;
        all += 1;
    }
    let spaced = tokens.iter().filter(|token| token.blanks > 0).count();
    if all < 8 || spaced * 4 < tokens.len() {
        return;
    }
    let Some(widest) = (10..200).rev().find(|w| widths.get(w).copied().unwrap_or(0) * 20 > all) else { return };
    let full = |w: usize| w + 3 >= widest && w <= widest + 6;
    let filled: usize = widths.iter().filter(|(w, _)| full(**w)).map(|(_, n)| n).sum();
    if filled * 10 < all * 6 {
        return;
    }
    let mut joined: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut last_width = 0;
    for token in tokens.drain(..) {
        let here = width(&token.text);
        match joined.last_mut() {
            Some(last) if token.border == Border::Line && token.blanks == 0 && !token.soft_gap && full(last_width) => {
                last.text.to_mut().push_str(&token.text);
                last.lines = last.lines.join(token.lines);
            }
            _ => joined.push(token),
        }
        last_width = here;
    }
    *tokens = joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, Border, u16)> {
        let source = Source::new(text);
        let (tokens, _) = tokenize(&source, Lines::new(1, source.len()));
        tokens.into_iter().map(|token| (token.text.into_owned(), token.border, token.blanks)).collect()
    }

    #[test]
    fn a_tab_alone_on_its_line_is_a_border_and_two_of_them_an_empty_cell() {
        let got = texts("1\n\n\t\n\n甲局\n\n\t\n\n\t\n\n已办\n");
        assert_eq!(
            got,
            vec![
                ("1".to_owned(), Border::Line, 0),
                ("甲局".to_owned(), Border::Tab, 2),
                (String::new(), Border::Tab, 2),
                ("已办".to_owned(), Border::Tab, 1)
            ]
        );
    }

    #[test]
    fn a_piped_row_begins_with_a_row_border() {
        let got = texts("| 1 | 甲 |  |\n| --- | --- | --- |\n| 2 | 乙 | 丙 |");
        assert_eq!(got.iter().filter(|cell| cell.1 == Border::Row).count(), 2);
        assert_eq!(got.len(), 6);
    }

    #[test]
    fn page_numbers_are_furniture_and_bare_numbers_are_not() {
        assert!(is_page_number("- 12 -") && is_page_number("第 3 页") && is_page_number("—3—"));
        assert!(!is_page_number("12") && !is_page_number("第3项"));
    }
}
