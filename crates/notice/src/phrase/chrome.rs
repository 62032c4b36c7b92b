//! The page around the notice: navigation, counters, tools, footers. They are lines of the text and
//! stay in the source; no reader should take them for words of the notice.

use super::text::is_word;
use crate::fold::folded;
use crate::lexicon::{self, Finder};
use crate::notice::{LineKind, Notice};
use crate::source::Source;
use std::sync::LazyLock;

struct Words {
    any: Finder,
    start: Finder,
    list: Finder,
    whole: Finder,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |sort: &str| {
        let rows = lexicon::rows(lexicon::table!("chrome")).filter(|row| row.get(1) == Some(&sort));
        Finder::new(rows.filter_map(|row| row.first().copied()).collect())
    };
    Words { any: of("any"), start: of("start"), list: of("list"), whole: of("whole") }
});

/// The longest line that can be chrome, in bytes of folded text: longer ones are prose.
const LONGEST: usize = 420;

/// Marks what is chrome among the lines that no table claimed.
pub fn mark(source: &Source<'_>, notice: &mut Notice) {
    let mut related = false;
    for index in 0..notice.lines.len() {
        if notice.lines[index] != LineKind::Narrative {
            continue;
        }
        let line = source.line(index as u32 + 1);
        if line.len() > LONGEST {
            related = false;
            continue;
        }
        let folded = folded(line);
        let text = folded.trim();
        if is_chrome(text) {
            notice.lines[index] = LineKind::Chrome;
            related = WORDS.list.leading(text).is_some();
        } else if related && ends_in_date(text) {
            // The titles of other notices that a page lists below.
            notice.lines[index] = LineKind::Chrome;
        } else {
            related = false;
        }
    }
}

/// Whether a folded, trimmed line is chrome.
pub fn is_chrome(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !is_word(c));
    if bare.is_empty() {
        return true;
    }
    let words = &*WORDS;
    let leads = |finder: &Finder| finder.leading(text).is_some() || finder.leading(bare).is_some();
    words.whole.is_word(bare) || leads(&words.start) || leads(&words.list) || words.any.any(text) || page_number(text)
}

/// `- 11 -`, `— 3 —`, `第3页`.
fn page_number(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | ' ' | '·'));
    let bare = inner.trim_start_matches('第').trim_end_matches('页');
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit()) && inner.len() < text.len()
        || (inner.starts_with('第')
            && inner.ends_with('页')
            && bare.len() <= 4
            && bare.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line ends in a day: 关于…的通报2023-01-11.
fn ends_in_date(text: &str) -> bool {
    let tail = text.char_indices().rev().take(11).last().map_or(0, |(at, _)| at);
    super::dates::find(&text[tail..]).is_some_and(|date| tail + date.end == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_notices() {
        assert!(is_chrome("当前位置: 首页 > 政务公开"));
        assert!(is_chrome("【打印本页】【关闭窗口】"));
        assert!(is_chrome("- 11 -"));
        assert!(!is_chrome("一、总体情况"));
        assert!(!is_chrome("126"));
        assert!(!is_chrome("附件1"));
    }
}
