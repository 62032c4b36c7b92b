//! The short name of what a table lists, from its title: without year, period, government and 情况表.
//! The words stand in `lexicon/category_words.tsv`.

use super::ordinal;
use crate::fold::fold;
use crate::lexicon;
use std::sync::LazyLock;

#[derive(Default)]
struct Words {
    drop: Vec<&'static str>,
    tails: Vec<&'static str>,
    aliases: Vec<(&'static str, &'static str)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for row in lexicon::rows(lexicon::table!("category_words")) {
        match (row.first(), row.get(1), row.get(2)) {
            (Some(word), Some(&"drop"), _) => words.drop.push(word),
            (Some(word), Some(&"tail"), _) => words.tails.push(word),
            (Some(word), Some(&"alias"), Some(to)) => words.aliases.push((word, to)),
            _ => {}
        }
    }
    // 亮灯情况 before 情况.
    crate::order::sort_by_key(&mut words.tails, |tail| std::cmp::Reverse(tail.len()));
    words
});

/// The name of a section row: 一、产业项目（15个） → 产业项目.
pub fn section_name(title: &str) -> String {
    let printed: Vec<char> = title.chars().filter(|c| !c.is_whitespace()).collect();
    let folded: Vec<char> = fold(title).chars().filter(|c| !c.is_whitespace()).collect();
    if printed.len() != folded.len() {
        return printed.into_iter().collect();
    }
    let mut start = 0;
    if folded.first() == Some(&'(') {
        start = folded.iter().position(|c| *c == ')').map_or(0, |at| at + 1);
    } else if let Some(at) = folded.iter().position(|c| matches!(c, '、' | '.'))
        && at <= 3
    {
        start = at + 1;
    }
    let end = folded.iter().skip(start).position(|c| *c == '(').map_or(folded.len(), |at| start + at);
    printed.get(start..end).unwrap_or(&[]).iter().filter(|c| !matches!(c, ':' | '：')).collect()
}

/// The short name from the title of a table.
pub fn short_name(title: &str) -> String {
    let printed: Vec<char> = title.chars().filter(|c| !c.is_whitespace()).collect();
    let folded: Vec<char> = fold(title).chars().filter(|c| !c.is_whitespace()).collect();
    if printed.len() != folded.len() {
        return String::new();
    }
    let mut keep = vec![true; folded.len()];
    drop_number(&folded, &mut keep);
    drop_brackets(&folded, &mut keep);
    drop_book_marks(&folded, &mut keep);
    drop_periods(&folded, &mut keep);
    drop_places(&folded, &mut keep);
    let collect = |keep: &[bool]| -> (String, String) {
        let pick = |chars: &[char]| chars.iter().zip(keep).filter(|(_, k)| **k).map(|(c, _)| *c).collect::<String>();
        (pick(&printed), pick(&folded))
    };
    let (mut name, mut plain) = collect(&keep);
    for word in &WORDS.drop {
        while let Some(at) = plain.find(word) {
            cut(&mut name, &mut plain, at, word.len());
        }
    }
    let mut again = true;
    while again {
        // 一、完成情况一览表 names nothing.
        if WORDS.tails.contains(&plain.as_str()) {
            return String::new();
        }
        again = false;
        let tails = ["表", "册", "的", "及", "、"];
        for tail in tails.iter().chain(WORDS.tails.iter()) {
            if plain.ends_with(tail) && plain.chars().count() > tail.chars().count() + 1 {
                let at = plain.len() - tail.len();
                cut(&mut name, &mut plain, at, tail.len());
                again = true;
            }
        }
    }
    for lead in ["关于", "的", "年度", "度", "年"] {
        if plain.starts_with(lead) {
            cut(&mut name, &mut plain, 0, lead.len());
        }
    }
    if let Some(alias) = WORDS.aliases.iter().find(|alias| alias.0 == plain) {
        return alias.1.to_owned();
    }
    name
}

/// Cuts the byte range `at..at+length` of the folded text out of both texts, character for character.
fn cut(name: &mut String, plain: &mut String, at: usize, length: usize) {
    let from = plain.get(..at).map_or(0, |head| head.chars().count());
    let count = plain.get(at..at + length).map_or(0, |word| word.chars().count());
    *name = name.chars().enumerate().filter(|(i, _)| !(from..from + count).contains(i)).map(|(_, c)| c).collect();
    *plain = plain.chars().enumerate().filter(|(i, _)| !(from..from + count).contains(i)).map(|(_, c)| c).collect();
}

/// What counts the titles of a text: 二、, (二), 貳、.
fn drop_number(text: &[char], keep: &mut [bool]) {
    let head: String = text.iter().take(6).collect();
    let Some((4 | 5, _)) = ordinal::paragraph_number(&head) else { return };
    let end = text.iter().position(|c| matches!(c, '、' | ')')).map_or(0, |at| at + 1);
    keep.iter_mut().take(end).for_each(|keep| *keep = false);
}

fn drop_brackets(text: &[char], keep: &mut [bool]) {
    let mut depth = 0;
    for (c, keep) in text.iter().zip(keep) {
        if matches!(c, '(' | '〔' | '[') {
            depth += 1;
        }
        if depth > 0 {
            *keep = false;
        }
        if matches!(c, ')' | '〕' | ']') && depth > 0 {
            depth -= 1;
        }
    }
}

/// 附件1, 附表2-3-1:, 《 》 around a title.
fn drop_book_marks(text: &[char], keep: &mut [bool]) {
    let mut i = 0;
    if text.first() == Some(&'附') && matches!(text.get(1), Some('件' | '表')) {
        i = 2;
        while text.get(i).is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '.')) {
            i += 1;
        }
        for keep in keep.iter_mut().take(i) {
            *keep = false;
        }
    }
    for (index, c) in text.iter().enumerate().skip(i) {
        if matches!(c, '《' | '》' | '“' | '”') {
            keep[index] = matches!(c, '“' | '”');
        }
    }
}

/// Years, months, quarters, ranges: 2021年, 112年度, 1-8月, 三季度, 第3季, 上半年, 截至9月底.
fn drop_periods(text: &[char], keep: &mut [bool]) {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十〇零".contains(c);
    let mut i = 0;
    while i < text.len() {
        let mut start = i;
        if text.get(i) == Some(&'第') {
            i += 1;
        }
        let digits_from = i;
        while i < text.len()
            && (numeral(text[i]) || matches!(text[i], '-' | '—' | '至' | '到' | '~') && i > digits_from)
        {
            i += 1;
        }
        if i > digits_from {
            let ends = |words: &[&str]| {
                words
                    .iter()
                    .find(|word| word.chars().enumerate().all(|(k, c)| text.get(i + k) == Some(&c)))
                    .map(|w| w.chars().count())
            };
            if let Some(length) = ends(&["年度", "年", "季度", "季", "月份", "月底", "月末", "月", "日", "期"])
            {
                for keep in keep.iter_mut().take(i + length).skip(start) {
                    *keep = false;
                }
                i += length;
                continue;
            }
            start = i;
            i = start.max(digits_from + 1);
            continue;
        }
        i = start;
        for word in ["上半年", "下半年", "截至", "截止", "今年", "本年度", "全年"] {
            if word.chars().enumerate().all(|(k, c)| text.get(i + k) == Some(&c)) {
                let length = word.chars().count();
                for keep in keep.iter_mut().take(i + length).skip(i) {
                    *keep = false;
                }
                i += length - 1;
                break;
            }
        }
        i += 1;
    }
}

/// A place that opens the title: up to 县 / 市 / 区 / 县政府 within its first characters.
fn drop_places(text: &[char], keep: &mut [bool]) {
    let kept: Vec<usize> = (0..text.len()).filter(|i| keep[*i]).collect();
    for length in (2..=7).rev() {
        let Some(window) = kept.get(..length) else { continue };
        let words: String = window.iter().map(|i| text[*i]).collect();
        let government = words.ends_with("政府") && length >= 4;
        let place = (3..=5).contains(&length) && words.ends_with(['县', '市', '区', '旗', '镇', '乡']);
        // 各镇, 各县区, 各乡镇街道.
        let each = words.starts_with('各') && words.ends_with(['县', '市', '区', '旗', '镇', '乡', '道']);
        if government || place || each {
            // 区委 is no place.
            let council = kept.get(length).is_some_and(|next| text[*next] == '委');
            if council || words.starts_with(['全', '老', '城', '小', '社', '园']) {
                continue;
            }
            for i in window {
                keep[*i] = false;
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_short_names() {
        for (title, name) in [
            ("2021年市政府重点工作三季度完成情况表", "重点工作"),
            ("2021年市政府民生实事项目三季度完成情况表", "民生实事"),
            ("双溪县2024年5月重大项目亮灯情况表", "重大项目"),
            ("2022年1-8月全县重点项目推进情况表", "重点项目"),
            ("雲嶺縣政府112年度施政計畫重點項目第3季執行進度表", "施政計畫重點項目"),
            ("2022年县政府重点工作任务三季度落实情况表", "重点工作"),
            ("关于2023年区委第三轮巡察整改进展情况的通报", "区委第三轮巡察整改"),
            ("貳、列管計畫執行情形一覽表", "列管計畫"),
            ("二、完成情况", ""),
            ("附件：各镇（街道）重点指标完成情况表", "重点指标"),
            ("2023年区政府重点民生实事项目推进情况(1-11月)", "民生实事"),
        ] {
            assert_eq!(short_name(title), name, "{title}");
        }
    }

    #[test]
    fn sections_lose_number_and_count() {
        assert_eq!(section_name("一、产业项目(15个)"), "产业项目");
        assert_eq!(section_name("（二）民生工程"), "民生工程");
    }
}
