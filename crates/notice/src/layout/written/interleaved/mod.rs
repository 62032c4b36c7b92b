//! Columns whose visual lines are interleaved: what a PDF viewer copies, or the layout of a PDF whose columns stand so
//! close that a single blank parts them. A line holds one piece of each cell that happens to stand at its height; cells are
//! broken in mid-word, and those with fewer lines stand in the middle of their row, its number too.
//!
//! Lines come in whose first names columns a blank apart; out comes a grid. Each piece is given a column and each line
//! to a row by one search over the whole table. How wide a column is and where it begins is not known at first: a first
//! search does without, the next ones learn it from the one before.

mod search;

use self::search::{Beam, NARROW, WIDE, learn, search};
use super::{Found, cell};
use crate::document::Cell;
use crate::layout::features::{self, Features};
use crate::layout::header;
use crate::layout::tokens::{is_page_number, width};
use crate::map::Map;
use crate::place::Lines;
use crate::report::Role;
use crate::source::{Signs, Source};

/// Words of a line without a blank between.
struct Piece<'a> {
    text: &'a str,
    /// Where it begins, in places of a terminal.
    start: usize,
    /// Whether so much is free before it that it stands where its column does.
    free: bool,
    /// It holds a digit or a mark, as no name of a unit does.
    marked: bool,
    looks: Features,
}

/// The pieces of a line.
fn pieces(line: &str, spatial: bool) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut place = 0;
    let mut blanks = 2;
    for part in line.split([' ', '\u{a0}']) {
        let text = part.trim();
        if text.is_empty() {
            blanks += 1;
            place += 1 + width(part);
            continue;
        }
        let marked = text.contains(|c: char| c.is_ascii_digit() || "，,。；：%（）()“”".contains(c));
        let looks = features::observe(text);
        found.push(Piece { text, start: place, free: spatial && blanks >= 2, marked, looks });
        place += width(part) + 1;
        blanks = 1;
    }
    found
}

/// A column.
#[derive(Clone, PartialEq)]
struct Column {
    name: String,
    role: Role,
    /// How wide its full lines are, once that is known.
    room: Option<usize>,
    /// Where its lines begin, once that is known.
    start: Option<usize>,
}

/// What stands on a line below the header.
enum Line<'a> {
    Pieces(u32, Vec<Piece<'a>>),
    /// The foot of a page and the head of the next.
    Page,
}

/// The widest header, in lines and in columns.
const HEADER_LINES: u32 = 6;
const COLUMNS: usize = 10;
/// How many pieces of a line are told apart; more are blanks within a cell.
const MOST_PIECES: usize = 8;

/// The columns that the lines from `first` on name, and the line after them. Halves of a name are joined: 序 and 号.
fn columns(source: &Source<'_>, first: u32, last: u32) -> Option<(Vec<Column>, u32)> {
    let role = |text: &str| header::classify(text).map(|found| found.0);
    let mut names: Vec<String> = Vec::new();
    let mut close = false;
    let (mut at, mut printed) = (first, 0);
    while at <= last && printed < HEADER_LINES {
        let line = source.line(at);
        if line.trim().is_empty() {
            if at > first + HEADER_LINES * 4 {
                break;
            }
            at += 1;
            continue;
        }
        printed += 1;
        let fits = |word: &str| role(word).is_some() || (width(word) <= 4 && features::observe(word).number.is_none());
        // Each column has two words at most: 序 号.
        let words: Option<Vec<&str>> =
            line.split_whitespace().take(COLUMNS * 2 + 1).map(|word| fits(word).then_some(word)).collect();
        let Some(words) = words.filter(|words| words.len() <= COLUMNS * 2) else { break };
        let known = words.iter().filter(|word| role(word).is_some()).count();
        close |= known >= 2
            && words.windows(2).any(|pair| {
                [' ', '\u{a0}'].iter().any(|blank| line.contains(&format!("{}{blank}{}", pair[0], pair[1])))
            });
        for word in words {
            // The second half makes a name of the first, or goes on what is one already.
            let half = width(word) <= 2 || matches!(role(word), None | Some(Role::Other)) && width(word) <= 8;
            let whole = |name: &String| {
                let both = role(&[name.as_str(), word].concat());
                both.is_some() && (role(name).is_none() || both == role(name) && width(name) <= 4)
            };
            match names.iter_mut().find(|name| half && whole(name)) {
                Some(name) => name.push_str(word),
                None => names.push(word.to_owned()),
            }
        }
        at += 1;
    }
    let mut run: Vec<Column> = Vec::new();
    for name in names {
        run.push(Column { role: role(&name)?, name, room: None, start: None });
    }
    let has = |role: Role| run.iter().any(|column| column.role == role);
    let table = has(Role::Number) && has(Role::Title) && (has(Role::Progress) || has(Role::Lead));
    (close && table && (4..=COLUMNS).contains(&run.len())).then_some((run, at))
}

/// What a page repeats at its head or foot: lines that occur beside page numbers more than once.
fn furniture<'a>(source: &Source<'a>, first: u32, last: u32) -> Map<&'a str, usize> {
    let mut beside = Map::new();
    let printed: Vec<&str> = (first..=last).map(|at| source.line(at).trim()).filter(|line| !line.is_empty()).collect();
    for pair in printed.windows(2).filter(|pair| is_page_number(pair[0])) {
        *beside.entry(pair[1]).or_default() += 1;
    }
    beside
}

/// How often the search begins anew with what it learned.
const ROUNDS: usize = 3;
/// How many lines are tried before the whole table is searched.
const BEGINNING: usize = 60;
/// Longer tables are cut: a beam over them takes too long.
const MOST_LINES: usize = 3000;
/// How many rows a table must have.
const ROWS: usize = 2;

/// The table of interleaved columns whose header begins on this line.
pub fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let (mut columns, below) = columns(source, first, last)?;
    // The beginning shows whether lines are interleaved at all, at a small part of the cost.
    let (beginning, _) = body(source, (first, below, last), &columns, BEGINNING);
    if !mixed(&beginning) || !interleaved(&columns, &searched(&mut columns.clone(), &beginning, NARROW)) {
        return None;
    }
    let (lines, end) = body(source, (first, below, last), &columns, MOST_LINES);
    let way = searched(&mut columns, &lines, WIDE);
    if !interleaved(&columns, &way) {
        return None;
    }
    let mut rows = grid(&columns, &lines, &way);
    (rows.len() >= ROWS).then(|| {
        rows.insert(0, columns.iter().map(|column| cell(&column.name, Lines::one(first))).collect());
        Found { end, rows, alone: false }
    })
}

/// The lines below a header, at most so many, and the line after the last. The header stands on `first`, its table begins
/// on `below`, the text ends with `last`.
fn body<'a>(
    source: &Source<'a>,
    (first, below, last): (u32, u32, u32),
    columns: &[Column],
    most: usize,
) -> (Vec<Line<'a>>, u32) {
    // Two lines in three may be blank; what stands further is not looked at, so that each header costs alike.
    let last = last.min(below.saturating_add(most as u32 * 3));
    let heads = furniture(source, first.saturating_sub(12).max(1), last);
    let spaced = |at: &u32| source.signs(*at).any(Signs::SPACE);
    let spatial = (below..=last).filter(spaced).any(|at| source.line(at).trim_end().contains("    "));
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut at, mut end) = (below, below);
    let mut beside_page = false;
    while at <= last && lines.len() < most {
        let line = source.line(at);
        let text = line.trim();
        if text.is_empty() {
            at += 1;
            continue;
        }
        if is_page_number(text) || (beside_page && heads.get(text).is_some_and(|count| *count >= 2)) {
            if !beside_page {
                lines.push(Line::Page);
            }
            beside_page = true;
        } else if let Some((_, behind)) = columns_again(source, at, last, columns) {
            at = behind;
            continue;
        } else if features::chrome_line(text) {
            // What stands behind the table: an annex heading, the site's own words.
            break;
        } else {
            beside_page = false;
            let mut pieces = pieces(line, spatial);
            pieces.truncate(MOST_PIECES);
            lines.push(Line::Pieces(at, pieces));
            end = at + 1;
        }
        at += 1;
    }
    (lines, end)
}

/// Whether a quarter of the lines hold several pieces: where hardly any does, no search needs to find that out.
fn mixed(lines: &[Line<'_>]) -> bool {
    let several = |line: &&Line<'_>| matches!(line, Line::Pieces(_, pieces) if pieces.len() > 1);
    lines.iter().filter(several).count() * 4 >= lines.len()
}

/// What the last of several searches found; the columns have learned from each.
fn searched(columns: &mut [Column], lines: &[Line<'_>], beam: Beam) -> Vec<(bool, Vec<u8>)> {
    let mut way = Vec::new();
    for _ in 0..ROUNDS {
        way = search(columns, lines, beam);
        let before = columns.to_vec();
        learn(columns, lines, &way);
        // The next search would be this one again.
        if *columns == before[..] {
            break;
        }
    }
    way
}

/// Whether lines are interleaved indeed: two thirds of the row numbers stand below the first line of their row, as they
/// do only where cells are set around the middle of it, and a quarter of the lines hold pieces of several cells.
/// Everything else is read better by the other ways.
fn interleaved(columns: &[Column], way: &[(bool, Vec<u8>)]) -> bool {
    let numbered = |given: &[u8]| given.iter().any(|at| columns[usize::from(*at)].role == Role::Number);
    let (mut rows, mut below, mut mixed) = (0, 0, 0);
    let mut opens = true;
    for (begins, given) in way {
        opens |= begins;
        if numbered(given) {
            rows += 1;
            below += usize::from(!opens);
        }
        mixed += usize::from(given.windows(2).any(|pair| pair[0] != pair[1]));
        opens = false;
    }
    rows > 0 && below * 3 >= rows * 2 && mixed * 4 >= way.len()
}

/// The same header once more, on the next page.
fn columns_again(source: &Source<'_>, at: u32, last: u32, known: &[Column]) -> Option<(Vec<Column>, u32)> {
    let (again, behind) = columns(source, at, last)?;
    (again.len() == known.len() && again.iter().zip(known).all(|(a, b)| a.role == b.role)).then_some((again, behind))
}

/// The rows of the search as cells of a grid.
fn grid(columns: &[Column], lines: &[Line<'_>], way: &[(bool, Vec<u8>)]) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let printed = lines.iter().filter_map(|line| match line {
        Line::Pieces(at, pieces) => Some((*at, pieces)),
        Line::Page => None,
    });
    for ((at, pieces), (begins, given)) in printed.zip(way) {
        if *begins || rows.is_empty() {
            rows.push(vec![Cell::default(); columns.len()]);
        }
        let Some(row) = rows.last_mut() else { continue };
        for (piece, column) in pieces.iter().zip(given) {
            let Some(cell) = row.get_mut(usize::from(*column)) else { continue };
            if !cell.text.is_empty() && piece.looks.paragraph.is_some() && cell.text.ends_with(['。', '；', ';']) {
                cell.text.push('\n');
            }
            cell.text.push_str(piece.text);
            cell.lines = Some(cell.lines.map_or(Lines::one(at), |lines| lines.join(Lines::one(at))));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<Vec<Vec<String>>> {
        let source = Source::new(text);
        let last = text.lines().count() as u32;
        let texts = |row: Vec<Cell>| row.into_iter().map(|cell| cell.text).collect();
        at(&source, 1, last).map(|found| found.rows.into_iter().map(texts).collect())
    }

    /// Four rows as a viewer prints them: numbers in the middle, cells broken in mid-word.
    const MIXED: &str = "序 重点工作任务 责任单位 进展情况 评价
号
                 已完成路基工程三公里,正
   改造农村公路五十 区交通 在铺装桥面,预计十月底完
 1 公里,新建桥梁两 运输局 工,各项手续均已办理齐全 正常
   座。            。
                 新增高标准农田一万亩,完
   新增高标准农田一 区农业 成率四成,部分标段尚未进
 2 万亩以上,粮食稳 农村局 场,秋收正在组织之中,长 滞后
   定在三万吨。     势良好。
                 设立三级林长四百名,开展
   全面推行林长制, 区林业 巡林三千人次,造林任务已
 3 完成营造林一万亩 局    全部完成,并且通过了市级 完成
   以上。          验收。
                 引进项目资金三十亿元,新
   引进到位资金三十 区商务 签约项目十三个,其中制造
 4 八亿元,新签约项 局    业项目九个,协议总投资四 正常
   目十六个。       十亿元。
";

    #[test]
    fn lines_of_cells_around_the_middle_of_their_row_are_told_apart() {
        let rows = rows(MIXED).expect("a table");
        assert_eq!(rows.len(), 5);
        assert_eq!(rows[0], ["序号", "重点工作任务", "责任单位", "进展情况", "评价"]);
        assert_eq!(rows[3][1], "全面推行林长制,完成营造林一万亩以上。");
        assert_eq!(rows[3][2], "区林业局");
        assert_eq!(rows[2][4], "滞后");
    }

    #[test]
    fn rows_that_begin_with_their_number_are_left_to_other_ways() {
        let text = "序号 重点任务 责任单位 进展情况
1 改造农村公路 区交通局 已完成路基
2 新增高标准农田 区农业农村局 完成一半
3 推行林长制 区林业局 全部完成
";
        assert_eq!(rows(text), None);
    }
}
