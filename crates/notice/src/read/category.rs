//! Short names of what is counted: 2021年市政府重点工作 → 重点工作, 民生实事项目 → 民生实事.

use crate::fold::fold;
use crate::lexicon;
use std::sync::LazyLock;

struct Words {
    lead: Vec<&'static str>,
    tail: Vec<(&'static str, &'static str)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let rows: Vec<_> = lexicon::rows(lexicon::table!("categories")).filter(|row| row.len() >= 3).collect();
    let mut lead: Vec<&'static str> = rows.iter().filter(|row| row[1] == "lead").map(|row| row[0]).collect();
    let mut tail: Vec<_> = rows.iter().filter(|row| row[1] == "tail").map(|row| (row[0], row[2])).collect();
    crate::order::sort_by_key(&mut lead, |word| std::cmp::Reverse(word.len()));
    crate::order::sort_by_key(&mut tail, |(word, _)| std::cmp::Reverse(word.len()));
    Words { lead, tail }
});

/// The short form of a printed name. Cuts what says when, where and by whom; keeps what says what.
pub fn short(printed: &str) -> String {
    let printed = printed.trim();
    // Folding keeps characters, so cuts are counted in characters and made in the printed text.
    let folded = fold(printed);
    let mut text = folded.as_str();
    loop {
        let before = text.len();
        text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《' | '('));
        text = without_time(text);
        if let Some(word) = WORDS.lead.iter().find(|word| text.starts_with(**word) && text.len() > word.len()) {
            text = &text[word.len()..];
        }
        text = without_government(text);
        if text.len() == before {
            break;
        }
    }
    let skipped = folded[..folded.len() - text.len()].chars().count();
    let kept: String = printed.chars().skip(skipped).collect();
    let kept =
        kept.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '”' | '》' | ')' | '）')).to_owned();
    let folded = fold(&kept);
    for (word, becomes) in &WORDS.tail {
        if let Some(stem) = folded.strip_suffix(word) {
            let stem_chars = stem.chars().count();
            let tail = becomes.chars().count();
            // The short form is the beginning of the long one, so the printed characters are kept.
            return kept.chars().take(stem_chars + tail).collect();
        }
    }
    kept
}

/// Cuts 2021年, 112年度, 9月, 三季度 in front.
fn without_time(text: &str) -> &str {
    let Some(number) = crate::phrase::numeral::number(text, 0) else { return text };
    let rest = &text[number.end..];
    for unit in ["年度", "年", "月份", "月底", "月", "季度"] {
        if let Some(after) = rest.strip_prefix(unit).filter(|after| !after.is_empty()) {
            return after;
        }
    }
    text
}

/// Cuts the name of a government in front: 某某县政府, 市人民政府; not in 政府工作报告.
fn without_government(text: &str) -> &str {
    for word in ["人民政府", "政府"] {
        if let Some(at) = text.find(word) {
            let after = &text[at + word.len()..];
            if text[..at].chars().count() <= 8
                && !after.starts_with("工作报告")
                && !after.is_empty()
                && !after.starts_with(['部', '各'])
            {
                return after;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms() {
        assert_eq!(short("市政府重点工作"), "重点工作");
        assert_eq!(short("2021年市政府民生实事项目"), "民生实事");
        assert_eq!(short("县政府重点工作任务"), "重点工作");
        assert_eq!(short("雲嶺縣政府112年度施政計畫重點項目"), "施政計畫重點項目");
        assert_eq!(short("今年安排全市重点建设项目"), "重点建设项目");
        assert_eq!(short("产业项目"), "产业项目");
        assert_eq!(short("全县共安排县级以上重点项目"), "重点项目");
    }
}
