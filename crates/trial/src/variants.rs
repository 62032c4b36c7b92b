//! Other ways of writing the same notice: width, line ends, blanks, script, names. A reader must not mind.

use crate::score::squeeze;
use serde_json::Value;
use std::collections::BTreeMap;
use tongbao_notice::report::{Report, UnitRole};

/// A change of the text that must not change what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Punctuation and digits become full-width.
    FullWidth,
    /// Full-width forms become half-width.
    HalfWidth,
    /// Line ends become CR LF.
    Crlf,
    /// Spaces become no-break spaces.
    NoBreakSpaces,
    /// Every line feed is doubled.
    Doubled,
    /// Table words become traditional.
    Traditional,
    /// Table words become simplified.
    Simplified,
    /// What a site prints around a page is put after the text.
    Chrome,
    /// Spaces stand at the end of every line that has words; a line of blanks alone may be an empty cell.
    Trailing,
    /// A byte order mark stands before the text.
    Mark,
}

impl Change {
    /// All changes.
    pub const ALL: [Self; 10] = [
        Self::FullWidth,
        Self::HalfWidth,
        Self::Crlf,
        Self::NoBreakSpaces,
        Self::Doubled,
        Self::Traditional,
        Self::Simplified,
        Self::Chrome,
        Self::Trailing,
        Self::Mark,
    ];

    /// The changed text.
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::FullWidth => text.chars().map(full_width).collect(),
            Self::HalfWidth => text.chars().map(half_width).collect(),
            Self::Crlf => text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Self::NoBreakSpaces => text.replace(' ', "\u{a0}"),
            Self::Doubled => text.replace('\n', "\n\n"),
            Self::Traditional => script(text, true),
            Self::Simplified => script(text, false),
            Self::Chrome => format!("{}\n{}", text.trim_end(), include_str!("../words/chrome.txt")),
            Self::Trailing => text
                .lines()
                .map(|line| if line.trim().is_empty() { format!("{line}\n") } else { format!("{line}  \n") })
                .collect::<String>(),
            Self::Mark => format!("\u{feff}{text}"),
        }
    }

    /// Whether the change leaves text of this shape the same notice: a line that holds only blanks, or
    /// columns held apart by spaces, carry meaning in their blanks.
    pub fn applies_to(self, text: &str) -> bool {
        let columns = text.lines().filter(|line| line.trim().contains("   ")).count() > 20;
        match self {
            Self::FullWidth | Self::HalfWidth | Self::Doubled => !columns,
            _ => true,
        }
    }
}

fn full_width(c: char) -> char {
    if c.is_ascii_digit() || matches!(c, ',' | ':' | ';' | '(' | ')' | '%' | '?' | '!') {
        char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
    } else {
        c
    }
}

fn half_width(c: char) -> char {
    if ('\u{ff01}'..='\u{ff5e}').contains(&c) && c != '｜' {
        char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
    } else {
        c
    }
}

fn script(text: &str, traditional: bool) -> String {
    let mut out = text.to_owned();
    for line in include_str!("../words/traditional.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((simplified, other)) = line.split_once('\t') {
            out = if traditional { out.replace(simplified, other) } else { out.replace(other, simplified) };
        }
    }
    out
}

/// What a report says, without its lines: one string a fact, in an order of its own. Texts are
/// squeezed and brought to one script, so that two ways of writing one notice give one essence.
pub fn essence(report: &Report) -> Vec<String> {
    let plain = |text: &str| script(&squeeze(text), false);
    let mut facts = vec![
        format!("kind {:?}", report.notice.kind),
        format!("title {}", plain(report.notice.title.as_deref().unwrap_or(""))),
        format!("number {}", plain(report.notice.document_number.as_deref().unwrap_or(""))),
        format!("issuers {}", plain(&report.notice.issuers.join(" "))),
        format!("signed {:?}", report.notice.signed_on),
        format!(
            "period {:?}",
            report.notice.period.as_ref().map(|period| (period.year, plain(&period.label), period.end.clone()))
        ),
    ];
    for count in &report.stated.counts {
        let parts: Vec<String> =
            count.parts.iter().map(|part| format!("{} {} {:?}", plain(&part.word), part.count, part.status)).collect();
        facts.push(format!("count {} {:?} {parts:?}", plain(&count.category), count.total));
    }
    for ruling in &report.stated.rulings {
        facts.push(format!("ruling {:?} {:?} {}", ruling.number, ruling.status, plain(&ruling.text)));
    }
    for task in &report.tasks {
        let label = format!("task {} {:?}", plain(&task.category), task.number);
        facts.push(format!("{label} title {}", plain(&task.title)));
        let names = |role| {
            let mut names: Vec<String> =
                task.units.iter().filter(|unit| unit.role == role).map(|unit| plain(&unit.as_printed)).collect();
            names.sort();
            names
        };
        facts.push(format!("{label} leads {:?} supports {:?}", names(UnitRole::Lead), names(UnitRole::Support)));
        facts.push(format!("{label} stated {:?}", task.status.stated));
        facts.push(format!("{label} assessed {:?}", task.status.assessed));
        for (index, entry) in task.entries.iter().enumerate() {
            facts.push(format!(
                "{label} entry {index}: {} / {} / {}",
                plain(&entry.progress),
                plain(&entry.problem),
                plain(&entry.next_steps)
            ));
        }
    }
    facts
}

/// The facts of `before` that `after` lacks, and those it has instead.
pub fn changed(before: &[String], after: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for fact in before {
        *counts.entry(fact).or_default() += 1;
    }
    for fact in after {
        *counts.entry(fact).or_default() -= 1;
    }
    counts
        .into_iter()
        .filter(|&(_, count)| count != 0)
        .map(|(fact, count)| format!("{} {fact}", if count > 0 { "lost" } else { "new" }))
        .collect()
}

/// Other names for every place, unit and person that a reading names: the part of a name between its
/// level (市, 县) and its kind (局, 镇…) becomes other characters, the same ones wherever it stands.
pub fn renaming(text: &str, gold: &Value) -> Vec<(String, String)> {
    let mut stems: Vec<String> = Vec::new();
    let mut add = |stem: &str| {
        // Stems that are also words of the trade, or stand inside such words, cannot be exchanged.
        let word = ["人民政府", "管委会", "开发建设", "管理规划", "服务工程", "办公室", "指挥部"];
        let own = stem.chars().count() >= 2 && !word.iter().any(|word| word.contains(stem));
        if own && text.contains(stem) && !stems.iter().any(|known| known == stem) {
            stems.push(stem.to_owned());
        }
    };
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
    };
    // A name that rows break over lines would stay where it is broken.
    let printed = |name: &str| {
        let tasks = gold["tasks"].as_array().into_iter().flatten();
        tasks
            .filter(|task| {
                strings(&task["units"]).iter().chain(&strings(&task["support_units"])).any(|unit| unit == name)
            })
            .count()
    };
    let whole = |name: &str| text.matches(name).count() >= printed(name).max(1);
    for task in gold["tasks"].as_array().into_iter().flatten() {
        let units = strings(&task["units"]).into_iter().chain(strings(&task["support_units"]));
        for name in units.filter(|name| whole(name) && !wrapped(text, name)) {
            add(stem(&name));
        }
        for person in task["leader"].as_str().into_iter().filter(|person| !person.contains(char::is_whitespace)) {
            // The surname tells that a person is named; it stays.
            add(person.char_indices().nth(1).map_or(person, |(at, _)| &person[at..]));
        }
    }
    for issuer in strings(&gold["notice"]["issuers"]) {
        let after = issuer.trim_start_matches("中共");
        if let Some((place, _)) = after.split_once(['市', '县', '縣']) {
            add(place);
        }
    }
    stems.sort_by_key(|stem| std::cmp::Reverse(stem.chars().count()));
    let invented: Vec<char> = "璟珩玘瑄瑜璇琰琮璐琛玥珺瑾璋琬珣".chars().collect();
    stems
        .into_iter()
        .enumerate()
        .map(|(index, stem)| {
            // A long name holds words that say what it is (发展和改革, 文化旅游): only its beginning is its own.
            let length = stem.chars().count();
            let own = if length > 4 { 2 } else { length };
            let name = (0..own)
                .map(|at| invented[(index / 16usize.pow(at.min(2) as u32) + at * 5) % invented.len()])
                .chain(stem.chars().skip(own))
                .collect();
            (stem, name)
        })
        .collect()
}

/// `text` with its names exchanged.
pub fn renamed(text: &str, names: &[(String, String)]) -> String {
    names.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old.as_str(), new))
}

/// The part of a unit's name that is its own.
fn stem(name: &str) -> &str {
    const KINDS: &[&str] = &[
        "人民政府",
        "人民医院",
        "海关",
        "高新区",
        "开发区",
        "新区",
        "區公所",
        "處",
        "医院",
        "学校",
        "指挥部",
        "服务中心",
        "促进中心",
        "保护局",
        "办事处",
        "管委会",
        "开发区",
        "管理局",
        "管理中心",
        "发展中心",
        "事务中心",
        "集团",
        "公司",
        "分局",
        "中心",
        "街道",
        "公所",
        "委员会",
        "办公室",
        "局",
        "委",
        "办",
        "镇",
        "乡",
        "处",
        "部",
        "院",
        "會",
        "会",
    ];
    let own = name.trim_start_matches(['市', '县', '区', '縣']);
    KINDS.iter().find_map(|kind| own.strip_suffix(kind)).unwrap_or(own)
}

/// Whether the text breaks this name over lines.
fn wrapped(text: &str, name: &str) -> bool {
    text.lines().map(str::trim).any(|line| {
        line.chars().count() >= 2 && line != name && name.starts_with(line) && !text.contains(&format!("\n{line}\n\n1"))
    })
}
