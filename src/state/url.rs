//! The view in the address: `#v=1&basis=assessed&status=behind&task=…`. It says how to look, never
//! what at: the notice is not in it. A version stands first, and an older one is brought up to date.

use super::model::{Look, Tab};
use tongbao_notice::query::{Basis, Filter, Kind, Sort, UnitScope};

/// The version written today.
pub const VERSION: u32 = 1;

/// The address of this look.
pub fn write(look: &Look) -> String {
    let mut out = format!("v={VERSION}");
    let plain = Look::default();
    let mut add = |key: &str, value: &str| {
        out.push('&');
        out.push_str(key);
        out.push('=');
        escape(value, &mut out);
    };
    if look.basis != plain.basis {
        add("basis", look.basis.word());
    }
    if look.scope != plain.scope {
        add("scope", "lead");
    }
    if look.sort != plain.sort {
        add("sort", look.sort.word());
    }
    if look.tab != plain.tab {
        add("tab", look.tab.word());
    }
    for choice in look.filter.choices() {
        add(choice.kind.word(), &choice.value);
    }
    if let Some(task) = &look.task {
        add("task", task);
    }
    if let Some(line) = look.line {
        add("line", &line.to_string());
    }
    if let Some(day) = &look.as_of {
        add("as_of", day);
    }
    if look.spread {
        add("spread", "1");
    }
    if !look.overview {
        add("pane", "1");
    }
    out
}

/// The look an address asks for; what it does not understand it leaves out.
pub fn read(address: &str) -> Look {
    let pairs: Vec<(String, String)> = address
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_owned(), unescape(value)))
        .collect();
    let version = pairs.iter().find(|(key, _)| key == "v").and_then(|(_, value)| value.parse().ok());
    match version {
        Some(version) => current(upgrade(version, pairs)),
        None => Look::default(),
    }
}

type Pairs = Vec<(String, String)>;

/// Brings the pairs of an older version up to date, a version at a time. A newer one is read as far as it is understood.
fn upgrade(version: u32, pairs: Pairs) -> Pairs {
    (version..VERSION).fold(pairs, |pairs, from| upgrader(from).map_or(pairs.clone(), |upgrade| upgrade(pairs)))
}

/// What turns the pairs of version `from` into those of the next. There must be one for every version before today's.
fn upgrader(from: u32) -> Option<fn(Pairs) -> Pairs> {
    match from {
        // Version 0 was never published; its pairs mean what they mean today.
        0 => Some(|pairs| pairs),
        _ => None,
    }
}

fn current(pairs: Pairs) -> Look {
    let mut look = Look::default();
    let mut filter = Filter::new();
    for (key, value) in pairs {
        match key.as_str() {
            "basis" => look.basis = Basis::from_word(&value).unwrap_or_default(),
            "scope" if value == "lead" => look.scope = UnitScope::Lead,
            "sort" => look.sort = Sort::from_word(&value).unwrap_or_default(),
            "tab" => look.tab = Tab::from_word(&value).unwrap_or_default(),
            "task" => look.task = Some(value),
            "line" => look.line = value.parse().ok(),
            "as_of" => look.as_of = is_day(&value).then_some(value),
            "spread" => look.spread = value == "1",
            "pane" => look.overview = value != "1",
            key => {
                if let Some(kind) = Kind::from_word(key) {
                    filter.add(kind, &value);
                }
            }
        }
    }
    look.filter = filter;
    look
}

/// Whether this is written like 2021-12-31; whether there is such a day is for the reading to know.
fn is_day(value: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    value.len() == 10 && value.bytes().enumerate().all(fits)
}

/// Percent-escapes what would end a pair or the address.
pub fn escape(value: &str, out: &mut String) {
    for c in value.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '%' | '&' | '=' | '#' | '"' | '<' | '>' | '`' | '+') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                }
            }
        } else {
            out.push(c);
        }
    }
}

fn unescape(value: &str) -> String {
    let raw = value.as_bytes();
    let mut bytes = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(byte) = raw.get(at) {
        let digit = |place: usize| raw.get(place).copied().and_then(hex);
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                at += 3;
            }
            _ => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::query::Choice;

    #[test]
    fn a_look_comes_back_as_it_was_written() {
        let look = Look {
            filter: [Choice::new(Kind::Unit, "市A&B局=1%"), Choice::new(Kind::Status, "behind")].into_iter().collect(),
            basis: Basis::Assessed,
            scope: UnitScope::Lead,
            sort: Sort::Rate,
            tab: Tab::Source,
            task: Some("重点工作/8.1#2".into()),
            line: Some(17),
            as_of: Some("2021-12-31".into()),
            spread: true,
            overview: false,
            ruling: None,
            understood: false,
        };
        assert_eq!(read(&write(&look)), look);
        assert_eq!(read(&write(&Look::default())), Look::default());
    }

    #[test]
    fn nonsense_is_left_out() {
        assert_eq!(read("v=1&basis=x&tab=&line=abc&as_of=2021&%zz=1&status"), Look::default());
        assert_eq!(read("something"), Look::default());
    }

    #[test]
    fn every_older_version_has_an_upgrader() {
        for version in 0..VERSION {
            assert!(upgrader(version).is_some(), "no upgrader from version {version}");
        }
        assert!(upgrader(VERSION).is_none());
        assert_eq!(read("v=0&basis=stated").basis, Basis::Stated);
    }
}
