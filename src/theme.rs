//! Colours and patterns of the page: a setting that state, words and drawing know alike.

/// Colours and patterns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the machine is set.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Patterns instead of colours, for print and for eyes that do not tell them apart.
    Patterns,
}

impl Theme {
    /// All themes, in the order in which the button goes through them.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Dark, Self::Patterns];

    /// A stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Patterns => "patterns",
        }
    }

    /// The theme whose [`Self::word`] this is.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }

    /// The one after it. From `Auto` the first step is to what is not shown now.
    #[must_use]
    pub fn next(self, dark_now: bool) -> Self {
        match self {
            Self::Auto => {
                if dark_now {
                    Self::Light
                } else {
                    Self::Dark
                }
            }
            Self::Dark if dark_now => Self::Patterns,
            Self::Dark => Self::Light,
            Self::Light => Self::Patterns,
            Self::Patterns => Self::Auto,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_button_always_changes_what_is_seen_first() {
        assert_eq!(Theme::Auto.next(true), Theme::Light);
        assert_eq!(Theme::Auto.next(false), Theme::Dark);
        for dark in [false, true] {
            let mut theme = Theme::Auto;
            for _ in 0..4 {
                theme = theme.next(dark);
            }
            assert_eq!(theme, Theme::Auto.next(dark).next(dark).next(dark).next(dark));
        }
    }
}
