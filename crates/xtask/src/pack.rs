//! `cargo xtask pack`: the whole page in one file, `target/pack/tongbao.html`, that works when it is
//! opened from a disk, a memory stick or an intranet share, and asks for nothing.
//!
//! Every part stands inside under the name the loader asks for (`id="inside:NAME"`). Its policy
//! forbids all connections and names its two scripts by their hashes.

use crate::base64;
use crate::page::{self, Finish};
use crate::sha256;
use crate::shell::{self, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the page and packs it.
pub fn run() -> Outcome {
    let path = pack(&page::build(Finish::Full)?)?;
    let size = fs::metadata(&path).map_err(|problem| problem.to_string())?.len();
    println!("{}: {} KB. Open it in a browser; it needs no server and no network.", path.display(), size / 1024);
    Ok(())
}

/// Packs the page that stands in `dist`.
pub fn pack(dist: &Path) -> Outcome<PathBuf> {
    let page = fs::read_to_string(dist.join("index.html")).map_err(|problem| format!("index.html: {problem}"))?;
    let mut parts = Vec::new();
    for name in page::list(dist)? {
        let bytes = fs::read(dist.join(&name)).map_err(|problem| format!("{name}: {problem}"))?;
        parts.push((name, bytes));
    }
    let packed = assemble(&page, &parts)?;
    let folder = shell::target().join("pack");
    fs::create_dir_all(&folder).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    let path = folder.join("tongbao.html");
    fs::write(&path, packed).map_err(|problem| format!("{}: {problem}", path.display()))?;
    Ok(path)
}

/// The single file: the page with every part put inside.
fn assemble(page: &str, parts: &[(String, Vec<u8>)]) -> Outcome<String> {
    let mut head = String::new();
    let mut data = String::new();
    let (mut glue, mut loader) = (None, None);
    for (name, bytes) in parts {
        match name.as_str() {
            // The page itself, and what only a server's page can use.
            "index.html" | "sw.js" => {}
            "tongbao.js" => glue = Some(text(name, bytes)?),
            "loader.js" => loader = Some(text(name, bytes)?),
            style if has_end(style, "css") => head.push_str(&["<style>\n", &text(name, bytes)?, "</style>\n"].concat()),
            words if has_end(words, "txt") || has_end(words, "js") => {
                data.push_str(&inside(name, &text(name, bytes)?));
            }
            _ => {
                data.push_str(&inside(name, &base64::encode(bytes)));
            }
        }
    }
    let (glue, loader) = (glue.ok_or("dist has no tongbao.js")?, loader.ok_or("dist has no loader.js")?);
    let hash = |script: &str| format!("'sha256-{}'", base64::encode(&sha256::digest(script.as_bytes())));
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval' 'unsafe-eval'; style-src 'unsafe-inline'; \
         img-src data: blob:; connect-src 'none'; worker-src blob:; child-src blob:; base-uri 'none'; form-action 'none'",
        hash(&glue),
        hash(&loader)
    );
    let scripts = format!("{data}<script id=\"inside:tongbao.js\">{glue}</script>\n<script>{loader}</script>\n</body>");
    let mut kept = String::new();
    for line in page.lines() {
        let outside = (line.contains("<link") && !line.contains("href=\"data:")) || line.contains("<script src=");
        if line.contains("Content-Security-Policy") {
            kept.push_str(&["<meta http-equiv=\"Content-Security-Policy\" content=\"", &policy, "\">\n"].concat());
        } else if !outside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let packed = kept.replacen("</head>", &format!("{head}</head>"), 1).replacen("</body>", &scripts, 1);
    for wanted in [&policy, &glue, &loader, &head] {
        if !packed.contains(wanted.as_str()) {
            return Err("index.html has no head, body or policy where the parts could go".to_owned());
        }
    }
    Ok(packed)
}

/// A part as data that the loader finds by its name.
fn inside(name: &str, content: &str) -> String {
    format!("<script type=\"text/plain\" id=\"inside:{name}\">{content}</script>\n")
}

fn has_end(name: &str, end: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == end)
}

/// A part as text that can stand within an element: with plain line ends and nothing that would end it.
fn text(name: &str, bytes: &[u8]) -> Outcome<String> {
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| format!("{name} is no UTF-8"))?.replace("\r\n", "\n");
    let lower = text.to_lowercase();
    for end in ["</script", "</style", "<!--"] {
        if lower.contains(end) {
            return Err(format!("{name} holds '{end}', which would end its place in the single file"));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html>\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\n\
        <link rel=\"stylesheet\" href=\"./style.css\"/>\n<script src=\"tongbao.js\" defer></script>\n</head>\n<body>\n</body>\n</html>\n";

    fn parts(extra: &str) -> Vec<(String, Vec<u8>)> {
        [
            ("style.css", "b{}"),
            ("tongbao.js", "let a"),
            ("loader.js", "let b"),
            ("tongbao_bg.wasm", "\0asm"),
            ("a/b.txt", extra),
        ]
        .iter()
        .map(|(name, words)| ((*name).to_owned(), words.as_bytes().to_vec()))
        .collect()
    }

    #[test]
    fn nothing_is_left_outside() {
        let packed = assemble(PAGE, &parts("words")).unwrap();
        assert!(!packed.contains("src=\"") && !packed.contains("stylesheet"));
        assert!(packed.contains("id=\"inside:a/b.txt\">words<"));
        assert!(packed.contains("id=\"inside:tongbao_bg.wasm\">AGFzbQ==<"));
        assert!(packed.contains("connect-src 'none'"));
    }

    #[test]
    fn a_part_that_would_end_its_element_is_refused() {
        assert!(assemble(PAGE, &parts("a</SCRIPT>b")).is_err());
        assert!(assemble("<html></html>", &parts("")).is_err());
    }
}
