//! Section rows whose number stands in the number column of a table, so that loose lines hold it apart from its title:
//! 一 / 产业项目 / 1 / …. They become one paragraph, 一、产业项目, as other tables print them.
//!
//! A Chinese numeral alone is also how a table may number its tasks. It opens a section only where short words stand
//! below it and below those a row number in digits; where the sections count 一, 二, 三 and the row numbers behind them
//! go on or begin again; and where they do so from the first.

use super::tokens::{Border, Token};
use crate::fold::fold;
use crate::phrase::ordinal::numeral;
use std::borrow::Cow;

/// The longest title of such a section, in characters.
const LONGEST_TITLE: usize = 20;
/// How many empty cells may stand between the title and the next row.
const EMPTY_CELLS: usize = 24;

/// Joins number and title of the section rows among the tokens.
pub fn join(tokens: &mut Vec<Token<'_>>) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let (mut sections, mut rows) = (0, 0);
    for at in 0..tokens.len() {
        let Some((section, title, row)) = section_at(tokens, at) else { continue };
        let again = section == 1;
        if !(again && row == 1 || section == sections + 1 && (row == 1 || row > rows)) {
            continue;
        }
        (sections, rows) = (section, row);
        found.push((at, title));
    }
    // One alone is no sequence.
    if found.len() < 2 {
        return;
    }
    for (number, title) in found.into_iter().rev() {
        let text = heading(&tokens[number].text, &tokens[title].text);
        let lines = tokens[number].lines.join(tokens[title].lines);
        tokens[number].text = Cow::Owned(text);
        tokens[number].lines = lines;
        tokens.drain(number + 1..=title);
    }
}

/// The number of a section as a cell of its own prints it: 一, 十二、 or （三）.
pub fn number(cell: &str) -> Option<u32> {
    numeral(fold(cell).trim_matches(['(', ')', '、']))
}

/// Number and title of a section as other tables print them: 一、产业项目.
pub fn heading(number: &str, title: &str) -> String {
    let separator = if number.ends_with([')', '）', '、']) { "" } else { "、" };
    [number, separator, title].concat()
}

/// The section that begins at this token: its number, the token of its title, and the number of the row below.
fn section_at(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize, u32)> {
    let printed = tokens.get(at).filter(|token| token.border != Border::Tab && token.text.len() <= 16)?;
    let section = number(&printed.text)?;
    let words = |token: &Token<'_>| !token.text.is_empty();
    let title = at + 1 + tokens.iter().skip(at + 1).take(2).position(words)?;
    let name = &tokens.get(title)?.text;
    let short = name.chars().count() <= LONGEST_TITLE && !name.contains(['。', '，', '；', '：', ':']);
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !short || digits(name) {
        return None;
    }
    let next = tokens.iter().skip(title + 1).take(EMPTY_CELLS).find(|token| words(token))?;
    let row = Some(fold(&next.text)).filter(|text| digits(text))?.parse().ok()?;
    Some((section, title, row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Lines;

    fn joined(texts: &[&'static str]) -> Vec<String> {
        let token = |(line, text): (usize, &&'static str)| Token {
            text: Cow::Borrowed(*text),
            lines: Lines::one(line as u32 + 1),
            blanks: 0,
            border: Border::Line,
            soft_gap: false,
            page_top: false,
        };
        let mut tokens: Vec<Token<'_>> = texts.iter().enumerate().map(token).collect();
        join(&mut tokens);
        tokens.into_iter().map(|token| token.text.into_owned()).collect()
    }

    #[test]
    fn numerals_above_rows_in_digits_open_sections() {
        let got = joined(&["序号", "一", "产业项目", "1", "建厂", "2", "扩产", "二", "民生项目", "3", "建校"]);
        assert_eq!(got, ["序号", "一、产业项目", "1", "建厂", "2", "扩产", "二、民生项目", "3", "建校"]);
        let got = joined(&["（一）", "工业", "1", "建厂", "（二）", "农业", "1", "修渠"]);
        assert_eq!(got, ["（一）工业", "1", "建厂", "（二）农业", "1", "修渠"]);
    }

    #[test]
    fn numerals_that_number_tasks_stay() {
        for tasks in [
            &["一", "建公园", "12", "个", "二", "修路", "8", "公里"][..],
            &["一", "建公园", "县城管局", "二", "修路", "县交通局"],
            &["一", "产业项目", "1", "建厂", "2", "扩产"],
        ] {
            assert_eq!(joined(tasks), tasks);
        }
    }
}
