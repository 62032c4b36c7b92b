//! Lists with labels: headings and numbered items with 责任单位：, 进展情况：, 存在问题： and the like.

use crate::notice::Notice;
use crate::source::Source;

/// Reads the lists among the lines that no table claimed.
pub fn read(_source: &Source<'_>, _notice: &mut Notice) {}
