//! Kinds of problems as bars in neutral grey: a problem is not a status.

use crate::path::rectangle;
use crate::phrase::{Phrase, Say};
use crate::scene::{Action, Anchor, Area, Mark, Paint, Row, Scene, Shape, Style};
use crate::text;
use tongbao_notice::query::{Choice, Filter, Group, Kind};

/// Lays out the kinds of problems in the order given.
pub fn problems(groups: &[Group], filter: &Filter, width: f64, touch: bool, say: Say<'_>) -> Scene {
    let height = if touch { 44.0 } else { 21.0 };
    let names: Vec<String> = groups.iter().map(|group| say(&Phrase::Name(Kind::Problem, &group.name))).collect();
    let widest = names.iter().map(|name| text::width(name, Style::Name.size())).fold(0.0, f64::max);
    let name_room = (widest + 14.0).min(width * 0.45);
    let most = groups.iter().map(|group| group.tasks).max().unwrap_or(1).max(1);
    let scale = (width - name_room - 34.0).max(20.0) / f64::from(most);
    let rows = groups
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(place, (group, name))| {
            let y = 2.0 + height * place as f64;
            let bar = Area::new(name_room, y + (height - 14.0) / 2.0, f64::from(group.tasks) * scale, 14.0);
            let lit = if group.lit { group.shown } else { 0 };
            let baseline = y + height / 2.0 + 4.5;
            let mut shapes = vec![Shape::Text {
                x: 0.0,
                y: baseline,
                anchor: Anchor::Start,
                style: Style::Name,
                text: text::clip(name, Style::Name.size(), name_room - 8.0),
            }];
            let split = f64::from(lit) * scale;
            for (from, to, faded) in [(0.0, split, false), (split, bar.width, true)] {
                if to - from > 0.1 {
                    let mut d = String::new();
                    rectangle(&mut d, Area::new(bar.x + from, bar.y, to - from, bar.height), 1.5);
                    shapes.push(Shape::Path { d, paint: Paint::Neutral, faded });
                }
            }
            shapes.push(Shape::Text {
                x: bar.right() + 6.0,
                y: baseline,
                anchor: Anchor::Start,
                style: Style::Second,
                text: group.shown.to_string(),
            });
            let data = vec![("data-problem", group.name.clone()), ("data-count", group.shown.to_string())];
            let mark = Mark {
                id: format!("problem/{}", group.name),
                sentence: say(&Phrase::Group { kind: Kind::Problem, name, counts: group.inside }),
                action: Action::Choose(vec![Choice::new(Kind::Problem, &group.name)]),
                pressed: filter.has(Kind::Problem, &group.name),
                faded: lit == 0,
                hollow: false,
                data: data.clone(),
                shapes,
                area: Area::new(0.0, y, bar.right() + 26.0, height),
            };
            Row {
                hook: Some("problem-row"),
                data,
                faded: !group.lit,
                band: Some(Area::new(0.0, y, width, height)),
                shapes: Vec::new(),
                marks: vec![mark],
            }
        })
        .collect();
    Scene { width, height: height * groups.len() as f64 + 4.0, label: say(&Phrase::Problems), rows, ..Scene::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chinese::{group, say};
    use tongbao_notice::report::Status;

    #[test]
    fn the_longest_bar_and_its_number_stay_within_the_width() {
        let groups = [group("land", &[(Status::Behind, 7)]), group("other", &[(Status::OnTrack, 110)])];
        for width in [358.0, 372.0] {
            let scene = problems(&groups, &Filter::new(), width, width < 360.0, &say);
            assert!(scene.marks().all(|mark| mark.area.right() <= width), "{width}");
        }
    }

    #[test]
    fn the_number_follows_the_other_filters() {
        let mut groups = [group("land", &[(Status::Behind, 7)])];
        groups[0].shown = 2;
        let scene = problems(&groups, &Filter::new(), 358.0, false, &say);
        assert!(scene.rows[0].data.contains(&("data-count", "2".to_owned())));
        assert!(scene.rows[0].marks[0].shapes.iter().any(|shape| matches!(shape, Shape::Path { faded: true, .. })));
    }
}
