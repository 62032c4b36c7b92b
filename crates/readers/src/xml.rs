//! The XML of office files as a plain sequence of elements and text. Namespaces are dropped: the
//! formats never use two elements of one local name where it would matter. Only the five entities of
//! XML and numbers are resolved; document types are ignored, so nothing can be pulled in or blown up.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// What comes next in a part.
pub enum Item<'xml> {
    /// An element begins. Empty elements begin and end too.
    Open(Element<'xml>),
    /// An element ends; its local name.
    Close(String),
    /// Text.
    Text(Cow<'xml, str>),
}

/// The start tag of an element.
pub struct Element<'xml>(BytesStart<'xml>);

impl Element<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute of this local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .map(|attribute| {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_or_else(|_| attribute.value.to_string(), Cow::into_owned)
            })
    }

    /// A number in an attribute.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// An on/off attribute of Office: absent is on, as in `<w:b/>`.
    pub fn is_on(&self, name: &str) -> bool {
        !matches!(self.attribute(name).as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Goes through a part.
pub struct Items<'xml> {
    reader: quick_xml::Reader<&'xml [u8]>,
    /// Set when the part ended in the middle or is not well-formed.
    pub broken: bool,
}

impl<'xml> Items<'xml> {
    /// Begins at the start of `xml`.
    pub fn new(xml: &'xml str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, broken: false }
    }

    /// Passes over everything up to the end of the element that has just begun.
    pub fn skip_element(&mut self) {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next() {
                Some(Item::Open(_)) => depth += 1,
                Some(Item::Close(_)) => depth -= 1,
                Some(Item::Text(_)) => {}
                None => return,
            }
        }
    }
}

impl<'xml> Iterator for Items<'xml> {
    type Item = Item<'xml>;

    fn next(&mut self) -> Option<Item<'xml>> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return Some(Item::Open(Element(tag))),
                Ok(Event::End(tag)) => return Some(Item::Close(tag.local_name().into_inner().to_owned())),
                Ok(Event::Text(text)) => return Some(Item::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Item::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => {
                    let c = match &*reference {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    if let Some(c) = c {
                        return Some(Item::Text(Cow::Owned(c.to_string())));
                    }
                }
                Ok(Event::Eof) => return None,
                Ok(_) => {}
                Err(_) => {
                    self.broken = true;
                    return None;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_unknown_entities() {
        let xml = "<!DOCTYPE a [<!ENTITY x \"yyyy\">]><a b=\"1&amp;2\">R&amp;D &x;&#20013;<c/></a>";
        let mut text = String::new();
        for item in Items::new(xml) {
            match item {
                Item::Open(element) if element.name() == "a" => {
                    assert_eq!(element.attribute("b").as_deref(), Some("1&2"));
                }
                Item::Text(part) => text.push_str(&part),
                _ => {}
            }
        }
        assert_eq!(text, "R&D 中");
    }
}
