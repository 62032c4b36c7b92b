//! One task that a sentence rules on by itself, outside any list: 甲项目按会议精神暂缓实施; 乙工程受征迁影响进度滞后. Such a
//! sentence counts only where its name finds a row, for prose speaks of many things.

use super::Named;
use super::item::parse;
use super::sentence::{exhorts, speaks};
use super::words::{WORDS, lead, leading, tells_of_deeds};
use crate::lexicon::statuses::{Phrase, Sort};
use crate::phrase::text::Paragraph;
use crate::read::tokens::{Kind, Token};
use std::ops::Range;

/// The shortest name, in characters.
const SHORTEST: usize = 4;

/// The tasks that the sentences of this paragraph say are stopped, late or not begun.
pub fn alone(paragraph: &Paragraph, tokens: &[Token]) -> Vec<Named> {
    let grave = |phrase: &Phrase| {
        let sort = matches!(phrase.sort, Sort::Stop | Sort::Idle | Sort::Pace);
        sort && phrase.status.is_some_and(crate::report::Status::needs_attention) && speaks(*phrase)
    };
    let phrases = tokens.iter().filter_map(|token| match token.kind {
        Kind::Status(phrase) if grave(&phrase) => Some(phrase),
        _ => None,
    });
    phrases.filter_map(|phrase| one(paragraph, phrase)).collect()
}

fn one(paragraph: &Paragraph, phrase: Phrase) -> Option<Named> {
    let text = paragraph.text.as_str();
    // 对进度滞后的项目: said of some, and no ruling.
    if text.get(phrase.end..)?.starts_with(['的', '项', '个']) {
        return None;
    }
    let start = text[..phrase.start].rfind(['。', ';', ',', ':']).map_or(0, |at| at + mark(&text[at..]));
    let words = &text[start..phrase.start];
    if exhorts(words) || tells_of_deeds(words) || words.contains('、') {
        return None;
    }
    let name = name(words)?;
    let item = parse(paragraph, start + name.start..start + name.end, false)?;
    Some(Named {
        status: phrase.status,
        word: paragraph.printed(phrase.start..phrase.end).to_owned(),
        word_lines: paragraph.lines(phrase.start..phrase.end),
        ..item
    })
}

fn mark(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// The name with which a clause begins: up to the word that ends it, behind which stands nothing or a cause.
fn name(words: &str) -> Option<Range<usize>> {
    let lead = lead(words);
    let body = &words[lead..];
    let ended = |end: usize| body[end..].is_empty() || leading(&WORDS.cause, &body[end..]).is_some();
    let mut end = WORDS.first_end(body, &ended)?;
    // 客运站 + 建设 + 项目: what may end a name goes on with it.
    while let Some(word) = leading(&WORDS.ends, &body[end..]) {
        end += word.len();
    }
    (body[..end].chars().count() >= SHORTEST).then_some(lead..lead + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String)> {
        let paragraph = Paragraph::new([(1, text)]);
        alone(&paragraph, &crate::read::tokens::read(&paragraph.text))
            .into_iter()
            .map(|named| (named.text, named.word))
            .collect()
    }

    #[test]
    fn a_task_ruled_on_by_its_own_sentence() {
        let told = |name: &str, word: &str| vec![(name.to_owned(), word.to_owned())];
        assert_eq!(names("城东客运站建设项目按县政府会议精神暂缓实施。"), told("城东客运站建设项目", "暂缓实施"));
        assert_eq!(names("其中,滨河路改造工程受征迁影响进度滞后。"), told("滨河路改造工程", "进度滞后"));
    }

    #[test]
    fn rules_orders_and_causes_are_no_rulings() {
        for text in [
            "对进度滞后的项目实行挂牌督办。",
            "各单位要防止工程建设进度滞后。",
            "因资金到位慢,进展缓慢。",
            "6项进度滞后,1项暂缓实施。",
        ] {
            assert_eq!(names(text), [], "{text}");
        }
    }
}
