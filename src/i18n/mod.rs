//! Every word the page says, in both languages. Words of the notice itself never pass through here:
//! they stay as printed. A message is a line of a table with both languages in it, so none can be missing.

pub mod fault;
pub mod figures;
mod message;
pub mod numbers;
pub mod rules;
mod say;
pub mod words;

use message::Message;
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
    pub fn say(self, what: impl Message) -> String {
        message::say(self, what)
    }
}
