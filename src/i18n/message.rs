//! Messages as tables: a line a message, its words in both languages side by side. A message is a variant of an enum with its
//! arguments, typed; its words are found by its number, so that none of them costs the page more than its letters.
//!
//! In the words stand places for the arguments, by number:
//!
//! | | |
//! | --- | --- |
//! | `{0}` | the argument; a number with commas: 2,281 |
//! | `{0#}` | a number without: a name rather than a count |
//! | `{0:row\|rows}` | a number, and the one word or the other after it |
//! | `{0~}` | in small letters, within an English sentence |
//! | `[, due {1}]` | said only where the argument says something |

use super::Lang;
use super::numbers::count;

/// What a message is told about: words as printed, or a number.
#[derive(Clone, Copy)]
pub enum Argument<'a> {
    /// Words.
    Words(&'a str),
    /// A number of things.
    Number(u32),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(words)
    }
}

impl<'a> From<Option<&'a str>> for Argument<'a> {
    fn from(words: Option<&'a str>) -> Self {
        Self::Words(words.unwrap_or_default())
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<Option<u32>> for Argument<'_> {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Words(""), Self::Number)
    }
}

/// Adds an argument: there once, where the messages are many.
#[inline(never)]
pub fn tell<'a>(told: &mut Vec<Argument<'a>>, argument: Argument<'a>) {
    told.push(argument);
}

/// A message of some table.
pub trait Message: Copy {
    /// All messages of its table in this language, in their order.
    fn table(lang: Lang) -> &'static [&'static str];
    /// Its place in the table.
    fn place(&self) -> usize;
    /// Adds its arguments in their order.
    fn arguments<'a>(&'a self, told: &mut Vec<Argument<'a>>);
}

/// The words of a message.
pub fn say<M: Message>(lang: Lang, message: M) -> String {
    let mut told = Vec::new();
    message.arguments(&mut told);
    put(M::table(lang).get(message.place()).copied().unwrap_or_default(), &told)
}

/// The words with the arguments in their places.
fn put(words: &str, told: &[Argument<'_>]) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(['{', '[']) {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('{') { '}' } else { ']' };
        let (inner, after) = rest[at + 1..].split_once(end).unwrap_or_default();
        rest = after;
        if end == '}' {
            put_one(inner, told, &mut out);
        } else {
            let place = inner.split_once('{').map_or("", |(_, place)| place);
            if !matches!(argument(place, told), Argument::Words("")) {
                out += &put(inner, told);
            }
        }
    }
    out + rest
}

/// The argument that a place names by its first character.
fn argument<'a>(place: &str, told: &[Argument<'a>]) -> Argument<'a> {
    let number = place.bytes().next().map_or(0, |digit| digit.wrapping_sub(b'0'));
    told.get(usize::from(number)).copied().unwrap_or(Argument::Words(""))
}

fn put_one(place: &str, told: &[Argument<'_>], out: &mut String) {
    let how = place.get(1..).unwrap_or_default();
    match argument(place, told) {
        Argument::Words(words) if how == "~" => *out += &words.to_ascii_lowercase(),
        Argument::Words(words) => *out += words,
        Argument::Number(number) if how == "#" => *out += &number.to_string(),
        Argument::Number(number) => {
            *out += &count(number);
            if let Some((one, several)) = how.strip_prefix(':').and_then(|words| words.split_once('|')) {
                out.push(' ');
                *out += if number == 1 { one } else { several };
            }
        }
    }
}

/// An enum of messages, each with its words: `Name = "中文" | "English";`, arguments as in an enum, each with a name.
macro_rules! messages {
    (
        $(#[$about:meta])*
        pub enum $name:ident<$life:lifetime> {
            $($message:ident $({ $($field:ident: $type:ty),* $(,)? })? $(( $($part:ident: $kind:ty),* ))? = $zh:literal | $en:literal;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        #[allow(missing_docs)] // their words say it
        pub enum $name<$life> {
            $($message $({ $($field: $type),* })? $(( $($kind),* ))?,)*
        }

        impl $crate::i18n::message::Message for $name<'_> {
            fn table(lang: $crate::i18n::Lang) -> &'static [&'static str] {
                static ZH: std::sync::LazyLock<Vec<&'static str>> =
                    std::sync::LazyLock::new(|| concat!($($zh, "\n"),*).lines().collect());
                static EN: std::sync::LazyLock<Vec<&'static str>> =
                    std::sync::LazyLock::new(|| concat!($($en, "\n"),*).lines().collect());
                match lang {
                    $crate::i18n::Lang::Zh => &ZH,
                    $crate::i18n::Lang::En => &EN,
                }
            }

            fn place(&self) -> usize {
                enum Place { $($message),* }
                (match self { $(Self::$message { .. } => Place::$message,)* }) as usize
            }

            fn arguments<'a>(&'a self, _told: &mut Vec<$crate::i18n::message::Argument<'a>>) {
                match *self {
                    $(Self::$message $({ $($field),* })? $(( $($part),* ))? => {
                        $($($crate::i18n::message::tell(_told, $field.into());)*)?
                        $($($crate::i18n::message::tell(_told, $part.into());)*)?
                    })*
                }
            }
        }

        #[cfg(test)]
        impl $name<'_> {
            /// Each message with its number of arguments and its words.
            pub const ALL: &'static [(&'static str, usize, &'static str, &'static str)] = &[$((
                stringify!($message),
                (&[$($(stringify!($field)),*)? $($(stringify!($part)),*)?] as &[&str]).len(),
                $zh,
                $en,
            ),)*];
        }
    };
}
pub(super) use messages;

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn arguments_stand_in_their_places() {
        let told = [Argument::Number(1), Argument::Number(2281), "Behind".into(), "".into()];
        assert_eq!(put("{0} 项，共 {1} 项", &told), "1 项，共 2,281 项");
        assert_eq!(put("{0:row|rows} of {1:row|rows}", &told), "1 row of 2,281 rows");
        assert_eq!(put("line {1#}", &told), "line 2281");
        assert_eq!(put("as {2~}[ by {3}][, {2}].", &told), "as behind, Behind.");
        assert_eq!(put("", &told), "");
    }

    /// What is wrong with the words of a table.
    pub fn faults(all: &[(&str, usize, &str, &str)]) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, arguments, zh, en) in all {
            let mut named = vec![false; *arguments];
            for words in [zh, en] {
                if words.is_empty() || words.contains('\n') {
                    faults.push(format!("{name}: no words, or more than a line"));
                }
                if words.matches('{').count() != words.matches('}').count()
                    || words.matches('[').count() != words.matches(']').count()
                {
                    faults.push(format!("{name}: a bracket without its other: {words}"));
                }
                for (_, place) in words.match_indices('{').map(|(at, _)| words.split_at(at + 1)) {
                    let number = place.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or(9) as usize;
                    match named.get_mut(number) {
                        Some(named) => *named = true,
                        None => faults.push(format!("{name} has no argument {number}: {words}")),
                    }
                }
            }
            if named.contains(&false) {
                faults.push(format!("{name}: an argument is never said"));
            }
        }
        faults
    }
}
