//! Bytes of a file in, a [`tongbao_notice::document::Document`] out.
