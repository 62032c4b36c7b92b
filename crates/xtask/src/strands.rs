//! The page's wasm in the order in which it compresses best: a wasm in, its strands out.
//!
//! In a wasm every instruction is followed by its operands: the number of a variable, an offset, a constant, a function.
//! Each kind repeats itself, but not the others, and a compressor that sees them in turn finds little; apart they
//! take an eighth less, by brotli as by gzip. So the code is pulled apart here, losing nothing, and put together again by
//! `static/strands.js` before the browser compiles it. The rest of the wasm is carried as it is.
//!
//! A *shape* is what an instruction looks like: its opcode, and how many bytes of operand come from which strand. One
//! strand holds the shapes of all instructions in turn, a byte each; the others hold the operands. The file:
//!
//! | bytes | what |
//! | --- | --- |
//! | 4 | [`MAGIC`] |
//! | 5 × 4 | the wasm's length, how much of it stands before the first function, functions, shapes, strands |
//! | 6 a shape | length of its head, the head (2 bytes), its strand, bytes taken from there, how it nests (0, 1, 255) |
//! | 4 a strand | its length |
//! | rest | the strands; the first is what stands around the code, the second the shapes |

use crate::varint::number;
use std::collections::BTreeMap;

/// How the file begins; a wasm begins otherwise.
pub const MAGIC: &[u8; 4] = b"\0tbs";

/// The section of a wasm that holds its code.
const CODE: u8 = 10;

/// As many shapes as a byte can name.
const SHAPES: usize = 256;

/// What operands are, which decides the strand they go to. Those of different lengths go to different strands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    None,
    Block,
    Branch,
    Call,
    Get,
    Set,
    Tee,
    Global,
    Load,
    Store,
    Constant,
    Long,
    Single,
    Double,
    /// The variables that a function declares.
    Variables,
    /// The branches of a table, and instructions whose shape is too rare to have a number.
    Rest,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    head: Vec<u8>,
    kind: Kind,
    operand: usize,
}

impl Shape {
    /// Bytes without an opcode of their own.
    fn plain(kind: Kind, operand: usize) -> Self {
        Self { head: Vec::new(), kind, operand }
    }

    /// 1 where a block begins, 255 (one less) where one ends. The end of the outermost ends the function.
    fn nest(&self) -> u8 {
        match self.head.first() {
            Some(0x02..=0x04) => 1,
            Some(0x0b) => 255,
            _ => 0,
        }
    }
}

/// The strands of a wasm of the first version; an error where it is none.
pub fn part(wasm: &[u8]) -> Result<Vec<u8>, String> {
    let code = code(wasm).ok_or("a wasm without code")?;
    let mut rest = code.functions;
    let mut told: Vec<(Shape, &[u8])> = Vec::new();
    for _ in 0..code.count {
        let (length, after) = number(rest).ok_or("the code ends within a function")?;
        let body = after.get(..length).ok_or("the code ends within a function")?;
        if length >> 21 != 0 {
            return Err("a function of more than two megabytes".to_owned());
        }
        function(body, &mut told).ok_or("the wasm is not of the first version")?;
        rest = &after[length..];
    }
    let mut counts: BTreeMap<&Shape, usize> = BTreeMap::new();
    for (shape, _) in &told {
        *counts.entry(shape).or_default() += 1;
    }
    // What nests is always there, the rare ones are written out byte by byte.
    let byte = Shape::plain(Kind::Rest, 1);
    let mut shapes: Vec<&Shape> = counts.keys().copied().filter(|shape| **shape != byte).collect();
    shapes.sort_by_key(|shape| (shape.nest() == 0, std::cmp::Reverse(counts.get(shape))));
    shapes.truncate(SHAPES - 1);
    shapes.push(&byte);
    let numbers: BTreeMap<&Shape, u8> =
        shapes.iter().zip(0..=u8::MAX).map(|(shape, number)| (*shape, number)).collect();
    let mut strands: BTreeMap<(Kind, usize), (usize, Vec<u8>)> = BTreeMap::new();
    for shape in &shapes {
        let next = strands.len() + 2;
        strands.entry((shape.kind, shape.operand)).or_insert((next, Vec::new()));
    }
    let mut order = Vec::with_capacity(told.len());
    for (shape, operand) in &told {
        let mut put = |shape: &Shape, number: u8, operand: &[u8]| {
            order.push(number);
            if let Some((_, strand)) = strands.get_mut(&(shape.kind, shape.operand)) {
                strand.extend(operand);
            }
        };
        match numbers.get(shape) {
            Some(number) => put(shape, *number, operand),
            None => shape.head.iter().chain(*operand).for_each(|one| put(&byte, numbers[&byte], &[*one])),
        }
    }
    let mut out = MAGIC.to_vec();
    for word in [wasm.len(), code.before.len(), code.count, shapes.len(), strands.len() + 2] {
        out.extend((word as u32).to_le_bytes());
    }
    for shape in &shapes {
        let strand = strands.get(&(shape.kind, shape.operand)).map_or(0, |(number, _)| *number);
        let head = |at: usize| shape.head.get(at).copied().unwrap_or(0);
        out.extend([shape.head.len() as u8, head(0), head(1), strand as u8, shape.operand as u8, shape.nest()]);
    }
    let mut contents: Vec<(usize, Vec<u8>)> = strands.into_values().collect();
    contents.extend([(0, [code.before, code.after].concat()), (1, order)]);
    contents.sort();
    for (_, strand) in &contents {
        out.extend((strand.len() as u32).to_le_bytes());
    }
    out.extend(contents.into_iter().flat_map(|(_, strand)| strand));
    Ok(out)
}

/// Where the code of a wasm stands.
struct Code<'a> {
    before: &'a [u8],
    count: usize,
    functions: &'a [u8],
    after: &'a [u8],
}

fn code(wasm: &[u8]) -> Option<Code<'_>> {
    let mut rest = wasm.get(8..)?;
    while let [kind, after @ ..] = rest {
        let (length, content) = number(after)?;
        let (section, after) = content.split_at_checked(length)?;
        if *kind == CODE {
            let (count, functions) = number(section)?;
            let before = wasm.get(..wasm.len() - after.len() - functions.len())?;
            return Some(Code { before, count, functions, after });
        }
        rest = after;
    }
    None
}

/// The instructions of a function, after what it declares.
fn function<'a>(body: &'a [u8], told: &mut Vec<(Shape, &'a [u8])>) -> Option<()> {
    let (declarations, mut rest) = number(body)?;
    for _ in 0..declarations {
        rest = number(rest)?.1.get(1..)?;
    }
    pieces(Kind::Variables, &body[..body.len() - rest.len()], told);
    while let Some(opcode) = rest.first() {
        let (head, kind, operand) = match opcode {
            0x02..=0x04 => (1, Kind::Block, 1),
            0x0c | 0x0d => (1, Kind::Branch, numbers(1, &rest[1..])?),
            0x0e => (1, Kind::None, 0),
            0x10 => (1, Kind::Call, numbers(1, &rest[1..])?),
            0x11 => (1, Kind::Call, numbers(2, &rest[1..])?),
            0x20 => (1, Kind::Get, numbers(1, &rest[1..])?),
            0x21 => (1, Kind::Set, numbers(1, &rest[1..])?),
            0x22 => (1, Kind::Tee, numbers(1, &rest[1..])?),
            0x23 | 0x24 => (1, Kind::Global, numbers(1, &rest[1..])?),
            // How a place in memory is aligned follows from the instruction and is one byte.
            0x28..=0x35 => (2, Kind::Load, numbers(1, rest.get(2..)?)?),
            0x36..=0x3e => (2, Kind::Store, numbers(1, rest.get(2..)?)?),
            0x3f | 0x40 => (2, Kind::None, 0),
            0x41 => (1, Kind::Constant, numbers(1, &rest[1..])?),
            0x42 => (1, Kind::Long, numbers(1, &rest[1..])?),
            0x43 => (1, Kind::Single, 4),
            0x44 => (1, Kind::Double, 8),
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xbf => (1, Kind::None, 0),
            _ => return None,
        };
        let bytes = rest.get(head..head + operand)?;
        told.push((Shape { head: rest[..head].to_vec(), kind, operand }, bytes));
        rest = &rest[head + operand..];
        if told.last()?.0.head == [0x0e] {
            let (branches, _) = number(rest)?;
            let (table, after) = rest.split_at_checked(numbers(branches + 2, rest)?)?;
            pieces(Kind::Rest, table, told);
            rest = after;
        }
    }
    Some(())
}

/// Bytes of any number, a few at a time.
fn pieces<'a>(kind: Kind, bytes: &'a [u8], told: &mut Vec<(Shape, &'a [u8])>) {
    told.extend(bytes.chunks(8).map(|piece| (Shape::plain(kind, piece.len()), piece)));
}

/// How many bytes so many numbers take.
fn numbers(count: usize, bytes: &[u8]) -> Option<usize> {
    let mut ends = bytes.iter().enumerate().filter(|(_, byte)| **byte < 0x80);
    ends.nth(count.checked_sub(1)?).map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::varint::write_number;

    /// A wasm with one function of these bytes, and something behind the code.
    fn wasm(body: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x03\x02\x01\0".to_vec();
        let mut function = Vec::new();
        write_number(&mut function, body.len());
        function.extend(body);
        wasm.push(CODE);
        write_number(&mut wasm, function.len() + 1);
        wasm.push(1);
        wasm.extend(function);
        wasm.extend([11, 1, 0]);
        wasm
    }

    /// What `static/strands.js` does, slowly.
    fn whole(parts: &[u8]) -> Vec<u8> {
        let word = |at: usize| u32::from_le_bytes(parts[at..at + 4].try_into().unwrap()) as usize;
        let [total, before, functions, shapes, strands] = [4, 8, 12, 16, 20].map(word);
        let table = &parts[24..24 + 6 * shapes];
        let mut next: Vec<usize> = Vec::new();
        let mut start = 24 + 6 * shapes + 4 * strands;
        for strand in 0..strands {
            next.push(start);
            start += word(24 + 6 * shapes + 4 * strand);
        }
        let around = &parts[next[0]..next[1]];
        let mut whole = around[..before].to_vec();
        for _ in 0..functions {
            let (mut body, mut depth) = (Vec::<u8>::new(), 1);
            while depth > 0 {
                let shape = &table[6 * usize::from(parts[next[1]])..][..6];
                next[1] += 1;
                body.extend(&shape[1..=usize::from(shape[0])]);
                let (strand, taken) = (usize::from(shape[3]), usize::from(shape[4]));
                body.extend(&parts[next[strand]..next[strand] + taken]);
                next[strand] += taken;
                depth += i32::from(shape[5].cast_signed());
            }
            write_number(&mut whole, body.len());
            whole.extend(body);
        }
        whole.extend(&around[before..]);
        assert_eq!(whole.len(), total);
        whole
    }

    #[test]
    fn nothing_is_lost() {
        // Two variables; a block with a table of branches, a long constant, a load, a call and a double.
        let mut body = vec![1, 2, 0x7f, 0x02, 0x40, 0x20, 0, 0x0e, 2, 0, 1, 0, 0x0b, 0x42, 0x80, 0x80, 0x01, 0x1a];
        body.extend([0x20, 1, 0x28, 2, 0x88, 1, 0x21, 0, 0x10, 5, 0x11, 3, 0, 0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
        body.extend([0x1a, 0x3f, 0, 0x1a, 0x0b]);
        let wasm = wasm(&body);
        let parts = part(&wasm).unwrap();
        assert_eq!((&parts[..4], whole(&parts)), (&MAGIC[..], wasm));
    }

    #[test]
    fn more_shapes_than_numbers_lose_nothing_either() {
        // Loads that claim all kinds of alignment.
        let loads = (0..300u16).flat_map(|place| [0x28 + (place % 14) as u8, (place / 14) as u8, 1]);
        let body: Vec<u8> = [0].into_iter().chain(loads).chain([0x0b]).collect();
        let wasm = wasm(&body);
        assert_eq!(whole(&part(&wasm).unwrap()), wasm);
    }

    #[test]
    fn what_is_no_wasm_or_a_newer_one_is_refused() {
        assert!(part(b"\0asm\x01\0\0\0").is_err());
        assert!(part(&wasm(&[0, 0xfc, 0x0a, 0, 0, 0x0b])).is_err());
        assert!(part(&wasm(&[0, 0x41])).is_err());
    }
}
