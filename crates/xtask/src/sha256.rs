//! SHA-256 (FIPS 180-4): the single-file page names its own scripts by their hash in its content
//! security policy.

/// The digest of `message`.
pub fn digest(message: &[u8]) -> [u8; 32] {
    let (mut state, constants) = (start(), constants());
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        compress(&mut state, &constants, block);
    }
    let mut out = [0; 32];
    for (word, place) in state.iter().zip(out.chunks_exact_mut(4)) {
        place.copy_from_slice(&word.to_be_bytes());
    }
    out
}

fn compress(state: &mut [u32; 8], constants: &[u32; 64], block: &[u8]) {
    let mut schedule = [0_u32; 64];
    for (word, bytes) in schedule.iter_mut().zip(block.chunks_exact(4)) {
        *word = bytes.iter().fold(0, |all, byte| all << 8 | u32::from(*byte));
    }
    for at in 16..64 {
        let (near, far) = (schedule[at - 2], schedule[at - 15]);
        let small = far.rotate_right(7) ^ far.rotate_right(18) ^ far >> 3;
        let large = near.rotate_right(17) ^ near.rotate_right(19) ^ near >> 10;
        schedule[at] = schedule[at - 16].wrapping_add(small).wrapping_add(schedule[at - 7]).wrapping_add(large);
    }
    let mut v = *state;
    for (constant, word) in constants.iter().zip(schedule) {
        let sum = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
        let choice = v[4] & v[5] ^ !v[4] & v[6];
        let first = v[7].wrapping_add(sum).wrapping_add(choice).wrapping_add(*constant).wrapping_add(word);
        let sum = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
        let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2];
        let second = sum.wrapping_add(majority);
        v = [first.wrapping_add(second), v[0], v[1], v[2], v[3].wrapping_add(first), v[4], v[5], v[6]];
    }
    for (word, value) in state.iter_mut().zip(v) {
        *word = word.wrapping_add(value);
    }
}

/// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
fn start() -> [u32; 8] {
    let mut out = [0; 8];
    for (word, prime) in out.iter_mut().zip(primes()) {
        *word = fraction(prime, 2);
    }
    out
}

/// The same of the cube roots of the first 64 primes.
fn constants() -> [u32; 64] {
    let mut out = [0; 64];
    for (word, prime) in out.iter_mut().zip(primes()) {
        *word = fraction(prime, 3);
    }
    out
}

fn primes() -> impl Iterator<Item = u128> {
    (2_u128..).filter(|number| (2..*number).take_while(|by| by * by <= *number).all(|by| number % by != 0))
}

/// 32 bits of the fractional part of the root of `prime`: the whole root of `prime` shifted by 32
/// bits for each degree, found by halving.
fn fraction(prime: u128, degree: u32) -> u32 {
    let shifted = prime << (32 * degree);
    let (mut low, mut high) = (0_u128, 1 << 40);
    while high - low > 1 {
        let middle = u128::midpoint(low, high);
        if middle.pow(degree) <= shifted {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low & 0xffff_ffff) as u32
}

#[cfg(test)]
mod tests {
    use super::digest;

    fn hex(message: &str) -> String {
        use std::fmt::Write as _;
        digest(message.as_bytes()).iter().fold(String::new(), |mut all, byte| {
            let _ = write!(all, "{byte:02x}");
            all
        })
    }

    #[test]
    fn the_standard_s_own_examples() {
        assert_eq!(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        );
    }
}
