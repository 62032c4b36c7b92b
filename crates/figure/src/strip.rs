//! The status strip: all tasks in the order of statuses, one cell a task, with a notch at the axis.

use crate::cells::{Measure, Run};
use crate::path::line;
use crate::phrase::{Phrase, Say};
use crate::scene::{Action, Mark, Row, Scene, Shape, Stroke};
use tongbao_notice::number::within;
use tongbao_notice::query::{Basis, Choice, Filter, Kind, View};
use tongbao_notice::report::Status;

/// The height of the strip, notch included.
pub const HEIGHT: f64 = 30.0;

/// Lays out the strip. On the notice's own basis tasks that it names are solid, what it only counts is hollow.
pub fn strip(view: &View, filter: &Filter, width: f64, cut: bool, say: Say<'_>) -> Scene {
    let (named, bare) = (view.statuses, view.bare);
    let total = named.all.total() + bare.all.total();
    let inside = named.inside.total() + bare.inside.total();
    let mut scene = Scene { width, height: HEIGHT, label: say(&Phrase::Strip { total: inside }), ..Scene::default() };
    if total == 0 {
        return scene;
    }
    let step = width / f64::from(total);
    // A gap of its own beside each cell only where one cell a task is drawn.
    let cells = cut && step - 1.0 >= crate::cells::NARROWEST_CELL;
    let measure = Measure { step, gap: 1.0, height: 22.0, round: 0.0 };
    let bar = Measure { gap: 2.0, ..measure };
    let mut from = 0.0;
    let mut marks = Vec::new();
    let mut notch = 0.0;
    for status in Status::ALL {
        for hollow in [false, true] {
            let of = if hollow { bare } else { named };
            let count = of.all.get(status);
            if count == 0 {
                continue;
            }
            let lit = if filter.lights(Kind::Status, status.word()) { of.inside.get(status) } else { 0 };
            let run = Run { status, count, lit, hollow, from, y: 4.0, leftwards: false };
            from += run.length(measure);
            if status.needs_attention() {
                notch = from;
            }
            let measure = if cells && !hollow { measure } else { bar };
            marks.push(mark(view.basis, filter, run, of.inside.get(status), inside, measure, say));
        }
    }
    scene.rows = vec![Row { marks, ..Row::default() }];
    scene.over = vec![notch_at(within(notch, 1.0, width - 1.0))];
    scene
}

fn mark(basis: Basis, filter: &Filter, run: Run, inside: u32, total: u32, measure: Measure, say: Say<'_>) -> Mark {
    let status = run.status;
    let share = if total == 0 { 0.0 } else { f64::from(inside) / f64::from(total) };
    let sentence = if run.hollow {
        say(&Phrase::StripBare { status, count: inside })
    } else {
        say(&Phrase::StripMark { status, count: inside, share })
    };
    Mark {
        id: format!("strip/{}{}", status.word(), if run.hollow { "/bare" } else { "" }),
        sentence,
        action: if run.hollow { Action::None } else { Action::Choose(vec![Choice::new(Kind::Status, status.word())]) },
        pressed: !run.hollow && filter.has(Kind::Status, status.word()),
        faded: run.lit == 0,
        hollow: run.hollow,
        data: vec![
            ("data-status", status.word().to_owned()),
            ("data-count", inside.to_string()),
            ("data-basis", basis.word().to_owned()),
        ],
        shapes: run.shapes(measure),
        area: run.area(measure),
    }
}

fn notch_at(x: f64) -> Shape {
    Shape::Line { d: line(x - 1.0, 0.0, x - 1.0, HEIGHT), stroke: Stroke::Notch }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chinese::say;
    use tongbao_notice::query::{Counts, Tallied};

    fn view(tasks: &[(Status, u32)]) -> View {
        let all: Counts = tasks.iter().copied().collect();
        View { total: all.total(), statuses: Tallied { all, inside: all }, ..View::default() }
    }

    #[test]
    fn the_strip_fills_its_width_and_its_marks_add_up() {
        let view =
            view(&[(Status::NotCompleted, 4), (Status::Behind, 11), (Status::Completed, 22), (Status::OnTrack, 101)]);
        let scene = strip(&view, &Filter::new(), 794.0, true, &say);
        let counted: u32 = scene
            .marks()
            .flat_map(|mark| &mark.data)
            .filter(|(name, _)| *name == "data-count")
            .filter_map(|(_, count)| count.parse::<u32>().ok())
            .sum();
        assert_eq!(counted, 138);
        let last = scene.marks().last().expect("a mark").area;
        assert!((last.right() - 793.0).abs() < 0.01);
        assert_eq!(scene.marks().next().expect("a mark").sentence, "未完成 4 项，占 2.9%");
    }

    #[test]
    fn what_is_only_counted_is_hollow_and_leads_nowhere() {
        let mut view = view(&[(Status::Behind, 8)]);
        view.basis = Basis::Stated;
        view.bare.all = [(Status::Completed, 28)].into_iter().collect();
        view.bare.inside = view.bare.all;
        let scene = strip(&view, &Filter::new(), 794.0, true, &say);
        let bare = scene.mark("strip/completed/bare").expect("a bare run");
        assert!(bare.hollow && bare.action == Action::None);
    }

    #[test]
    fn five_hundred_tasks_become_bars_that_still_have_every_status() {
        let view = view(&[(Status::Suspended, 1), (Status::Behind, 99), (Status::OnTrack, 400)]);
        let scene = strip(&view, &Filter::new(), 358.0, false, &say);
        assert_eq!(scene.marks().count(), 3);
        assert!(scene.marks().all(|mark| mark.area.width >= 1.5));
    }

    #[test]
    fn a_chosen_status_is_pressed_and_the_others_fade() {
        let filter: Filter = [Choice::new(Kind::Status, "behind")].into_iter().collect();
        let scene = strip(&view(&[(Status::Behind, 8), (Status::OnTrack, 2)]), &filter, 358.0, true, &say);
        let fades: Vec<(bool, bool)> = scene.marks().map(|mark| (mark.pressed, mark.faded)).collect();
        assert_eq!(fades, [(true, false), (false, true)]);
    }

    #[test]
    fn nothing_to_draw_is_no_mark() {
        assert_eq!(strip(&view(&[]), &Filter::new(), 794.0, true, &say).marks().count(), 0);
    }
}
