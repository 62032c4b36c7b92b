//! Units in charge in the words around a task: 县教育局牵头的城南小学扩建, 教育处主办、财政处协办「校舍补强」, 县交通局：农村公路改造,
//! 停车场建设（县城管局、县财政局）, 幼儿园建设（A牵头，B、C配合）. A folded text in; where its task stands, and its units by role,
//! as ranges of that text. Names must look like units: a place that has to do it is told from one where it is done by a verb alone.

use super::outline::{self, Label};
use super::units::{self, Likeness};
use crate::fold::fold;
use crate::lexicon::{self, WordTable};
use crate::report::UnitRole;
use std::ops::Range;
use std::sync::LazyLock;

/// A task with the units that are in charge of it.
#[derive(Debug, PartialEq)]
pub struct Charge {
    /// The task without them.
    pub task: Range<usize>,
    /// The units with their roles.
    pub units: Vec<(UnitRole, Range<usize>)>,
}

/// The longest text that can name units before a task, in bytes.
const LONGEST: usize = 150;

static VERBS: LazyLock<WordTable<UnitRole>> = LazyLock::new(|| {
    WordTable::new(lexicon::rows(lexicon::table!("charges")).filter_map(|row| {
        let role = if *row.get(1)? == "support" { UnitRole::Support } else { UnitRole::Lead };
        Some((*row.first()?, role))
    }))
});

/// Where the verb that stands first in a text begins and ends, the longest of those that begin there.
fn first_verb(text: &str) -> Option<(usize, usize, UnitRole)> {
    let found = VERBS.hits(text).next();
    found.map(|(start, end, role)| (start, end, *role))
}

/// The units at the beginning of a text, and the task behind them.
pub fn leading(text: &str) -> Option<Charge> {
    let limit = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
    let mut at = text.len() - text.trim_start_matches(['由', '*', ' ']).len();
    let mut found = Vec::new();
    while let Some((verb, end, role)) = text.get(at..limit).and_then(first_verb) {
        // A verb in a bracket is the role of one name.
        if opening(&text[at..at + verb]).is_some() || !names(text, at..at + verb, role, &mut found) {
            break;
        }
        at += end;
        let behind = &text[at..];
        match behind.chars().next()? {
            '的' => return Some(Charge { task: at + '的'.len_utf8()..text.len(), units: found }),
            '“' | ':' => {
                let task = at + behind.len() - behind.trim_start_matches([':', ' ']).len();
                return Some(Charge { task: task..text.len(), units: found });
            }
            mark @ ('、' | ',' | ';') => at += mark.len_utf8(),
            _ => return None,
        }
    }
    // 县人社局“零工驿站”建设.
    let quote = text.get(..limit)?.find('“').filter(|quote| *quote > 0 && *quote <= 42);
    if let Some(quote) = quote
        && !text[..quote].contains(['、', ',', ':', '的'])
        && units::is_complete(&text[..quote])
        && !units::is_place(&text[..quote])
    {
        return Some(Charge { task: quote..text.len(), units: vec![(UnitRole::Lead, 0..quote)] });
    }
    // 甲县的南湖片区开发项目.
    let of = text.get(..limit)?.find('的').filter(|of| *of <= 30);
    if let Some(of) = of
        && !text[..of].contains(['、', ',', ':', '于', '各', '全'])
        && units::is_complete(&text[..of])
        && units::is_office(&text[..of]) | units::is_body(&text[..of])
    {
        return Some(Charge { task: of + '的'.len_utf8()..text.len(), units: vec![(UnitRole::Lead, 0..of)] });
    }
    // 县交通局:农村公路改造; 市教育局(牵头)、市财政局(配合):新建学校.
    let colon = text.get(..limit)?.find(':')?;
    found.clear();
    let task = colon + ':'.len_utf8();
    let told = names(text, 0..colon, UnitRole::Lead, &mut found) && !text[task..].trim().is_empty();
    told.then_some(Charge { task: task..text.len(), units: found })
}

/// The units in a bracket that ends a text, with or without their verbs, and the task before it.
pub fn trailing(text: &str) -> Option<Charge> {
    let body = text.trim_end_matches(['。', ';', ' ']).strip_suffix(')')?;
    let open = opening(body)?;
    let task = 0..text[..open].trim_end().len();
    if task.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    let mut at = open + 1;
    while let Some((verb, end, role)) = body.get(at..).and_then(first_verb) {
        let from = at + body[at..].len() - body[at..].trim_start_matches([',', ';', '由', ' ', '、']).len();
        if from > at + verb || !each(body, from..at + verb, role, &mut found) {
            return None;
        }
        at += end;
    }
    let rest = body[at..].trim_matches([',', ';', ' ']);
    if found.is_empty() {
        let start = open + 1;
        let placed = |range: &Range<usize>| units::is_place(&body[range.clone()]);
        let plain = names(body, start..body.len(), UnitRole::Lead, &mut found);
        return (plain && !found.iter().all(|(_, range)| placed(range))).then_some(Charge { task, units: found });
    }
    rest.is_empty().then_some(Charge { task, units: found })
}

/// Where the bracket that is still open at the end of a text begins.
fn opening(body: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in body.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return Some(at),
            '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Takes the names of a stretch if all of them are units; a role in a bracket behind a name is its own: 市教育局(牵头).
fn names(text: &str, range: Range<usize>, role: UnitRole, found: &mut Vec<(UnitRole, Range<usize>)>) -> bool {
    let words = text.get(range.clone()).unwrap_or("");
    if words.contains(['。', '“']) || units::likeness(words.trim()) != Likeness::Whole {
        return false;
    }
    each(text, range, role, found)
}

fn each(text: &str, range: Range<usize>, role: UnitRole, found: &mut Vec<(UnitRole, Range<usize>)>) -> bool {
    let before = found.len();
    let mut at = range.start;
    for name in units::split(&text[range.clone()]) {
        let Some(start) = text[at..range.end].find(name).map(|offset| at + offset) else { continue };
        at = start + name.len();
        let (kept, own) = own_role(name);
        if !kept.is_empty() {
            found.push((own.unwrap_or(role), start..start + kept.len()));
        }
    }
    found.len() > before
}

/// A printed task told in prose without the units that stand around its name, and those units.
pub fn told(printed: &str) -> Option<(String, Vec<(UnitRole, String)>)> {
    let folded = fold(printed);
    let charge = leading(&folded).or_else(|| trailing(&folded))?;
    let task = as_printed(printed, &folded, charge.task);
    let name = |(role, range)| (role, as_printed(printed, &folded, range));
    let units = charge.units.into_iter().map(name).collect();
    (task.chars().count() >= 2).then_some((task, units))
}

/// Folding keeps characters, so a range of the folded text is counted out in the printed one.
fn as_printed(printed: &str, folded: &str, range: Range<usize>) -> String {
    let skipped = folded[..range.start].chars().count();
    printed.chars().skip(skipped).take(folded[range].chars().count()).collect()
}

/// The units of a printed cell, each with the role that the cell itself gives it: by a label (牵头:A 配合:B), a verb (A牵头,B配合), a
/// bracket (A(牵头)), or a star before those that lead. The column says the role of the others.
pub fn in_cell(printed: &str) -> Vec<(Option<UnitRole>, String)> {
    let folded = fold(printed);
    let text = folded.as_str();
    let mut found: Vec<(Option<UnitRole>, Range<usize>)> = Vec::new();
    for (role, stretch) in by_label(text).or_else(|| by_verb(text)).unwrap_or_else(|| vec![(None, 0..text.len())]) {
        let mut at = stretch.start;
        for name in units::split(&text[stretch.clone()]) {
            let Some(start) = text[at..stretch.end].find(name).map(|offset| at + offset) else { continue };
            at = start + name.len();
            let (kept, own) = own_role(name);
            let starred = text[..start].trim_end().ends_with('*');
            found.push((own.or(starred.then_some(UnitRole::Lead)).or(role), start..start + kept.len()));
        }
    }
    // *A、B、C: the star leads, so the others help.
    if text.contains('*') && found.iter().any(|(role, _)| role.is_none()) {
        for (role, _) in &mut found {
            role.get_or_insert(UnitRole::Support);
        }
    }
    found.into_iter().map(|(role, range)| (role, as_printed(printed, text, range))).collect()
}

/// The stretches of a cell behind labels of units.
fn by_label(text: &str) -> Option<Vec<(Option<UnitRole>, Range<usize>)>> {
    if !text.contains(':') {
        return None;
    }
    let mut found: Vec<(Option<UnitRole>, Range<usize>)> = vec![(None, 0..text.len())];
    let (mut at, mut fresh) = (0, true);
    while let Some(c) = text[at..].chars().next() {
        if fresh
            && let Some((label, length)) = outline::label(&text[at..])
            && label.of_units()
        {
            if let Some(last) = found.last_mut() {
                last.1.end = at;
            }
            at += length;
            let role = if label == Label::Support { UnitRole::Support } else { UnitRole::Lead };
            found.push((Some(role), at..text.len()));
            fresh = false;
            continue;
        }
        fresh = matches!(c, ' ' | ';' | ',' | '。' | '、' | '(' | ')' | '\n');
        at += c.len_utf8();
    }
    (found.len() > 1).then_some(found)
}

/// The stretches of a cell before verbs: A牵头,B、C配合.
fn by_verb(text: &str) -> Option<Vec<(Option<UnitRole>, Range<usize>)>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((verb, end, role)) = first_verb(&text[at..]) {
        let names = &text[at..at + verb];
        let from = at + names.len() - names.trim_start_matches([',', ';', '、', ' ', '由', '\n']).len();
        let end = at + end;
        let ends = text[end..].starts_with([',', ';', '。', '、', ' ', '\n']) || end == text.len();
        if !ends || units::likeness(&text[from..at + verb]) != Likeness::Whole {
            return None;
        }
        found.push((Some(role), from..at + verb));
        at = end;
    }
    found.push((None, at..text.len()));
    (found.len() > 1).then_some(found)
}

/// A name without the bracket that gives its role.
pub fn own_role(name: &str) -> (&str, Option<UnitRole>) {
    let Some(open) = name.strip_suffix([')', '）']).and_then(|body| body.rfind(['(', '（'])) else {
        return (name, None);
    };
    let inner = name[open..].trim_matches(['(', ')', '（', '）']);
    let inner = inner.strip_suffix("单位").unwrap_or(inner);
    match VERBS.longest(inner) {
        Some((end, role)) if end == inner.len() => (name[..open].trim_end(), Some(*role)),
        _ => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, charge: Option<Charge>) -> Option<(String, Vec<(UnitRole, String)>)> {
        charge.map(|charge| {
            let units = charge.units.into_iter().map(|(role, range)| (role, text[range].to_owned()));
            (text[charge.task].to_owned(), units.collect())
        })
    }

    fn before(text: &str) -> Option<(String, Vec<(UnitRole, String)>)> {
        told(text, leading(text))
    }

    fn behind(text: &str) -> Option<(String, Vec<(UnitRole, String)>)> {
        told(text, trailing(text))
    }

    fn lead(names: &[&str]) -> Vec<(UnitRole, String)> {
        names.iter().map(|name| (UnitRole::Lead, (*name).to_owned())).collect()
    }

    #[test]
    fn units_before_the_task() {
        assert_eq!(before("县教育局牵头的城南小学扩建工程"), Some(("城南小学扩建工程".into(), lead(&["县教育局"]))));
        assert_eq!(before("由县水利局负责实施的滩区治理"), Some(("滩区治理".into(), lead(&["县水利局"]))));
        assert_eq!(
            before("县人社局、农业农村局和各乡镇:就业培训2000人"),
            Some(("就业培训2000人".into(), lead(&["县人社局", "农业农村局", "各乡镇"])))
        );
        let mut both = lead(&["教育处"]);
        both.push((UnitRole::Support, "财政处".into()));
        assert_eq!(before("教育处主办、财政处协办“校舍补强计划”"), Some(("“校舍补强计划”".into(), both.clone())));
        assert_eq!(before("县人社局“零工驿站”建设"), Some(("“零工驿站”建设".into(), lead(&["县人社局"]))));
        assert_eq!(before("教育处(主办)、财政处(协办):校舍补强"), Some(("校舍补强".into(), both)));
    }

    #[test]
    fn units_in_a_bracket_behind_the_task() {
        assert_eq!(
            behind("停车场建设(县城管局、县财政局)"),
            Some(("停车场建设".into(), lead(&["县城管局", "县财政局"])))
        );
        assert_eq!(behind("新建学校(市教育局负责)。"), Some(("新建学校".into(), lead(&["市教育局"]))));
        let mut both = lead(&["市教育局"]);
        both.extend(["市财政局", "各区政府"].map(|name| (UnitRole::Support, name.to_owned())));
        assert_eq!(behind("新建学校(市教育局牵头,市财政局、各区政府配合)"), Some(("新建学校".into(), both)));
        assert_eq!(behind("调度会(县发改局(县粮食局))"), Some(("调度会".into(), lead(&["县发改局(县粮食局)"]))));
    }

    #[test]
    fn what_is_no_unit_in_charge() {
        // A place, a number, a remark, a leader, a sentence of its own.
        for text in ["卫生院改造(城关镇)", "公路改造(二期)", "公路改造(详见附件)", "公路改造(张卫国副县长)"]
        {
            assert_eq!(behind(text), None, "{text}");
        }
        for text in ["工作进展:已完成", "全面推进的项目", "会议指出,县教育局要加快进度", "各地要认真负责的落实"]
        {
            assert_eq!(before(text), None, "{text}");
        }
    }

    #[test]
    fn roles_that_a_cell_gives_itself() {
        let cell = |text: &str| -> Vec<(Option<UnitRole>, String)> { in_cell(text) };
        let (lead, support) = (Some(UnitRole::Lead), Some(UnitRole::Support));
        let of = |names: &[(Option<UnitRole>, &str)]| -> Vec<(Option<UnitRole>, String)> {
            names.iter().map(|(role, name)| (*role, (*name).to_owned())).collect()
        };
        assert_eq!(cell("市教育局、市财政局"), of(&[(None, "市教育局"), (None, "市财政局")]));
        assert_eq!(
            cell("市教体局  配合：市一中 城投公司"),
            of(&[(None, "市教体局"), (support, "市一中"), (support, "城投公司")])
        );
        assert_eq!(cell("牵头：市教体局；配合：市財政局"), of(&[(lead, "市教体局"), (support, "市財政局")]));
        assert_eq!(
            cell("县水利局牵头，县财政局、各镇配合"),
            of(&[(lead, "县水利局"), (support, "县财政局"), (support, "各镇")])
        );
        assert_eq!(cell("市教育局（牵头）、市人社局"), of(&[(lead, "市教育局"), (None, "市人社局")]));
        assert_eq!(cell("*市住建局、市城管局"), of(&[(lead, "市住建局"), (support, "市城管局")]));
        // Verbs within names and brackets that are aliases stay.
        assert_eq!(
            cell("县项目实施中心、县农业农村局（县水利局）"),
            of(&[(None, "县项目实施中心"), (None, "县农业农村局（县水利局）")])
        );
    }
}
