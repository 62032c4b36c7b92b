//! Bytes of a text to characters: byte order marks, UTF-8, UTF-16 and, through a [`Decode`], the old
//! Chinese encodings. Which one it is is decided by what the characters would be, not by which
//! decoding happens to be valid: nearly every Big5 file is also valid GB18030.

/// Decodes the encodings that need tables. The page hands in the browser's `TextDecoder`, the command
/// line uses [`NativeDecode`].
pub trait Decode {
    /// The characters of `bytes` in the encoding that the web calls `label` (`gb18030`, `big5`), wrong
    /// bytes replaced by U+FFFD; `None` where the encoding is not known.
    fn decode(&self, bytes: &[u8], label: &str) -> Option<String>;
}

/// Decodes with `encoding_rs`.
#[cfg(feature = "native-text")]
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeDecode;

#[cfg(feature = "native-text")]
impl Decode for NativeDecode {
    fn decode(&self, bytes: &[u8], label: &str) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// Decodes only what needs no tables; for tests and builds without an old encoding.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnicodeOnly;

impl Decode for UnicodeOnly {
    fn decode(&self, _: &[u8], _: &str) -> Option<String> {
        None
    }
}

/// Decoded text and what it was decoded from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte order mark.
    pub text: String,
    /// The encoding: `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5` or what was declared.
    pub encoding: String,
    /// How many places could not be decoded.
    pub broken: usize,
}

/// The most frequent characters of Chinese prose, of which traditional and simplified script share
/// the form. A wrong decoding has almost none of them: 0 against 16 per mille measured.
const FREQUENT: &str = "的一是在不有人中大上地工作第年月日市目完成任全位部四三二十";

/// Decodes a text; `declared` is an encoding that the text itself names (a charset in HTML).
pub fn decode(bytes: &[u8], declared: Option<&str>, decode: &dyn Decode) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8_or_legacy(rest, decode);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, true);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, false);
    }
    if let Some(little) = looks_like_utf16(bytes) {
        return utf16(bytes, little);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: "utf-8".to_owned(), broken: 0 };
    }
    let declared = declared.map(str::to_ascii_lowercase).filter(|label| !label.starts_with("utf"));
    if let Some(label) = declared.map(|label| if label.starts_with("gb") { "gb18030".to_owned() } else { label })
        && let Some(text) = in_encoding(bytes, &label, decode)
        && broken(&text) * 50 <= bytes.len()
    {
        return Decoded { broken: broken(&text), text, encoding: label };
    }
    utf8_or_legacy(bytes, decode)
}

/// UTF-8 with a few wrong bytes, or else whichever old encoding makes the more usual Chinese.
fn utf8_or_legacy(bytes: &[u8], decode: &dyn Decode) -> Decoded {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let wrong = broken(&text);
    let utf8 = Decoded { broken: wrong, text, encoding: "utf-8".to_owned() };
    // Real UTF-8 with some damage keeps most of its characters; GBK read as UTF-8 is nearly all wrong.
    let wide = utf8.text.chars().filter(|c| *c > '\u{7f}').count();
    if wrong * 5 < wide {
        return utf8;
    }
    let best = ["gb18030", "big5"]
        .into_iter()
        .filter_map(|label| in_encoding(bytes, label, decode).map(|text| (label, text)))
        .map(|(label, text)| Decoded { broken: broken(&text), text, encoding: label.to_owned() })
        .max_by_key(likelihood);
    best.unwrap_or(utf8)
}

/// Decodes by a label. Tables of Big5 older than the web's have ① to ⑩ and ⑴ to ⑽ where that has kana and Cyrillic: a
/// text with no other letters of these scripts means the numbers.
fn in_encoding(bytes: &[u8], label: &str, decode: &dyn Decode) -> Option<String> {
    const LETTERS: &str = "ロヮワヰヱヲンヴヵヶАБВГДЕЁЖЗИ";
    const NUMBERS: &str = "①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽";
    let text = decode.decode(bytes, label)?;
    let foreign = |c: char| matches!(c, '\u{3041}'..='\u{30fe}' | '\u{400}'..='\u{4ff}') && !matches!(c, '・' | 'ー');
    if label != "big5" || !text.contains(foreign) || text.contains(|c| foreign(c) && !LETTERS.contains(c)) {
        return Some(text);
    }
    let number = |c| LETTERS.chars().position(|letter| letter == c).and_then(|at| NUMBERS.chars().nth(at));
    Some(text.chars().map(|c| number(c).unwrap_or(c)).collect())
}

/// How much like Chinese a decoding looks, per mille of its wide characters.
fn likelihood(decoded: &Decoded) -> i64 {
    let sample = decoded.text.chars().filter(|c| *c > '\u{7f}').take(20_000);
    let (mut wide, mut usual, mut odd) = (1, 0, 0);
    for c in sample {
        wide += 1;
        usual += i64::from(FREQUENT.contains(c)) + i64::from("，。、；：".contains(c));
        odd += i64::from(matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{3400}'..='\u{4dbf}'));
    }
    (usual - 2 * odd) * 1000 / wide
}

fn broken(text: &str) -> usize {
    text.matches('\u{fffd}').count()
}

fn utf16(bytes: &[u8], little: bool) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    let encoding = if little { "utf-16le" } else { "utf-16be" };
    Decoded { broken: broken(&text), text, encoding: encoding.to_owned() }
}

/// Whether text without a mark is UTF-16: nearly all its units are then ASCII, Chinese characters or
/// their punctuation in one byte order, and not in the other. Says whether it is little-endian.
pub fn looks_like_utf16(bytes: &[u8]) -> Option<bool> {
    let sample = bytes.get(..bytes.len().min(4096) & !1).filter(|sample| sample.len() >= 8)?;
    // UTF-8 Chinese read as UTF-16 also falls into the range of ideographs, but has no ASCII unit.
    let share = |high: usize| {
        let usual = |pair: &&[u8]| match pair[high] {
            0 => matches!(pair[1 - high], 9 | 10 | 13 | 0x20..=0x7e),
            0x4e..=0x9f | 0x30 | 0xff | 0x20 => true,
            _ => false,
        };
        let zero = sample.chunks_exact(2).filter(|pair| pair[high] == 0).count();
        (sample.chunks_exact(2).filter(usual).count() * 200 / sample.len(), zero)
    };
    let (little, big) = (share(1), share(0));
    match (little.0 >= 97 && little.1 > 0, big.0 >= 97 && big.1 > 0) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(all(test, feature = "native-text"))]
mod tests {
    use super::*;

    const NOTICE: &str = "关于2021年重点工作完成情况的通报\n序号\t任务\n1\t建成的项目有三个，完成全年任务。\n";
    const TRADITIONAL: &str = "關於2021年重點工作完成情況的通報\n序號\t任務\n1\t建成的項目有三個，完成全年任務。\n";

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes, None, &NativeDecode)
    }

    #[test]
    fn each_encoding_is_found_without_being_told() {
        let gbk = encoding_rs::GB18030.encode(NOTICE).0;
        assert_eq!(read(&gbk), Decoded { text: NOTICE.into(), encoding: "gb18030".into(), broken: 0 });
        let big5 = encoding_rs::BIG5.encode(TRADITIONAL).0;
        assert_eq!(read(&big5), Decoded { text: TRADITIONAL.into(), encoding: "big5".into(), broken: 0 });
        for little in [true, false] {
            let order = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
            let bare: Vec<u8> = NOTICE.encode_utf16().flat_map(order).collect();
            assert_eq!(read(&bare).text, NOTICE);
            let marked: Vec<u8> = std::iter::once(0xfeff).chain(NOTICE.encode_utf16()).flat_map(order).collect();
            assert_eq!(read(&marked).text, NOTICE);
        }
        assert_eq!(read(NOTICE.as_bytes()).encoding, "utf-8");
        assert_eq!(read(&[b"\xEF\xBB\xBF", NOTICE.as_bytes()].concat()).text, NOTICE);
    }

    #[test]
    fn circled_numbers_of_older_big5_are_numbers() {
        let mut big5 = encoding_rs::BIG5.encode(TRADITIONAL).0.into_owned();
        big5.extend(b"\xC7\xE9\xC7\xEA");
        assert!(read(&big5).text.ends_with("①②"));
        big5.extend(b"\xC7\x40");
        assert!(!read(&big5).text.contains('①'));
    }

    #[test]
    fn some_wrong_bytes_do_not_make_utf8_something_else() {
        let mut bytes = NOTICE.as_bytes().to_vec();
        bytes.insert(9, 0xff);
        let decoded = read(&bytes);
        assert_eq!((decoded.encoding.as_str(), decoded.broken), ("utf-8", 1));
    }

    #[test]
    fn a_mark_before_gbk_does_not_fool_it() {
        let gbk = encoding_rs::GB18030.encode(NOTICE).0;
        assert_eq!(read(&[b"\xEF\xBB\xBF", &gbk[..]].concat()).text, NOTICE);
    }
}
