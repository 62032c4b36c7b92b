//! Makes the glue between page and wasm quicker where wasm-bindgen writes it for all cases alike. A reading that is drawn
//! hands over ten thousand texts, most of them a few letters: the browser's decoder takes longer to be called than to
//! decode them.

use crate::shell::Outcome;
use std::fs;
use std::path::Path;

/// How wasm-bindgen hands a text over.
const WRITTEN: &str = "\
        ptr = ptr >>> 0;
        return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
";

/// The same, only that a short text of ASCII is put together here.
const QUICK: &str = "\
        ptr = ptr >>> 0;
        const memory = getUint8ArrayMemory0(), end = ptr + len;
        if (len < 24) {
            let text = '', at = ptr;
            for (; at < end && memory[at] < 128; at++) text += String.fromCharCode(memory[at]);
            if (at === end) return text;
        }
        return decodeText(memory.subarray(ptr, end));
";

/// Has the glue put short texts together itself.
pub fn quicken(glue: &Path) -> Outcome {
    let script = fs::read_to_string(glue).map_err(|problem| format!("{}: {problem}", glue.display()))?;
    fs::write(glue, quick(&script)?).map_err(|problem| format!("{}: {problem}", glue.display()))
}

fn quick(script: &str) -> Outcome<String> {
    match script.matches(WRITTEN).count() {
        1 => Ok(script.replace(WRITTEN, QUICK)),
        _ => Err("the glue hands texts over in another way than crates/xtask/src/glue.rs knows".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_of_texts_is_replaced_where_it_stands_once() {
        let glue = format!("function a(ptr, len) {{\n{WRITTEN}}}\n");
        assert_eq!(quick(&glue).unwrap(), format!("function a(ptr, len) {{\n{QUICK}}}\n"));
        assert!(quick("function a() {}").is_err() && quick(&glue.repeat(2)).is_err());
    }
}
