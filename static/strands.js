// Puts a wasm together again that `cargo xtask` has pulled apart into strands so that it compresses better
// (crates/xtask/src/strands.rs says how). What begins like a wasm is one and is left as it is.
function wholeWasm(parts) {
  'use strict';
  var words = new DataView(parts.buffer, parts.byteOffset, parts.byteLength);
  if (words.getUint32(0, true) === 0x6d736100) return parts;
  var at = 4;
  function word() {
    at += 4;
    return words.getUint32(at - 4, true);
  }
  var total = word();
  var whole = new Uint8Array(total + 3);
  var before = word();
  var functions = word();
  var shapes = word();
  var strands = word();
  var shape = parts.subarray(at, at + 6 * shapes);
  at += 6 * shapes;
  // Where to read next in each strand.
  var next = [];
  var start = at + 4 * strands;
  for (var i = 0; i < strands; i++) {
    next.push(start);
    start += word();
  }
  var around = parts.subarray(next[0], next[1]);
  whole.set(around.subarray(0, before));
  var order = next[1];
  var to = before;
  // A function stands behind its length, which is known at its end: room is left for three bytes.
  for (; functions > 0; functions--) {
    var body = to + 3;
    var end = body;
    for (var depth = 1; depth > 0; ) {
      var of = 6 * parts[order++];
      var head = shape[of];
      if (head > 0) whole[end++] = shape[of + 1];
      if (head > 1) whole[end++] = shape[of + 2];
      var strand = shape[of + 3];
      for (var left = shape[of + 4]; left > 0; left--) whole[end++] = parts[next[strand]++];
      depth += (shape[of + 5] << 24) >> 24;
    }
    for (var length = end - body; ; length >>>= 7) {
      whole[to++] = (length & 127) | (length > 127 ? 128 : 0);
      if (length < 128) break;
    }
    whole.copyWithin(to, body, end);
    to += end - body;
  }
  whole.set(around.subarray(before), to);
  return whole.subarray(0, total);
}
