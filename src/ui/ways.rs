//! The ways by which a notice comes in: pasted, dropped, typed, chosen, a sample, or once more with other options. What comes
//! in goes to the worker; the model is told that a reading began.

use super::Act;
use crate::job::client::{Client, Input};
use crate::job::protocol::Fault;
use crate::state::{Action, Given};
use crate::web::clipboard::Incoming;
use crate::web::text::PageText;
use crate::web::{loader, timing};
use std::cell::RefCell;
use std::rc::Rc;
use tongbao_notice::Options;
use tongbao_notice::intake::MAX_BYTES;
use yew::Callback;

/// The samples that ship with the page.
pub const SAMPLES: [Sample; 2] = [Sample { key: "yuhuan-2021-q3" }, Sample { key: "qingxi-2024-h1" }];

/// After how many milliseconds a reading is worth being told of.
const BUSY_AFTER: u32 = 300;

/// How many characters of an input stay in the box when it cannot be read: a box with very many of them makes the page stand still.
const GIVEN: u32 = 20_000;

/// A notice to look at first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Its name: `samples/<key>.txt`.
    pub key: &'static str,
}

impl Sample {
    /// Where its text lies.
    pub fn path(self) -> String {
        ["samples/", self.key, ".txt"].concat()
    }
}

/// A way by which something comes in to be read.
#[derive(Clone)]
pub enum Way {
    /// A text or file.
    New(Incoming),
    /// Another file of the archive that came in last.
    Entry(String),
    /// A sample, by its key.
    Sample(&'static str),
    /// What came in last is what is on screen now.
    Kept,
    /// What is on screen, once more with other options.
    Again(Options),
    /// What came in last and could not be read, with what the user says about it.
    Told(Options),
}

/// Something that came in, and which file of it where it is an archive.
type CameIn = Option<(Incoming, Option<String>)>;

/// What is done with what comes in. The last of it is kept, for of an archive another part may be asked for; so is that from
/// which was read what is on screen, to read it again.
pub fn ways_in(act: &Act, client: &Rc<Client>) -> Callback<Way> {
    let (act, client) = (act.clone(), client.clone());
    let last = Rc::new(RefCell::new(CameIn::None));
    let shown = RefCell::new(CameIn::None);
    let new =
        move |last: &RefCell<CameIn>, came_in: (Incoming, Option<String>), how, act: &Act, client: &Rc<Client>| {
            last.replace(Some(came_in.clone()));
            take_in(came_in, how, act, client);
        };
    Callback::from(move |way| match way {
        Way::New(incoming) => new(&last, (incoming, None), How::New, &act, &client),
        Way::Entry(entry) => {
            let archive = last.borrow().clone();
            if let Some((incoming, _)) = archive {
                new(&last, (incoming, Some(entry)), How::New, &act, &client);
            }
        }
        Way::Sample(key) => {
            let (last, act, client) = (last.clone(), act.clone(), client.clone());
            yew::platform::spawn_local(async move {
                if let Some(text) = loader::asset(&Sample { key }.path()).await {
                    new(&last, (Incoming::Text(text), None), How::New, &act, &client);
                }
            });
        }
        Way::Kept => drop(shown.replace(last.borrow().clone())),
        Way::Again(options) => {
            let came_in = shown.borrow().clone();
            if let Some(came_in) = came_in {
                new(&last, came_in, How::Again(options), &act, &client);
            }
        }
        Way::Told(options) => {
            let came_in = last.borrow().clone();
            if let Some(came_in) = came_in {
                new(&last, came_in, How::Told(options), &act, &client);
            }
        }
    })
}

/// How something is taken in.
enum How {
    /// As it is.
    New,
    /// What is on screen, with other options.
    Again(Options),
    /// What could not be read, with what the user says about it.
    Told(Options),
}

/// Takes in a text or file, or one file of an archive: the reading begins at once, and is told of if it takes long.
fn take_in((incoming, entry): (Incoming, Option<String>), how: How, act: &Act, client: &Rc<Client>) {
    timing::mark_paste();
    let again = matches!(how, How::Again(_));
    let options = match how {
        How::New => Options::default(),
        How::Again(options) | How::Told(options) => options,
    };
    let begin = |name, given| act.emit(if again { Action::Again } else { Action::Begin(name, given) });
    match incoming {
        Incoming::Text(text) => {
            begin(None, given(&text));
            if text.is_blank() {
                client.cancel();
                act.emit(Action::Fail(Fault::Empty));
                return;
            }
            client.read(None, Input::Text(text), options);
        }
        Incoming::Rich { html, text } => {
            begin(None, given(&text));
            let (client, ticket) = (client.clone(), client.expect());
            yew::platform::spawn_local(async move {
                loader::readers().await;
                if client.awaits(ticket) {
                    client.read(None, Input::Rich(html, text), options);
                }
            });
        }
        Incoming::File(file) => {
            let name = entry.clone().unwrap_or_else(|| file.name());
            begin(Some(name.clone()), Given::default());
            let (act, client, ticket) = (act.clone(), client.clone(), client.expect());
            let size = file.size();
            if size > MAX_BYTES as u64 {
                act.emit(Action::Fail(Fault::TooLarge { bytes: size }));
                return;
            }
            yew::platform::spawn_local(async move {
                loader::readers().await;
                let bytes = file.bytes().await;
                if client.awaits(ticket) {
                    match bytes {
                        Some(bytes) => client.read(Some(name), Input::Bytes { bytes, entry }, options),
                        None => act.emit(Action::Fail(Fault::Unreadable { name: Some(name) })),
                    }
                }
            });
        }
    }
    show_busy(act);
}

/// Says that a reading is under way, if it takes long.
fn show_busy(act: &Act) {
    let act = act.clone();
    timing::after(BUSY_AFTER, move || act.emit(Action::ShowBusy)).forget();
}

/// The beginning of a text, for the box.
pub fn given(text: &PageText) -> Given {
    Given { text: text.slice(0, text.len().min(GIVEN)).into(), cut: text.len() > GIVEN }
}
