//! Every limit on hostile or broken files, with its reason. Real notices stay far below all of them:
//! the longest seen has 110 KB of text, 150 rows and 40 pages.

/// Bytes of a file. Above it even a glance costs the page its memory: a wasm heap holds the file once.
pub const FILE_BYTES: usize = 64 << 20;

/// Bytes that one part of a zip container may unfold to. `word/document.xml` of the longest notice has 1.5 MB.
pub const PART_BYTES: usize = 48 << 20;

/// Bytes that all parts of one container may unfold to together; stops bombs made of many parts.
pub const CONTAINER_BYTES: usize = 96 << 20;

/// Entries of a zip container that are looked at. Office files have some dozens.
pub const ZIP_ENTRIES: usize = 4096;

/// How deep tables may stand in tables before their content is read as prose of the outer cell.
/// Old government pages nest up to nine.
pub const TABLE_DEPTH: usize = 32;

/// How deep elements or groups may nest in markup before the deeper ones are no longer told apart.
pub const MARKUP_DEPTH: usize = 4096;

/// The longest row or column span that is believed (HTML's own limit is 1000 columns).
pub const SPAN: usize = 1000;

/// Cells of a document after merged cells are filled: two million take about 100 MB.
pub const CELLS: usize = 2_000_000;

/// Columns of a table. Excel has 16384; no table that people read has more than some hundreds.
pub const COLUMNS: usize = 2048;

/// Bytes of text that filling merged cells may copy; beyond it the repeated places stay empty.
pub const FILLED_BYTES: usize = 16 << 20;

/// Bytes of text of one document; what follows is left out and said so.
pub const TEXT_BYTES: usize = 48 << 20;

/// Sheets of a workbook.
pub const SHEETS: usize = 256;

/// Pages of a PDF.
pub const PDF_PAGES: usize = 2000;

/// Glyphs of a PDF; two thousand full pages have about three million.
pub const PDF_GLYPHS: usize = 3_000_000;

/// Ruling lines of one page: above it it is a drawing, not a table.
pub const PDF_RULES: usize = 20_000;

/// Operators of one PDF in all; keeps a file of nothing but path operators from taking minutes.
pub const PDF_OPERATORS: usize = 30_000_000;

/// How deep forms may stand in forms of a PDF.
pub const PDF_FORM_DEPTH: usize = 8;

/// How many graphics states of a PDF may be saved at a time.
pub const PDF_STATES: usize = 256;

/// Codes in the character map of one PDF font.
pub const PDF_FONT_CODES: usize = 70_000;
