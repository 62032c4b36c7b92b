//! Which column a few words name, as the header of a table or as a label before its value. A text in, a role and the words that say so
//! out. The names stand in `lexicon/headers.tsv`.

use super::ordinal::counts;
use crate::fold::{fold_char, plain_until};
use crate::lexicon::{self, Finder};
use crate::report::Role;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// How a word of the table must stand in a header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Exact,
    End,
    In,
    /// Behind a number and nothing else: 1月, 1-3月, 第二季度.
    Numbered,
}

/// The words, what each names and how it must stand.
static HEADERS: LazyLock<Vec<(&'static str, Role, How)>> = LazyLock::new(|| {
    lexicon::rows(lexicon::table!("headers"))
        .filter_map(|row| {
            let how = match row.get(2).copied()? {
                "exact" => How::Exact,
                "end" => How::End,
                "numbered" => How::Numbered,
                _ => How::In,
            };
            Some((row.first().copied()?, role_of(row.get(1)?)?, how))
        })
        .collect()
});

/// All header words, each under its place in [`HEADERS`].
pub static WORDS: LazyLock<Finder> = LazyLock::new(|| Finder::new(HEADERS.iter().map(|row| row.0).collect()));

/// A header as it is looked up: folded, without blanks; what stands in brackets apart.
#[derive(Default)]
pub struct Bare {
    /// The words outside brackets.
    pub text: String,
    /// Those within.
    pub inside: String,
}

impl Bare {
    /// Of any length.
    pub fn of(header: &str) -> Self {
        let mut bare = Self::default();
        bare.read(header, usize::MAX);
        bare
    }

    /// Reads a header in place of the one before; `false` as soon as there are more than `longest` characters outside
    /// brackets.
    pub fn read(&mut self, header: &str, longest: usize) -> bool {
        self.text.clear();
        self.inside.clear();
        // Most texts hold neither brackets nor blanks nor anything that folds.
        let plain = plain_until(header, 0, |byte| {
            byte <= b' ' || matches!(byte, b':' | b'*' | b'/' | b'(' | b')' | b'[' | b']' | b',' | b';')
        });
        let (beginning, rest) = header.split_at_checked(plain).unwrap_or((header, ""));
        let (mut depth, mut count) = (0, beginning.chars().count());
        if count > longest {
            return false;
        }
        self.text.push_str(beginning);
        for c in rest.chars().map(fold_char).filter(|c| !c.is_whitespace() && !matches!(c, ':' | '*')) {
            match c {
                // 概算投资/万元, 责任部门/单位.
                '(' | '〔' | '[' | '/' => depth += 1,
                ')' | '〕' | ']' => depth -= 1,
                _ if depth > 0 => self.inside.push(c),
                _ => {
                    count += 1;
                    // A comma or a stop makes a sentence of it.
                    if count > longest || longest < usize::MAX && matches!(c, ',' | ';' | '。') {
                        return false;
                    }
                    self.text.push(c);
                }
            }
        }
        true
    }
}

/// The longest header anything may have.
pub const LONGEST: usize = 26;
/// The longest header in bytes, with all that may stand in its brackets.
pub const LONGEST_BYTES: usize = 300;

/// What a header names, and the byte range of the folded text that says so.
pub fn classify(header: &str) -> Option<(Role, std::ops::Range<usize>)> {
    let mut bare = Bare::default();
    bare.read(header, LONGEST).then(|| named(&bare)).flatten()
}

/// What a header names that has no other words.
pub fn whole(header: &str) -> Option<Role> {
    classify(header).filter(|(_, said)| said.len() == header.len()).map(|(role, _)| role)
}

/// Whether a header has a word for this column too, whatever else it names: 牵头单位及责任人 a leader.
pub fn mentions(header: &str, role: Role) -> bool {
    let mut found = false;
    WORDS.each(&Bare::of(header).text, &mut |word| found |= HEADERS.get(word.word).is_some_and(|row| row.1 == role));
    found
}

/// Whether a text holds a number or a span of numbers and nothing else.
fn is_count(text: &str) -> bool {
    text.chars().any(counts) && text.chars().all(|c| counts(c) || matches!(c, '第' | '-' | '—' | '~' | '至'))
}

/// What a bare header names, and the byte range that says so.
pub fn named(Bare { text, inside }: &Bare) -> Option<(Role, std::ops::Range<usize>)> {
    let mut best: Option<(bool, Reverse<usize>, usize, Reverse<usize>)> = None;
    WORDS.each(text, &mut |found| {
        let (whole, last) = (found.start == 0 && found.end == text.len(), found.end == text.len());
        let how = HEADERS.get(found.word).map(|row| row.2);
        let fits = match how {
            Some(How::Exact) => whole,
            Some(How::End) => last,
            Some(How::Numbered) => last && text.get(..found.start).is_some_and(is_count),
            Some(How::In) => true,
            None => false,
        };
        if fits {
            // What is said first rules, of what begins at one place the longest, of equals the first of the table.
            let exact = how == Some(How::Exact);
            best = best.max(Some((exact, Reverse(found.start), found.end - found.start, Reverse(found.word))));
        }
    });
    let Some((exact, Reverse(start), length, Reverse(word))) = best else {
        // 已还(万元): whatever it is called, it is an amount.
        let unit = inside.trim_start_matches(['千', '万', '亿']);
        let measure = inside.len() <= 12 && !text.is_empty() && super::amounts::is_unit(unit);
        return measure.then_some((Role::Amount, 0..text.len()));
    };
    let (mut role, range) = (HEADERS.get(word)?.1, start..start + length);
    if !exact || matches!(role, Role::Goal | Role::Progress | Role::Title) {
        if inside.contains('%') {
            role = Role::Rate;
        } else if matches!(role, Role::Goal | Role::Progress | Role::Amount | Role::Rate)
            && ["万元", "亿元", "个", "元"].contains(&inside.as_str())
        {
            role = Role::Amount;
        }
    }
    Some((role, range))
}

/// The role of this word.
pub fn role_of(word: &str) -> Option<Role> {
    ROLES.iter().find(|row| row.0 == word).map(|row| row.1)
}

/// The tables' and the report's words for roles.
pub const ROLES: [(&str, Role); 17] = [
    ("number", Role::Number),
    ("category", Role::Category),
    ("title", Role::Title),
    ("goal", Role::Goal),
    ("progress", Role::Progress),
    ("problem", Role::Problem),
    ("next_steps", Role::NextSteps),
    ("lead", Role::Lead),
    ("support", Role::Support),
    ("supervisor", Role::Supervisor),
    ("leader", Role::Leader),
    ("deadline", Role::Deadline),
    ("status", Role::Status),
    ("rate", Role::Rate),
    ("amount", Role::Amount),
    ("remark", Role::Remark),
    ("other", Role::Other),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_the_table_names_its_column() {
        for (word, role, how) in HEADERS.iter() {
            let header = if *how == How::Numbered { format!("3{word}") } else { (*word).to_owned() };
            assert_eq!(classify(&header).map(|found| found.0), Some(*role), "{word}");
        }
    }

    #[test]
    fn a_label_is_called_like_a_column_and_nothing_else() {
        assert_eq!(whole("一季度形象进度"), None);
        assert_eq!(whole("形象进度"), Some(Role::Progress));
        assert_eq!(whole("牵头单位及责任人"), None);
    }
}
