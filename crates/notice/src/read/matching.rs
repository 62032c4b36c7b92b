//! Which row a task named in prose is: the row whose words hold most of the name's words, units and
//! category helping. Prose shortens titles freely, so the measure is how much of the *name* stands in
//! the row, not how much the two are alike.

use crate::fold::{fold, fold_char};
use crate::notice::RawTask;
use crate::phrase::text::is_han;

/// A pair of characters that occurs in more rows than this tells nothing.
const COMMON: usize = 500;
/// The least share of a name's pairs that a row must hold.
const LEAST: f64 = 0.3;

/// Two characters side by side.
type Pair = (char, char);

/// An index over the words of all rows: of the pairs of characters that the names have, in which rows they occur.
pub struct Rows {
    /// In their order.
    pairs: Vec<Pair>,
    /// A bit for each pair, so that most others are told at once.
    known: Vec<u64>,
    /// Beside `pairs`.
    rows: Vec<Vec<u32>>,
    units: Vec<Vec<String>>,
    categories: Vec<String>,
    numbers: Vec<Option<String>>,
    lengths: Vec<usize>,
}

/// How many bits the set of known pairs has.
const BITS: usize = 1 << 14;

fn bit(pair: Pair) -> usize {
    (pair.0 as usize * 31 + pair.1 as usize) % BITS
}

fn letters(text: &str) -> Vec<char> {
    text.chars().map(fold_char).filter(|c| is_han(*c) || c.is_alphanumeric()).collect()
}

fn pairs(letters: &[char]) -> impl Iterator<Item = Pair> + '_ {
    letters.windows(2).map(|pair| (pair[0], pair[1]))
}

impl Rows {
    /// Builds the index of the pairs that these names have.
    pub fn new<'t>(tasks: &[RawTask], names: impl Iterator<Item = &'t str>) -> Self {
        let mut wanted: Vec<Pair> = Vec::new();
        for name in names {
            wanted.extend(pairs(&letters(name)));
        }
        crate::order::sort(&mut wanted);
        wanted.dedup();
        let mut rows = Self {
            rows: vec![Vec::new(); wanted.len()],
            known: vec![0; BITS / 64],
            pairs: wanted,
            units: tasks.iter().map(|task| task.units.iter().map(|unit| fold(&unit.name)).collect()).collect(),
            categories: tasks.iter().map(|task| task.category.clone()).collect(),
            numbers: tasks.iter().map(|task| task.number.clone()).collect(),
            lengths: Vec::with_capacity(tasks.len()),
        };
        for pair in &rows.pairs {
            rows.known[bit(*pair) / 64] |= 1 << (bit(*pair) % 64);
        }
        for (index, task) in tasks.iter().enumerate() {
            let title = letters(&task.title.text());
            rows.lengths.push(title.len());
            for words in [title, letters(&task.goal.text())] {
                for pair in pairs(&words) {
                    let Some(place) = rows.place(pair) else { continue };
                    let of_pair = &mut rows.rows[place];
                    if of_pair.last() != Some(&(index as u32)) && of_pair.len() <= COMMON {
                        of_pair.push(index as u32);
                    }
                }
            }
        }
        rows
    }

    /// Where a pair stands among those that the names have.
    fn place(&self, pair: Pair) -> Option<usize> {
        if self.known[bit(pair) / 64] & 1 << (bit(pair) % 64) == 0 {
            return None;
        }
        self.pairs.binary_search(&pair).ok()
    }

    /// The row that this name means.
    pub fn find(&self, name: &str, units: &[String], category: &str, number: Option<&str>) -> Option<usize> {
        let letters = letters(name);
        let count = letters.len().saturating_sub(1).max(1);
        let mut hits: Vec<u32> = Vec::new();
        for place in pairs(&letters).filter_map(|pair| self.place(pair)) {
            hits.extend_from_slice(&self.rows[place]);
        }
        crate::order::sort(&mut hits);
        let units: Vec<String> = units.iter().map(|unit| fold(unit)).collect();
        let mut best: Option<(f64, usize)> = None;
        for hits in hits.chunk_by(|a, b| a == b) {
            let row = hits[0] as usize;
            let share = hits.len() as f64 / count as f64;
            if share < LEAST {
                continue;
            }
            let same = self.units[row]
                .iter()
                .filter(|unit| {
                    units.iter().any(|other| unit.ends_with(other.as_str()) || other.ends_with(unit.as_str()))
                })
                .count();
            let by_unit = if same > 0 {
                0.25
            } else if units.is_empty() || self.units[row].is_empty() {
                0.0
            } else {
                -0.1
            };
            let by_category = if !category.is_empty() && self.categories[row] == category { 0.1 } else { 0.0 };
            let by_number = if number.is_some() && self.numbers[row].as_deref() == number { 0.3 } else { 0.0 };
            // Of two rows that hold the name, the one with less beside it.
            let tight = 0.05 / (1.0 + self.lengths[row] as f64 / letters.len().max(1) as f64);
            let score = share + by_unit + by_category + by_number + tight;
            let enough = if by_unit > 0.0 { LEAST } else { 0.55 };
            if share >= enough && best.is_none_or(|(old, at)| score > old || (score - old).abs() < 1e-9 && row < at) {
                best = Some((score, row));
            }
        }
        best.map(|(_, row)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Lines, Passage};

    #[test]
    fn shortened_titles_find_their_row() {
        let task = |title: &str| RawTask { title: Passage::of(title, Lines::one(1)), ..RawTask::default() };
        let names = ["老旧小区改造和加装电梯", "高标准农田建设", "研发经费占比"];
        let tasks = [
            task("完成老旧小区改造9.5万平方米，加装电梯100台"),
            task("新建高标准农田6700亩，提升粮食产能"),
            task("推进老旧管网更新"),
        ];
        let rows = Rows::new(&tasks, names.into_iter());
        assert_eq!(rows.find("老旧小区改造和加装电梯", &[], "", None), Some(0));
        assert_eq!(rows.find("高标准农田建设", &[], "", None), Some(1));
        assert_eq!(rows.find("研发经费占比", &[], "", None), None);
    }
}
