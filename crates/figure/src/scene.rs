//! What a figure is made of: rows of marks, each with an id, shapes, and the sentence that says it.

use tongbao_notice::place::Lines;
use tongbao_notice::query::Choice;
use tongbao_notice::report::Status;

/// A figure, laid out in CSS pixels for one width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The sentence for the whole figure.
    pub label: String,
    /// Shapes below the rows, seen and not spoken.
    pub under: Vec<Shape>,
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
    /// Shapes above the rows, seen and not spoken: axis, lines.
    pub over: Vec<Shape>,
}

impl Scene {
    /// The mark of this id.
    pub fn mark(&self, id: &str) -> Option<&Mark> {
        self.marks().find(|mark| mark.id == id)
    }

    /// All marks, row by row.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.rows.iter().flat_map(|row| &row.marks)
    }
}

/// An attribute for test hooks, and its value.
pub type Datum = (&'static str, String);

/// A row of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The test hook; `None` for a row that is no group of its own.
    pub hook: Option<&'static str>,
    /// More attributes.
    pub data: Vec<Datum>,
    /// Whether something else of its kind is chosen.
    pub faded: bool,
    /// The strip that lights up under the pointer.
    pub band: Option<Area>,
    /// Shapes that belong to no mark: numbers at the right.
    pub shapes: Vec<Shape>,
    /// The marks from left to right.
    pub marks: Vec<Mark>,
}

/// One thing that can be focused, read out and, mostly, pressed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Unique within the scene, the same after a change of filter.
    pub id: String,
    /// What it says.
    pub sentence: String,
    /// What pressing it does.
    pub action: Action,
    /// Whether what it stands for is chosen.
    pub pressed: bool,
    /// Whether nothing of it is inside the filter.
    pub faded: bool,
    /// Whether the notice only claims it: drawn hollow.
    pub hollow: bool,
    /// More attributes.
    pub data: Vec<Datum>,
    /// What is seen of it.
    pub shapes: Vec<Shape>,
    /// Where it stands: the place of the focus ring.
    pub area: Area,
}

/// What pressing a mark does.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Action {
    /// Nothing: there are no tasks behind it.
    #[default]
    None,
    /// Chooses these.
    Choose(Vec<Choice>),
    /// Shows these lines of the source.
    Words(Lines),
    /// Opens this task, a place in `report.tasks`.
    Open(usize),
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Area {
    /// A rectangle at this place and of this size.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// Its right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Its middle from left to right.
    pub fn middle(self) -> f64 {
        self.x + self.width / 2.0
    }

    /// The same with its edges moved in by `by`, never inside out.
    #[must_use]
    pub fn inset(self, by: f64) -> Self {
        let width = (self.width - 2.0 * by).max(0.0);
        let height = (self.height - 2.0 * by).max(0.0);
        Self { x: self.x + by, y: self.y + by, width, height }
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled outline: cells, bars, ribbons.
    Path {
        /// The outline.
        d: String,
        /// Its colour.
        paint: Paint,
        /// Whether it stands outside the filter.
        faded: bool,
    },
    /// Lines that take the place of colour in print and in the patterns theme. They are many, and seldom seen: whoever
    /// draws them has [`lines`](crate::hatch::lines) write them out.
    Hatch {
        /// What they cover.
        areas: Vec<Area>,
        /// Whether each area is a disc.
        round: bool,
        /// Whose pattern it is.
        status: Status,
        /// Whether it stands outside the filter.
        faded: bool,
    },
    /// A stroked line: axis, ticks, dimensions.
    Line {
        /// The line.
        d: String,
        /// Which.
        stroke: Stroke,
    },
    /// A text on one line.
    Text {
        /// Where it is anchored, from left.
        x: f64,
        /// Its baseline.
        y: f64,
        /// How it is anchored.
        anchor: Anchor,
        /// How it looks.
        style: Style,
        /// The words.
        text: String,
    },
}

/// The colour of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paint {
    /// Solid, in the colour of a status.
    Solid(Status),
    /// The same in cells too narrow for outlines: their pattern, where there is one, runs over all of them.
    Close(Status),
    /// Hollow, in the colour of a status.
    Hollow(Status),
    /// Grey that is no status.
    Neutral,
    /// The ground of a bullet.
    Track,
}

/// A kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// The axis between attention and flow.
    Axis,
    /// The same in the strip, thicker.
    Notch,
    /// A dimension line between claim and evidence.
    Dimension,
    /// A tick, a base line.
    Tick,
    /// The share of the year that is due.
    Due,
    /// The target.
    Goal,
}

/// How a text is anchored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// It begins at its place.
    #[default]
    Start,
    /// It is centred on its place.
    Middle,
    /// It ends at its place.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Names: 13 px, ink.
    Name,
    /// Headings within a figure: 13 px, bold.
    Heading,
    /// Numbers that ask for attention: 13 px, bold.
    Strong,
    /// Secondary words and numbers: 12.5 px.
    Second,
    /// Secondary and bold: what a dimension line says.
    SecondBold,
    /// Hints and column headings: 12 px.
    Hint,
    /// Hints that name a line.
    HintBold,
    /// A number on the solid colour of a status.
    On(Status),
    /// The same, small.
    OnSmall(Status),
    /// A number within a hollow mark.
    Within,
    /// The same, small.
    WithinSmall,
}

impl Style {
    /// The size in pixels.
    pub fn size(self) -> f64 {
        match self {
            Self::Name | Self::Heading | Self::Strong | Self::On(_) | Self::Within => 13.0,
            Self::Second | Self::SecondBold => 12.5,
            Self::Hint | Self::HintBold => 12.0,
            Self::OnSmall(_) | Self::WithinSmall => 11.5,
        }
    }

    /// Whether it is bold.
    pub fn bold(self) -> bool {
        matches!(self, Self::Heading | Self::Strong | Self::SecondBold | Self::HintBold)
    }
}
