//! A long list of which only what can be seen is drawn. Rows may have any height: it is guessed
//! first, measured once drawn, and the place of a row is the sum of what is known above it.

use super::element::{Child, On, el};
use crate::ui::numbers::pixels;
use crate::web::{dom, events};
use std::cell::RefCell;
use std::ops::Range;
use yew::prelude::*;

/// How many pixels beyond the edges are drawn, so that scrolling never shows a gap.
const MARGIN: f64 = 400.0;

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
#[derive(Properties, PartialEq)]
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
    #[prop_or_default]
    pub jump: Option<Jump>,
    /// Whether all rows are printed, and not only those in sight.
    #[prop_or_default]
    pub printed: bool,
    /// The class of the scrolling element.
    pub class: AttrValue,
    /// The role of the element that holds the rows.
    #[prop_or_default]
    pub role: Option<&'static str>,
    /// Whether the list itself can have the focus, to be scrolled by keys.
    #[prop_or_default]
    pub focusable: bool,
    /// Its name, where it can have the focus.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its test hook.
    #[prop_or_default]
    pub testid: Option<&'static str>,
    /// The first line it is about, for tests and scripts.
    #[prop_or_default]
    pub first: Option<u32>,
    /// The last line it is about.
    #[prop_or_default]
    pub last: Option<u32>,
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

/// The list.
#[component]
pub fn VirtualList(props: &Props) -> Html {
    let outer = use_node_ref();
    let inner = use_node_ref();
    let known = use_mut_ref(Heights::default);
    let pending = use_mut_ref(|| None::<(Jump, u8)>);
    let port = use_state_eq(|| dom::Port { top: 0.0, height: 900.0, width: 0.0 });
    let drawn = use_state_eq(|| 0_u32);
    let printing = use_state_eq(|| false);

    let look = {
        let (outer, port) = (outer.clone(), port.clone());
        Callback::from(move |()| {
            if let Some(mut now) = dom::port(&outer) {
                // Steps of half the margin: between them nothing new comes into sight.
                now.top = (now.top / (MARGIN / 2.0)).floor() * (MARGIN / 2.0);
                port.set(now);
            }
        })
    };
    {
        let look = look.clone();
        use_effect_with((), move |()| {
            look.emit(());
            let resized = events::resized({
                let look = look.clone();
                move || look.emit(())
            });
            let scrolled = events::scrolled(move || look.emit(()));
            move || drop((resized, scrolled))
        });
    }
    {
        let printing = printing.clone();
        use_effect_with(props.printed, move |printed| {
            let listening = printed.then(|| events::printing(move |begins| printing.set(begins)));
            move || drop(listening)
        });
    }
    // Another content begins at its top.
    {
        let outer = outer.clone();
        let look = look.clone();
        use_effect_with(props.content, move |_| {
            dom::reset_scroll(&outer);
            look.emit(());
        });
    }

    known.borrow_mut().prepare(props, port.width);
    let (range, above, below) = if *printing {
        (0..props.count.min(PRINTED), 0.0, 0.0)
    } else {
        let known = known.borrow();
        let range = known.within(port.top - MARGIN, port.top + port.height + MARGIN * 1.5);
        let above = known.top(range.start);
        let below = (known.total() - known.top(range.end)).max(0.0);
        (range, above, below)
    };

    // A jump is noted once and corrected as heights become known.
    {
        let pending = pending.clone();
        let (outer, known, look) = (outer.clone(), known.clone(), look.clone());
        use_effect_with(props.jump, move |jump| {
            if let Some(jump) = *jump {
                *pending.borrow_mut() = Some((jump, CORRECTIONS));
                go(&outer, &known, jump);
                look.emit(());
            }
        });
    }
    {
        let (outer, inner, known, look) = (outer.clone(), inner.clone(), known.clone(), look.clone());
        use_effect(move || {
            // Rows on paper have other heights than on the screen.
            let changed = !*printing && known.borrow_mut().learn(&dom::heights(&inner));
            let next = pending.borrow_mut().take();
            if let Some((jump, left)) = next {
                go(&outer, &known, jump);
                look.emit(());
                if left > 1 && changed {
                    *pending.borrow_mut() = Some((jump, left - 1));
                }
            }
            if changed {
                drawn.set(*drawn + 1);
            }
        });
    }

    let rows: Vec<Html> = range.map(|row| props.row.emit(row)).collect();
    let gap = |height: f64| {
        let style = ["height:", &pixels(height.round()), "px"].concat();
        el("div").attr("role", "presentation").attr("style", style)
    };
    el("div")
        .found_by(&outer)
        .class(props.class.clone())
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

fn go(outer: &NodeRef, known: &RefCell<Heights>, jump: Jump) {
    let Some(port) = dom::port(outer) else { return };
    let known = known.borrow();
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
