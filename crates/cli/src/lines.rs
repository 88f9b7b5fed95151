//! Reading lines one at a time, each of a bounded length, from a file or standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write, stdin};
use std::path::Path;

use waxseal_core::envelope;

use crate::error::{Failure, Outcome, Refusal};
use crate::output;
use crate::progress::Progress;

/// A longer line is reported and skipped, so that memory does not grow with what somebody wrote. The largest envelope fits,
/// with what `waxseal export` puts around it.
const LONGEST: usize = envelope::MAX_BYTES + 256;

/// One line, without its line end.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    /// The line's bytes.
    Text(&'a [u8]),
    /// Longer than [`LONGEST`]; its bytes were passed over, not kept.
    TooLong,
}

/// The lines of an input that are not blank, with their numbers.
struct Lines<R> {
    input: R,
    kept: Vec<u8>,
    number: u64,
}

/// The lines of `file`; of standard input if there is none, or it is `-`.
fn of(file: Option<&Path>) -> Result<Lines<Box<dyn BufRead>>, Failure> {
    let input: Box<dyn BufRead> = match file {
        Some(path) if path != Path::new("-") => {
            let cannot_read = |error| Failure::io(format_args!("cannot read {}", path.display()), &error);
            Box::new(BufReader::with_capacity(1 << 16, File::open(path).map_err(cannot_read)?))
        }
        _ => Box::new(stdin().lock()),
    };
    Ok(Lines::new(input))
}

/// Does `work` on every line of `file` and prints what it gives, in order. A line that is refused is named on stderr, and
/// the rest goes on.
pub fn each(
    file: Option<&Path>,
    done: &'static str,
    mut work: impl FnMut(&[u8]) -> Result<String, Refusal>,
) -> Result<Outcome, Failure> {
    let mut lines = of(file)?;
    let mut out = output::stdout();
    let mut progress = Progress::new(done);
    let (mut all, mut failed) = (0_u64, 0_u64);
    while let Some((number, line)) = lines.next()? {
        let result = match line {
            Line::Text(text) => work(text),
            Line::TooLong => Err(Refusal::new("too-large", "longer than any envelope may be; it was passed over")),
        };
        all += 1;
        match result {
            Ok(line) => writeln!(out, "{line}").map_err(|error| Failure::stdout(&error))?,
            Err(Refusal { code, message }) => {
                progress.clear();
                eprintln!("line {number}: {code}: {message}");
                failed += 1;
            }
        }
        progress.step();
    }
    out.flush().map_err(|error| Failure::stdout(&error))?;
    progress.clear();
    if failed > 0 {
        eprintln!("error: {failed} of {all} lines not {done}");
    }
    Ok(Outcome::of(failed))
}

impl<R: BufRead> Lines<R> {
    fn new(input: R) -> Self {
        Self { input, kept: Vec::new(), number: 0 }
    }

    /// The next line that is not blank, and its number in the input, counted from 1.
    fn next(&mut self) -> Result<Option<(u64, Line<'_>)>, Failure> {
        loop {
            let read = self.read_line().map_err(|error| Failure::io("cannot read the input", &error))?;
            let Some(fits) = read else { return Ok(None) };
            self.number += 1;
            if !fits {
                return Ok(Some((self.number, Line::TooLong)));
            }
            if !self.kept.trim_ascii().is_empty() {
                return Ok(Some((self.number, Line::Text(self.kept.trim_ascii()))));
            }
        }
    }

    /// Fills `kept` with one line; `None` at the end of the input, `Some(false)` if the line was too long to keep.
    fn read_line(&mut self) -> io::Result<Option<bool>> {
        self.kept.clear();
        let (mut any, mut fits) = (false, true);
        loop {
            let chunk = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                chunk => chunk?,
            };
            if chunk.is_empty() {
                return Ok(any.then_some(fits));
            }
            any = true;
            let end = chunk.iter().position(|&byte| byte == b'\n');
            let text = &chunk[..end.unwrap_or(chunk.len())];
            fits = fits && self.kept.len() + text.len() <= LONGEST;
            if fits {
                self.kept.extend_from_slice(text);
            }
            let used = end.map_or(chunk.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some(fits));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn read(input: &[u8]) -> Vec<(u64, String)> {
        // A buffer of three bytes, so that lines lie across its ends.
        let mut lines = Lines::new(BufReader::with_capacity(3, input));
        let mut all = Vec::new();
        while let Some((number, line)) = lines.next().unwrap() {
            let Line::Text(text) = line else { panic!("too long") };
            all.push((number, String::from_utf8_lossy(text).into_owned()));
        }
        all
    }

    #[test]
    fn blank_lines_are_passed_over_but_counted() {
        for (input, expected) in [
            (&b""[..], &[][..]),
            (b"one", &[(1, "one")]),
            (b"one\n", &[(1, "one")]),
            (b"one\r\n\n  \nfour\nfive", &[(1, "one"), (4, "four"), (5, "five")]),
        ] {
            let expected: Vec<_> = expected.iter().map(|&(number, text)| (number, text.to_owned())).collect();
            assert_eq!(read(input), expected);
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_and_not_kept() {
        let long = io::repeat(b'x').take(50_000_000);
        let mut lines = Lines::new(BufReader::new((&b"one\n"[..]).chain(long).chain(&b"\nthree\n"[..])));
        assert_eq!(lines.next().unwrap(), Some((1, Line::Text(b"one"))));
        assert_eq!(lines.next().unwrap(), Some((2, Line::TooLong)));
        assert_eq!(lines.next().unwrap(), Some((3, Line::Text(b"three"))));
        assert_eq!(lines.next().unwrap(), None);
        assert!(lines.kept.capacity() <= 2 * LONGEST);
    }
}
