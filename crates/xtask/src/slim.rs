//! Takes out of the page's files what only people read: comments and blanks of styles and scripts, and the long names
//! under which the wasm asks its glue for functions of the browser, which nothing can compress.

use crate::shell::Outcome;
use crate::varint::{number, write_number};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The finished page's styles and scripts without comments and indentation.
pub fn texts(dist: &Path) -> Outcome {
    for entry in fs::read_dir(dist).map_err(|problem| format!("{}: {problem}", dist.display()))? {
        let path = entry.map_err(|problem| problem.to_string())?.path();
        let slim: fn(&str) -> String = match path.extension().and_then(|end| end.to_str()) {
            Some("css") => style,
            Some("js") => script,
            _ => continue,
        };
        let text = fs::read_to_string(&path).map_err(|problem| format!("{}: {problem}", path.display()))?;
        fs::write(&path, slim(&text)).map_err(|problem| format!("{}: {problem}", path.display()))?;
    }
    Ok(())
}

/// A style sheet without comments and without blanks that part nothing. What stands in quotes stays.
fn style(text: &str) -> String {
    const APART: [char; 5] = ['{', '}', ';', ',', '>'];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut blank = false;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            blank = true;
            continue;
        }
        let length = match c {
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            _ => c.len_utf8(),
        };
        if c.is_whitespace() {
            blank = true;
        } else {
            if blank && !out.ends_with(APART) && !out.is_empty() && !APART.contains(&c) {
                out.push(' ');
            }
            blank = false;
            out.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    out
}

/// A script without indentation, empty lines and lines that are comments. Lines stay lines, so that nothing changes
/// its meaning; no script of ours has a text that runs over several.
fn script(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        if !comment && !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    out
}

/// Gives the functions that `wasm` imports names of one or two letters, there and in the glue that offers them.
pub fn imports(wasm: &Path, glue: &Path) -> Outcome {
    let bytes = fs::read(wasm).map_err(|problem| format!("{}: {problem}", wasm.display()))?;
    let script = fs::read_to_string(glue).map_err(|problem| format!("{}: {problem}", glue.display()))?;
    let (bytes, names) = rename(&bytes).ok_or_else(|| format!("{}: no wasm with imports", wasm.display()))?;
    let script = offer(&script, &names)?;
    fs::write(wasm, bytes).map_err(|problem| format!("{}: {problem}", wasm.display()))?;
    fs::write(glue, script).map_err(|problem| format!("{}: {problem}", glue.display()))
}

/// The glue with the new names, each of which it must offer once.
fn offer(script: &str, names: &BTreeMap<String, String>) -> Outcome<String> {
    let mut left = names.len();
    let mut out = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let words = line.trim_start();
        match words.split_once(": function(").and_then(|(name, rest)| Some((names.get(name)?, rest))) {
            Some((new, rest)) => {
                left = left.saturating_sub(1);
                out.push_str(&format!("{new}: function({rest}"));
            }
            None => out.push_str(line),
        }
    }
    if left == 0 { Ok(out) } else { Err(format!("the glue lacks {left} functions that the wasm imports")) }
}

/// The section of a wasm that lists its imports.
const IMPORTS: u8 = 2;

/// The wasm with short names in its list of imports, and what each was called before.
fn rename(wasm: &[u8]) -> Option<(Vec<u8>, BTreeMap<String, String>)> {
    let mut out = wasm.get(..8)?.to_vec();
    let mut names = BTreeMap::new();
    let mut rest = wasm.get(8..)?;
    while let [kind, after @ ..] = rest {
        let (length, content) = number(after)?;
        let (section, after) = (content.get(..length)?, content.get(length..)?);
        out.push(*kind);
        if *kind == IMPORTS {
            let renamed = rename_section(section, &mut names)?;
            write_number(&mut out, renamed.len());
            out.extend(renamed);
        } else {
            write_number(&mut out, length);
            out.extend(section);
        }
        rest = after;
    }
    (!names.is_empty()).then_some((out, names))
}

fn rename_section(section: &[u8], names: &mut BTreeMap<String, String>) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = Vec::with_capacity(section.len());
    write_number(&mut out, count);
    for place in 0..count {
        let (module, after) = name(rest)?;
        let (field, after) = name(after)?;
        // All that a page of ours imports are functions: a zero and the number of their type.
        let (0, type_and_rest) = (*after.first()?, after.get(1..)?) else { return None };
        let (kind, after) = number(type_and_rest)?;
        let new = names.entry(field.to_owned()).or_insert_with(|| letters(place)).clone();
        for text in [module, &new] {
            write_number(&mut out, text.len());
            out.extend(text.as_bytes());
        }
        out.push(0);
        write_number(&mut out, kind);
        rest = after;
    }
    Some(out)
}

/// a, b, … z, then aa, ba and so on.
fn letters(mut place: usize) -> String {
    let mut text = String::new();
    loop {
        text.push(char::from(b'a' + (place % 26) as u8));
        if place < 26 {
            return text;
        }
        place = place / 26 - 1;
    }
}

/// A text at the start, with its length before it, and what follows.
fn name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = number(bytes)?;
    Some((std::str::from_utf8(rest.get(..length)?).ok()?, rest.get(length..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_lose_comments_and_blanks_but_not_what_stands_in_quotes() {
        let sheet =
            "/* a */\na > b ,\nc {\n  margin : 0 auto; content: \"a , b\";\n}\n.d .e { width: calc(1px + 2px); }\n";
        assert_eq!(style(sheet), "a>b,c{margin : 0 auto;content: \"a , b\";}.d .e{width: calc(1px + 2px);}");
    }

    #[test]
    fn scripts_keep_their_lines() {
        assert_eq!(script("// a\n\n  f(); // b\n/**\n * c\n */\n  return x\n"), "f(); // b\nreturn x\n");
    }

    /// A wasm that imports two functions.
    fn wasm() -> Vec<u8> {
        let mut section = vec![2];
        for field in ["__wbg_log_0123456789abcdef", "__wbg_now_0123456789abcdef"] {
            section.extend([1, b'm', field.len() as u8]);
            section.extend(field.as_bytes());
            section.extend([0, 7]);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 1, 0, IMPORTS, section.len() as u8]);
        wasm.extend(section);
        wasm.extend([10, 1, 0]);
        wasm
    }

    #[test]
    fn imports_are_called_alike_on_both_sides() {
        let (renamed, names) = rename(&wasm()).expect("a wasm with imports");
        assert_eq!(renamed, b"\0asm\x01\0\0\0\x01\x01\0\x02\x0d\x02\x01m\x01a\0\x07\x01m\x01b\0\x07\x0a\x01\0");
        let glue =
            "x = {\n  __wbg_now_0123456789abcdef: function(a) {},\n  __wbg_log_0123456789abcdef: function() {},\n}";
        assert_eq!(offer(glue, &names).unwrap(), "x = {\nb: function(a) {},\na: function() {},\n}");
        assert!(offer("x = {}", &names).is_err());
        assert!(rename(b"\0asm\x01\0\0\0\x02\x09").is_none());
    }

    #[test]
    fn names_are_all_different() {
        let names: std::collections::BTreeSet<String> = (0..800).map(letters).collect();
        assert_eq!((names.len(), letters(25), letters(26)), (800, "z".to_owned(), "aa".to_owned()));
    }
}
