//! A long list of which only what can be seen is drawn. Rows may have any height: it is guessed
//! first, measured once drawn, and the place of a row is the sum of what is known above it.

use super::element::{Child, On, el};
use super::piece::Hand;
use crate::ui::kit::pixels;
use crate::web::{dom, events, timing};
use std::ops::Range;
use yew::prelude::*;

/// How many pixels beyond the edges are drawn, so that scrolling never shows a gap.
const MARGIN: f64 = 400.0;

/// How many pixels beyond the edges are drawn of new rows, whose heights are guesses.
const SLACK: f64 = 60.0;

/// Up to how many rows are printed: more would be hundreds of pages, and nobody's wish.
const PRINTED: usize = 3000;

/// How often a jump is corrected by measured heights.
const CORRECTIONS: u8 = 4;

/// Where a row is to stand after a jump.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Align {
    /// Anywhere in sight; what is in sight does not move.
    Nearest,
    /// Near the upper edge, with a little of what stands before.
    Top,
}

/// A jump to a row. A new serial number jumps again to the same row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jump {
    /// The row.
    pub row: usize,
    /// Where it is to stand.
    pub align: Align,
    /// Tells this jump from the last.
    pub serial: u32,
}

/// What a list is made of.
#[derive(PartialEq)]
pub struct Props {
    /// How many rows there are.
    pub count: usize,
    /// A guess at the height of a row, given the width of the list.
    pub guess: Callback<(usize, f64), f64>,
    /// Draws a row, which must be one element with `data-index` set to its place.
    pub row: Callback<usize, Html>,
    /// Changes whenever the rows are others than before: their measured heights are forgotten.
    pub content: u64,
    /// The row to jump to.
    pub jump: Option<Jump>,
    /// Whether all rows are printed, and not only those in sight.
    pub printed: bool,
    /// The class of the scrolling element.
    pub class: &'static str,
    /// The role of the element that holds the rows.
    pub role: Option<&'static str>,
    /// Whether the list itself can have the focus, to be scrolled by keys.
    pub focusable: bool,
    /// Its name, where it can have the focus.
    pub label: Option<AttrValue>,
    /// Its test hook.
    pub testid: Option<&'static str>,
    /// The first line it is about, for tests and scripts.
    pub first: Option<u32>,
    /// The last line it is about.
    pub last: Option<u32>,
}

impl Props {
    /// A list that is no more than its rows.
    pub fn new(count: usize, guess: Callback<(usize, f64), f64>, row: Callback<usize, Html>, content: u64) -> Self {
        Self {
            count,
            guess,
            row,
            content,
            jump: None,
            printed: false,
            class: "",
            role: None,
            focusable: false,
            label: None,
            testid: None,
            first: None,
            last: None,
        }
    }
}

/// Heights as far as they are known.
#[derive(Default)]
struct Heights {
    content: u64,
    width: f64,
    heights: Vec<f32>,
    /// Where each row begins; one more than there are rows.
    tops: Vec<f64>,
}

impl Heights {
    fn prepare(&mut self, props: &Props, width: f64) {
        let same = self.content == props.content && self.heights.len() == props.count;
        if same && (self.width - width).abs() < 1.0 {
            return;
        }
        self.content = props.content;
        self.width = width;
        self.heights = (0..props.count).map(|row| props.guess.emit((row, width)) as f32).collect();
        self.sum_from(0);
    }

    fn sum_from(&mut self, from: usize) {
        self.tops.resize(self.heights.len() + 1, 0.0);
        let mut top = self.top(from);
        for row in from..self.heights.len() {
            top += f64::from(self.heights.get(row).copied().unwrap_or(0.0));
            if let Some(slot) = self.tops.get_mut(row + 1) {
                *slot = top;
            }
        }
    }

    fn top(&self, row: usize) -> f64 {
        self.tops.get(row).copied().unwrap_or_else(|| self.total())
    }

    fn total(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Takes in measured heights; answers whether any differs from what was known.
    fn learn(&mut self, measured: &[(usize, f64)]) -> bool {
        let mut first = None;
        for (row, height) in measured {
            if let Some(known) = self.heights.get_mut(*row)
                && (f64::from(*known) - height).abs() > 0.5
                && *height > 0.0
            {
                *known = *height as f32;
                first = Some(first.map_or(*row, |first: usize| first.min(*row)));
            }
        }
        if let Some(first) = first {
            self.sum_from(first);
        }
        first.is_some()
    }

    fn within(&self, from: f64, to: f64) -> Range<usize> {
        let count = self.heights.len();
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to);
        first.min(count)..last.min(count)
    }
}

/// What a list keeps for itself.
#[derive(Default)]
struct Own {
    outer: NodeRef,
    inner: NodeRef,
    heights: Heights,
    /// What is in sight; nothing before it was first looked at.
    port: Option<dom::Port>,
    printing: bool,
    /// The content and the jump of what is drawn.
    content: Option<u64>,
    jump: Option<Jump>,
    /// A jump that may have to be corrected as heights become known, and how often still.
    pending: Option<(Jump, u8)>,
    /// Whether the rows are new and not yet painted.
    fresh: bool,
    /// Whether the list is to be scrolled back to its top.
    back: bool,
}

impl Own {
    /// Sees what is in sight; answers whether that changed.
    fn look(&mut self) -> bool {
        let Some(now) = dom::port(&self.outer) else { return false };
        // Steps of half the margin: between them nothing new comes into sight.
        let step = |port: &dom::Port| (port.top / (MARGIN / 2.0)).floor();
        let seen = |port: &dom::Port| (step(port), port.height, port.width);
        let before = self.port.replace(now);
        std::mem::take(&mut self.fresh) || before.as_ref().map(seen) != Some(seen(&now))
    }

    /// Other rows than before begin at their top, and nothing beyond what is in sight is drawn of them until they are
    /// painted: measuring has the browser lay out everything at once, and rows out of sight can wait for a frame.
    fn begin(&mut self, props: &Props) {
        if self.content.replace(props.content) == Some(props.content) {
            return;
        }
        if let Some(port) = self.port.as_mut().filter(|port| port.scrolls && port.top > 0.0) {
            port.top = 0.0;
            self.back = true;
        }
        // A jump is made at once, by heights that are measured.
        self.fresh = self.jump == props.jump && self.port.is_some();
    }

    /// The rows to be drawn, and the heights above and below them.
    fn range(&mut self, props: &Props) -> (Range<usize>, f64, f64) {
        self.begin(props);
        // Before the first look: as much as the window could show, and nothing beyond.
        let unseen = || (dom::Port { height: dom::window_height(), ..dom::Port::default() }, 0.0);
        let margin = if self.fresh { SLACK } else { MARGIN };
        let (port, margin) = self.port.map_or_else(unseen, |port| (port, margin));
        let known = &mut self.heights;
        known.prepare(props, port.width);
        if self.printing {
            return (0..props.count.min(PRINTED), 0.0, 0.0);
        }
        let range = known.within(port.top - margin, port.top + port.height + margin * 1.5);
        let below = (known.total() - known.top(range.end)).max(0.0);
        (range.clone(), known.top(range.start), below)
    }

    /// Once drawn: a jump is made, and heights are measured; answers whether any of them is another than was known.
    fn drawn(&mut self, jump: Option<Jump>) -> bool {
        if std::mem::replace(&mut self.jump, jump) != jump
            && let Some(jump) = jump
        {
            self.pending = Some((jump, CORRECTIONS));
            go(&self.outer, &self.heights, jump);
        }
        // Rows on paper have other heights than on the screen.
        let changed = !self.printing && self.heights.learn(&dom::heights(&self.inner));
        if let Some((jump, left)) = self.pending.take() {
            go(&self.outer, &self.heights, jump);
            self.pending = (left > 1 && changed).then_some((jump, left - 1));
        }
        changed
    }
}

/// The list.
pub fn virtual_list(props: &Props, hand: &mut Hand) -> Html {
    let own = hand.own(Own::default);
    let look = {
        let own = own.clone();
        Callback::from(move |()| {
            if own.with(Own::look) {
                own.set(|_| {});
            }
        })
    };
    {
        let (own, look, printed) = (own.clone(), look.clone(), props.printed);
        let waits = props.jump.is_none();
        hand.held(Box::new(move || {
            // Measuring has the browser lay out everything at once: what is drawn the first time is painted before, unless
            // it has to be scrolled.
            if waits {
                let look = look.clone();
                timing::after_paint(move || look.emit(()));
            } else {
                look.emit(());
            }
            let resized = events::resized({
                let look = look.clone();
                move || look.emit(())
            });
            let scrolled = events::scrolled(move || look.emit(()));
            let printing = printed.then(|| events::printing(move |begins| own.set(|own| own.printing = begins)));
            Box::new((resized, scrolled, printing))
        }));
    }
    let (range, above, below) = own.with(|own| own.range(props));
    {
        let (own, look) = (own.clone(), look.clone());
        let jump = props.jump;
        hand.drawn(Box::new(move || {
            if own.with(|own| std::mem::take(&mut own.back)) {
                own.with(|own| dom::reset_scroll(&own.outer));
            }
            if own.with(|own| own.fresh) {
                timing::after_paint(move || look.emit(()));
                return;
            }
            if jump.is_none() && own.with(|own| own.port.is_none()) {
                return;
            }
            let changed = own.with(|own| own.drawn(jump));
            look.emit(());
            if changed {
                own.set(|_| {});
            }
        }));
    }
    let (outer, inner) = own.with(|own| (own.outer.clone(), own.inner.clone()));
    let rows: Vec<Html> = range.map(|row| props.row.emit(row)).collect();
    let gap = |height: f64| {
        let style = ["height:", &pixels(height.round()), "px"].concat();
        el("div").attr("role", "presentation").attr("style", style)
    };
    el("div")
        .found_by(&outer)
        .class(props.class)
        .on(On::onscroll, move |_: Event| look.emit(()))
        .attr("tabindex", props.focusable.then_some("0"))
        .attr("role", props.focusable.then_some("region"))
        .label(props.label.clone())
        .attr("data-testid", props.testid)
        .attr("data-first", props.first)
        .attr("data-last", props.last)
        .child(gap(above))
        .child(el("div").found_by(&inner).attr("role", props.role.unwrap_or("presentation")).child(rows))
        .child(gap(below))
        .html()
}

fn go(outer: &NodeRef, known: &Heights, jump: Jump) {
    let Some(port) = dom::port(outer) else { return };
    let (top, bottom) = (known.top(jump.row), known.top(jump.row + 1));
    match jump.align {
        Align::Top => dom::scroll_inside(outer, (top - 44.0).max(0.0)),
        Align::Nearest if top < port.top => dom::scroll_inside(outer, top),
        Align::Nearest if bottom > port.top + port.height => dom::scroll_inside(outer, bottom - port.height),
        Align::Nearest => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(all: &[f32]) -> Heights {
        let mut heights = Heights { heights: all.to_vec(), ..Heights::default() };
        heights.sum_from(0);
        heights
    }

    #[test]
    fn what_is_in_sight_is_found_by_its_place() {
        let heights = heights(&[10.0, 20.0, 30.0, 40.0]);
        assert_eq!(heights.within(-5.0, 5.0), 0..1);
        assert_eq!(heights.within(15.0, 31.0), 1..3);
        assert_eq!(heights.within(0.0, 1000.0), 0..4);
        assert_eq!(heights.within(500.0, 1000.0).len(), 0);
    }

    #[test]
    fn measured_heights_move_what_stands_below() {
        let mut heights = heights(&[10.0, 20.0, 30.0]);
        assert!(heights.learn(&[(1, 25.0)]));
        assert_eq!((heights.top(2), heights.total()), (35.0, 65.0));
        assert!(!heights.learn(&[(1, 25.2)]));
    }
}
