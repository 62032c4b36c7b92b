//! The content of a page run as a program: glyphs with their places, and the straight lines that may
//! rule a table. Places are in points from the top left corner of the page as it is shown.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{Font, Text};
use crate::decode::Decode;
use crate::limits;

/// A character where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The character.
    pub c: char,
    /// Left end.
    pub x0: f64,
    /// Right end.
    pub x1: f64,
    /// Base line, growing downwards.
    pub y: f64,
    /// Size of the letters.
    pub size: f64,
    /// Whether the program went to this place anew, instead of drawing on behind the character before.
    pub moved: bool,
    /// Whether a blank was drawn between the character before and this one; set where blanks are left out.
    pub spaced: bool,
}

/// A straight line along one of the page's edges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Whether it runs from left to right.
    pub level: bool,
    /// Its y if level, else its x.
    pub at: f64,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// What a page shows.
#[derive(Default)]
pub struct Shown {
    /// The characters in the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    /// The lines.
    pub rules: Vec<Rule>,
    /// Codes whose characters the fonts do not tell.
    pub unknown: usize,
    /// Pictures.
    pub images: usize,
    /// How many characters run to the right, downwards, to the left and upwards.
    runs: [usize; 4],
}

/// So many characters tell in which way a page is to be held.
const TELL: usize = 20;

/// What is shared by the pages of a document.
pub struct Interpreter<'decode> {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    decode: &'decode dyn Decode,
    /// Operators that may still be run.
    operators: usize,
    /// Glyphs that may still be placed.
    glyphs: usize,
    /// A limit was reached.
    pub cut: bool,
}

type Matrix = [f64; 6];

/// First `inner`, then `outer`.
fn product(inner: Matrix, outer: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = inner;
    let [ga, gb, gc, gd, ge, gf] = outer;
    [a * ga + b * gc, a * gb + b * gd, c * ga + d * gc, c * gb + d * gd, e * ga + f * gc + ge, e * gb + f * gd + gf]
}

fn apply(matrix: Matrix, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f] = matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// One content stream being run.
struct Run<'all, 'decode> {
    all: &'all mut Interpreter<'decode>,
    shown: &'all mut Shown,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// The path being drawn: its pieces, each a list of points.
    path: Vec<Vec<(f64, f64)>>,
    depth: usize,
    /// Whether a new place was gone to since the last character.
    moved: bool,
}

impl<'decode> Interpreter<'decode> {
    /// For a new document.
    pub fn new(decode: &'decode dyn Decode) -> Self {
        Self { fonts: HashMap::new(), decode, operators: limits::PDF_OPERATORS, glyphs: limits::PDF_GLYPHS, cut: false }
    }

    /// Runs a page. One that lies on its side, or upside down, is turned so that its words run to the right.
    pub fn page(&mut self, page: &Page<'_>) -> Shown {
        let upright = page.initial_transform(true).as_coeffs();
        let shown = self.turned(page, upright);
        let [right, others @ ..] = shown.runs;
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let turns = [
            [0.0, -1.0, 1.0, 0.0, 0.0, width],
            [-1.0, 0.0, 0.0, -1.0, width, height],
            [0.0, 1.0, -1.0, 0.0, height, 0.0],
        ];
        match others.into_iter().zip(turns).max_by_key(|(count, _)| *count) {
            Some((count, turn)) if count > TELL && count > 4 * right => {
                self.glyphs += shown.glyphs.len();
                self.turned(page, product(upright, turn))
            }
            _ => shown,
        }
    }

    /// Runs a page that this matrix turns.
    fn turned(&mut self, page: &Page<'_>, matrix: Matrix) -> Shown {
        let mut shown = Shown::default();
        let state = State {
            matrix,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let content = super::page_content(page);
        let mut run = Run {
            all: self,
            shown: &mut shown,
            state,
            saved: Vec::new(),
            text: IDENTITY,
            line: IDENTITY,
            path: Vec::new(),
            depth: 0,
            moved: true,
        };
        run.run(&content, page.resources());
        shown
    }

    /// The font of a name, read once for all pages. Its reference is looked up first: fonts drawn as
    /// little programs (Type 3) have dictionaries that cost more than the page.
    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        let id = resources.fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::read(&resources.get_font(name)?, self.decode));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

impl Run<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>) {
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            if self.all.operators == 0 || self.all.glyphs == 0 {
                self.all.cut = true;
                return;
            }
            self.all.operators -= 1;
            self.step(&operation, resources);
        }
    }

    fn step(&mut self, operation: &Op<'_, '_>, resources: &Resources<'_>) {
        let n = |number: &Number| number.as_f64();
        match operation {
            Op::SaveState(_) if self.saved.len() < limits::PDF_STATES => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            Op::Transform(m) => {
                self.state.matrix = product([n(&m.0), n(&m.1), n(&m.2), n(&m.3), n(&m.4), n(&m.5)], self.state.matrix);
            }
            Op::BeginText(_) => {
                self.text = IDENTITY;
                self.line = IDENTITY;
                self.moved = true;
            }
            Op::TextFont(font) => {
                self.state.size = n(&font.1);
                self.state.font = self.all.font(resources, font.0);
            }
            Op::CharacterSpacing(value) => self.state.spacing = n(&value.0),
            Op::WordSpacing(value) => self.state.word_spacing = n(&value.0),
            Op::HorizontalScaling(value) => self.state.scale = n(&value.0) / 100.0,
            Op::TextLeading(value) => self.state.leading = n(&value.0),
            Op::TextRise(value) => self.state.rise = n(&value.0),
            Op::SetTextMatrix(m) => {
                self.text = [n(&m.0), n(&m.1), n(&m.2), n(&m.3), n(&m.4), n(&m.5)];
                self.line = self.text;
                self.moved = true;
            }
            Op::NextLine(step) => self.next_line(n(&step.0), n(&step.1)),
            Op::NextLineAndSetLeading(step) => {
                self.state.leading = -n(&step.1);
                self.next_line(n(&step.0), n(&step.1));
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                self.state.word_spacing = n(&text.0);
                self.state.spacing = n(&text.1);
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            Op::ShowTexts(array) => self.show_all(array.0),
            Op::XObject(name) => self.object(name.0, resources),
            Op::InlineImage(_) => self.shown.images += 1,
            _ => self.draw(operation),
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
        self.moved = true;
    }

    fn show_all(&mut self, array: &Array<'_>) {
        for object in array.iter::<Object<'_>>() {
            match object {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(back) => self.advance(-back.as_f64() / 1000.0 * self.state.size * self.state.scale),
                _ => {}
            }
        }
    }

    fn advance(&mut self, by: f64) {
        self.text = product([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let decode = self.all.decode;
        font.codes(bytes, decode, |code| {
            let State { size, spacing, word_spacing, scale, rise, .. } = self.state;
            let drawn = code.width * size * scale;
            match code.text {
                Text::One(c) => self.place(c, 0.0, drawn, rise),
                Text::Several(text) => {
                    let count = text.chars().count().max(1) as f64;
                    for (index, c) in text.chars().enumerate() {
                        self.place(c, drawn * index as f64 / count, drawn / count, rise);
                    }
                }
                Text::Unknown => self.shown.unknown += 1,
            }
            let extra = if code.is_space { word_spacing } else { 0.0 };
            self.advance(drawn + (spacing + extra) * scale);
        });
    }

    fn place(&mut self, c: char, from: f64, width: f64, rise: f64) {
        if self.all.glyphs == 0 {
            return;
        }
        let matrix = product(self.text, self.state.matrix);
        let (x0, y) = apply(matrix, from, rise);
        let (x1, end) = apply(matrix, from + width, rise);
        let size = (matrix[2].hypot(matrix[3]) * self.state.size).abs();
        // Text that runs upwards or slanted is a watermark or a stamp.
        let slanted = (end - y).abs() > (x1 - x0).abs();
        if !c.is_whitespace() && x1.is_finite() && end.is_finite() {
            self.shown.runs[if slanted { if end > y { 1 } else { 3 } } else { usize::from(x1 < x0) * 2 }] += 1;
        }
        if c.is_control() || slanted || !(x0.is_finite() && x1.is_finite() && y.is_finite() && size.is_finite()) {
            return;
        }
        self.all.glyphs -= 1;
        self.shown.glyphs.push(Glyph { c, x0: x0.min(x1), x1: x1.max(x0), y, size, moved: self.moved, spaced: false });
        self.moved = false;
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>) {
        let Some(stream) = resources.get_x_object(name) else { return };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Image") {
            self.shown.images += 1;
            return;
        }
        if self.depth >= limits::PDF_FORM_DEPTH {
            self.all.cut = true;
            return;
        }
        self.form(&stream, dict, resources);
    }

    fn form(&mut self, stream: &Stream<'_>, dict: &Dict<'_>, resources: &Resources<'_>) {
        let Some(content) = super::bounded(stream) else { return };
        let before = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        let numbers: Vec<f64> =
            dict.get::<Array<'_>>("Matrix").map(|matrix| matrix.iter::<f64>().take(6).collect()).unwrap_or_default();
        if let Ok(matrix) = Matrix::try_from(numbers) {
            self.state.matrix = product(matrix, self.state.matrix);
        }
        self.depth += 1;
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        self.run(&content, own.as_ref().unwrap_or(resources));
        self.depth -= 1;
        self.saved = saved;
        self.state = before;
    }

    fn draw(&mut self, operation: &Op<'_, '_>) {
        let n = |number: &Number| number.as_f64();
        match operation {
            Op::MoveTo(to) => {
                let point = apply(self.state.matrix, n(&to.0), n(&to.1));
                if self.path.len() < limits::PDF_RULES {
                    self.path.push(vec![point]);
                }
            }
            Op::LineTo(to) => self.line_to(n(&to.0), n(&to.1)),
            // A curve is no rule: its piece is spoiled by a point far away.
            Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => {
                if let Some(piece) = self.path.last_mut() {
                    piece.push((f64::NAN, f64::NAN));
                }
            }
            Op::ClosePath(_) => self.close(),
            Op::RectPath(rect) => {
                let (x, y, width, height) = (n(&rect.0), n(&rect.1), n(&rect.2), n(&rect.3));
                let corner = |x, y| apply(self.state.matrix, x, y);
                let piece = vec![
                    corner(x, y),
                    corner(x + width, y),
                    corner(x + width, y + height),
                    corner(x, y + height),
                    corner(x, y),
                ];
                if self.path.len() < limits::PDF_RULES {
                    self.path.push(piece);
                }
            }
            Op::StrokePath(_) => self.stroke(),
            Op::CloseAndStrokePath(_) => {
                self.close();
                self.stroke();
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => self.fill(),
            Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.close();
                self.stroke();
            }
            Op::EndPath(_) => self.path.clear(),
            _ => {}
        }
    }

    fn line_to(&mut self, x: f64, y: f64) {
        let point = apply(self.state.matrix, x, y);
        if let Some(piece) = self.path.last_mut().filter(|piece| piece.len() < limits::PDF_RULES) {
            piece.push(point);
        }
    }

    fn close(&mut self) {
        if let Some(piece) = self.path.last_mut()
            && let Some(first) = piece.first().copied()
        {
            piece.push(first);
        }
    }

    fn stroke(&mut self) {
        for piece in std::mem::take(&mut self.path) {
            for pair in piece.windows(2) {
                self.rule(pair[0], pair[1], 1.0);
            }
        }
    }

    /// Filled pieces that are thin are lines; programs draw borders so.
    fn fill(&mut self) {
        for piece in std::mem::take(&mut self.path) {
            let start = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
            let (x0, y0, x1, y1) =
                piece.iter().fold(start, |(x0, y0, x1, y1), (x, y)| (x0.min(*x), y0.min(*y), x1.max(*x), y1.max(*y)));
            if piece.len() < 3 || piece.iter().any(|(x, _)| x.is_nan()) {
                continue;
            }
            if y1 - y0 <= 3.0 && x1 - x0 > 2.0 * (y1 - y0) {
                let y = f64::midpoint(y0, y1);
                self.rule((x0, y), (x1, y), 1.0);
            } else if x1 - x0 <= 3.0 && y1 - y0 > 2.0 * (x1 - x0) {
                let x = f64::midpoint(x0, x1);
                self.rule((x, y0), (x, y1), 1.0);
            }
        }
    }

    fn rule(&mut self, a: (f64, f64), b: (f64, f64), slack: f64) {
        if self.shown.rules.len() >= limits::PDF_RULES || ![a.0, a.1, b.0, b.1].iter().all(|v| v.is_finite()) {
            return;
        }
        if (a.1 - b.1).abs() <= slack && (a.0 - b.0).abs() > slack {
            self.shown.rules.push(Rule {
                level: true,
                at: f64::midpoint(a.1, b.1),
                from: a.0.min(b.0),
                to: a.0.max(b.0),
            });
        } else if (a.0 - b.0).abs() <= slack && (a.1 - b.1).abs() > slack {
            self.shown.rules.push(Rule {
                level: false,
                at: f64::midpoint(a.0, b.0),
                from: a.1.min(b.1),
                to: a.1.max(b.1),
            });
        }
    }
}
