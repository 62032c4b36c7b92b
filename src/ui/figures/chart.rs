//! Draws a scene: marks as buttons with one tab stop for all, arrows between them, a ring around the
//! one in focus.

use super::{Press, Same};
use crate::i18n::Lang;
use crate::web::marks;
use tongbao_figure::hatch;
use tongbao_figure::keys::{Key, neighbour};
use tongbao_figure::scene::{Action, Anchor, Area, Mark, Paint, Row, Scene, Shape, Stroke, Style};
use tongbao_notice::report::Status;
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

/// What a scene is drawn from.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The scene.
    pub scene: Same<Scene>,
    /// The language, for the words that stay Chinese.
    pub lang: Lang,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// What is told when a mark is pressed.
    pub on_press: Callback<Press>,
}

/// The mark that has the tab stop.
#[derive(Clone, Default, PartialEq)]
struct Stop {
    id: Option<String>,
    ring: bool,
}

/// A scene as SVG.
#[component]
pub fn Chart(props: &Props) -> Html {
    let root = use_node_ref();
    let stop = use_state_eq(Stop::default);
    let scene = &props.scene;
    let onclick = {
        let (scene, on_press) = (scene.clone(), props.on_press.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(mark) = marks::mark_of(&event).and_then(|place| scene.marks().nth(place)) {
                press(mark, event.shift_key() || event.ctrl_key() || event.meta_key(), &on_press);
            }
        })
    };
    let onkeydown = {
        let (scene, on_press, root) = (scene.clone(), props.on_press.clone(), root.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(mark) = marks::mark_of(&event).and_then(|place| scene.marks().nth(place)) else { return };
            let name = event.key();
            if name == "Enter" || name == " " {
                event.prevent_default();
                press(mark, event.shift_key(), &on_press);
            } else if let Some(key) =
                Key::from_name(&name).filter(|_| !event.alt_key() && !event.ctrl_key() && !event.meta_key())
            {
                event.prevent_default();
                let next = neighbour(&scene, &mark.id, key);
                if let Some(place) = next.and_then(|id| scene.marks().position(|mark| mark.id == id)) {
                    marks::focus(&root, place);
                }
            }
        })
    };
    let onmouseover = {
        let scene = scene.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(mark) = marks::mark_of(&event).and_then(|place| scene.marks().nth(place)) {
                marks::tip(&event, &mark.sentence);
            }
        })
    };
    let onfocusin = {
        let (scene, stop) = (scene.clone(), stop.clone());
        Callback::from(move |event: FocusEvent| {
            if let Some(mark) = marks::mark_of(&event).and_then(|place| scene.marks().nth(place)) {
                stop.set(Stop { id: Some(mark.id.clone()), ring: marks::by_keyboard(&event) });
            }
        })
    };
    let onfocusout = {
        let stop = stop.clone();
        Callback::from(move |_: FocusEvent| stop.set(Stop { ring: false, ..(*stop).clone() }))
    };
    let at = stop.id.as_deref().and_then(|id| scene.marks().position(|mark| mark.id == id));
    let ring = stop.ring.then(|| at.and_then(|place| scene.marks().nth(place))).flatten().map(|mark| mark.area);
    let mut place = 0;
    let rows: Vec<Html> = scene.rows.iter().map(|row| draw_row(row, props.lang, &mut place, at.unwrap_or(0))).collect();
    let (width, height) = (scene.width.to_string(), format!("{:.1}", scene.height));
    html! {
        <svg ref={root} class={classes!("chart", props.class.clone())} width={width.clone()} height={height.clone()}
            viewBox={format!("0 0 {width} {height}")} role="group" aria-label={scene.label.clone()}
            {onclick} {onkeydown} {onmouseover} {onfocusin} {onfocusout}>
            { for scene.under.iter().map(|shape| draw(shape, None)) }
            { for rows }
            { for scene.over.iter().map(|shape| draw(shape, None)) }
            if let Some(area) = ring {
                { rectangle("halo", area.inset(-4.5)) }
                { rectangle("ring", area.inset(-3.0)) }
            }
        </svg>
    }
}

fn press(mark: &Mark, add: bool, on_press: &Callback<Press>) {
    match &mark.action {
        Action::None => {}
        Action::Choose(choices) => on_press.emit(Press::Choose { choices: choices.clone(), add }),
        Action::Words(lines) => on_press.emit(Press::Words(*lines)),
        Action::Open(task) => on_press.emit(Press::Open(*task)),
    }
}

/// Draws a shape that is no mark, like a bullet in a list.
pub fn picture(scene: &Scene, class: &'static str) -> Html {
    let (width, height) = (scene.width.to_string(), format!("{:.1}", scene.height));
    html! {
        <svg class={class} width={width.clone()} height={height.clone()} viewBox={format!("0 0 {width} {height}")} role="img" aria-label={scene.label.clone()}>
            <title>{ scene.label.clone() }</title>
            { for scene.under.iter().chain(&scene.over).map(|shape| draw(shape, None)) }
        </svg>
    }
}

fn draw_row(row: &Row, lang: Lang, place: &mut usize, stop: usize) -> Html {
    let mut group = VTag::new("g");
    group.add_attribute("class", if row.faded { "row dimmed" } else { "row" });
    if let Some(hook) = row.hook {
        group.add_attribute("data-testid", hook);
    }
    for (name, value) in &row.data {
        group.add_attribute(name, value.clone());
    }
    if let Some(band) = row.band {
        group.add_child(rectangle("rowbg", band));
    }
    // Names of units and categories stay Chinese on an English page.
    let chinese = (lang == Lang::En && matches!(row.hook, Some("unit-row" | "category-row"))).then_some("zh-Hans");
    for mark in &row.marks {
        group.add_child(draw_mark(mark, chinese, *place, *place == stop));
        *place += 1;
    }
    for shape in &row.shapes {
        group.add_child(draw(shape, None));
    }
    VNode::from(group)
}

fn draw_mark(mark: &Mark, chinese: Option<&'static str>, place: usize, stop: bool) -> Html {
    let mut group = VTag::new("g");
    let mut class = String::from("mk");
    for (word, holds) in [(" dimmed", mark.faded), (" claim", mark.hollow), (" idle", mark.action == Action::None)] {
        if holds {
            class.push_str(word);
        }
    }
    group.add_attribute("class", class);
    if mark.action == Action::None {
        group.add_attribute("role", "img");
    } else {
        group.add_attribute("role", "button");
        if matches!(mark.action, Action::Choose(_)) {
            group.add_attribute("aria-pressed", if mark.pressed { "true" } else { "false" });
        }
    }
    group.add_attribute("tabindex", if stop { "0" } else { "-1" });
    group.add_attribute("data-mark", place.to_string());
    group.add_attribute("aria-label", mark.sentence.clone());
    for (name, value) in &mark.data {
        group.add_attribute(name, value.clone());
    }
    // What is printed on a mark stands beside the button, not in it: the button's name is the sentence, and a name
    // that differs from the words one sees in a button misleads those who speak to their machine. A name stays.
    let first = mark.shapes.iter().position(|shape| matches!(shape, Shape::Text { .. }));
    let outside = |place: usize, shape: &Shape| matches!(shape, Shape::Text { text, .. } if Some(place) != first || !mark.sentence.contains(text.as_str()));
    let (printed_on, drawn): (Vec<_>, Vec<_>) =
        mark.shapes.iter().enumerate().partition(|(place, shape)| outside(*place, shape));
    for (_, shape) in drawn {
        group.add_child(draw(shape, chinese));
    }
    if printed_on.is_empty() {
        return VNode::from(group);
    }
    let mut printed = VTag::new("g");
    printed.add_attribute("class", if mark.faded { "mkt dimmed" } else { "mkt" });
    printed.add_attribute("data-hit", place.to_string());
    for (_, shape) in printed_on {
        printed.add_child(draw(shape, chinese));
    }
    let mut whole = VTag::new("g");
    whole.add_child(VNode::from(group));
    whole.add_child(VNode::from(printed));
    VNode::from(whole)
}

fn rectangle(class: &'static str, area: Area) -> Html {
    let number = |value: f64| format!("{value:.1}");
    html! { <rect class={class} x={number(area.x)} y={number(area.y)} width={number(area.width)} height={number(area.height)} rx="2" /> }
}

fn draw(shape: &Shape, chinese: Option<&'static str>) -> Html {
    match shape {
        Shape::Path { d, paint, faded } => {
            html! { <path class={paint_class(*paint, *faded)} d={d.clone()} /> }
        }
        Shape::Hatch { d, status, faded } => {
            let class = if hatch::is_full(*status) { "hatch full" } else { "hatch" };
            let class = if *faded { format!("{class} out") } else { class.to_owned() };
            let dots = *status == Status::OnTrack;
            html! { <path class={class} d={d.clone()} stroke-width={hatch::thickness(*status).to_string()} stroke-linecap={dots.then_some("round")} /> }
        }
        Shape::Line { d, stroke } => html! { <path class={stroke_class(*stroke)} d={d.clone()} /> },
        Shape::Text { x, y, anchor, style, text } => {
            let anchor = match anchor {
                Anchor::Start => None,
                Anchor::Middle => Some("middle"),
                Anchor::End => Some("end"),
            };
            html! {
                <text class={style_class(*style)} x={format!("{x:.1}")} y={format!("{y:.1}")} text-anchor={anchor} lang={chinese} aria-hidden="true">{ text.clone() }</text>
            }
        }
    }
}

fn paint_class(paint: Paint, faded: bool) -> String {
    let mut class = match paint {
        Paint::Solid(status) => format!("f-{}", status.word()),
        Paint::Close(status) => format!("f-{} close", status.word()),
        Paint::Hollow(status) => format!("h-{}", status.word()),
        Paint::Neutral => "neutral".to_owned(),
        Paint::Track => "track".to_owned(),
    };
    if faded {
        class.push_str(" out");
    }
    class
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
    let class = match style {
        Style::Name => "t1",
        Style::Heading => "t1 b",
        Style::Strong => "t1 num b",
        Style::Second => "t2",
        Style::SecondBold => "t2 b",
        Style::Hint => "t3",
        Style::HintBold => "t3 b",
        Style::Within => "num t1",
        Style::WithinSmall => "num tiny t1",
        Style::On(status) => return format!("num on-{}", status.word()),
        Style::OnSmall(status) => return format!("num tiny on-{}", status.word()),
    };
    class.to_owned()
}
