//! Putting lists in order. What comes in is a list and a comparison; it goes out stably sorted.
//!
//! The standard library compiles its whole sort anew for every type that is sorted, some kilobytes
//! each; our lists are short and many, and the page is to be small. So one merge of places serves
//! them all, and only the moving is compiled per type.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places = merged(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b) == Ordering::Greater,
        _ => false,
    });
    // Each cycle of the permutation is walked once, every swap bringing one item home.
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut places[at], at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Sorts by a key; equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts words, the longest first; words of one length keep their order.
pub fn longest_first(words: &mut [&str]) {
    sort_by(words, |a, b| b.len().cmp(&a.len()));
}

/// Sorts by the items' own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Which item stands at each place once sorted. `after` says whether one item belongs after another.
fn merged(count: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    if !(1..count).any(|at| after(at - 1, at)) {
        return places;
    }
    let mut other = places.clone();
    let mut width = 1;
    while width < count {
        for begin in (0..count).step_by(2 * width) {
            let (middle, end) = ((begin + width).min(count), (begin + 2 * width).min(count));
            let (mut left, mut right) = (begin, middle);
            for slot in &mut other[begin..end] {
                let takes_right = right < end && (left == middle || after(places[left], places[right]));
                let taken = if takes_right { &mut right } else { &mut left };
                *slot = places[*taken];
                *taken += 1;
            }
        }
        std::mem::swap(&mut places, &mut other);
        width *= 2;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_sorts() {
        let mut seed = 7_u32;
        for count in 0..70 {
            let mut items: Vec<(u32, usize)> = (0..count)
                .map(|at| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, at)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn a_comparison_that_contradicts_itself_loses_nothing() {
        let mut items: Vec<u32> = (0..50).collect();
        sort_by(&mut items, |_, _| Ordering::Greater);
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<u32>>());
    }
}
