//! Cards: each task a small table of its own, a label and its value a line, the same labels again
//! for every task. The labels become the header, every card a row. The header has no lines of its
//! own: they are those of the rows.

use super::{Found, cell};
use crate::document::{Cell, Grid};
use crate::layout::header;
use crate::place::Lines;
use crate::source::Source;

/// The longest label, in characters.
const LABEL: usize = 14;
/// The most labels of a card.
const MOST: usize = 24;

/// The label of a line, and its value.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once('\t')?;
    let label = label.trim();
    let short = !label.is_empty() && label.chars().count() <= LABEL && !label.ends_with(['。', '；', '，']);
    (short && !value.contains('\t')).then_some((label, value))
}

/// The cards read so far.
#[derive(Default)]
pub struct Cards {
    labels: Vec<String>,
    /// Of each card its values, each with its column.
    cards: Vec<Vec<(usize, String, Lines)>>,
    /// The lines of the grids that hold them.
    lines: Option<Lines>,
}

impl Cards {
    /// Adds a value; the label that opened the first card opens the next one too. `None` where there are too many labels.
    fn add(&mut self, label: &str, value: &str, lines: Lines) -> Option<()> {
        let known = self.labels.iter().position(|known| known == label);
        if known.is_none() {
            self.labels.push(label.to_owned());
        }
        let column = known.unwrap_or(self.labels.len() - 1);
        if column == 0 {
            self.cards.push(Vec::new());
        }
        self.cards.last_mut()?.push((column, value.trim().to_owned(), lines));
        (self.labels.len() <= MOST).then_some(())
    }

    /// Adds the cards of a grid, each row of which is a label and its value, once or more; `false` where it is none.
    pub fn add_grid(&mut self, grid: &Grid) -> bool {
        let mut pairs: Vec<(&str, &Cell)> = Vec::new();
        for row in &grid.rows {
            let mut cells = row.iter().filter(|cell| cell.merged.is_none());
            while let (Some(label), Some(value)) = (cells.next(), cells.next()) {
                if label.text.is_empty() || label.text.chars().count() > LABEL {
                    return false;
                }
                pairs.push((&label.text, value));
            }
        }
        let named = pairs.iter().filter(|(label, _)| header::classify(label).is_some()).count();
        let fits = named > 2 && named * 2 > pairs.len();
        let known = self.labels.first().is_none_or(|opening| pairs.iter().any(|(label, _)| label == opening));
        // The rest of a card that a page cut has labels that are known by now.
        let rest = !pairs.is_empty() && pairs.iter().all(|(label, _)| self.labels.iter().any(|known| known == label));
        let fits = (fits && known || rest) && pairs.len() <= grid.rows.len() * 3;
        for (label, value) in pairs.into_iter().filter(|_| fits) {
            if self.add(label, &value.text, value.lines.unwrap_or(grid.lines)).is_none() {
                return false;
            }
        }
        if fits {
            self.lines = Some(self.lines.map_or(grid.lines, |lines| lines.join(grid.lines)));
        }
        fits
    }

    /// The table of the cards of grids: a header and a row for each.
    pub fn grid(self) -> Option<Grid> {
        let lines = self.lines?;
        Some(Grid { lines, rows: self.rows()? })
    }

    fn rows(self) -> Option<Vec<Vec<Cell>>> {
        let width = self.labels.len();
        if self.cards.len() < 2 || width < 3 {
            return None;
        }
        let mut rows: Vec<Vec<Cell>> =
            vec![self.labels.into_iter().map(|text| Cell { text, ..Cell::default() }).collect()];
        for card in self.cards {
            let mut row = vec![Cell::default(); width];
            for (column, value, lines) in card {
                row[column] = cell(&value, lines);
            }
            rows.push(row);
        }
        Some(rows)
    }
}

/// The cards that begin at this line.
pub(super) fn at(source: &Source<'_>, first: u32, last: u32) -> Option<Found> {
    let (opening, _) = labelled(source.line(first))?;
    header::classify(opening)?;
    let mut cards = Cards::default();
    let mut end = first;
    for at in first..=last {
        let line = source.line(at);
        if line.trim().is_empty() {
            continue;
        }
        if let Some((label, value)) = labelled(line) {
            cards.add(label, value, Lines::one(at))?;
        } else if end + 1 == at {
            // The line goes on the value above it.
            let (_, value, lines) = cards.cards.last_mut()?.last_mut()?;
            value.push('\n');
            value.push_str(line.trim());
            lines.last = at;
        } else {
            break;
        }
        end = at;
    }
    Some(Found { end: end + 1, rows: cards.rows()?, alone: true })
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Cell, Document, Grid, Merged};
    use crate::place::Lines;
    use crate::{Options, analyze_document};

    /// A grid whose first row stands on this line.
    fn grid(first: u32, rows: &[[&str; 4]]) -> Grid {
        let row = |(at, words): (usize, &[&str; 4])| {
            let lines = Some(Lines::one(first + at as u32));
            let cell = |text: &&str| match *text {
                "<" => Cell { merged: Some(Merged::Left), ..Cell::default() },
                text => Cell { text: text.to_owned(), lines, merged: None },
            };
            words.iter().map(cell).collect()
        };
        let last = first + rows.len() as u32 - 1;
        Grid { lines: Lines::new(first, last), rows: rows.iter().enumerate().map(row).collect() }
    }

    #[test]
    fn each_grid_of_labels_and_values_is_a_task() {
        let card = |number, title, unit, progress| {
            [["编号", number, "责任单位", unit], ["督办事项", title, "<", "<"], ["进展情况", progress, "<", "<"]]
        };
        let grids = [card("1", "修路五公里", "县交通局", "已完工。"), card("2", "建桥", "县水利局", "尚未开工。")];
        // A page cuts the second one.
        let grids = [&grids[0][..], &grids[1][..2], &grids[1][2..]];
        let text = grids.iter().copied().flatten().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n");
        let document = Document {
            text,
            blocks: grids.iter().zip([1, 4, 6]).map(|(rows, first)| Block::Grid(grid(first, rows))).collect(),
            ..Document::default()
        };
        let options = Options::default();
        let report = analyze_document(&document, &options);
        let shown: Vec<_> = report
            .tasks
            .iter()
            .map(|task| (task.title.as_str(), task.units[0].name.as_str(), task.entries[0].progress.as_str()))
            .collect();
        assert_eq!(shown, [("修路五公里", "县交通局", "已完工。"), ("建桥", "县水利局", "尚未开工。")]);
    }
}
