//! The invented language of generated notices: expands the symbols of `words/grammar.tsv`.
//!
//! A [`Voice`] is a small deterministic source of choices, so a generated notice is a pure function of
//! its plan; voice 0 always takes the first and simplest alternative, which is where shrinking leads.

use std::collections::HashMap;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    include_str!("../words/grammar.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            columns.next().map(|symbol| (symbol, columns.collect()))
        })
        .collect()
});

/// A source of choices.
#[derive(Clone, Debug)]
pub struct Voice {
    state: u64,
    plain: bool,
}

impl Voice {
    /// The voice of this seed; 0 takes the first alternative everywhere.
    pub fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5151, plain: seed == 0 }
    }

    /// A number from 0 up to, not including, `below`.
    pub fn below(&mut self, below: usize) -> usize {
        if self.plain || below == 0 {
            return 0;
        }
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        ((self.state >> 11) % below as u64) as usize
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        !self.plain && self.below(n) == 0
    }

    /// One of the alternatives of `symbol`, expanded; the symbol itself where the grammar has none.
    pub fn say(&mut self, symbol: &str) -> String {
        let Some(alternatives) = GRAMMAR.get(symbol) else { return symbol.to_owned() };
        let chosen = alternatives[self.below(alternatives.len())];
        self.expand(chosen)
    }

    /// `template` with its braces expanded.
    pub fn expand(&mut self, template: &str) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}').unwrap_or((after, ""));
            out += before;
            if inside == "%" {
                out += &format!("{}.{}%", 10 + self.below(89), 1 + self.below(9));
            } else if let Some((low, high)) = inside
                .split_once('-')
                .and_then(|(low, high)| Some((low.parse::<usize>().ok()?, high.parse::<usize>().ok()?)))
            {
                out += &(low + self.below(high - low + 1)).to_string();
            } else {
                out += &self.say(inside);
            }
            rest = behind;
        }
        out + rest
    }
}
