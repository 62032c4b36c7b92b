//! Where an arrow key leads: one rule for all figures.

use crate::scene::Scene;

/// A key that moves within a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
    /// Home
    First,
    /// End
    Last,
}

impl Key {
    /// The key of this name, as the browser calls it.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }
}

/// The mark that `key` leads to from the mark `from`: the next in its row, the nearest in the next row that has one,
/// the first or last of its row. `None` at an edge.
pub fn neighbour<'a>(scene: &'a Scene, from: &str, key: Key) -> Option<&'a str> {
    let row = scene.rows.iter().position(|row| row.marks.iter().any(|mark| mark.id == from))?;
    let marks = &scene.rows.get(row)?.marks;
    let place = marks.iter().position(|mark| mark.id == from)?;
    let found = match key {
        Key::Left => marks.get(place.checked_sub(1)?),
        Key::Right => marks.get(place + 1),
        Key::First => marks.first(),
        Key::Last => marks.last(),
        Key::Up => nearest(scene, (0..row).rev(), marks.get(place)?.area.middle()),
        Key::Down => nearest(scene, row + 1..scene.rows.len(), marks.get(place)?.area.middle()),
    }?;
    (found.id != from).then_some(found.id.as_str())
}

fn nearest(scene: &Scene, mut rows: impl Iterator<Item = usize>, x: f64) -> Option<&crate::scene::Mark> {
    let row = rows.find_map(|row| scene.rows.get(row).filter(|row| !row.marks.is_empty()))?;
    row.marks.iter().min_by(|a, b| (a.area.middle() - x).abs().total_cmp(&(b.area.middle() - x).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Area, Mark, Row};

    fn scene() -> Scene {
        let mark = |id: &str, x: f64| Mark { id: id.into(), area: Area::new(x, 0.0, 10.0, 10.0), ..Mark::default() };
        let row = |marks: Vec<Mark>| Row { marks, ..Row::default() };
        Scene {
            rows: vec![
                row(vec![mark("a1", 0.0), mark("a2", 50.0), mark("a3", 100.0)]),
                row(Vec::new()),
                row(vec![mark("b1", 0.0), mark("b2", 90.0)]),
            ],
            ..Scene::default()
        }
    }

    #[test]
    fn arrows_walk_along_a_row_and_stop_at_its_ends() {
        let scene = scene();
        assert_eq!(neighbour(&scene, "a1", Key::Right), Some("a2"));
        assert_eq!(neighbour(&scene, "a1", Key::Left), None);
        assert_eq!(neighbour(&scene, "a1", Key::Last), Some("a3"));
        assert_eq!(neighbour(&scene, "a3", Key::First), Some("a1"));
    }

    #[test]
    fn up_and_down_keep_the_place_and_pass_over_empty_rows() {
        let scene = scene();
        assert_eq!(neighbour(&scene, "a3", Key::Down), Some("b2"));
        assert_eq!(neighbour(&scene, "b1", Key::Up), Some("a1"));
        assert_eq!(neighbour(&scene, "b1", Key::Down), None);
    }

    #[test]
    fn a_mark_that_is_gone_leads_nowhere() {
        assert_eq!(neighbour(&scene(), "gone", Key::Right), None);
    }
}
