//! A scene as a file of its own: SVG with its colours written in, for export and for tests.

use crate::path::{number, push};
use crate::scene::{Anchor, Mark, Paint, Scene, Shape, Stroke, Style};
use tongbao_notice::report::Status;

/// The colours a scene is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black lines on white, no colour: for print.
    Patterns,
}

/// The families of the page, for machines without them a sans serif.
const FAMILY: &str = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Source Han Sans SC,sans-serif";

/// The scene as an SVG document.
pub fn svg(scene: &Scene, palette: Palette) -> String {
    let mut out = String::with_capacity(4096);
    let (width, height) = (number(scene.width), number(scene.height));
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    out.push_str(&width);
    out.push_str("\" height=\"");
    out.push_str(&height);
    out.push_str("\" viewBox=\"0 0 ");
    out.push_str(&width);
    out.push(' ');
    out.push_str(&height);
    out.push_str("\" role=\"img\" font-family=\"");
    out.push_str(FAMILY);
    out.push_str("\">");
    title(&mut out, &scene.label);
    out.push_str("<rect width=\"100%\" height=\"100%\" fill=\"");
    out.push_str(palette.ground());
    out.push_str("\"/>\n");
    for shape in &scene.under {
        draw(&mut out, shape, palette, false);
    }
    for row in &scene.rows {
        for mark in &row.marks {
            group(&mut out, mark, palette);
        }
        for shape in &row.shapes {
            draw(&mut out, shape, palette, row.faded);
        }
    }
    for shape in &scene.over {
        draw(&mut out, shape, palette, false);
    }
    out.push_str("</svg>\n");
    out
}

fn group(out: &mut String, mark: &Mark, palette: Palette) {
    out.push_str("<g>");
    title(out, &mark.sentence);
    for shape in &mark.shapes {
        draw(out, shape, palette, mark.faded);
    }
    out.push_str("</g>\n");
}

fn title(out: &mut String, text: &str) {
    out.push_str("<title>");
    escape(out, text);
    out.push_str("</title>");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

fn draw(out: &mut String, shape: &Shape, palette: Palette, quiet: bool) {
    match shape {
        Shape::Path { d, paint, faded } => {
            out.push_str("<path");
            attribute(out, "d", d);
            palette.paint(out, *paint);
            fade(out, *faded);
            out.push_str("/>");
        }
        Shape::Hatch { areas, round, status, faded } if palette == Palette::Patterns => {
            let d = crate::hatch::lines(*status, areas, *round);
            if d.is_empty() {
                return;
            }
            out.push_str("<path");
            attribute(out, "d", &d);
            if crate::hatch::is_full(*status) {
                attribute(out, "fill", palette.ink());
            } else {
                attribute(out, "fill", "none");
                attribute(out, "stroke", palette.ink());
                attribute(out, "stroke-width", &number(crate::hatch::thickness(*status)));
                attribute(out, "stroke-linecap", if *status == Status::OnTrack { "round" } else { "butt" });
            }
            fade(out, *faded);
            out.push_str("/>");
        }
        Shape::Hatch { .. } => {}
        Shape::Line { d, stroke } => {
            out.push_str("<path");
            attribute(out, "d", d);
            attribute(out, "fill", "none");
            let (color, width, dashes) = palette.stroke(*stroke);
            attribute(out, "stroke", color);
            attribute(out, "stroke-width", width);
            if let Some(dashes) = dashes {
                attribute(out, "stroke-dasharray", dashes);
            }
            out.push_str("/>");
        }
        Shape::Text { x, y, anchor, style, text } => {
            out.push_str("<text x=\"");
            push(out, *x);
            out.push_str("\" y=\"");
            push(out, *y);
            out.push('"');
            attribute(out, "font-size", &number(style.size()));
            if style.bold() {
                attribute(out, "font-weight", "600");
            }
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => attribute(out, "text-anchor", "middle"),
                Anchor::End => attribute(out, "text-anchor", "end"),
            }
            attribute(out, "fill", if quiet { palette.ink3() } else { palette.text(*style) });
            if palette == Palette::Patterns
                && matches!(style, Style::On(_) | Style::OnSmall(_) | Style::Within | Style::WithinSmall)
            {
                // Digits on lines need a halo of the ground.
                let solid = matches!(style, Style::On(Status::Completed) | Style::OnSmall(Status::Completed));
                attribute(out, "paint-order", "stroke");
                attribute(out, "stroke", if solid { "none" } else { palette.ground() });
                attribute(out, "stroke-width", "4");
            }
            out.push('>');
            escape(out, text);
            out.push_str("</text>");
        }
    }
}

fn fade(out: &mut String, faded: bool) {
    if faded {
        attribute(out, "opacity", "0.2");
    }
}

impl Palette {
    fn ground(self) -> &'static str {
        match self {
            Self::Light => "#f7f7f4",
            Self::Dark => "#11161c",
            Self::Patterns => "#ffffff",
        }
    }

    fn ink(self) -> &'static str {
        match self {
            Self::Light => "#14202b",
            Self::Dark => "#e9edf1",
            Self::Patterns => "#000000",
        }
    }

    fn ink2(self) -> &'static str {
        match self {
            Self::Light => "#44515d",
            Self::Dark => "#b9c3cd",
            Self::Patterns => "#000000",
        }
    }

    fn ink3(self) -> &'static str {
        match self {
            Self::Light => "#5d6974",
            Self::Dark => "#97a3af",
            Self::Patterns => "#333333",
        }
    }

    fn line(self) -> &'static str {
        match self {
            Self::Light => "#d9dbd6",
            Self::Dark => "#364150",
            Self::Patterns => "#888888",
        }
    }

    /// The colour of a status.
    pub fn status(self, status: Status) -> &'static str {
        let (light, dark) = match status {
            Status::NotStarted => ("#684f0d", "#d7c499"),
            Status::Suspended => ("#57399b", "#916dd6"),
            Status::NotCompleted => ("#7a1730", "#ec3f66"),
            Status::Behind => ("#d06d08", "#f08e1f"),
            Status::Completed => ("#1f6650", "#448f70"),
            Status::Ahead => ("#009996", "#7fe6e4"),
            Status::OnTrack => ("#4477bd", "#769fd2"),
            Status::Unknown => ("#87867c", "#9f969a"),
        };
        match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::Patterns => "#ffffff",
        }
    }

    fn paint(self, out: &mut String, paint: Paint) {
        match paint {
            Paint::Solid(status) => {
                attribute(out, "fill", self.status(status));
                if self == Self::Patterns {
                    attribute(out, "stroke", self.ink());
                    attribute(out, "stroke-width", "0.7");
                }
            }
            Paint::Close(status) => attribute(out, "fill", self.status(status)),
            Paint::Hollow(_) if self == Self::Patterns => {
                attribute(out, "fill", self.ground());
                attribute(out, "stroke", self.ink());
                attribute(out, "stroke-width", "1.2");
                attribute(out, "stroke-dasharray", "4 2");
            }
            Paint::Hollow(status) => {
                attribute(out, "fill", self.status(status));
                attribute(out, "fill-opacity", "0.13");
                attribute(out, "stroke", self.status(status));
                attribute(out, "stroke-width", "1.6");
            }
            Paint::Neutral => attribute(out, "fill", self.ink3()),
            Paint::Track => attribute(out, "fill", self.line()),
        }
    }

    fn stroke(self, stroke: Stroke) -> (&'static str, &'static str, Option<&'static str>) {
        match stroke {
            Stroke::Axis => (self.ink(), "1.5", None),
            Stroke::Notch => (self.ink(), "2", None),
            Stroke::Dimension => (self.ink2(), "1", None),
            Stroke::Tick => (self.line(), "1", None),
            Stroke::Due => (self.ink(), "1.2", Some("3 2")),
            Stroke::Goal => (self.ink(), "1.6", None),
        }
    }

    fn text(self, style: Style) -> &'static str {
        match style {
            Style::Name | Style::Heading | Style::Strong | Style::Within | Style::WithinSmall => self.ink(),
            Style::Second | Style::SecondBold => self.ink2(),
            Style::Hint | Style::HintBold => self.ink3(),
            Style::On(status) | Style::OnSmall(status) => self.on(status),
        }
    }

    /// The colour of digits on the solid colour of a status.
    fn on(self, status: Status) -> &'static str {
        let white = match status {
            Status::NotStarted | Status::Suspended | Status::NotCompleted | Status::Completed | Status::OnTrack => true,
            Status::Behind | Status::Ahead | Status::Unknown => false,
        };
        match self {
            Self::Light if white => "#ffffff",
            Self::Light => "#14202b",
            Self::Dark => "#11161c",
            Self::Patterns if status == Status::Completed => "#ffffff",
            Self::Patterns => "#000000",
        }
    }
}

/// Appends text with the signs of XML escaped and what XML forbids left out.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bars::{Layout, bars};
    use crate::chinese::{group, say};
    use tongbao_notice::query::{Filter, Kind};

    fn drawn(palette: Palette) -> String {
        let groups = [
            group(
                "甲<局>",
                &[(Status::NotCompleted, 1), (Status::Behind, 1), (Status::Completed, 2), (Status::OnTrack, 3)],
            ),
            group("乙局", &[(Status::Unknown, 1)]),
        ];
        let layout = Layout { width: 600.0, kind: Kind::Unit, touch: false, cell: 34.0 };
        svg(&bars(&groups.iter().collect::<Vec<_>>(), &Filter::new(), layout, &say), palette)
    }

    #[test]
    fn names_are_escaped_and_control_signs_left_out() {
        let mut out = String::new();
        escape(&mut out, "甲<局>\u{0}&\"");
        assert_eq!(out, "甲&lt;局&gt;&amp;&quot;");
    }

    #[test]
    fn colour_stands_in_every_palette_but_patterns() {
        assert!(drawn(Palette::Light).contains("#d06d08"));
        assert!(drawn(Palette::Dark).contains("#f08e1f"));
        let patterns = drawn(Palette::Patterns);
        assert!(Status::ALL.into_iter().all(|status| !patterns.contains(Palette::Light.status(status))));
        assert!(patterns.contains("stroke-width=\"1.9\""));
    }

    #[test]
    fn there_is_no_pattern_element_in_print() {
        assert!(!drawn(Palette::Patterns).contains("<pattern"));
    }

    #[test]
    fn a_figure_of_two_units_in_light() {
        insta::assert_snapshot!(drawn(Palette::Light));
    }

    #[test]
    fn a_figure_of_two_units_in_patterns() {
        insta::assert_snapshot!(drawn(Palette::Patterns));
    }
}
