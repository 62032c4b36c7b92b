//! Pages set in two columns of prose: which glyphs are read first. Between lines that cross the middle of the page, a
//! stretch of which both halves are prose is read down its left half, then down its right one.

use super::columns::{self, Run};
use super::interpret::Glyph;
use super::lines::Room;

/// Glyphs that are read together, and the room in which their lines are set where it is not that of the page.
pub type Part = (Vec<Glyph>, Option<Room>);

/// A column has at least so many lines, the last one at least [`LEAST_LAST`].
const LEAST_LINES: usize = 5;
const LEAST_LAST: usize = 3;

/// The parts of a page in the order in which they are read; `None` where it is not set in columns.
pub fn parts(glyphs: &[Glyph]) -> Option<Vec<Part>> {
    let runs = columns::runs(glyphs);
    let left = runs.iter().map(|run| run.x0).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|run| run.x1).fold(f64::NEG_INFINITY, f64::max);
    let middle = second_side(&runs, left, right)?;
    let mut runs: Vec<Run> = runs.into_iter().flat_map(|run| cut(&run, middle)).collect();
    runs.sort_by(|a, b| a.bottom.total_cmp(&b.bottom));
    let crosses = |run: &Run| run.x0 < middle - 2.0 && run.x1 > middle + 2.0;
    // From line to line further than this, nothing goes on in either half.
    let far = |above: &Run, below: &Run| below.top - above.bottom > 1.8 * below.size().max(above.size());
    let mut stretches: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match stretches.last_mut() {
            Some(last) if last.last().is_some_and(|before| crosses(before) == crosses(&run) && !far(before, &run)) => {
                last.push(run);
            }
            _ => stretches.push(vec![run]),
        }
    }
    let mut found = false;
    let mut parts: Vec<Part> = Vec::new();
    for stretch in stretches {
        let (a, b): (Vec<Run>, Vec<Run>) = stretch.into_iter().partition(|run| f64::midpoint(run.x0, run.x1) < middle);
        match (prose(&a, LEAST_LINES), prose(&b, LEAST_LAST)) {
            (Some(first), Some(second)) if are_alike(first, second, a[0].size()) => {
                found = true;
                parts.push((own_glyphs(a), Some(first)));
                parts.push((own_glyphs(b), Some(second)));
            }
            _ => {
                let all = own_glyphs(a.into_iter().chain(b).collect());
                match parts.last_mut() {
                    Some((last, None)) => last.extend(all),
                    _ => parts.push((all, None)),
                }
            }
        }
    }
    found.then_some(parts)
}

/// Where the lines of the right column begin: about the middle, at the place to which the program went most often.
fn second_side(runs: &[Run], left: f64, right: f64) -> Option<f64> {
    let part = |x: f64| (x - left) / (right - left).max(1.0);
    let near = |x: &f64| (0.45..0.6).contains(&part(*x));
    let moves = runs.iter().flat_map(|run| &run.glyphs).filter(|glyph| glyph.moved).map(|glyph| glyph.x0);
    let mut places: Vec<f64> = moves.filter(near).collect();
    places.sort_by(f64::total_cmp);
    let same = places.chunk_by(|a, b| b - a < 0.5).max_by_key(|same| same.len())?;
    same.first().copied().filter(|_| same.len() >= LEAST_LAST)
}

/// Cuts a run where it goes on in the right column: signs at the end of a line may hang into the gap between the two.
fn cut(run: &Run, side: f64) -> Vec<Run> {
    let begins = |glyph: &Glyph| glyph.moved && (glyph.x0 - side).abs() < 1.0;
    run.glyphs.chunk_by(|_, next| !begins(next)).map(|part| Run::new(part.to_vec())).collect()
}

/// The room of a column, if these runs are one of prose: most of its lines fill it.
fn prose(runs: &[Run], least: usize) -> Option<Room> {
    let left = runs.iter().map(|run| run.x0).fold(f64::INFINITY, f64::min);
    let right = runs.iter().map(|run| run.x1).fold(f64::NEG_INFINITY, f64::max);
    let mut lines: Vec<(f64, f64, f64)> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if run.bottom - line.0 < 0.5 * run.size() => {
                line.1 = line.1.min(run.x0);
                line.2 = line.2.max(run.x1);
            }
            _ => lines.push((run.bottom, run.x0, run.x1)),
        }
    }
    // Most of it is words: the cells of a table leave more of it blank.
    let inked: f64 = runs.iter().map(|run| run.x1 - run.x0).sum();
    let spanned: f64 = lines.iter().map(|line| line.2 - line.1).sum();
    let full = lines.iter().filter(|line| line.2 - line.1 > 0.8 * (right - left)).count();
    (lines.len() >= least && full * 2 >= lines.len() && inked > 0.93 * spanned).then_some(Room { left, right })
}

/// Whether two columns are about equally wide, with a gap between them: letters are of this size.
fn are_alike(first: Room, second: Room, size: f64) -> bool {
    let (a, b) = (first.right - first.left, second.right - second.left);
    second.left - first.right > 0.1 * size && a.min(b) > 0.8 * a.max(b) && a.min(b) > 6.0 * size
}

fn own_glyphs(runs: Vec<Run>) -> Vec<Glyph> {
    runs.into_iter().flat_map(|run| run.glyphs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        let glyph = |(at, c)| {
            let x0 = x + 10.0 * at as f64;
            Glyph { c, x0, x1: x0 + 10.0, y, size: 10.0, moved: at == 0, spaced: false }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn page(right: &str) -> Vec<Glyph> {
        let mut glyphs = print("关于上半年重点工作完成情况的通报", 0.0, 20.0);
        for line in 0..8 {
            let y = 60.0 + 15.0 * f64::from(line);
            glyphs.extend(print("左边的一行一行", 0.0, y));
            glyphs.extend(print(right, 95.0, y));
        }
        glyphs.extend(print("1/1", 140.0, 300.0));
        glyphs
    }

    #[test]
    fn the_left_column_is_read_before_the_right_one() {
        let parts = parts(&page("右边的一行一行")).unwrap();
        let text = |part: &Part| part.0.iter().map(|glyph| glyph.c).take(2).collect::<String>();
        assert_eq!(parts.iter().map(text).collect::<Vec<_>>(), ["关于", "左边", "右边", "1/"]);
    }

    #[test]
    fn short_words_beside_prose_are_no_column() {
        assert!(parts(&page("是")).is_none());
    }
}
