//! What the notice says, and what its rows show: two bars a category from one axis, each scaled to its
//! own total, so that 28 against 12 starts at one line. Dimension lines carry the difference.

use crate::path::{rectangle, step};
use crate::phrase::{Phrase, Say, Side};
use crate::scene::{Action, Anchor, Area, Mark, Paint, Row, Scene, Shape, Stroke, Style};
use crate::text;
use tongbao_notice::number::grouped;
use tongbao_notice::place::Lines;
use tongbao_notice::query::{Choice, Counts, Filter, Group, Kind, Pair};
use tongbao_notice::report::Status;

const BAR: f64 = 19.0;
const BETWEEN: f64 = 20.0;

/// How a figure of pairs is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Its width.
    pub width: f64,
    /// Whether bars are high enough for a finger.
    pub touch: bool,
}

impl Layout {
    fn bar(self) -> f64 {
        if self.touch { 28.0 } else { BAR }
    }

    /// Room above a bar for the name of its side; beside the bar where there is width.
    fn above(self) -> f64 {
        if self.touch { 18.0 } else { 0.0 }
    }
}

/// One side of a pair, ready to draw.
struct Said {
    counts: Counts,
    total: u32,
    named: Counts,
    lines: Option<Lines>,
}

/// What is said of a category: by the narrative's count, else by what the notice says row by row.
fn said(pair: &Pair) -> Option<Said> {
    if let Some(claim) = &pair.claim {
        return Some(Said { counts: claim.counts, total: claim.total, named: pair.named, lines: Some(claim.lines) });
    }
    let named = pair.named;
    (named.total() > 0 && named.total() == pair.rows).then_some(Said {
        counts: named,
        total: pair.rows,
        named,
        lines: None,
    })
}

/// Whether there is anything to set against the rows.
pub fn is_worth_drawing(pairs: &[Pair]) -> bool {
    pairs.iter().any(|pair| said(pair).is_some())
}

/// Lays out `pairs`; `evidence` has the same categories with what of them is inside the filter.
pub fn pairs(pairs: &[Pair], evidence: &[Group], filter: &Filter, layout: Layout, say: Say<'_>) -> Scene {
    // Rows without a category of which nothing is said have nothing to stand against.
    let sides: Vec<(&Pair, Option<Said>)> = pairs
        .iter()
        .map(|pair| (pair, said(pair)))
        .filter(|(pair, said)| said.is_some() || !pair.category.is_empty())
        .collect();
    let reach = |count: fn(&Counts) -> u32| {
        sides
            .iter()
            .flat_map(|(pair, said)| {
                let claimed = said.as_ref().map_or(0.0, |said| share(count(&said.counts), said.total));
                [claimed, share(count(&pair.assessed), pair.rows)]
            })
            .fold(0.0, f64::max)
    };
    // No part is drawn longer than its share of the whole: 26 of 65 are not as long as all.
    let (left, right) = (reach(Counts::attention), reach(Counts::flow));
    let side_names = [Side::Claimed, Side::Supported].map(|side| say(&Phrase::Side(side)));
    // What stands left of the axis between the bars needs its room too.
    let differences = sides.iter().filter_map(|(pair, said)| attention_difference(pair, said.as_ref()?, say));
    let widest =
        |words: &mut dyn Iterator<Item = String>| words.map(|words| text::width(&words, 12.5)).fold(0.0, f64::max);
    let (scale, axis) = if layout.touch {
        // The bars have the whole width; a difference told left of the axis may ask for more than they need there.
        let told = widest(&mut differences.into_iter());
        let beside = left.min(0.1);
        let scale = ((layout.width - 14.0) / (left + right).max(1.0))
            .min((layout.width - told - 26.0) / (right + beside).max(0.01));
        (scale, (left * scale + 6.0).max(told + 14.0 + beside * scale))
    } else {
        let label_room = widest(&mut side_names.into_iter().chain(differences)) + 14.0;
        let scale = (layout.width - label_room - 58.0 - 12.0).max(40.0) / (left + right).max(1.0);
        (scale, label_room + left * scale + 6.0)
    };
    let axis = axis.round() + 0.5;
    let mut y = 4.0_f64;
    let mut rows = Vec::new();
    let draw = Draw { axis, scale, filter, layout, say };
    let mut d = String::new();
    step(&mut d, 'M', &[axis, 20.0]);
    for (pair, said) in &sides {
        // A long name stands across the axis, not under it.
        if text::width(name_of(pair), Style::Heading.size()) > axis - 4.0 {
            step(&mut d, 'V', &[(y - 6.0).max(20.0)]);
            step(&mut d, 'M', &[axis, y + 17.0]);
        }
        let group = evidence.iter().find(|group| group.name == pair.category);
        let (row, below) = draw.pair(pair, said.as_ref(), group, y);
        rows.push(row);
        y = below + 14.0;
    }
    let height = (y - 10.0).max(10.0);
    step(&mut d, 'V', &[height - 2.0]);
    let axis_line = Shape::Line { d, stroke: Stroke::Axis };
    Scene { width: layout.width, height, label: say(&Phrase::Pairs), under: Vec::new(), rows, over: vec![axis_line] }
}

/// What all marks of the figure share.
struct Draw<'a> {
    axis: f64,
    scale: f64,
    filter: &'a Filter,
    layout: Layout,
    say: Say<'a>,
}

/// One bar of the figure.
struct Bar<'a> {
    pair: &'a Pair,
    side: Side,
    counts: Counts,
    total: u32,
    named: Counts,
    lines: Option<Lines>,
    inside: Option<&'a Group>,
    y: f64,
}

impl Draw<'_> {
    fn pair(&self, pair: &Pair, said: Option<&Said>, inside: Option<&Group>, top: f64) -> (Row, f64) {
        let lit = self.filter.lights(Kind::Category, &pair.category);
        let mut row = Row {
            hook: Some("category-row"),
            data: vec![
                ("data-category", pair.category.clone()),
                ("data-count", inside.map_or(0, |group| group.shown).to_string()),
            ],
            faded: !lit,
            ..Row::default()
        };
        let name = name_of(pair);
        let mut y = top;
        if !name.is_empty() {
            let heading = text::clip(name, Style::Heading.size(), self.layout.width - 20.0);
            row.marks.push(self.heading(pair, inside, &heading, top));
            y += 20.0;
        }
        if let Some(said) = said {
            y += self.layout.above();
            self.bar(
                &mut row,
                &Bar {
                    pair,
                    side: Side::Claimed,
                    counts: said.counts,
                    total: said.total,
                    named: said.named,
                    lines: said.lines,
                    inside,
                    y,
                },
            );
            y += self.layout.bar();
            if pair.rows > 0 {
                row.shapes.extend(self.between(pair, said, y + BETWEEN / 2.0));
                y += BETWEEN;
            }
        }
        if pair.rows > 0 {
            y += self.layout.above();
            let bar = Bar {
                pair,
                side: Side::Supported,
                counts: pair.assessed,
                total: pair.rows,
                named: Counts::NONE,
                lines: None,
                inside,
                y,
            };
            self.bar(&mut row, &bar);
            y += self.layout.bar();
        }
        (row, y)
    }

    fn heading(&self, pair: &Pair, inside: Option<&Group>, text: &str, top: f64) -> Mark {
        let counts = inside.map_or(Counts::NONE, |group| group.inside);
        Mark {
            id: format!("category/{}", pair.category),
            sentence: (self.say)(&Phrase::Group { kind: Kind::Category, name: name_of(pair), counts }),
            action: if pair.category.is_empty() { Action::None } else { Action::Choose(of_category(pair)) },
            pressed: self.filter.has(Kind::Category, &pair.category),
            faded: !self.filter.lights(Kind::Category, &pair.category),
            hollow: false,
            data: vec![
                ("data-category", pair.category.clone()),
                ("data-count", inside.map_or(0, |group| group.shown).to_string()),
            ],
            shapes: vec![Shape::Text {
                x: 0.0,
                y: top + 12.0,
                anchor: Anchor::Start,
                style: Style::Heading,
                text: text.to_owned(),
            }],
            area: Area::new(0.0, top - 3.0, text::width(text, 13.0), 20.0),
        }
    }

    fn bar(&self, row: &mut Row, bar: &Bar<'_>) {
        let touch = self.layout.touch;
        let baseline = if touch { bar.y - 5.0 } else { bar.y + self.layout.bar() / 2.0 + 4.5 };
        let word = |x: f64, anchor: Anchor, phrase: &Phrase<'_>| Shape::Text {
            x,
            y: baseline,
            anchor,
            style: Style::Second,
            text: (self.say)(phrase),
        };
        row.shapes.push(word(0.0, Anchor::Start, &Phrase::Side(bar.side)));
        let total = Phrase::SideTotal { side: bar.side, total: bar.total };
        let end = if touch { self.layout.width } else { self.layout.width - 2.0 };
        row.shapes.push(word(end, Anchor::End, &total));
        let mut x = self.axis - 2.0;
        let mut marks = Vec::new();
        for (status, count) in bar.counts.present().rev().filter(|(status, _)| status.needs_attention()) {
            let width = self.length(count, bar.total);
            marks.push(self.mark(
                bar,
                status,
                count,
                Area::new(x - width, bar.y, (width - 2.0).max(2.0), self.layout.bar()),
            ));
            x -= width;
        }
        marks.reverse();
        x = self.axis + 2.0;
        for (status, count) in bar.counts.present().filter(|(status, _)| !status.needs_attention()) {
            let width = self.length(count, bar.total);
            marks.push(self.mark(bar, status, count, Area::new(x, bar.y, (width - 2.0).max(2.0), self.layout.bar())));
            x += width;
        }
        row.marks.extend(marks);
    }

    fn length(&self, count: u32, total: u32) -> f64 {
        f64::from(count) / f64::from(total.max(1)) * self.scale
    }

    fn mark(&self, bar: &Bar<'_>, status: Status, count: u32, area: Area) -> Mark {
        let hollow = bar.side == Side::Claimed;
        let named = bar.named.get(status);
        let kind = if hollow { Kind::Stated } else { Kind::Assessed };
        let category = &bar.pair.category;
        let lit = self.filter.lights(Kind::Category, category) && self.filter.lights(kind, status.word());
        // What is claimed cannot be filtered; of the rows only those inside the filter are counted.
        let (counted, total) = match bar.inside {
            Some(group) if !hollow => (group.inside.get(status), group.shown),
            _ => (count, bar.total),
        };
        let inside = if hollow || !lit { 0 } else { counted };
        // A claim is no set of rows: it fades only where another category or status is chosen.
        let faded = if hollow { !lit } else { inside == 0 };
        let phrase =
            Phrase::PairMark { category: name_of(bar.pair), side: bar.side, status, count: counted, total, named };
        let action = match (hollow, named, bar.lines) {
            (false, ..) | (true, 1.., _) => {
                let mut choices = of_category(bar.pair);
                choices.push(Choice::new(kind, status.word()));
                Action::Choose(choices)
            }
            (true, 0, Some(lines)) => Action::Words(lines),
            (true, 0, None) => Action::None,
        };
        let lit_share = if hollow { f64::from(u8::from(!faded)) } else { share(inside, count) };
        let mut shapes = areas(area, status, hollow, lit_share);
        if lit_share > 0.0 && lit_share < 1.0 {
            // The number of those inside the filter, on their part of the bar.
            let part = near_axis(area, status, 0.0, area.width * lit_share);
            shapes.extend(self.inscription(part, status, inside, hollow, false));
        } else {
            shapes.extend(self.inscription(area, status, count, hollow, faded));
        }
        let basis = if hollow { "stated" } else { "assessed" };
        Mark {
            id: format!("category/{category}/{basis}/{}", status.word()),
            sentence: (self.say)(&phrase),
            pressed: match &action {
                Action::Choose(choices) => choices.iter().all(|choice| self.filter.has(choice.kind, &choice.value)),
                _ => false,
            },
            action,
            faded,
            hollow,
            data: vec![
                ("data-category", category.clone()),
                ("data-status", status.word().to_owned()),
                ("data-count", counted.to_string()),
                ("data-basis", basis.to_owned()),
            ],
            shapes,
            area,
        }
    }

    /// The number within a mark, with the word for its status where there is room.
    fn inscription(&self, area: Area, status: Status, count: u32, hollow: bool, faded: bool) -> Option<Shape> {
        let full = (self.say)(&Phrase::CountOf { count, status });
        let bare = grouped(&count.to_string());
        let small = area.width < 20.0;
        let (style, size) = match (hollow || faded, small) {
            (true, false) => (Style::Within, 13.0),
            (true, true) => (Style::WithinSmall, 11.5),
            (false, false) => (Style::On(status), 13.0),
            (false, true) => (Style::OnSmall(status), 11.5),
        };
        let fits = |text: &str, spare: f64| text::width(text, size) + spare <= area.width;
        let text = if fits(&full, 10.0) {
            full
        } else if fits(&bare, 1.5) {
            bare
        } else {
            return None;
        };
        Some(Shape::Text { x: area.middle(), y: area.y + area.height / 2.0 + 4.5, anchor: Anchor::Middle, style, text })
    }

    /// Between the two bars: how far they differ, or why they cannot be compared.
    fn between(&self, pair: &Pair, said: &Said, y: f64) -> Vec<Shape> {
        if said.total != pair.rows {
            return self.note(pair, said, y);
        }
        let mut shapes = Vec::new();
        let by = |status: Status| i64::from(pair.assessed.get(status)) - i64::from(said.counts.get(status));
        // Only what both sides draw from the axis on can be measured against each other.
        let first = Status::Completed;
        if is_told(pair, by(first)) {
            let (shorter, longer) = ends(said.counts.get(first), pair.assessed.get(first));
            let (a, b) = (self.axis + self.length(shorter, said.total), self.axis + self.length(longer, said.total));
            shapes.push(dimension(a, b, y, 5.0));
            let text = (self.say)(&Phrase::Difference { status: Some(first), by: by(first) });
            shapes.push(words_at(b + 7.0, y, Anchor::Start, Style::SecondBold, text));
        }
        if let Some(text) = attention_difference(pair, said, self.say) {
            let (shorter, longer) = ends(said.counts.attention(), pair.assessed.attention());
            let (a, b) = (self.axis - self.length(longer, said.total), self.axis - self.length(shorter, said.total));
            shapes.push(dimension(a, b, y, 4.0));
            shapes.push(words_at(a - 6.0, y, Anchor::End, Style::SecondBold, text));
        }
        if said.counts == pair.assessed {
            let text = (self.say)(&Phrase::Agreement);
            shapes.push(words_at(self.axis + 8.0, y, Anchor::Start, Style::Second, text));
        }
        shapes
    }

    /// Items against rows, and what the notice names although its rows move.
    fn note(&self, pair: &Pair, said: &Said, y: f64) -> Vec<Shape> {
        let items = Phrase::ItemsAndRows { items: said.total, rows: pair.rows, split: &pair.split };
        let mut text = (self.say)(&items);
        let room = self.layout.width - self.axis - 12.0;
        if let Some((status, count)) = pair.moving {
            let more = (self.say)(&Phrase::NamedButMoving { status, count });
            if text::width(&text, 12.5) + text::width(&more, 12.5) <= room {
                text.push_str(&more);
            }
        }
        if text::width(&text, 12.5) > room {
            text = (self.say)(&Phrase::ItemsAndRows { items: said.total, rows: pair.rows, split: &[] });
        }
        vec![words_at(self.axis + 8.0, y, Anchor::Start, Style::Second, text::clip(&text, 12.5, room))]
    }
}

fn words_at(x: f64, y: f64, anchor: Anchor, style: Style, text: String) -> Shape {
    Shape::Text { x, y: y + 4.5, anchor, style, text }
}

/// How much the sides differ left of the axis: in one status, or in several together. Nothing where they are alike
/// there, or where items and rows are not the same number.
fn attention_difference(pair: &Pair, said: &Said, say: Say<'_>) -> Option<String> {
    if said.total != pair.rows {
        return None;
    }
    let by = |status: Status| i64::from(pair.assessed.get(status)) - i64::from(said.counts.get(status));
    let mut differing = Status::ALL.into_iter().filter(|status| status.needs_attention() && by(*status) != 0);
    let first = differing.next()?;
    let one = differing.next().is_none().then_some(first);
    let all = i64::from(pair.assessed.attention()) - i64::from(said.counts.attention());
    let by = if one.is_some() { by(first) } else { all };
    is_told(pair, by).then(|| say(&Phrase::Difference { status: one, by }))
}

/// Whether the rows say by how much they differ: what they leave open may be just what is missing.
fn is_told(pair: &Pair, by: i64) -> bool {
    by > 0 || -by > i64::from(pair.assessed.get(Status::Unknown))
}

/// What a category is called: rows without one stand for what the notice counts.
fn name_of(pair: &Pair) -> &str {
    match &pair.claim {
        Some(claim) if pair.category.is_empty() => &claim.category,
        _ => &pair.category,
    }
}

/// What chooses the rows of a category.
fn of_category(pair: &Pair) -> Vec<Choice> {
    let named = !pair.category.is_empty();
    named.then(|| Choice::new(Kind::Category, &pair.category)).into_iter().collect()
}

fn ends(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

fn share(part: u32, of: u32) -> f64 {
    if of == 0 { 0.0 } else { f64::from(part.min(of)) / f64::from(of) }
}

/// A bar whose first part, as large as this share, is inside the filter. It grows away from the axis.
fn areas(area: Area, status: Status, hollow: bool, lit: f64) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let split = area.width * lit;
    for (from, to, faded) in [(0.0, split, false), (split, area.width, true)] {
        if to - from < 0.1 {
            continue;
        }
        let part = near_axis(area, status, from, to);
        let mut d = String::new();
        rectangle(&mut d, if hollow { part.inset(0.8) } else { part }, 1.5);
        let paint = if hollow { Paint::Hollow(status) } else { Paint::Solid(status) };
        shapes.push(Shape::Path { d, paint, faded });
        if !hollow {
            shapes.push(Shape::Hatch { areas: vec![part], round: false, status, faded });
        }
    }
    shapes
}

/// The part of a bar from here to there, measured from its end at the axis.
fn near_axis(area: Area, status: Status, from: f64, to: f64) -> Area {
    let x = if status.needs_attention() { area.right() - to } else { area.x + from };
    Area { x, width: to - from, ..area }
}

/// A dimension line between two ends.
fn dimension(from: f64, to: f64, y: f64, half: f64) -> Shape {
    let mut d = String::new();
    for end in [from, to] {
        step(&mut d, 'M', &[end, y - half]);
        step(&mut d, 'v', &[half * 2.0]);
    }
    step(&mut d, 'M', &[from, y]);
    step(&mut d, 'H', &[to]);
    Shape::Line { d, stroke: Stroke::Dimension }
}

#[cfg(test)]
mod tests;
