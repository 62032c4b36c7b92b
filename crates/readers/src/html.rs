//! Web pages, pieces of pages and the clipboard's HTML (browsers, Word, WPS, Excel) to a document.
//!
//! The tokens come from html5ever; a tree is not needed, because only paragraphs, tables and hidden
//! parts matter, and so a page of any size is read in one pass with bounded memory. End tags that
//! pages leave out (`</td>`, `</p>`) are understood as browsers do.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::compose::Composer;
use crate::decode::{self, Decode, Decoded};
use crate::flow::{Flow, Span};
use crate::limits;
use crate::sniff::find;

/// Reads the bytes of a page; `declared` is the charset that came with it, if one did.
pub fn read(bytes: &[u8], declared: Option<&str>, decode: &dyn Decode, composer: &mut Composer) {
    let Decoded { text, broken, encoding } = decode::decode(bytes, charset(bytes).as_deref().or(declared), decode);
    if broken > 0 {
        crate::diagnose_broken(composer, broken, &encoding);
    }
    read_text(&text, composer);
}

/// Reads a page that is text already.
pub fn read_text(text: &str, composer: &mut Composer) {
    let text = clipboard_fragment(text);
    let sink = Sink { page: RefCell::new(Page::default()) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.page.into_inner().flow.write(composer);
}

/// The page within the clipboard's header (`Version:0.9 StartHTML:…`).
fn clipboard_fragment(text: &str) -> &str {
    let header = text.trim_start_matches('\u{feff}');
    match header.find('<') {
        Some(start) if header.starts_with("Version:") => &header[start..],
        _ => text,
    }
}

/// The charset that a page names in its head.
pub fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = find(&head, b"charset")? + "charset".len();
    let name: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'=' | b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    String::from_utf8(name).ok().filter(|name| !name.is_empty())
}

#[derive(Default)]
struct Page {
    flow: Flow,
    /// Names of the open elements, innermost last; bounded, so only near ancestors of absurd pages are known.
    open: Vec<Open>,
    /// How many of the open elements are hidden.
    hidden: usize,
    /// White space was met and not yet written.
    space: bool,
    /// The white space held a line break.
    line_break: bool,
    preformatted: usize,
}

struct Open {
    name: Name,
    hidden: bool,
    preformatted: bool,
    /// The next number of an ordered list.
    number: Option<i64>,
}

/// The elements that mean something here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Table,
    Row,
    Cell,
    Paragraph,
    Item,
    List,
    Other,
}

struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.start(&tag),
            Token::TagToken(tag) => page.end(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.end_paragraph(),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    self.space = true;
                    self.line_break |= c == '\n' || c == '\r';
                }
                _ => {
                    self.pending_space(c);
                    self.flow.push(c);
                }
            }
        }
    }

    /// Writes the white space before `next`. A line of the page's source that ends within Chinese
    /// words is no space in the text.
    fn pending_space(&mut self, next: char) {
        if std::mem::take(&mut self.space) {
            let broken = std::mem::take(&mut self.line_break);
            let before = self.flow.pending().chars().next_back();
            let wide = |c: char| c > '\u{2e80}';
            if before.is_some_and(|before| !(broken && wide(before) && wide(next))) {
                self.flow.push(' ');
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.space = false;
        self.line_break = false;
        self.flow.end_paragraph();
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        match name {
            "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
                if !tag.self_closing {
                    self.open(Name::Other, true);
                    let kind = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
                    return TokenSinkResult::RawData(kind);
                }
            }
            "textarea" | "title" => {
                self.open(Name::Other, true);
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "br" => {
                if self.hidden == 0 {
                    self.end_paragraph();
                }
            }
            "hr" | "img" | "input" | "meta" | "link" | "col" | "wbr" | "area" | "base" | "embed" | "param"
            | "source" | "track" => {}
            _ => self.start_container(name, tag),
        }
        TokenSinkResult::Continue
    }

    fn start_container(&mut self, name: &str, tag: &Tag) {
        let hidden = is_hidden(name, tag);
        match name {
            "table" => {
                self.open(Name::Table, hidden);
                self.shown(Flow::open_table);
            }
            "tr" => {
                self.close_within(&[Name::Row], Name::Table);
                self.open(Name::Row, hidden);
                self.shown(Flow::open_row);
            }
            "td" | "th" => {
                self.close_within(&[Name::Cell], Name::Table);
                self.open(Name::Cell, hidden);
                let span = span(tag);
                self.shown(|flow| flow.open_cell(span));
            }
            "li" => {
                self.close_within(&[Name::Item], Name::List);
                let list = self.open.iter_mut().rev().find(|open| open.name == Name::List);
                let number = list.and_then(|list| list.number.as_mut()).map(|next| {
                    let number = attribute(tag, "value").and_then(|v| v.trim().parse().ok()).unwrap_or(*next);
                    *next = number.saturating_add(1);
                    number
                });
                self.open(Name::Item, hidden);
                if self.hidden == 0 {
                    self.end_paragraph();
                    if let Some(number) = number {
                        self.flow.text(&format!("{number}."));
                    }
                }
            }
            "ol" | "ul" | "menu" => {
                let styled = attribute(tag, "style").is_some_and(|style| has_style(style, "list-style", "none"));
                self.open(Name::List, hidden);
                if name == "ol"
                    && !styled
                    && let Some(open) = self.open.last_mut()
                {
                    open.number = Some(attribute(tag, "start").and_then(|v| v.trim().parse().ok()).unwrap_or(1));
                }
                self.paragraph_break();
            }
            "p" => {
                self.close_within(&[Name::Paragraph], Name::Cell);
                self.open(Name::Paragraph, hidden);
                self.paragraph_break();
            }
            "pre" => {
                self.open(Name::Other, hidden);
                if let Some(open) = self.open.last_mut() {
                    open.preformatted = true;
                    self.preformatted += 1;
                }
                self.paragraph_break();
            }
            _ => {
                if !tag.self_closing || hidden {
                    self.open(Name::Other, hidden && !tag.self_closing);
                }
                if is_block(name) {
                    self.paragraph_break();
                }
                if tag.self_closing && !hidden {
                    return;
                }
                if tag.self_closing {
                    self.pop();
                }
            }
        }
    }

    fn end(&mut self, tag: &Tag) {
        let wanted = match &*tag.name {
            "table" => Name::Table,
            "tr" => Name::Row,
            "td" | "th" => Name::Cell,
            "p" => Name::Paragraph,
            "li" => Name::Item,
            "ol" | "ul" | "menu" => Name::List,
            _ => Name::Other,
        };
        if wanted == Name::Other {
            // Inline and block elements: take the innermost one off where it is no table part.
            if self.open.last().is_some_and(|open| open.name == Name::Other) {
                self.pop();
            }
            if is_block(&tag.name) {
                self.paragraph_break();
            }
            return;
        }
        // An end tag reaches out of a cell only to end the cell, its row or its table.
        let stop = match wanted {
            Name::Table => None,
            Name::Row | Name::Cell => Some(Name::Table),
            _ => Some(Name::Cell),
        };
        self.close_to(wanted, stop);
        self.paragraph_break();
    }

    fn paragraph_break(&mut self) {
        if self.hidden == 0 {
            self.end_paragraph();
        }
    }

    fn shown(&mut self, act: impl FnOnce(&mut Flow)) {
        self.space = false;
        self.line_break = false;
        if self.hidden == 0 {
            act(&mut self.flow);
        }
    }

    fn open(&mut self, name: Name, hidden: bool) {
        if self.open.len() < limits::MARKUP_DEPTH
            || matches!(name, Name::Table | Name::Row | Name::Cell) && self.open.len() < 4 * limits::MARKUP_DEPTH
        {
            self.hidden += usize::from(hidden);
            self.open.push(Open { name, hidden, preformatted: false, number: None });
        }
    }

    /// Takes the innermost element off and does what its end means.
    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let was_hidden = self.hidden > 0;
        self.hidden -= usize::from(open.hidden);
        self.preformatted -= usize::from(open.preformatted);
        if was_hidden {
            return;
        }
        match open.name {
            Name::Table => self.shown(Flow::close_table),
            Name::Row => self.shown(Flow::close_row),
            Name::Cell => self.shown(Flow::close_cell),
            Name::Paragraph | Name::Item | Name::List => self.paragraph_break(),
            Name::Other => {}
        }
    }

    /// Ends the innermost of `names`, if one is open within the innermost `within`.
    fn close_within(&mut self, names: &[Name], within: Name) {
        if let Some(name) = names.first() {
            self.close_to(*name, Some(within));
        }
    }

    fn close_to(&mut self, wanted: Name, stop: Option<Name>) {
        for (index, open) in self.open.iter().enumerate().rev() {
            if open.name == wanted {
                while self.open.len() > index {
                    self.pop();
                }
                return;
            }
            if Some(open.name) == stop {
                return;
            }
        }
    }
}

fn attribute<'tag>(tag: &'tag Tag, name: &str) -> Option<&'tag str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Whether an inline style sets `property` to `value`.
fn has_style(style: &str, property: &str, value: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, set)| {
        name.trim().eq_ignore_ascii_case(property) && set.trim().to_ascii_lowercase().starts_with(value)
    })
}

fn is_hidden(name: &str, tag: &Tag) -> bool {
    matches!(
        name,
        "head" | "select" | "svg" | "template" | "rt" | "rp" | "object" | "audio" | "video" | "canvas" | "datalist"
    ) || attribute(tag, "hidden").is_some()
        || attribute(tag, "style")
            .is_some_and(|style| has_style(style, "display", "none") || has_style(style, "mso-hide", "all"))
}

fn span(tag: &Tag) -> Span {
    let number = |name| attribute(tag, name).and_then(leading_number);
    let drawn_only = attribute(tag, "style").is_some_and(|style| has_style(style, "mso-ignore", "colspan"));
    Span {
        rows: number("rowspan").unwrap_or(1).min(limits::CELLS),
        columns: number("colspan").unwrap_or(1).clamp(1, limits::SPAN),
        continues: None,
        drawn_only,
    }
}

/// The number at the start of an attribute, as browsers read it.
fn leading_number(value: &str) -> Option<usize> {
    let digits: String = value.trim_start().chars().take_while(char::is_ascii_digit).take(9).collect();
    digits.parse().ok()
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "nav"
            | "main"
            | "aside"
            | "blockquote"
            | "dl"
            | "dt"
            | "dd"
            | "form"
            | "fieldset"
            | "legend"
            | "address"
            | "figure"
            | "figcaption"
            | "pre"
            | "center"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "details"
            | "summary"
            | "body"
            | "html"
            | "option"
            | "button"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::document::{Block, Document, Grid};

    fn page(html: &str) -> Document {
        let mut composer = Composer::default();
        read_text(html, &mut composer);
        composer.finish()
    }

    fn grid(document: &Document) -> &Grid {
        document
            .blocks
            .iter()
            .find_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None })
            .expect("a grid")
    }

    fn rows(document: &Document) -> Vec<String> {
        grid(document)
            .rows
            .iter()
            .map(|row| row.iter().map(|c| c.text.replace('\n', "/")).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn cells_keep_their_paragraphs_and_spans() {
        let html = "<table><tr><th>序号<th>任务<th>进度<tr><td rowspan=2>1<td rowspan=2><p>建<br>校<td>甲<tr><td>乙&amp;丙</table>";
        assert_eq!(rows(&page(html)), ["序号|任务|进度", "1|建/校|甲", "1|建/校|乙&丙"]);
    }

    #[test]
    fn layout_tables_are_no_data() {
        let html = "<table><tr><td>首页</td></tr><tr><td><table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>甲</td></tr></table></td></tr></table>";
        let document = page(html);
        assert_eq!(rows(&document), ["序号|任务", "1|甲"]);
        assert_eq!(document.text.lines().next(), Some("首页"));
    }

    #[test]
    fn hidden_parts_scripts_and_styles_are_not_read() {
        let html = "<title>网页</title><style>p{}</style><script>if(a<b)document.write('<p>坏</p>')</script><p style='display: none'>藏</p><p>见</p><select><option>选</select><div hidden>x</div>";
        assert_eq!(page(html).text, "见\n");
    }

    #[test]
    fn source_lines_within_chinese_are_joined() {
        assert_eq!(page("<p>完成\n  情况 the\nend</p>").text, "完成情况 the end\n");
    }

    #[test]
    fn excel_clipboard() {
        let html = "Version:1.0\r\nStartHTML:0\r\nStartFragment:1\r\n<html><body><table><!--StartFragment--><col width=1><tr><td>序号</td><td>任务</td><td>进度</td></tr><tr><td>1</td><td colspan=2 style='mso-ignore:colspan'>甲</td></tr><![if supportMisalignedColumns]><tr style='display:none'><td></td></tr><![endif]><!--EndFragment--></table>";
        assert_eq!(rows(&page(html)), ["序号|任务|进度", "1|甲|"]);
    }

    #[test]
    fn ordered_lists_show_their_numbers() {
        assert_eq!(page("<ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>").text, "3.甲\n4.乙\n丙\n");
    }

    #[test]
    fn an_unclosed_inline_element_does_not_keep_a_cell_open() {
        let html = "<table><tr><td><b>1<td><font>甲<tr><td>2<td>乙</table><p>后";
        let document = page(html);
        assert_eq!(rows(&document), ["1|甲", "2|乙"]);
        assert!(document.text.ends_with("后\n"));
    }
}
