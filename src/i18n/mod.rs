//! Every word the page says, in both languages. Words of the notice itself never pass through here:
//! they stay as printed. A message is a variant of an enum that both languages match exhaustively,
//! so the compiler finds a missing translation.

mod en;
pub mod fault;
pub mod figures;
pub mod numbers;
pub mod rules;
mod say;
pub mod words;
mod zh;

pub use say::Say;

/// The language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The value of the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The short word used in the address and in `data-value`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The words of a message.
    pub fn say(self, what: Say<'_>) -> String {
        match self {
            Self::Zh => zh::say(what),
            Self::En => en::say(what),
        }
    }
}

/// How sure a reading is, in words from the highest to the lowest.
fn sure(confidence: f64, words: [&str; 3]) -> &str {
    let [high, fair, low] = words;
    match confidence {
        sure if sure >= 0.8 => high,
        sure if sure >= 0.5 => fair,
        _ => low,
    }
}
