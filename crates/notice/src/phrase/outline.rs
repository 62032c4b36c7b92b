//! The outline of a text: what stands before a heading or a list item (一、 （一） 1. ① 一是 第1件),
//! and the labels that say what a paragraph is (责任单位：).

use super::{column, numeral};
use crate::lexicon::{self, WordTable};
use crate::report::Role;
use std::ops::Range;
use std::sync::LazyLock;

/// The kinds of numbering, from the outermost to the innermost as these texts use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 一、
    Chapter,
    /// （一）
    Section,
    /// 1. 1、
    Item,
    /// （1）
    Bracket,
    /// ①
    Circle,
    /// 一是
    Clause,
    /// ■ ● — •
    Bullet,
}

/// A marker at the start of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// Its kind.
    pub level: Level,
    /// Its number; 0 for a bullet.
    pub number: u64,
    /// How many bytes it takes, with what separates it from the words.
    pub length: usize,
}

/// Whether a character is a sign that stands before an item: ● ■ ✅ 🔴.
fn is_symbol(c: char) -> bool {
    matches!(c, '•' | '·' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f300}'..='\u{1faff}')
}

/// The marker with which a folded text begins.
pub fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let blank = |at: usize| at + text[at..].len() - text[at..].trim_start().len();
    if let Some(number) = numeral::enclosed(first) {
        let level = if matches!(first, '\u{3220}'..='\u{3229}') { Level::Section } else { Level::Circle };
        return Some(Marker { level, number, length: blank(first.len_utf8()) });
    }
    if is_symbol(first) {
        let words = text[first.len_utf8()..].trim_start_matches(['\u{fe0f}', ' ']);
        return Some(Marker { level: Level::Bullet, number: 0, length: text.len() - words.len() });
    }
    if let Some(rest) = text.strip_prefix("- ").or_else(|| text.strip_prefix("——")) {
        return (!rest.is_empty()).then(|| Marker { level: Level::Bullet, number: 0, length: text.len() - rest.len() });
    }
    // (a)
    if let [b'(', letter @ b'a'..=b'z', b')', ..] = text.as_bytes() {
        return Some(Marker { level: Level::Bracket, number: u64::from(letter - b'a') + 1, length: blank(3) });
    }
    // 序号1:, 问题一、
    if let Some((at, ())) = ORDINALS.longest(text)
        && let Some(number) = numeral::number(text, at).filter(|number| number.value < 400)
        && let Some(sign) = text[number.end..].chars().next().filter(|c| matches!(c, ':' | '、' | '.' | ' '))
    {
        return Some(Marker { level: Level::Item, number: number.value, length: blank(number.end + sign.len_utf8()) });
    }
    // 【1】新建公园: a number in black brackets.
    if first == '【' {
        let number =
            numeral::number(text, '【'.len_utf8()).filter(|n| text[n.end..].starts_with('】') && n.value < 400)?;
        return Some(Marker { level: Level::Item, number: number.value, length: blank(number.end + '】'.len_utf8()) });
    }
    if first == '(' {
        let number = numeral::number(text, 1).filter(|n| text[n.end..].starts_with(')') && n.value < 400)?;
        let level = if text.as_bytes()[1].is_ascii_digit() { Level::Bracket } else { Level::Section };
        return Some(Marker { level, number: number.value, length: blank(number.end + 1) });
    }
    if first == '第' {
        let number = numeral::number(text, 3)?;
        let rest = &text[number.end..];
        let measure = rest.chars().next().filter(|c| matches!(c, '件' | '项' | '条'))?;
        let at = number.end + measure.len_utf8();
        let separator = text[at..].chars().next().filter(|c| matches!(c, ':' | '、' | '.' | ',' | ' '))?;
        return Some(Marker { level: Level::Item, number: number.value, length: blank(at + separator.len_utf8()) });
    }
    let number = numeral::number(text, 0).filter(|n| n.value < 1000)?;
    let rest = &text[number.end..];
    if first.is_ascii_digit() {
        // 01 项目名称: with the blank between number and word not seen.
        if first == '0' && number.end == 2 && rest.chars().next().is_some_and(super::text::is_han) {
            return Some(Marker { level: Level::Item, number: number.value, length: number.end });
        }
        // 1️⃣: a digit on a key.
        if let Some(words) = rest.strip_prefix("\u{fe0f}\u{20e3}").or_else(|| rest.strip_prefix('\u{20e3}')) {
            let length = blank(text.len() - words.len());
            return Some(Marker { level: Level::Item, number: number.value, length });
        }
        let separator = rest.chars().next()?;
        let after = rest[separator.len_utf8()..].chars().next().unwrap_or(' ');
        let parted = match separator {
            '、' | ')' => true,
            '.' | ',' => !after.is_ascii_digit() || number.end <= 2 && starts_with_year(&rest[1..]),
            ' ' => number.end == 2 && text.starts_with('0'),
            _ => return None,
        };
        return parted.then(|| Marker {
            level: Level::Item,
            number: number.value,
            length: blank(number.end + separator.len_utf8()),
        });
    }
    if rest.starts_with('、') || rest.starts_with('.') || rest.starts_with(',') {
        let width = rest.chars().next().map_or(0, char::len_utf8);
        return Some(Marker { level: Level::Chapter, number: number.value, length: blank(number.end + width) });
    }
    if let Some(after) = rest.strip_prefix('是').or_else(|| rest.strip_prefix("要")) {
        let separator = after.chars().next().filter(|c| matches!(c, ',' | ':')).map_or(0, char::len_utf8);
        return (number.value <= 20).then(|| Marker {
            level: Level::Clause,
            number: number.value,
            length: number.end + 3 + separator,
        });
    }
    None
}

fn starts_with_year(text: &str) -> bool {
    numeral::digits(text, 0).is_some_and(|n| (1990..2100).contains(&n.value) && text[n.end..].starts_with('年'))
}

/// Where the numbered items of one paragraph begin, each behind a blank, a mark or the end of a sentence: 1. … 2. …, 一是…二是…, ①…②….
pub fn series(text: &str) -> Vec<(usize, Marker)> {
    let mut found: Vec<(usize, Marker)> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // The blank before a digit is not seen in folded text, so any word may stand there.
        let begins = matches!(before, ' ' | '。' | ';' | ':' | ',') && (c == '(' || numeral::is_chinese(c))
            || numeral::enclosed(c).is_some()
            || c.is_ascii_digit() && !before.is_ascii_digit() && !matches!(before, '.' | '第' | '(');
        if begins
            && let Some(marker) = marker(&text[at..])
            && found
                .last()
                .map_or(marker.number == 1, |(_, last)| last.level == marker.level && marker.number == last.number + 1)
        {
            found.push((at, marker));
        }
        before = c;
    }
    found
}

/// What a label says of the words behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// The task's title.
    Title,
    /// 目标.
    Goal,
    /// 进展.
    Progress,
    /// 存在问题.
    Problem,
    /// 下步打算.
    Next,
    /// 牵头, 责任.
    Lead,
    /// 配合.
    Support,
    /// 督导.
    Supervisor,
    /// 分管领导.
    Leader,
    /// 时限.
    Deadline,
    /// 状态.
    Status,
    /// 完成率.
    Rate,
    /// 投资.
    Amount,
    /// Anything else that belongs to the task.
    Extra,
    /// 来源.
    Source,
    /// 发布时间.
    Published,
    /// 成文日期.
    Signed,
    /// 文号.
    Document,
    /// 发文机关.
    Issuer,
    /// The notice's title in its page data.
    Name,
    /// Page data of no use, which ends what stands before it: 责任编辑, 点击量.
    Ignore,
}

impl Label {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "title" => Self::Title,
            "goal" => Self::Goal,
            "progress" => Self::Progress,
            "problem" => Self::Problem,
            "next" => Self::Next,
            "lead" => Self::Lead,
            "support" => Self::Support,
            "supervisor" => Self::Supervisor,
            "leader" => Self::Leader,
            "deadline" => Self::Deadline,
            "status" => Self::Status,
            "rate" => Self::Rate,
            "amount" => Self::Amount,
            "extra" => Self::Extra,
            "source" => Self::Source,
            "published" => Self::Published,
            "signed" => Self::Signed,
            "document" => Self::Document,
            "issuer" => Self::Issuer,
            "name" => Self::Name,
            "ignore" => Self::Ignore,
            _ => return None,
        })
    }

    /// Whether it belongs to a task and not to the notice as a document.
    pub fn of_task(self) -> bool {
        let of_notice = matches!(self, Self::Source | Self::Published | Self::Signed | Self::Document | Self::Issuer);
        !of_notice && !matches!(self, Self::Name | Self::Ignore)
    }

    /// Whether units follow it.
    pub fn of_units(self) -> bool {
        matches!(self, Self::Lead | Self::Support | Self::Supervisor)
    }
}

/// How many brackets, stars and blanks may stand before a label.
const OPENING: usize = 8;

static LABELS: LazyLock<WordTable<Label>> = LazyLock::new(|| {
    WordTable::new(
        lexicon::rows(lexicon::table!("labels")).filter_map(|row| Some((*row.first()?, Label::of(row.get(1)?)?))),
    )
});

/// Words before the number of an item.
static ORDINALS: LazyLock<WordTable<()>> = LazyLock::new(|| {
    let rows = lexicon::rows(lexicon::table!("labels")).filter(|row| row.get(1) == Some(&"ordinal"));
    WordTable::new(rows.filter_map(|row| Some((*row.first()?, ()))))
});

/// A label at the start of a folded text, with a colon behind it: what it means and how many bytes it takes.
/// A bracket may stand between (市定任务(2023年度)), and a blank before the colon.
pub fn label(text: &str) -> Option<(Label, usize)> {
    let opens = |c: &char| matches!(c, '【' | '[' | '(' | '*' | ' ');
    let opening = text.chars().take(OPENING).take_while(opens).map(char::len_utf8).sum::<usize>();
    let inner = &text[opening..];
    let known = LABELS.longest(inner).and_then(|(length, label)| closed(text, opening, length, *label));
    known.or_else(|| named_like_a_column(inner).and_then(|(length, label)| closed(text, opening, length, label)))
}

/// A label of this length behind `opening`, if a colon or a bracket closes it.
fn closed(text: &str, opening: usize, length: usize, label: Label) -> Option<(Label, usize)> {
    let mut at = opening + length;
    if let Some(rest) = text.get(at..).filter(|rest| rest.starts_with('('))
        && let Some(close) = rest.find(')').filter(|close| *close < 40)
    {
        at += close + 1;
    }
    let rest = text.get(at..)?;
    let closing = rest.len() - rest.trim_start_matches(['】', ']', '*', ' ']).len();
    let after = &rest[closing..];
    if let Some(value) = after.strip_prefix(':') {
        let value = value.trim_start_matches(['*', ' ']);
        return Some((label, text.len() - value.len()));
    }
    (opening > 0 && text.starts_with('【') && closing > 0).then_some((label, at + closing))
}

/// The longest label that is called like a column, and the shortest, in bytes.
const COLUMN_NAME: Range<usize> = 12..37;

/// Words before a colon that would be the header of a column: 工程形象进度:, 负责机构:.
fn named_like_a_column(text: &str) -> Option<(usize, Label)> {
    let length = text.bytes().take(COLUMN_NAME.end).position(|byte| byte == b':')?;
    let role = column::whole(text.get(..length).filter(|_| COLUMN_NAME.contains(&length))?)?;
    let label = match role {
        Role::Progress => Label::Progress,
        Role::Problem => Label::Problem,
        Role::NextSteps => Label::Next,
        Role::Lead => Label::Lead,
        Role::Support => Label::Support,
        Role::Supervisor => Label::Supervisor,
        Role::Leader => Label::Leader,
        Role::Deadline => Label::Deadline,
        _ => return None,
    };
    Some((length, label))
}

/// How many bytes a label of units takes at the start of a folded text, whatever follows it: 责任单位县水利局.
pub fn unit_label(text: &str) -> Option<usize> {
    LABELS.longest(text).filter(|(_, label)| label.of_units()).map(|(length, _)| length)
}

/// The label of a title with no colon behind it, at the start of a folded text: 项目名称 甲工程. How many bytes it takes.
pub fn spaced_title(text: &str) -> Option<usize> {
    let (length, label) = LABELS.longest(text)?;
    let value = text.get(length..)?.strip_prefix(' ')?;
    let first = value.split(' ').next().unwrap_or("");
    (*label == Label::Title && !first.is_empty() && bare_label(first).is_none()).then_some(length + 1)
}

/// A label that is all of a folded line: 责任单位 with the value on the next line.
pub fn bare_label(text: &str) -> Option<Label> {
    let bare = text.trim_matches(|c: char| matches!(c, ':' | ' ' | '【' | '】' | '*'));
    let bare = bare.find('(').filter(|_| bare.ends_with(')')).map_or(bare, |at| &bare[..at]);
    LABELS
        .longest(bare)
        .filter(|(length, label)| *length == bare.len() && **label != Label::Ignore)
        .map(|(_, label)| *label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        let read = |text: &str| marker(text).map(|m| (m.level, m.number));
        assert_eq!(read("一、总体情况"), Some((Level::Chapter, 1)));
        assert_eq!(read("(二)重点工作"), Some((Level::Section, 2)));
        assert_eq!(read("12.建设学校"), Some((Level::Item, 12)));
        assert_eq!(read("1,截至11月底"), Some((Level::Item, 1)));
        assert_eq!(read("1.5万平方米"), None);
        assert_eq!(read("【2】新建公园"), Some((Level::Item, 2)));
        assert_eq!(read("【进展】新建公园"), None);
        assert_eq!(read("(1)新建"), Some((Level::Bracket, 1)));
        assert_eq!(read("③完成改造"), Some((Level::Circle, 3)));
        assert_eq!(read("一是加强"), Some((Level::Clause, 1)));
        assert_eq!(read("2021年"), None);
        assert_eq!(read("三季度"), None);
        assert_eq!(read("第1件:办好"), Some((Level::Item, 1)));
    }

    #[test]
    fn items_of_one_paragraph() {
        assert_eq!(series("公示 1.建成村2个。 责任单位:甲局 2.建成室3所。").len(), 2);
        assert_eq!(series("增长1.5%。 2.另外").len(), 0);
        assert_eq!(series("进展如下:一是甲路。已开工。二是乙园。已完工。").len(), 2);
        assert_eq!(series("主要有①甲;②乙").len(), 2);
    }

    #[test]
    fn labels() {
        assert_eq!(label("责任单位:市教育局"), Some((Label::Lead, "责任单位:".len())));
        assert_eq!(label("目标任务 :改造"), Some((Label::Goal, "目标任务 :".len())));
        assert_eq!(label("市定任务(2023年度)"), None);
        assert_eq!(bare_label("市定任务(2023年度)"), Some(Label::Goal));
        assert_eq!(label("【进展情况】已完成").map(|(l, _)| l), Some(Label::Progress));
        assert_eq!(label("完成情况较好"), None);
        assert_eq!(label("工程形象进度:已封顶").map(|(l, _)| l), Some(Label::Progress));
        assert_eq!(label("负责部门:运输署").map(|(l, _)| l), Some(Label::Lead));
        assert_eq!(label("各单位工作进展:"), None);
    }
}
