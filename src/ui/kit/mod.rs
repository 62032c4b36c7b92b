//! Small pieces that several regions use.

pub mod bullet;
pub mod element;
pub mod glyph;
pub mod icon;
pub mod marked;
pub mod piece;
pub mod virtual_list;

pub use tongbao_figure::path::number as pixels;
