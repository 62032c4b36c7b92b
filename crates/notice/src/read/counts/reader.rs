//! The walk over the tokens of a paragraph: which numbers are parts, which are totals, and what a bracket behind them says.

use super::groups::Group;
use super::nouns::{is_share, share_in, whose_share};
use super::seen::Seen;
use crate::lexicon::statuses::Phrase;
use crate::phrase::text::Paragraph;
use crate::read::tokens::{self, Kind, Token};

#[derive(Default)]
pub(super) struct Reader {
    pub(super) groups: Vec<Group>,
    /// The group that numbers without a noun belong to, within a paragraph.
    pub(super) scope: Option<usize>,
    /// The scope of the sentence before 其中.
    pub(super) parent: Option<usize>,
    /// The group that last received a part, or the first total.
    pub(super) main: Option<usize>,
    pub(super) subject: String,
    /// The number that last followed its status, and that status.
    pub(super) carried: Option<(usize, Phrase)>,
}

/// What the number before a bracket was; it decides how the bracket is read.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Total,
    Part,
}

impl Reader {
    /// A reader of a notice on this subject.
    pub(super) fn new(subject: String) -> Self {
        Self { subject, ..Self::default() }
    }

    /// Reads the counts of one paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = paragraph.text.as_str();
        let tokens = tokens::with_things(text);
        if !tokens.iter().any(|token| matches!(token.kind, Kind::Number { .. })) {
            return;
        }
        self.scope = None;
        self.parent = None;
        self.carried = None;
        let mut used = vec![false; tokens.len()];
        let mut sentence = 0;
        let mut last = Last::Nothing;
        let mut last_part: Option<(usize, usize)> = None;
        // Whether the numbers here divide a part, to the end of the clause.
        let mut among = false;
        // The part that a number behind it may divide.
        let mut divided: Option<(usize, usize)> = None;
        // A bracket that divides the part before it: where it ends, and the scope behind it.
        let mut within: Option<(usize, Option<usize>)> = None;
        let mut index = 0;
        while index < tokens.len() {
            let token = tokens[index];
            if let Some((close, scope)) = within
                && index >= close
            {
                (self.scope, within) = (scope, None);
                last = Last::Part;
            }
            match token.kind {
                Kind::Stop => {
                    if self.parent.is_some() {
                        self.scope = self.parent.take();
                    }
                    sentence = token.end;
                    last_part = None;
                    (divided, among) = (None, false);
                    last = Last::Nothing;
                }
                Kind::Mark(';') if among => {
                    self.scope = self.parent.take();
                    among = false;
                }
                Kind::Open if last == Last::Part => {
                    // What stands in a bracket behind a part is a breakdown of that part, or names.
                    let close = closing(&tokens, index);
                    if let Some(share) = share_in(text, &tokens[index..close])
                        && let Some((group, part)) = last_part
                    {
                        self.groups[group].parts[part].share.get_or_insert(share);
                    }
                    if let Some(placed) = last_part
                        && divides(&tokens[index..close])
                    {
                        within = Some((close, self.scope));
                        self.divide(placed);
                        last = Last::Nothing;
                        index += 1;
                        continue;
                    }
                    index = close;
                    continue;
                }
                Kind::Percent(value) => {
                    // 完成率达到100%的51个: a band, and no share of the count before it.
                    let band = text[token.end..].starts_with('的');
                    if !band
                        && let Some((group, part)) = last_part.take()
                        && is_share(text, token)
                        && let Some(whose) = whose_share(&self.groups[group].parts, part, text, token)
                    {
                        self.groups[group].parts[whose].share.get_or_insert(value);
                    }
                }
                Kind::Number { .. } => {
                    let seen = Seen { paragraph, tokens: &tokens, sentence };
                    if let Some((phrase_at, phrase, noun)) = self.part_of(&seen, &used, index) {
                        if let Some(at) = phrase_at {
                            used[at] = true;
                            self.carried = (phrase.end <= token.start).then_some((index, phrase));
                        }
                        if let Some(whole) = divided
                            && self.parent.is_none()
                            && seen.divides_part(index, phrase, self.groups[whole.0].parts[whole.1].status)
                            && seen.value(index) < self.groups[whole.0].parts[whole.1].count
                            && self.groups[whole.0]
                                .total()
                                .is_none_or(|all| all > self.groups[whole.0].parts[whole.1].count)
                        {
                            self.parent = self.scope;
                            self.divide(whole);
                            among = true;
                        }
                        divided = None;
                        if let Some(placed) = self.part(&seen, index, phrase, noun) {
                            divided = Some(placed);
                            last_part = Some(placed);
                        }
                        last = Last::Part;
                    } else {
                        divided = None;
                        last = if self.total(&seen, index) { Last::Total } else { Last::Nothing };
                    }
                }
                _ => {}
            }
            index += 1;
        }
    }

    /// Opens a group for what a bracket says of a part: 计划开工255项(其中1-10月计划新开工223项).
    fn divide(&mut self, (group, part): (usize, usize)) {
        let part = &self.groups[group].parts[part];
        let (category, count) = (part.word.clone(), part.count);
        let lines = self.groups[group].lines;
        self.groups.push(Group { category, totals: vec![count], lines, tentative: true, ..Group::default() });
        self.scope = Some(self.groups.len() - 1);
    }
}

/// Whether a bracket counts by status.
fn divides(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token.kind, Kind::Status(_)))
        && tokens.iter().any(|token| matches!(token.kind, Kind::Number { lost: false, .. }))
}

/// The token after the bracket that opens at `index`.
fn closing(tokens: &[Token], index: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(index) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            Kind::Stop if at > index + 60 => break,
            _ => {}
        }
    }
    index + 1
}
