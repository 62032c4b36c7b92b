//! Names of units: does a text look like one, which units does a cell name, and which names are
//! variants of one unit in this notice. Suffixes stand in `lexicon/unit_suffixes.tsv`, tails that say the same in
//! `lexicon/unit_tails.tsv`.

use crate::fold::{fold, folded};
use crate::lexicon::{self, Finder};
use crate::map::Map;
use crate::notice::Notice;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How much a text looks like the names of units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It does not.
    #[default]
    No,
    /// Short and without punctuation: perhaps a part of a name.
    Part,
    /// Every part of it ends like a unit.
    Whole,
}

/// What a suffix says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Full,
    Body,
    Area,
    Place,
    Section,
    Report,
    Weak,
}

struct Suffixes {
    words: Finder,
    kinds: Vec<Kind>,
}

static SUFFIXES: LazyLock<Suffixes> = LazyLock::new(|| {
    let (words, kinds) = lexicon::rows(lexicon::table!("unit_suffixes"))
        .filter_map(|row| {
            let kind = match row.get(1).copied()? {
                "full" => Kind::Full,
                "body" => Kind::Body,
                "area" => Kind::Area,
                "place" => Kind::Place,
                "section" => Kind::Section,
                "report" => Kind::Report,
                _ => Kind::Weak,
            };
            Some((row.first().copied()?, kind))
        })
        .unzip();
    Suffixes { words: Finder::new(words), kinds }
});

/// The longest suffix has so many characters.
const LONGEST_SUFFIX: usize = 4;

/// The longest suffix that ends `name`.
fn suffix(name: &str) -> Option<Kind> {
    let mut starts = [name.len(); LONGEST_SUFFIX];
    for (start, (at, _)) in starts.iter_mut().zip(name.char_indices().rev()) {
        *start = at;
    }
    starts.iter().rev().find_map(|at| {
        let ending = name.get(*at..)?;
        let found = SUFFIXES.words.leading(ending).filter(|found| found.end == ending.len())?;
        SUFFIXES.kinds.get(found.word).copied()
    })
}

/// Whether a folded name begins with the level of its government: 市发改局, 县委, 各乡镇.
pub fn has_level(name: &str) -> bool {
    name.starts_with(['市', '县', '区', '省', '州', '盟', '旗', '各', '镇', '乡'])
        || name.starts_with("相关")
        || name.starts_with("有关")
}

/// Whether a folded name ends like a town, village or street office.
pub fn is_town(name: &str) -> bool {
    name.ends_with('镇') || name.ends_with('乡') || name.ends_with("街道")
}

/// Whether a folded name ends like a body that is never a part of the unit named before it: a company, a government,
/// a town.
pub fn is_body(name: &str) -> bool {
    matches!(suffix(name), Some(Kind::Body)) || is_area(name)
}

/// Whether a folded name ends like a place that has offices of its own: a zone, a county, a town.
pub fn is_area(name: &str) -> bool {
    matches!(suffix(name), Some(Kind::Area | Kind::Place))
}

/// Whether a folded name is that of a place as well as of those who govern it.
pub fn is_place(name: &str) -> bool {
    suffix(name) == Some(Kind::Place)
}

/// Whether one folded name, without separators, is a complete unit.
pub fn is_complete(name: &str) -> bool {
    let name = without_brackets(name);
    let name = name.trim();
    let count = name.chars().count();
    let mark = |c: char| matches!(c, '。' | ':' | '%' | '《' | ';' | '?');
    // The marks that are not ASCII begin with this byte, as few characters of a name do.
    let may_mark = |byte: u8| matches!(byte, b':' | b'%' | b';' | b'?' | 0xe3);
    if !(2..=24).contains(&count) || name.bytes().any(may_mark) && name.contains(mark) {
        return false;
    }
    // 新建污水管网37处 counts, 12345热线办 is a name.
    if name.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    // 9月底前上线 is a term.
    if name.starts_with(|c: char| c.is_ascii_digit()) && name.contains('月') {
        return false;
    }
    let ends = match suffix(name) {
        Some(Kind::Full | Kind::Body | Kind::Area) => count >= 2,
        Some(Kind::Place) => (2..=12).contains(&count),
        Some(Kind::Section) => count >= 3,
        Some(Kind::Weak) => has_level(name) || count >= 4,
        Some(Kind::Report) | None => false,
    };
    ends && !begins_report(name)
}

/// Whether a name begins with words that tell what was done: 已覆盖全部医院.
fn begins_report(name: &str) -> bool {
    SUFFIXES.words.leading(name).is_some_and(|found| SUFFIXES.kinds.get(found.word) == Some(&Kind::Report))
}

fn without_brackets(name: &str) -> Cow<'_, str> {
    // 〔 and 〕 begin with the last of these bytes.
    if !name.bytes().any(|byte| matches!(byte, b'(' | b')' | b'[' | b']' | 0xe3)) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut depth = 0_u32;
    for c in name.chars() {
        match c {
            '(' | '〔' | '[' => depth += 1,
            ')' | '〕' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// Whether one folded name is an office or a town, and not a place that could be built: 民政局, 某镇, but 垃圾中转站 may be a task.
pub fn is_office(name: &str) -> bool {
    is_town(name) || suffix(name) == Some(Kind::Full) || has_level(name) && is_complete(name)
}

/// Judges a folded text of one paragraph.
pub fn likeness(text: &str) -> Likeness {
    // A list of names may end in a stop, one name that does is a sentence.
    let text = text.strip_suffix('。').filter(|text| text.contains('、')).unwrap_or(text);
    let may_mark = |byte: u8| matches!(byte, b'%' | 0xe2 | 0xe3);
    let marked = || text.contains(['。', '%', '《', '“']);
    if text.bytes().any(may_mark) && marked() && !text.contains("“三") && !text.contains("“五") {
        return if text.chars().count() <= 12 && text.contains('“') { Likeness::Part } else { Likeness::No };
    }
    let mut parts = 0;
    let mut whole = 0;
    let mut longest = 0;
    each_name(text, &mut |part| {
        longest = longest.max(part.chars().count());
        parts += 1;
        whole += usize::from(is_complete(part));
    });
    if parts == 0 || longest > 24 {
        Likeness::No
    } else if whole == parts {
        Likeness::Whole
    } else if (whole * 2 >= parts && parts > 1) || (longest <= 10 && parts == 1) {
        Likeness::Part
    } else {
        Likeness::No
    }
}

/// Cuts a paragraph into names at 、，；, blanks and 和/及 between two complete names; brackets stay whole.
pub fn split(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    each_name(text, &mut |name| names.push(name));
    names
}

/// The names that [`split`] cuts, one after the other.
fn each_name<'t>(text: &'t str, found: &mut dyn FnMut(&'t str)) {
    let mut depth = 0_i32;
    let (mut from, mut next) = (0, 0);
    while let Some(byte) = text.as_bytes().get(next).copied() {
        let at = next;
        // All marks that are not ASCII begin with one of these bytes.
        let c = match byte {
            0..=0x7f => char::from(byte),
            0xc2 | 0xe3 | 0xef => text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0'),
            _ => '\0',
        };
        next += if c == '\0' { 1 } else { c.len_utf8() };
        match c {
            '(' | '（' | '〔' => depth += 1,
            ')' | '）' | '〕' => depth -= 1,
            '、' | '，' | ',' | ';' | '；' | ' ' | '\u{3000}' | '\u{a0}' | '\n' | '/' | '。' if depth <= 0 => {
                finish(text.get(from..at).unwrap_or(""), found);
                from = next;
            }
            _ => {}
        }
    }
    finish(text.get(from..).unwrap_or(""), found);
}

fn finish<'t>(name: &'t str, found: &mut dyn FnMut(&'t str)) {
    let whole = name.trim().trim_start_matches(['*', '＊', '★']).trim();
    // 市税务局等, 市税务局等部门: there are others, which it does not name.
    let and_others = whole.rfind('等').filter(|at| {
        let (name, others) = (whole.get(..*at).unwrap_or(""), whole.get(*at + '等'.len_utf8()..).unwrap_or(""));
        (others.is_empty() || others.chars().count() <= 4 && others.ends_with(['门', '位']))
            && is_complete(&folded(name))
    });
    let whole = and_others.map_or(whole, |at| whole.get(..at).unwrap_or(""));
    if whole.is_empty() {
        return;
    }
    let joints =
        if whole.chars().any(|c| matches!(c, '和' | '及' | '与')) { &['和', '及', '与'][..] } else { &[] };
    for joint in joints.iter().copied() {
        for (at, _) in whole.match_indices(joint) {
            let (Some(left), Some(right)) = (whole.get(..at), whole.get(at + joint.len_utf8()..)) else { continue };
            if is_complete(&folded(left)) && is_complete(&folded(right)) && right.chars().count() >= 3 {
                found(left);
                found(right);
                return;
            }
        }
    }
    found(whole);
}

/// Gives every variant of a unit one name: the most frequent of them, the longer on a tie. Two names are variants
/// where they differ only in the level prefix (发改局 = 市发改局), in the tail (市政府 = 市人民政府, 青石镇 = 青石镇人民政府), or where one
/// abbreviates the other (县卫健局 = 县卫生健康局: same first and last character, all characters in order), and all that fit are variants
/// of each other.
pub fn join_variants(notice: &mut Notice) {
    let mut counts: Map<String, usize> = Map::new();
    for unit in notice.tasks.iter().flat_map(|task| &task.units) {
        *counts.entry(unit.as_printed.clone()).or_default() += 1;
    }
    if counts.len() > 3000 {
        return;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    crate::order::sort(&mut counts);
    let names: Vec<(String, Vec<char>, usize)> =
        counts.into_iter().map(|(name, count)| (name.clone(), core(&fold(&name)), count)).collect();
    let mut shared: Map<&str, &str> = Map::new();
    for one in &names {
        let fits: Vec<_> = names.iter().filter(|other| other.0 != one.0 && are_variants(&one.1, &other.1)).collect();
        let agree = |a: &(String, Vec<char>, usize)| fits.iter().all(|b| a.0 == b.0 || are_variants(&a.1, &b.1));
        if fits.is_empty() || !fits.iter().all(|fit| agree(fit)) {
            continue;
        }
        let best = fits.into_iter().chain([one]).max_by_key(|name| (name.2, name.1.len(), name.0.len()));
        if let Some(best) = best.filter(|best| best.0 != one.0) {
            shared.insert(&one.0, &best.0);
        }
    }
    for unit in notice.tasks.iter_mut().flat_map(|task| &mut task.units) {
        if let Some(name) = shared.get(unit.as_printed.as_str()) {
            unit.name = (*name).to_owned();
        }
    }
}

/// The characters of a folded name by which it is compared: 市发展改革委 of 市发展和改革委员会, 青石镇 of 青石镇人民政府.
fn core(name: &str) -> Vec<char> {
    let mut name = Cow::Borrowed(name);
    for row in lexicon::rows(lexicon::table!("unit_tails")) {
        let [tail, short, ..] = &row[..] else { continue };
        let Some(body) = name.strip_suffix(tail) else { continue };
        if *short != "-" {
            name = Cow::Owned([body, short].concat());
        } else if body.chars().count() > 2 && is_place(body) {
            name = Cow::Owned(body.to_owned());
        }
    }
    name.chars().filter(|c| !matches!(c, '和' | '与')).collect()
}

/// Whether two compared names are those of one unit.
fn are_variants(one: &[char], other: &[char]) -> bool {
    let fits = |short, long| is_prefix_variant(short, long) || is_abbreviation(short, long);
    one.last() == other.last() && (one == other || fits(one, other) || fits(other, one))
}

/// 发改局 of 市发改局.
fn is_prefix_variant(short: &[char], long: &[char]) -> bool {
    long.len() == short.len() + 1
        && short.len() >= 3
        && long.get(1..) == Some(short)
        && long.first().is_some_and(|c| "市县区省州旗镇乡".contains(*c))
}

/// 县卫健局 of 县卫生健康局: the first two and the last characters agree, the rest stand in order.
fn is_abbreviation(short: &[char], long: &[char]) -> bool {
    if short.len() < 4 || long.len() <= short.len() || short.first() != long.first() || short.last() != long.last() {
        return false;
    }
    // 市生态环境局东川分局 is a part of 市生态环境局, and no longer name of it.
    if short.get(1) != long.get(1) || long.starts_with(short) {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_what_is_none() {
        for name in [
            "市发改局",
            "芦浦镇",
            "市统计局(数据监测)",
            "LNG专班",
            "市委政法委",
            "各乡镇(街道)",
            "228国道接线工程推进小组",
        ] {
            assert!(is_complete(name), "{name}");
        }
        for name in ["新建污水管网37处", "已覆盖全部医院", "绿灯", "完成", "实施老旧小区改造", "1"]
        {
            assert!(!is_complete(name), "{name}");
        }
    }

    #[test]
    fn cells_are_cut_at_separators() {
        assert_eq!(split("市教育局、市财政局，市民政局"), ["市教育局", "市财政局", "市民政局"]);
        assert_eq!(split("市自然资源和规划局"), ["市自然资源和规划局"]);
        assert_eq!(split("市教育局和市财政局"), ["市教育局", "市财政局"]);
        assert_eq!(split("浙台(玉环)经贸合作区"), ["浙台(玉环)经贸合作区"]);
    }

    #[test]
    fn abbreviations() {
        let chars = |name: &str| name.chars().collect::<Vec<_>>();
        assert!(is_prefix_variant(&chars("发改局"), &chars("市发改局")));
        assert!(is_abbreviation(&chars("县卫健局"), &chars("县卫生健康局")));
        assert!(!is_abbreviation(&chars("县水利局"), &chars("县农业农村水利局")));
        assert!(!is_abbreviation(&chars("市生态环境局"), &chars("市生态环境局东川分局")));
    }

    #[test]
    fn variants_of_one_unit() {
        let variants = |one: &str, other: &str| are_variants(&core(one), &core(other));
        for (one, other) in [
            ("市发展和改革委员会", "市发改委"),
            ("市发展和改革委员会", "市发展改革委"),
            ("发改委", "市发改委"),
            ("市人民政府", "市政府"),
            ("青石镇", "青石镇人民政府"),
            ("滨江街道", "滨江街道办事处"),
            ("高新区管理委员会", "高新区管委会"),
            ("市委政法委员会", "市委政法委"),
            ("市人力资源和社会保障局", "市人社局"),
            ("县人民法院", "县法院"),
        ] {
            assert!(variants(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("甲县教育局", "乙县教育局"),
            ("市公安局", "县公安局"),
            ("教育局", "甲县教育局"),
            ("市水利局", "市水务局"),
            ("市生态环境局", "市生态环境局东川分局"),
            ("市人民政府", "县人民政府"),
            ("青石镇", "青石镇卫生院"),
            ("高新区管委会", "高新区"),
        ] {
            assert!(!variants(one, other), "{one} {other}");
        }
    }
}
