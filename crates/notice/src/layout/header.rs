//! Headers: which column a header names, and which run of paragraphs is the header of a table. The
//! names stand in `lexicon/headers.tsv`.

use super::features::Features;
use super::tokens::{Border, Token};
use crate::fold::{fold, fold_char};
use crate::phrase::column::{Bare, LONGEST, LONGEST_BYTES, WORDS, named};
pub use crate::phrase::column::{classify, mentions};
use crate::phrase::units::{Likeness, has_level};
use crate::report::Role;

/// A column that a header names.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderCell {
    /// Its words as printed.
    pub text: String,
    /// What the column holds.
    pub role: Role,
    /// Whether the words are known as a header.
    pub known: bool,
}

impl HeaderCell {
    /// The column of this name, known or not.
    pub fn named(text: String) -> Self {
        match classify(&text) {
            Some((role, _)) => Self { text, role, known: true },
            None => Self { text, role: Role::Other, known: false },
        }
    }
}

/// A run of tokens that is a header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderRun {
    /// Its first token.
    pub start: usize,
    /// The token after its last.
    pub end: usize,
    /// Its columns.
    pub cells: Vec<HeaderCell>,
    /// How well its words are known.
    pub score: f32,
}

/// What a token can be in a header, looked at once for all headers that could begin near it.
#[derive(Clone, Copy, Default)]
pub struct Names {
    /// The column that it names alone.
    alone: Option<Role>,
    /// Its end and the beginning of the next token may be a name.
    goes_on: bool,
    /// It begins with a bracket.
    bracket: bool,
}

/// Whether a text gives a sum or a share, 完成投资16.7亿元: a cell of the body, not the name of a column.
fn has_sum(text: &str) -> bool {
    let signs = |c: char| matches!(c, '万' | '亿' | '元' | '个' | '%' | '％');
    text.chars().zip(text.chars().skip(1)).any(|(digit, sign)| digit.is_ascii_digit() && signs(sign))
}

/// What each token can be in a header.
pub fn names(tokens: &[Token<'_>], features: &[Features]) -> Vec<Names> {
    let mut bare = Bare::default();
    let opening =
        |text: &str| text.chars().map(fold_char).find(|c| !c.is_whitespace() && !matches!(c, ':' | '*')).unwrap_or(' ');
    let mut found = vec![Names::default(); tokens.len()];
    // What the token behind begins with.
    let mut next = ' ';
    for ((token, features), names) in tokens.iter().zip(features).zip(&mut found).rev() {
        let text = token.text.as_ref();
        let first = opening(text);
        names.bracket = first == '(';
        let short = features.chars <= LONGEST + 10 && text.len() <= LONGEST_BYTES;
        // 二、各镇完成情况 stands above a table.
        let number = || features.number.is_some() || features.numeric || features.section || has_sum(text);
        if short && !number() && bare.read(text, LONGEST) {
            names.alone = named(&bare).map(|found| found.0);
            names.goes_on = WORDS.may_go_on(&bare.text, next);
        }
        next = first;
    }
    found
}

/// The tokens from `from` on as one header cell, if they are one: the words that name it must lie across every seam.
fn joined(tokens: &[Token<'_>], from: usize, count: usize) -> Option<HeaderCell> {
    let parts = tokens.get(from..from + count)?;
    if parts.iter().skip(1).any(|token| token.border != Border::Line) || parts.iter().any(|token| token.text.is_empty())
    {
        return None;
    }
    // A paragraph is no header; most are told by their length, before any word is looked up.
    if parts.iter().map(|token| token.text.len()).sum::<usize>() > LONGEST_BYTES {
        return None;
    }
    let text: String = parts.iter().map(|token| token.text.as_ref()).collect();
    let (role, range) = classify(&text)?;
    let mut seam = 0;
    for (index, part) in parts.iter().enumerate().skip(1) {
        seam += Bare::of(&parts[index - 1].text).text.len();
        let folded = fold(part.text.trim());
        let bracketed = folded.starts_with('(') && folded.ends_with(')');
        let straddles = range.start < seam && range.end > seam;
        if !bracketed && !straddles {
            return None;
        }
    }
    Some(HeaderCell { text, role, known: true })
}

/// Whether each of these tokens names a column alone: the task, 实事项目 and 进度, or a progress and its status, 工作进展
/// and 状态. 年度计划 and 投资, 任务 and 编号, 项目 and 名称 are more often one name.
fn names_alone(tokens: &[Token<'_>], names: &[Names], from: usize, count: usize) -> bool {
    let parts = names.get(from..from + count).unwrap_or_default();
    let whole = tokens.get(from).is_some_and(|first| first.text.chars().count() > 3);
    let apart = match (parts.first().and_then(|part| part.alone), parts.get(1).and_then(|part| part.alone)) {
        (Some(Role::Title), Some(Role::Number | Role::Title)) => whole,
        (Some(Role::Title), _) => true,
        (Some(Role::Progress), Some(Role::Status)) => whole,
        _ => false,
    };
    apart && parts.iter().all(|part| part.alone.is_some())
}

/// Whether a narrow column between tabs breaks its name over this line and the next: no tab, no other cell.
fn is_broken(tokens: &[Token<'_>], at: usize) -> bool {
    let Some([first, second]) = tokens.get(at..at + 2) else { return false };
    let tabbed = [Some(first), tokens.get(at + 2)].into_iter().flatten().any(|token| token.border == Border::Tab);
    let narrow = |token: &Token<'_>| (1..=3).contains(&token.text.chars().count());
    tabbed && second.border == Border::Line && second.blanks == 0 && narrow(first) && narrow(second)
}

/// Whether an unknown token may stand between header cells.
fn may_be_header(token: &Token<'_>, features: &Features) -> bool {
    !token.text.is_empty()
        && features.chars <= 12
        && features.number.is_none()
        && !features.numeric
        && !features.sentence
        && (!features.date || token.text.ends_with(['月', '度']))
        && !features.dash
        && !features.chrome
        && features.paragraph.is_none()
        && !(features.unit == Likeness::Whole && has_level(&token.text))
}

/// How far a header may reach, in tokens.
const REACH: usize = 48;

/// The best header that begins at `start`, if one does.
pub fn header_at(tokens: &[Token<'_>], features: &[Features], names: &[Names], start: usize) -> Option<HeaderRun> {
    let first = features.get(start)?;
    if first.chars == 0 || first.chars > LONGEST + 10 {
        return None;
    }
    // Words across a seam begin before it, unless what follows is a bracket.
    let across =
        |at: usize| names.get(at).is_some_and(|own| own.goes_on) || names.get(at + 1).is_some_and(|next| next.bracket);
    let cell = |at: usize, count: usize| match count {
        1 => names.get(at).and_then(|own| own.alone),
        2 if is_broken(tokens, at) => {
            classify(&[tokens[at].text.as_ref(), &tokens[at + 1].text].concat()).map(|found| found.0)
        }
        _ if across(at) => joined(tokens, at, count).map(|cell| cell.role),
        _ => None,
    };
    if !(1..=3).any(|count| cell(start, count).is_some()) {
        return None;
    }
    let piped = tokens[start].border == Border::Row;
    // best[k]: the best segmentation of the first k tokens, with the width of its last cell.
    let mut best: Vec<Option<(f32, usize, bool)>> = vec![Some((0.0, 0, false))];
    let limit = REACH.min(tokens.len() - start);
    let mut top = (0.0_f32, 0);
    for at in 0..limit {
        while best.len() <= at + 3 {
            best.push(None);
        }
        let Some((score, _, _)) = best[at] else { continue };
        let token = &tokens[start + at];
        if at > 0 && (token.border == Border::Row || (piped && token.border != Border::Tab)) {
            continue;
        }
        if at > 0 && features[start + at].chars > LONGEST + 10 {
            continue;
        }
        for count in 1..=3 {
            if at + count > limit {
                break;
            }
            let gain = match cell(start + at, count) {
                Some(Role::Number) if at > 1 => -1.0,
                // Two names that stand for themselves are two columns: 实事项目, 进度.
                Some(_)
                    if count > 1 && names_alone(tokens, names, start + at, count) && !is_broken(tokens, start + at) =>
                {
                    2.0
                }
                // Words across a seam are better evidence than words on either side of it.
                Some(_) => 2.3 * count as f32 - 0.3,
                None if count == 1 && may_be_header(token, &features[start + at]) => {
                    // 已办结 and 未办结 name columns of counts, 债权企业 may be a column, but more often they are what a row says.
                    let unit = features[start + at].unit == Likeness::Whole;
                    let doubt = if features[start + at].status || unit { 0.6 } else { 0.0 };
                    if token.border == Border::Tab { -0.2 } else { -0.8 - doubt }
                }
                None if count == 1 && token.text.is_empty() && token.border == Border::Tab => -0.1,
                None => continue,
            };
            let known = gain > 0.0;
            let place = &mut best[at + count];
            if place.is_none_or(|old| score + gain > old.0) {
                *place = Some((score + gain, count, known));
                if score + gain > top.0 {
                    top = (score + gain, at + count);
                }
            }
        }
    }
    let (score, mut length) = top;
    let mut widths = Vec::new();
    while length > 0 {
        let (_, count, known) = best.get(length).copied().flatten()?;
        widths.push((count, known));
        length -= count;
    }
    widths.reverse();
    let mut cells = Vec::new();
    let mut at = start;
    for (count, known) in widths {
        let text: String = tokens[at..at + count].iter().map(|token| token.text.as_ref()).collect();
        let role = if known { classify(&text).map_or(Role::Other, |found| found.0) } else { Role::Other };
        cells.push(HeaderCell { text, role, known });
        at += count;
    }
    // A row of cells goes on to its end, known or not.
    while at < tokens.len() && tokens[at].border == Border::Tab && cells.len() < 24 {
        cells.push(HeaderCell { text: tokens[at].text.to_string(), role: Role::Other, known: false });
        at += 1;
    }
    at = unknown_tail(tokens, features, at, &mut cells);
    let run = HeaderRun { start, end: at, cells, score };
    run.is_table().then_some(run)
}

/// How many names at the end of a header may be unknown.
const UNKNOWN_TAIL: usize = 3;

/// The names between the last known one of a header and the row number 1: columns too, though nobody knows them.
fn unknown_tail(tokens: &[Token<'_>], features: &[Features], end: usize, cells: &mut Vec<HeaderCell>) -> usize {
    if cells.first().is_none_or(|cell| cell.role != Role::Number) {
        return end;
    }
    let tail = features.iter().skip(end).take(UNKNOWN_TAIL + 1).position(|features| features.number.is_some());
    let Some(to) = tail.map(|tail| end + tail).filter(|to| features.get(*to).is_some_and(|f| f.number == Some(1)))
    else {
        return end;
    };
    let names = end..to;
    if !names.clone().all(|at| tokens[at].border == Border::Line && may_be_header(&tokens[at], &features[at])) {
        return end;
    }
    cells.extend(names.map(|at| HeaderCell { text: tokens[at].text.to_string(), role: Role::Other, known: false }));
    to
}

impl HeaderRun {
    /// Whether the roles are those of a table of tasks.
    pub fn is_table(&self) -> bool {
        let known = self.cells.iter().filter(|cell| cell.known).count();
        let has = |roles: &[Role]| self.cells.iter().any(|cell| cell.known && roles.contains(&cell.role));
        let mut distinct: Vec<Role> = self.cells.iter().filter(|cell| cell.known).map(|cell| cell.role).collect();
        crate::order::sort_by_key(&mut distinct, |role| *role as u8);
        distinct.dedup();
        let tasks = has(&[Role::Number, Role::Lead, Role::Support, Role::Status, Role::Category])
            && has(&[Role::Title, Role::Progress, Role::Goal])
            || has(&[Role::Title]) && has(&[Role::Progress]);
        known >= 3 && self.cells.len() <= 24 && (tasks && distinct.len() >= 3 || self.is_ranking())
    }

    /// Whether the columns are those of units × indicators: units first, then rates and amounts, no words.
    fn is_ranking(&self) -> bool {
        let count = |roles: &[Role]| self.cells.iter().filter(|cell| cell.known && roles.contains(&cell.role)).count();
        count(&[Role::Lead]) == 1
            && count(&[Role::Rate, Role::Amount]) >= 2
            && count(&[Role::Title, Role::Progress, Role::NextSteps]) == 0
            // What stands before the units is a task and no figure of theirs.
            && !self.cells.iter().take_while(|cell| cell.role != Role::Lead).any(|cell| cell.role == Role::Goal)
    }

    /// Settles roles that depend on their neighbours: without a task column the first goal is the task; a second
    /// task column is the goal; of several status, number or problem columns the first is meant.
    pub fn settle(&mut self) {
        let has = |cells: &[HeaderCell], role: Role| cells.iter().any(|cell| cell.role == role);
        if self.is_ranking() {
            // A status over numbers (已办结) counts what has it.
            for cell in self.cells.iter_mut().filter(|cell| !cell.known) {
                if super::features::observe(&cell.text).status {
                    (cell.role, cell.known) = (Role::Amount, true);
                }
            }
            return;
        }
        if !has(&self.cells, Role::Title) {
            let stand_in = [Role::Goal, Role::Other, Role::Category, Role::Problem];
            // An unknown name between the number and a plan is that of the task.
            let unknown = self.cells.windows(3).position(|cells| {
                let roles = [cells[0].role, cells[2].role];
                !cells[1].known && !cells[1].text.is_empty() && roles == [Role::Number, Role::Goal]
            });
            let found = unknown.map(|number| number + 1).or_else(|| {
                stand_in
                    .iter()
                    .find_map(|role| self.cells.iter().position(|cell| cell.role == *role && !cell.text.is_empty()))
            });
            if let Some(index) = found {
                self.cells[index].role = Role::Title;
            }
        } else if let Some(title) = self.cells.iter().position(|cell| cell.role == Role::Title) {
            // 工作目标 before …指标: the first is the task. Before words that can only be a task the goal is a goal.
            let weak = Bare::of(&self.cells[title].text).text.ends_with("指标");
            let before = self.cells.iter().take(title).position(|cell| cell.role == Role::Goal);
            if let Some(goal) = before.filter(|_| weak) {
                self.cells[goal].role = Role::Title;
                self.cells[title].role = Role::Goal;
            }
        }
        let mut seen_title = false;
        let mut seen_number = false;
        for cell in &mut self.cells {
            match cell.role {
                Role::Title if seen_title => cell.role = Role::Goal,
                Role::Title => seen_title = true,
                Role::Number if seen_number => cell.role = Role::Other,
                Role::Number => seen_number = true,
                _ => {}
            }
        }
    }

    /// Whether another header is this one again, as at a page break.
    pub fn same_columns(&self, other: &Self) -> bool {
        self.cells.len() == other.cells.len()
            && self.cells.iter().zip(&other.cells).all(|(a, b)| Bare::of(&a.text).text == Bare::of(&b.text).text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::observe;
    use super::*;
    use crate::place::Lines;
    use std::borrow::Cow;

    fn run(texts: &[&str]) -> Option<Vec<(String, Role)>> {
        let tokens: Vec<Token<'_>> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| Token {
                text: Cow::Borrowed(*text),
                lines: Lines::one(index as u32 * 2 + 1),
                blanks: 1,
                border: Border::Line,
                soft_gap: false,
                page_top: false,
            })
            .collect();
        let features: Vec<Features> = texts.iter().map(|text| observe(text)).collect();
        header_at(&tokens, &features, &names(&tokens, &features), 0)
            .map(|run| run.cells.into_iter().map(|cell| (cell.text, cell.role)).collect())
    }

    #[test]
    fn words_name_columns() {
        let role = |text| classify(text).map(|found| found.0);
        assert_eq!(role("三季度完成情况"), Some(Role::Progress));
        assert_eq!(role("存在问题及解决建议"), Some(Role::Problem));
        assert_eq!(role("進展情況、存在問題及下一步打算"), Some(Role::Progress));
        assert_eq!(role("占年度计划(%)"), Some(Role::Rate));
        assert_eq!(role("1-8月完成投资(万元)"), Some(Role::Amount));
        assert_eq!(role("落後原因及因應對策"), Some(Role::Problem));
        assert_eq!(role("县发改局"), None);
        assert_eq!(role("镇（街道）"), Some(Role::Lead));
        for period in ["1月", "1-10月", "十一月", "第二季度", "三季度"] {
            assert_eq!(role(period), Some(Role::Progress), "{period}");
        }
        assert_eq!(role("月"), None);
    }

    #[test]
    fn split_words_are_joined_and_neighbours_are_not() {
        let got = run(&[
            "序号",
            "项目名称",
            "总投资",
            "(万元)",
            "年度计划",
            "投资(万元)",
            "占年度",
            "计划(%)",
            "形象进度",
            "责任单位",
            "联系",
            "领导",
            "备注",
            "1",
        ]);
        let roles: Vec<Role> = got.unwrap_or_default().into_iter().map(|cell| cell.1).collect();
        assert_eq!(
            roles,
            [
                Role::Number,
                Role::Title,
                Role::Amount,
                Role::Amount,
                Role::Rate,
                Role::Progress,
                Role::Lead,
                Role::Leader,
                Role::Remark
            ]
        );
    }

    #[test]
    fn a_sum_is_no_header_and_a_narrow_name_is_one_cell() {
        let got = run(&["全年目标", "序号", "任务", "进展情况", "完成投资16.7亿元", "1"]);
        assert_eq!(got.map(|cells| cells.len()), Some(4));
        let cell = |text: &'static str, border| Token {
            text: Cow::Borrowed(text),
            lines: Lines::one(1),
            blanks: 0,
            border,
            soft_gap: false,
            page_top: false,
        };
        let tokens = [
            cell("序号", Border::Line),
            cell("任务", Border::Tab),
            cell("内容", Border::Line),
            cell("目前", Border::Tab),
            cell("进展", Border::Line),
            cell("备注", Border::Tab),
        ];
        let features: Vec<Features> = tokens.iter().map(|token| observe(&token.text)).collect();
        let got = header_at(&tokens, &features, &names(&tokens, &features), 0);
        let roles: Vec<Role> = got.into_iter().flat_map(|run| run.cells).map(|cell| cell.role).collect();
        assert_eq!(roles, [Role::Number, Role::Title, Role::Progress, Role::Remark]);
    }

    #[test]
    fn a_header_ends_before_the_first_row() {
        let got =
            run(&["责任单位", "序号", "工作任务", "年度目标", "5月底进展情况", "存在问题", "亮灯", "县发改局", "1"]);
        assert_eq!(got.map(|cells| cells.len()), Some(7));
    }
}
