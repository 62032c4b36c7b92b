//! Draws a scene: marks as buttons with one tab stop for all, arrows between them, a ring around the
//! one in focus.

use crate::i18n::Lang;
use crate::state::Action;
use crate::ui::kit::element::{Child, Element, On, el};
use crate::ui::kit::piece::Hand;
use crate::ui::kit::pixels;
use crate::ui::{Act, Same};
use crate::web::marks;
use tongbao_figure::hatch;
use tongbao_figure::keys::{Key, neighbour};
use tongbao_figure::scene::{Action as Does, Anchor, Area, Mark, Paint, Row, Scene, Shape, Stroke, Style};
use tongbao_notice::report::Status;
use yew::prelude::*;

/// What a scene is drawn from.
#[derive(PartialEq)]
pub struct Props {
    /// The scene.
    pub scene: Same<Scene>,
    /// The language, for the words that stay Chinese.
    pub lang: Lang,
    /// Its classes.
    pub class: &'static str,
    /// Whether patterns take the place of colour.
    pub patterns: bool,
    /// What can be done.
    pub act: Act,
}

/// What a chart keeps for itself: the mark that has the tab stop, and whether it has the focus.
#[derive(Default)]
struct Stop {
    node: NodeRef,
    id: Option<String>,
    ring: bool,
}

/// A scene as SVG.
pub fn draw_chart(props: &Props, hand: &mut Hand) -> Html {
    let stop = hand.own(Stop::default);
    let (root, at, ring) = stop.with(|stop| (stop.node.clone(), stop.id.clone(), stop.ring));
    let scene = &props.scene.0;
    let on_click = {
        let (scene, act) = (scene.clone(), props.act.clone());
        move |event: MouseEvent| {
            if let Some(mark) = mark_of(&scene, &event) {
                press(mark, event.shift_key() || event.ctrl_key() || event.meta_key(), &act);
            }
        }
    };
    let on_key = {
        let (scene, act, root) = (scene.clone(), props.act.clone(), root.clone());
        move |event: KeyboardEvent| {
            let Some(mark) = mark_of(&scene, &event) else { return };
            let name = event.key();
            if name == "Enter" || name == " " {
                event.prevent_default();
                press(mark, event.shift_key(), &act);
            } else if let Some(key) =
                Key::from_name(&name).filter(|_| !event.alt_key() && !event.ctrl_key() && !event.meta_key())
            {
                event.prevent_default();
                let next = neighbour(&scene, &mark.id, key);
                if let Some(place) = next.and_then(|id| scene.marks().position(|mark| mark.id == id)) {
                    marks::focus(&root, place);
                }
            }
        }
    };
    let on_point = {
        let scene = scene.clone();
        move |event: MouseEvent| {
            if let Some(mark) = mark_of(&scene, &event) {
                marks::tip(&event, &mark.sentence);
            }
        }
    };
    let on_focus = {
        let (scene, stop) = (scene.clone(), stop.clone());
        move |event: FocusEvent| {
            if let Some(mark) = mark_of(&scene, &event) {
                stop.set(|stop| (stop.id, stop.ring) = (Some(mark.id.clone()), marks::by_keyboard(&event)));
            }
        }
    };
    let on_leave = {
        let stop = stop.clone();
        move |_: FocusEvent| stop.set(|stop| stop.ring = false)
    };
    let at = at.and_then(|id| scene.marks().position(|mark| mark.id == id));
    let ring = ring.then(|| at.and_then(|place| scene.marks().nth(place))).flatten().map(|mark| mark.area);
    let mut place = 0;
    let rows: Vec<Html> =
        scene.rows.iter().map(|row| draw_row(row, props, &mut place, at.unwrap_or(0)).html()).collect();
    sheet(scene, props.class)
        .found_by(&root)
        .attr("role", "group")
        .on(On::onclick, on_click)
        .on(On::onkeydown, on_key)
        .on(On::onmouseover, on_point)
        .on(On::onfocusin, on_focus)
        .on(On::onfocusout, on_leave)
        .child(draw_all(&scene.under))
        .child(rows)
        .child(draw_all(&scene.over))
        .child(ring.map(|area| [rectangle("halo", area.inset(-4.5)), rectangle("ring", area.inset(-3.0))].html()))
        .html()
}

fn mark_of<'a>(scene: &'a Scene, event: &Event) -> Option<&'a Mark> {
    scene.marks().nth(marks::mark_of(event)?)
}

fn press(mark: &Mark, add: bool, act: &Act) {
    match &mark.action {
        Does::None => {}
        Does::Choose(choices) => act.emit(Action::Press { choices: choices.clone(), add }),
        Does::Words(lines) => act.emit(Action::Words(lines.first)),
        Does::Open(task) => act.emit(Action::OpenAt(*task)),
    }
}

/// Draws a shape that is no mark, like a bullet in a list.
pub fn picture(scene: &Scene, class: &'static str) -> Element {
    sheet(scene, class)
        .attr("role", "img")
        .child(el("title").child(&scene.label))
        .child(draw_all(&scene.under))
        .child(draw_all(&scene.over))
}

/// The sheet that a scene is drawn on.
fn sheet(scene: &Scene, class: &'static str) -> Element {
    let (width, height) = (pixels(scene.width), pixels(scene.height));
    let view = ["0 0 ", &width, " ", &height].concat();
    el("svg").class(class).attr("width", width).attr("height", height).attr("viewBox", view).label(&scene.label)
}

fn draw_all(shapes: &[Shape]) -> Vec<Html> {
    shapes.iter().map(|shape| draw(shape, &Ink::default()).html()).collect()
}

fn draw_row(row: &Row, props: &Props, place: &mut usize, stop: usize) -> Element {
    let mut group = el("g").class("row").also("dimmed", row.faded).attr("data-testid", row.hook);
    for (name, value) in &row.data {
        group = group.attr(name, value);
    }
    if let Some(band) = row.band {
        group = group.child(rectangle("rowbg", band));
    }
    // Names of units and categories stay Chinese on an English page.
    let chinese =
        (props.lang == Lang::En && matches!(row.hook, Some("unit-row" | "category-row"))).then_some("zh-Hans");
    for mark in &row.marks {
        group = group.child(draw_mark(mark, chinese, props.patterns, (*place, *place == stop)));
        *place += 1;
    }
    for shape in &row.shapes {
        group = group.child(draw(shape, &Ink::default()));
    }
    group
}

fn draw_mark(mark: &Mark, chinese: Option<&'static str>, patterns: bool, (place, stop): (usize, bool)) -> Element {
    let idle = mark.action == Does::None;
    let pressed = matches!(mark.action, Does::Choose(_)).then_some(mark.pressed);
    let mut group = el("g")
        .class("mk")
        .also("dimmed", mark.faded)
        .also("claim", mark.hollow)
        .also("idle", idle)
        .attr("role", if idle { "img" } else { "button" })
        .attr("aria-pressed", pressed)
        .attr("tabindex", if stop { "0" } else { "-1" })
        .attr("data-mark", place)
        .label(&mark.sentence);
    for (name, value) in &mark.data {
        group = group.attr(name, value);
    }
    // What is printed on a mark stands beside the button, not in it: the button's name is the sentence, and a name
    // that differs from the words one sees in a button misleads those who speak to their machine. A name stays.
    let mut printed = el("g").class("mkt").also("dimmed", mark.faded).attr("data-hit", place);
    let ink = Ink { chinese, patterns, faded: mark.faded };
    let (mut any_text, mut any_printed) = (false, false);
    for shape in &mark.shapes {
        let beside = match shape {
            Shape::Text { text, .. } => {
                std::mem::replace(&mut any_text, true) || !mark.sentence.contains(text.as_str())
            }
            _ => false,
        };
        let Some(drawn) = draw(shape, &ink) else { continue };
        any_printed |= beside;
        if beside {
            printed = printed.child(drawn);
        } else {
            group = group.child(drawn);
        }
    }
    if any_printed { el("g").child(group).child(printed) } else { group }
}

fn rectangle(class: &'static str, area: Area) -> Element {
    el("rect")
        .class(class)
        .attr("x", pixels(area.x))
        .attr("y", pixels(area.y))
        .attr("width", pixels(area.width))
        .attr("height", pixels(area.height))
        .attr("rx", "2")
}

/// What the shapes of a mark have in common.
#[derive(Default)]
struct Ink {
    /// The language of names that stay Chinese.
    chinese: Option<&'static str>,
    /// Whether patterns are wanted.
    patterns: bool,
    /// Whether the whole mark is faded, so that its shapes need not say so.
    faded: bool,
}

/// Nothing where the shape is a pattern and none is wanted: they would be more than all the rest.
fn draw(shape: &Shape, ink: &Ink) -> Option<Element> {
    let path = |d: &String| el("path").attr("d", d);
    Some(match shape {
        Shape::Path { d, paint, faded } => path(d).class(paint_class(*paint)).also("out", *faded && !ink.faded),
        Shape::Hatch { areas, round, status, faded } => path(&pattern(areas, *round, *status, ink.patterns)?)
            .class(if hatch::is_full(*status) { "hatch full" } else { "hatch" })
            .also("out", *faded && !ink.faded)
            .attr("stroke-width", pixels(hatch::thickness(*status)))
            .attr("stroke-linecap", (*status == Status::OnTrack).then_some("round")),
        Shape::Line { d, stroke } => path(d).class(stroke_class(*stroke)),
        Shape::Text { x, y, anchor, style, text } => {
            let anchor = match anchor {
                Anchor::Start => None,
                Anchor::Middle => Some("middle"),
                Anchor::End => Some("end"),
            };
            el("text")
                .class(style_class(*style))
                .attr("x", pixels(*x))
                .attr("y", pixels(*y))
                .attr("text-anchor", anchor)
                .attr("lang", ink.chinese)
                .attr("aria-hidden", "true")
                .child(text)
        }
    })
}

fn pattern(areas: &[Area], round: bool, status: Status, wanted: bool) -> Option<String> {
    if !wanted {
        return None;
    }
    let lines = hatch::lines(status, areas, round);
    (!lines.is_empty()).then_some(lines)
}

fn paint_class(paint: Paint) -> String {
    let (before, word, after) = match paint {
        Paint::Solid(status) => ("f-", status.word(), ""),
        Paint::Close(status) => ("f-", status.word(), " close"),
        Paint::Hollow(status) => ("h-", status.word(), ""),
        Paint::Neutral => ("", "neutral", ""),
        Paint::Track => ("", "track", ""),
    };
    [before, word, after].concat()
}

fn stroke_class(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Axis => "axis",
        Stroke::Notch => "axis notch",
        Stroke::Dimension => "dim",
        Stroke::Tick => "tick",
        Stroke::Due => "due",
        Stroke::Goal => "goal",
    }
}

fn style_class(style: Style) -> String {
    let (class, status) = match style {
        Style::Name => ("t1", ""),
        Style::Heading => ("t1 b", ""),
        Style::Strong => ("t1 num b", ""),
        Style::Second => ("t2", ""),
        Style::SecondBold => ("t2 b", ""),
        Style::Hint => ("t3", ""),
        Style::HintBold => ("t3 b", ""),
        Style::Within => ("num t1", ""),
        Style::WithinSmall => ("num tiny t1", ""),
        Style::On(status) => ("num on-", status.word()),
        Style::OnSmall(status) => ("num tiny on-", status.word()),
    };
    [class, status].concat()
}
