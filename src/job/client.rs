//! The page's end: one reading at a time, the last one asked for. A reading that is given up ends
//! with its worker, so it never answers late; the next worker starts at once.

use super::parcel;
use super::protocol::{Ask, Fault, Step, Tell};
use super::serve::Desk;
use crate::web::text::{LinedText, PageText};
use crate::web::timing;
use crate::web::worker::{FileBytes, Line, Load, Parcel};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use tongbao_notice::Options;
use tongbao_notice::report::{Report, Task};

/// What comes in to be read.
#[derive(Clone, Debug)]
pub enum Input {
    /// A text.
    Text(PageText),
    /// A file.
    Bytes {
        /// What is in it.
        bytes: FileBytes,
        /// Which file of an archive.
        entry: Option<String>,
    },
    /// The clipboard's HTML, and the same as plain text.
    Rich(PageText, PageText),
}

/// A place in the order of what is asked for: what was asked for before something newer is not begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u32);

/// What becomes of it.
pub enum News {
    /// The worker stands.
    Ready,
    /// A reading has come this far.
    Step {
        /// What is being done.
        step: Step,
        /// Lines of the text.
        lines: u32,
        /// Rows found.
        rows: u32,
    },
    /// It could not be read; with the text where it was made from a file and is no notice.
    Fault(Fault, Option<PageText>),
    /// It has been read.
    Read(Box<Arrived>),
    /// The rehearsal is over; nothing where it was given up.
    Rehearsed(Option<Box<Arrived>>),
    /// A whole task, asked for.
    Task(u32, Box<Task>),
}

/// A report that has arrived.
pub struct Arrived {
    /// The report.
    pub report: Report,
    /// The text with its lines.
    pub source: LinedText,
    /// Whether long texts stayed with the worker.
    pub slim: bool,
    /// The name of the file, where it came from one.
    pub name: Option<String>,
    /// What the user set about the reading.
    pub options: Options,
}

/// The number of a reading whose answer nobody waits for.
const NOBODY: u32 = u32::MAX;

/// Where news goes.
type Listener = Rc<dyn Fn(News)>;

/// The page's end of the line. Cheap to clone.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    line: RefCell<Option<Line>>,
    /// Reads in the page itself where there is no worker.
    desk: RefCell<Desk>,
    current: Cell<u32>,
    tickets: Cell<u32>,
    name: RefCell<Option<String>>,
    options: RefCell<Options>,
    text: RefCell<Option<PageText>>,
    reading: Cell<bool>,
    /// The number of the reading that is a rehearsal; 0 for none.
    rehearsal: Cell<u32>,
    listener: Listener,
}

impl Client {
    /// Starts a worker; `listener` gets all news.
    pub fn start(listener: impl Fn(News) + 'static) -> Self {
        let client = Self(Rc::new(Inner {
            line: RefCell::new(None),
            desk: RefCell::new(Desk::default()),
            current: Cell::new(0),
            tickets: Cell::new(0),
            name: RefCell::new(None),
            options: RefCell::new(Options::default()),
            text: RefCell::new(None),
            reading: Cell::new(false),
            rehearsal: Cell::new(0),
            listener: Rc::new(listener),
        }));
        client.open();
        client
    }

    fn open(&self) {
        let heard = Rc::downgrade(&self.0);
        let failed = heard.clone();
        let line = Line::open(
            move |parcel| {
                if let Some(inner) = heard.upgrade() {
                    Self(inner).hear(&parcel);
                }
            },
            move || {
                if let Some(inner) = failed.upgrade() {
                    Self(inner).failed();
                }
            },
        );
        let there = line.is_some();
        self.0.line.replace(line);
        self.ask(&Ask::Ping, Vec::new());
        if !there {
            (self.0.listener)(News::Ready);
        }
    }

    /// Gives up whatever is being read, for something that is still on its way.
    pub fn expect(&self) -> Ticket {
        self.cancel();
        Ticket(self.0.tickets.get())
    }

    /// Whether nothing newer has been asked for, and nobody has cancelled.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.0.tickets.get() == ticket.0
    }

    /// Reads; whatever is being read is given up.
    pub fn read(&self, name: Option<String>, input: Input, options: Options) {
        self.cancel();
        let id = self.0.current.get() + 1;
        self.0.current.set(id);
        self.0.reading.set(true);
        self.0.name.replace(name.clone());
        self.0.options.replace(options.clone());
        // A worker that started before the readers of files were here has none.
        let here = self.0.line.borrow().as_ref().is_none_or(|line| line.readers);
        if !here && !matches!(input, Input::Text(_)) {
            self.0.line.replace(None);
            self.open();
        }
        let mut text = None;
        let (loads, entry) = match input {
            Input::Text(words) => {
                text = Some(words.clone());
                (vec![Load::Text(words)], None)
            }
            Input::Bytes { bytes, entry } => (vec![Load::Bytes(bytes)], entry),
            Input::Rich(html, words) => (vec![Load::Text(html), Load::Text(words)], None),
        };
        self.0.text.replace(text);
        self.ask(&Ask::Read { id, name, entry, options }, loads);
    }

    /// Reads a text that nobody asked for: then the worker's word tables are built and the browser has compiled what
    /// reading and drawing need, and the first notice waits for neither.
    pub fn rehearse(&self, text: PageText) {
        self.read(None, Input::Text(text), Options::default());
        self.0.rehearsal.set(self.0.current.get());
    }

    /// Has the worker read a text and forget it: what is read often is compiled well, which a short rehearsal does not
    /// bring about. The page itself, where it reads without a worker, does not stand still for that.
    pub fn warm(&self, text: PageText) {
        if self.0.line.borrow().is_some() {
            let nobody = Ask::Read { id: NOBODY, name: None, entry: None, options: Options::default() };
            self.ask(&nobody, vec![Load::Text(text)]);
        }
    }

    /// Whether what has just ended was the rehearsal; if so, that is told.
    fn rehearsed(&self, arrived: Option<Box<Arrived>>) -> bool {
        let was = self.0.rehearsal.replace(0) != 0;
        if was {
            (self.0.listener)(News::Rehearsed(arrived));
        }
        was
    }

    /// Gives up what is being read.
    pub fn cancel(&self) {
        self.0.tickets.set(self.0.tickets.get() + 1);
        self.rehearsed(None);
        if self.0.reading.replace(false) {
            self.0.current.set(self.0.current.get() + 1);
            self.0.line.replace(None);
            self.open();
        }
    }

    /// Asks for a task whose long texts stayed behind.
    pub fn ask_task(&self, place: u32) {
        self.ask(&Ask::Task { id: self.0.current.get(), place }, Vec::new());
    }

    fn ask(&self, ask: &Ask, loads: Vec<Load>) {
        if let Some(line) = self.0.line.borrow().as_ref() {
            line.send(ask, loads);
            return;
        }
        // Without a worker: a moment later, so that the page can say that it is busy.
        let client = self.clone();
        let parcel = Parcel::pack(ask, loads);
        timing::after(30, move || {
            let mut desk = client.0.desk.borrow_mut();
            desk.answer(&parcel, &|tell, loads| client.hear(&Parcel::pack(tell, loads)));
        })
        .forget();
    }

    fn failed(&self) {
        self.0.line.replace(None);
        (self.0.listener)(News::Ready);
        if self.0.reading.replace(false) {
            if !self.rehearsed(None) {
                (self.0.listener)(News::Fault(Fault::Broke, None));
            }
            self.open();
        }
    }

    fn hear(&self, parcel: &Parcel) {
        let tell = |news| (self.0.listener)(news);
        let current = self.0.current.get();
        match parcel.head::<Tell>() {
            Some(Tell::Pong) => tell(News::Ready),
            Some(Tell::Step { id, step, lines, rows }) if id == current && id != self.0.rehearsal.get() => {
                tell(News::Step { step, lines, rows });
            }
            Some(Tell::Fault { id, fault }) if id == current => {
                self.0.reading.set(false);
                if fault.code() == Fault::BROKE {
                    // What broke off is in no state to read anything again.
                    self.0.line.replace(None);
                    self.open();
                }
                if !self.rehearsed(None) {
                    tell(News::Fault(fault, parcel.text(0)));
                }
            }
            Some(Tell::Read { id, slim, decoded }) if id == current => self.unpack(parcel.clone(), id, slim, decoded),
            Some(Tell::Task { id, place }) if id == current => {
                if let Some(task) = parcel.bytes(0).and_then(|bytes| parcel::unpack_task(&bytes)) {
                    tell(News::Task(place, Box::new(task)));
                }
            }
            _ => {}
        }
    }

    /// Unpacks the report a piece at a time, so that the page can paint and answer in between.
    fn unpack(&self, parcel: Parcel, id: u32, slim: bool, decoded: bool) {
        let last = parcel.loads().saturating_sub(u32::from(decoded));
        let text = if decoded { parcel.text(last) } else { self.0.text.borrow().clone() };
        let (Some(text), Some(report)) = (text, parcel.bytes(1).and_then(|bytes| parcel::unpack_head(&bytes))) else {
            self.0.reading.set(false);
            (self.0.listener)(News::Fault(Fault::Broke, None));
            return;
        };
        let source = parcel.lined(text, 0);
        self.unpack_from(
            parcel,
            id,
            2,
            last,
            Box::new(Arrived {
                report,
                source,
                slim,
                name: self.0.name.borrow().clone(),
                options: self.0.options.borrow().clone(),
            }),
        );
    }

    fn unpack_from(&self, parcel: Parcel, id: u32, mut next: u32, last: u32, mut arrived: Box<Arrived>) {
        // Two pieces at a time: what a usual notice has arrives at once.
        for _ in 0..2 {
            if next >= last {
                self.0.reading.set(false);
                if self.0.rehearsal.get() == id {
                    self.rehearsed(Some(arrived));
                } else {
                    (self.0.listener)(News::Read(arrived));
                }
                return;
            }
            if let Some(tasks) = parcel.bytes(next).and_then(|bytes| parcel::unpack_tasks(&bytes)) {
                arrived.report.tasks.extend(tasks);
            }
            next += 1;
        }
        let client = self.clone();
        timing::after(0, move || {
            if client.0.current.get() == id {
                client.unpack_from(parcel, id, next, last, arrived);
            }
        })
        .forget();
    }
}
