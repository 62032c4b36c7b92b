//! A figure that is a scene: laid out for the room there is, anew where the tallies or the room change, and put on a
//! card with its heading.

use super::chart::{self, draw_chart};
use super::metrics::{self, Metrics};
use super::units::{self, Rows, Units};
use super::width::Room;
use super::{card, metrics as metric_figure};
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, phrase};
use crate::ui::kit::element::{Child, Element, el};
use crate::ui::kit::piece::{Hand, Kept, piece};
use crate::ui::{Same, Shown};
use crate::web::marks;
use std::rc::Rc;
use tongbao_figure::phrase::Phrase;
use tongbao_figure::scene::Scene;
use tongbao_figure::{bars, pairs, problems, strip};
use tongbao_notice::query::{self, Group, Kind, View};
use yew::prelude::*;

/// The figures that are scenes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All tasks in the order of statuses, one cell a task.
    Strip,
    /// Tasks by category: what the notice says against what its rows show, or, where it says nothing, the rows alone.
    Categories,
    /// Tasks by unit.
    Units,
    /// Tasks by theme, most first.
    Themes,
    /// Tasks by kind of problem; a task may have several.
    Problems,
    /// How far each metric has come, and the lowest of them as bullets.
    Metrics,
}

/// Which figure, of what.
#[derive(Clone)]
pub struct FigureProps {
    /// Which figure.
    pub which: Which,
    /// What is on screen.
    pub shown: Rc<Shown>,
}

impl PartialEq for FigureProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shown, &other.shown)
    }
}

/// A scene, and what stands beside it on the card.
struct Drawn {
    scene: Rc<Scene>,
    beside: Beside,
}

/// What a card says that is not in the scene.
enum Beside {
    Nothing,
    /// Claims stand against rows.
    Claims,
    Units(Units),
    Metrics(Metrics),
}

/// What a scene is laid out from.
struct Layout<'a> {
    shown: &'a Shown,
    room: Room,
    rows: &'a Rows,
}

impl Layout<'_> {
    fn draw(&self, which: Which) -> Drawn {
        let Room { width, touch } = self.room;
        let (view, filter) = (&*self.shown.view, &self.shown.look.filter);
        let say = |words: &Phrase<'_>| phrase(self.shown.lang, words);
        let rows = |kind: Kind, cell: f64, groups: &[Group]| {
            let groups: Vec<&Group> = groups.iter().filter(|group| group.all.total() > 0).collect();
            bars::bars(&groups, filter, bars::Layout { width, kind, touch, cell }, &say)
        };
        let mut beside = Beside::Nothing;
        let scene = match which {
            Which::Strip => strip::strip(view, filter, width, !touch, &say),
            Which::Problems => problems::problems(&view.problems, filter, width, touch, &say),
            Which::Themes => rows(Kind::Theme, if stands_beside(which, self.shown) { 9.0 } else { 34.0 }, &view.themes),
            Which::Categories => {
                let said = query::pairs(&self.shown.reading.report);
                if pairs::is_worth_drawing(&said) {
                    beside = Beside::Claims;
                    pairs::pairs(&said, &view.evidence, filter, pairs::Layout { width, touch }, &say)
                } else {
                    rows(Kind::Category, 34.0, &view.categories)
                }
            }
            Which::Units => {
                let (scene, units) = units::draw(self.shown, self.room, self.rows, &say);
                beside = Beside::Units(units);
                scene
            }
            Which::Metrics => {
                let (scene, metrics) = metrics::draw(self.shown, self.room);
                beside = Beside::Metrics(metrics);
                scene
            }
        };
        Drawn { scene: Rc::new(scene), beside }
    }
}

/// What a figure keeps for itself.
struct Own {
    node: NodeRef,
    room: Room,
    rows: Rows,
    drawn: Kept<(Same<View>, Lang, Room, Rows), Drawn>,
}

/// Whether another figure stands beside it where there is room.
fn stands_beside(which: Which, shown: &Shown) -> bool {
    matches!(which, Which::Themes | Which::Problems)
        && shown.view.problems.iter().any(|group| group.all.total() > 0)
        && shown.view.themes.iter().any(|group| group.all.total() > 0)
}

/// A figure that is a scene.
pub fn draw_figure(props: &FigureProps, hand: &mut Hand) -> Html {
    let (which, shown) = (props.which, &props.shown);
    let own = hand.own(|| Own {
        node: NodeRef::default(),
        room: Room::guess(stands_beside(which, shown)),
        rows: Rows::default(),
        drawn: Kept::default(),
    });
    {
        let own = own.clone();
        hand.held(Box::new(move || {
            let node = own.with(|own| own.node.clone());
            Box::new(marks::watch_width(&node, move |width| {
                let room = Room::of(width);
                if own.with(|own| own.room != room) {
                    own.set(|own| own.room = room);
                }
            }))
        }));
    }
    let (node, room) = own.with(|own| (own.node.clone(), own.room));
    // The tallies are made anew with every filter, basis and reading.
    let drawn = own.with(|own| {
        let key = (Same(shown.view.clone()), shown.lang, own.room, own.rows.clone());
        own.drawn.get(key, |(_, _, room, rows)| Layout { shown, room: *room, rows }.draw(which))
    });
    let scene = &drawn.scene;
    let chart = |class: &'static str| {
        let (scene, act) = (Same(scene.clone()), shown.act.clone());
        piece(draw_chart, chart::Props { scene, lang: shown.lang, class, patterns: shown.patterns, act })
    };
    let figure = el("div").found_by(&node).class("figure");
    let empty = scene.rows.is_empty();
    match (which, &drawn.beside) {
        (Which::Strip, _) => {
            let total = shown.view.statuses.inside.total() + shown.view.bare.inside.total();
            figure.hook("status-strip").attr("data-total", total).child(chart("chart strip")).html()
        }
        (_, Beside::Units(units)) => {
            let set = {
                let own = own.clone();
                Callback::from(move |rows| own.set(|own| own.rows = rows))
            };
            let rows = own.with(|own| own.rows.clone());
            units::on_card(&units::Card { shown, rows, set, units }, figure, chart("chart"))
        }
        (_, Beside::Metrics(metrics)) => {
            let touch = room.touch;
            metric_figure::on_card(shown, metrics, touch, figure, || chart("chart")).html()
        }
        // One category and no claim: the strip says it already.
        (Which::Categories, Beside::Nothing) if scene.rows.len() < 2 => Html::default(),
        (_, Beside::Nothing) if empty => Html::default(),
        (_, Beside::Claims) => heading(shown.lang, shown, which, true).child(figure.child(chart("chart"))).html(),
        (_, Beside::Nothing) => heading(shown.lang, shown, which, false).child(figure.child(chart("chart"))).html(),
    }
}

/// The card of a figure that has nothing but its scene.
fn heading(lang: Lang, shown: &Shown, which: Which, claims: bool) -> Element {
    let view = &shown.view;
    let say = |what: Caption<'_>| lang.say(what);
    let (card, header) = match which {
        Which::Categories if claims => {
            card("category-chart", view.counted_but(Kind::Category), say(Caption::Pairs), Some(say(Caption::PairsHint)))
        }
        Which::Categories => card("category-chart", view.counted_but(Kind::Category), say(Caption::Categories), None),
        Which::Problems => {
            let count = view.with_problems;
            card("problem-chart", count, say(Caption::Problems), Some(say(Caption::ProblemsHint(count))))
        }
        _ => card("theme-chart", view.counted_but(Kind::Theme), say(Caption::Themes), None),
    };
    card.child(header)
}
