//! Groups of tasks as rows on both sides of one axis: by unit, by theme, by category.

use crate::cells::{Measure, NARROWEST_CELL, Run};
use crate::path::line;
use crate::phrase::{Phrase, Say};
use crate::scene::{Action, Anchor, Area, Mark, Row, Scene, Shape, Stroke, Style};
use crate::text;
use tongbao_notice::query::{Choice, Filter, Group, Kind};
use tongbao_notice::report::Status;

/// How a figure of groups is laid out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Its width.
    pub width: f64,
    /// What its rows are.
    pub kind: Kind,
    /// Whether rows are high enough for a finger, with the name above the bar.
    pub touch: bool,
    /// The widest a cell may be.
    pub cell: f64,
}

impl Layout {
    fn row_height(&self) -> f64 {
        if self.touch { 44.0 } else { 22.0 }
    }
}

/// Room for the two numbers at the right of each row.
const NUMBERS: f64 = 84.0;

/// Lays out `groups` in the order given.
pub fn bars(groups: &[&Group], filter: &Filter, layout: Layout, say: Say<'_>) -> Scene {
    let names: Vec<String> = groups.iter().map(|group| say(&Phrase::Name(layout.kind, &group.name))).collect();
    let most = |count: fn(&Group) -> u32| f64::from(groups.iter().map(|group| count(group)).max().unwrap_or(0));
    let (left, right) = (most(|group| group.all.attention()), most(|group| group.all.flow()));
    let name_room = if layout.touch {
        0.0
    } else {
        let widest = names.iter().map(|name| text::width(name, Style::Name.size())).fold(0.0, f64::max);
        (widest + 14.0).min(if layout.width > 560.0 { 190.0 } else { 132.0 }).min(layout.width * 0.36)
    };
    let numbers = if layout.touch { 0.0 } else { NUMBERS };
    let room = (layout.width - name_room - numbers - 20.0).max(20.0);
    // Attention is written above the axis even where nothing stands left of it.
    let heading_room = if left == 0.0 && !layout.touch { 8.0 } else { 0.0 };
    let step = ((room - heading_room) / (left + right).max(1.0)).min(layout.cell + 2.5);
    let gap = if step > 14.0 {
        2.5
    } else if step > NARROWEST_CELL + 1.4 {
        1.4
    } else {
        1.0
    };
    let height = if layout.width > 560.0 || layout.touch { 16.0 } else { 14.0 };
    let measure = Measure { step, gap, height, round: 1.5 };
    let axis = (name_room + heading_room + left * step + 10.0).round() + 0.5;
    let top = if layout.touch { 18.0 } else { 20.0 };
    let bottom = top + layout.row_height() * groups.len() as f64;
    let rows = groups
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(place, (group, name))| {
            let y = top + layout.row_height() * place as f64;
            row(group, name, filter, layout, Places { y, axis, name_room, measure }, say)
        })
        .collect();
    Scene {
        width: layout.width,
        height: bottom + 4.0,
        label: say(&Phrase::Groups(layout.kind)),
        under: headings(layout, axis, left > 0.0, say),
        rows,
        over: vec![Shape::Line { d: axis_line(layout, axis, top, bottom, groups.len()), stroke: Stroke::Axis }],
    }
}

/// The axis: one line, or, where names stand above the bars, a piece beside each bar.
fn axis_line(layout: Layout, axis: f64, top: f64, bottom: f64, rows: usize) -> String {
    if !layout.touch {
        return line(axis, top - 2.0, axis, bottom + 2.0);
    }
    let of_row = |row: usize| {
        let y = top + layout.row_height() * row as f64;
        line(axis, y + 19.0, axis, y + 40.0)
    };
    (0..rows).map(of_row).collect()
}

fn headings(layout: Layout, axis: f64, attention: bool, say: Say<'_>) -> Vec<Shape> {
    let heading = |x: f64, anchor: Anchor, phrase: &Phrase<'_>| Shape::Text {
        x,
        y: 12.0,
        anchor,
        style: Style::Hint,
        text: say(phrase),
    };
    let mut headings = Vec::new();
    let word = say(&Phrase::Attention);
    if attention && axis - 8.0 >= text::width(&word, Style::Hint.size()) {
        headings.push(heading(axis - 8.0, Anchor::End, &Phrase::Attention));
    }
    headings.push(heading(axis + 8.0, Anchor::Start, &Phrase::Flow));
    if !layout.touch {
        headings.push(heading(layout.width - 46.0, Anchor::End, &Phrase::Attention));
        headings.push(heading(layout.width - 4.0, Anchor::End, &Phrase::Total));
    }
    headings
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Places {
    y: f64,
    axis: f64,
    name_room: f64,
    measure: Measure,
}

fn row(group: &Group, name: &str, filter: &Filter, layout: Layout, at: Places, say: Say<'_>) -> Row {
    let height = layout.row_height();
    let baseline = if layout.touch { at.y + 14.0 } else { at.y + height / 2.0 + 4.5 };
    let counts = group.inside;
    let word = layout.kind.word();
    let name_area = if layout.touch {
        Area::new(0.0, at.y, layout.width, 20.0)
    } else {
        Area::new(0.0, at.y, at.name_room - 6.0, height)
    };
    let room = if layout.touch { layout.width - 130.0 } else { at.name_room - 8.0 };
    let label = Mark {
        id: format!("{word}/{}", group.name),
        sentence: say(&Phrase::Group { kind: layout.kind, name, counts }),
        action: Action::Choose(vec![Choice::new(layout.kind, &group.name)]),
        pressed: filter.has(layout.kind, &group.name),
        faded: !group.lit || counts.total() == 0,
        hollow: false,
        data: vec![(attribute(layout.kind), group.name.clone()), ("data-count", counts.total().to_string())],
        shapes: vec![Shape::Text {
            x: 0.0,
            y: baseline,
            anchor: Anchor::Start,
            style: Style::Name,
            text: text::clip(name, Style::Name.size(), room),
        }],
        area: name_area,
    };
    let bar_y = if layout.touch { at.y + 21.0 } else { at.y + (height - at.measure.height) / 2.0 };
    let mut attention = Vec::new();
    let mut from = at.axis - 4.0;
    for (status, count) in group.all.present().rev().filter(|(status, _)| status.needs_attention()) {
        let run = run(group, status, count, from, bar_y, true);
        from -= run.length(at.measure);
        attention.push(mark(group, name, filter, layout, run, at.measure, say));
    }
    // From left to right as they stand.
    attention.reverse();
    let mut from = at.axis + 4.0;
    let mut flow = Vec::new();
    for (status, count) in group.all.present().filter(|(status, _)| !status.needs_attention()) {
        let run = run(group, status, count, from, bar_y, false);
        from += run.length(at.measure);
        flow.push(mark(group, name, filter, layout, run, at.measure, say));
    }
    let mut marks = vec![label];
    marks.extend(attention);
    marks.extend(flow);
    Row {
        hook: Some(hook(layout.kind)),
        data: vec![
            (attribute(layout.kind), group.name.clone()),
            ("data-count", counts.total().to_string()),
            ("data-attention", counts.attention().to_string()),
        ],
        faded: !group.lit,
        band: Some(Area::new(0.0, at.y, layout.width, height)),
        shapes: numbers(group, layout, baseline, say),
        marks,
    }
}

fn numbers(group: &Group, layout: Layout, baseline: f64, say: Say<'_>) -> Vec<Shape> {
    let (attention, total) = (group.inside.attention(), group.inside.total());
    let number = |x: f64, style: Style, text: String| Shape::Text { x, y: baseline, anchor: Anchor::End, style, text };
    if layout.touch {
        return vec![number(layout.width, Style::Second, say(&Phrase::Numbers { attention, total }))];
    }
    let first = if attention > 0 {
        number(layout.width - 46.0, Style::Strong, attention.to_string())
    } else {
        number(layout.width - 46.0, Style::Hint, "·".to_owned())
    };
    let all = if total > 0 {
        number(layout.width - 4.0, Style::Second, total.to_string())
    } else {
        number(layout.width - 4.0, Style::Hint, "·".to_owned())
    };
    vec![first, all]
}

fn run(group: &Group, status: Status, count: u32, from: f64, y: f64, leftwards: bool) -> Run {
    let lit = if group.lit { group.inside.get(status) } else { 0 };
    Run { status, count, lit, hollow: false, from, y, leftwards }
}

fn mark(group: &Group, name: &str, filter: &Filter, layout: Layout, run: Run, measure: Measure, say: Say<'_>) -> Mark {
    let (word, status) = (layout.kind.word(), run.status);
    let inside = group.inside.get(status);
    Mark {
        id: format!("{word}/{}/{}", group.name, status.word()),
        sentence: say(&Phrase::GroupMark {
            kind: layout.kind,
            name,
            status,
            count: inside,
            total: group.inside.total(),
        }),
        action: Action::Choose(vec![Choice::new(layout.kind, &group.name), Choice::new(Kind::Status, status.word())]),
        pressed: filter.has(layout.kind, &group.name) && filter.has(Kind::Status, status.word()),
        faded: run.lit == 0,
        hollow: false,
        data: vec![
            (attribute(layout.kind), group.name.clone()),
            ("data-status", status.word().to_owned()),
            ("data-count", inside.to_string()),
        ],
        shapes: run.shapes(measure),
        area: run.area(measure),
    }
}

/// The attribute that carries the name of a group of this kind.
fn attribute(kind: Kind) -> &'static str {
    match kind {
        Kind::Unit => "data-unit",
        Kind::Theme => "data-theme",
        Kind::Problem => "data-problem",
        _ => "data-category",
    }
}

/// The test hook of a row of this kind.
fn hook(kind: Kind) -> &'static str {
    match kind {
        Kind::Unit => "unit-row",
        Kind::Theme => "theme-row",
        Kind::Problem => "problem-row",
        _ => "category-row",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chinese::{group, say};

    fn layout(width: f64, touch: bool) -> Layout {
        Layout { width, kind: Kind::Unit, touch, cell: 34.0 }
    }

    fn inside(scene: &Scene) -> bool {
        scene.marks().all(|mark| {
            mark.area.x >= 0.0 && mark.area.right() <= scene.width + 0.01 && mark.area.bottom() <= scene.height
        })
    }

    #[test]
    fn attention_stands_left_of_the_axis_and_flow_right_of_it() {
        let groups = [group("市发改局", &[(Status::Behind, 2), (Status::Completed, 1), (Status::OnTrack, 11)])];
        let scene = bars(&groups.iter().collect::<Vec<_>>(), &Filter::new(), layout(760.0, false), &say);
        let place = |status: &str| scene.mark(&format!("unit/市发改局/{status}")).expect(status).area;
        assert!(place("behind").right() < place("completed").x);
        assert!(place("completed").right() < place("on_track").x);
        assert!(inside(&scene));
    }

    #[test]
    fn the_axis_is_one_for_all_rows() {
        let groups = [
            group("甲局", &[(Status::Behind, 3), (Status::OnTrack, 1)]),
            group("乙局", &[(Status::NotStarted, 1), (Status::OnTrack, 9)]),
        ];
        let scene = bars(&groups.iter().collect::<Vec<_>>(), &Filter::new(), layout(760.0, false), &say);
        let start = |id: &str| scene.mark(id).expect(id).area.x;
        assert!((start("unit/甲局/on_track") - start("unit/乙局/on_track")).abs() < 0.01);
    }

    #[test]
    fn a_hundred_units_with_hundreds_of_tasks_stay_within_their_width() {
        let groups: Vec<Group> = (0..100)
            .map(|n| {
                group(
                    &format!("示例单位{n}"),
                    &[(Status::Behind, n % 15), (Status::Completed, n), (Status::OnTrack, n * 3)],
                )
            })
            .collect();
        for (width, touch) in [(794.0, false), (372.0, false), (358.0, true)] {
            let scene = bars(&groups.iter().collect::<Vec<_>>(), &Filter::new(), layout(width, touch), &say);
            assert!(inside(&scene), "{width}");
            assert_eq!(scene.rows.len(), 100);
        }
    }

    #[test]
    fn touch_rows_are_high_enough_for_a_finger_and_keep_the_whole_name() {
        let groups = [group("市城市更新与发展中心办公室", &[(Status::OnTrack, 1)])];
        let scene = bars(&groups.iter().collect::<Vec<_>>(), &Filter::new(), layout(358.0, true), &say);
        assert!(scene.rows[0].band.is_some_and(|band| band.height >= 44.0));
        assert!(
            matches!(&scene.rows[0].marks[0].shapes[0], Shape::Text { text, .. } if text == "市城市更新与发展中心办公室")
        );
    }

    #[test]
    fn what_is_outside_the_filter_fades_and_its_number_follows() {
        let mut groups = [group("甲局", &[(Status::Behind, 2), (Status::OnTrack, 4)])];
        groups[0].inside = [(Status::Behind, 2)].into_iter().collect();
        let scene = bars(&groups.iter().collect::<Vec<_>>(), &Filter::new(), layout(760.0, false), &say);
        assert!(scene.mark("unit/甲局/on_track").expect("mark").faded);
        assert!(!scene.mark("unit/甲局/behind").expect("mark").faded);
        assert!(scene.rows[0].data.contains(&("data-count", "2".to_owned())));
    }

    #[test]
    fn without_groups_there_is_an_empty_figure() {
        let scene = bars(&[], &Filter::new(), layout(760.0, false), &say);
        assert_eq!(scene.marks().count(), 0);
    }
}
