//! Which row a task named in prose is: the row whose words hold most of the name's words, units and
//! category helping. Prose shortens titles freely, so the measure is how much of the *name* stands in
//! the row, not how much the two are alike.

use super::text::is_han;
use crate::fold::fold;
use crate::notice::RawTask;
use std::collections::HashMap;

/// A pair of characters that occurs in more rows than this tells nothing.
const COMMON: usize = 2000;

/// An index over the words of all rows.
pub struct Rows {
    pairs: HashMap<(char, char), Vec<u32>>,
    units: Vec<Vec<String>>,
    categories: Vec<String>,
    numbers: Vec<Option<String>>,
    lengths: Vec<usize>,
}

fn letters(text: &str) -> Vec<char> {
    fold(text).chars().filter(|c| is_han(*c) || c.is_alphanumeric()).collect()
}

impl Rows {
    /// Builds the index.
    pub fn new(tasks: &[RawTask]) -> Self {
        let mut pairs: HashMap<(char, char), Vec<u32>> = HashMap::new();
        let mut lengths = Vec::with_capacity(tasks.len());
        for (index, task) in tasks.iter().enumerate() {
            let title = letters(&task.title.text());
            lengths.push(title.len());
            for words in [title, letters(&task.goal.text())] {
                for pair in words.windows(2) {
                    let rows = pairs.entry((pair[0], pair[1])).or_default();
                    if rows.last() != Some(&(index as u32)) && rows.len() <= COMMON {
                        rows.push(index as u32);
                    }
                }
            }
        }
        Self {
            pairs,
            units: tasks.iter().map(|task| task.units.iter().map(|unit| fold(&unit.name)).collect()).collect(),
            categories: tasks.iter().map(|task| task.category.clone()).collect(),
            numbers: tasks.iter().map(|task| task.number.clone()).collect(),
            lengths,
        }
    }

    /// The row that this name means.
    pub fn find(&self, name: &str, units: &[String], category: &str, number: Option<&str>) -> Option<usize> {
        let letters = letters(name);
        let mut hits: HashMap<u32, u32> = HashMap::new();
        let count = letters.len().saturating_sub(1).max(1);
        for pair in letters.windows(2) {
            for row in self.pairs.get(&(pair[0], pair[1])).into_iter().flatten() {
                *hits.entry(*row).or_default() += 1;
            }
        }
        let units: Vec<String> = units.iter().map(|unit| fold(unit)).collect();
        let mut best: Option<(f64, usize)> = None;
        for (row, hit) in hits {
            let row = row as usize;
            let share = f64::from(hit) / count as f64;
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
            let enough = if by_unit > 0.0 { 0.3 } else { 0.55 };
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
        let rows = Rows::new(&[
            task("完成老旧小区改造9.5万平方米，加装电梯100台"),
            task("新建高标准农田6700亩，提升粮食产能"),
            task("推进老旧管网更新"),
        ]);
        assert_eq!(rows.find("老旧小区改造和加装电梯", &[], "", None), Some(0));
        assert_eq!(rows.find("高标准农田建设", &[], "", None), Some(1));
        assert_eq!(rows.find("研发经费占比", &[], "", None), None);
    }
}
