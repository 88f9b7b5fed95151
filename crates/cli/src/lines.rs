//! Reading lines, each of a bounded length, a batch at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, stdin};
use std::path::Path;

use waxseal_core::envelope;

use crate::error::Failure;

/// A longer line is reported and skipped, so that memory does not grow with what somebody wrote. The largest envelope
/// fits, with what `waxseal export` puts around it: what was taken back may be a list.
const LONGEST: usize = envelope::MAX_BYTES + 64 * 1024;

/// About how many bytes are read ahead.
const BATCH: usize = 1 << 20;

/// One line, without its line end and the space around it.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// The line's bytes.
    Text(Vec<u8>),
    /// Longer than any envelope; its bytes were passed over, not kept.
    TooLong,
}

/// The lines of an input that are not blank, with their numbers.
pub struct Lines<R> {
    input: BufReader<R>,
    number: u64,
}

/// The lines of `file`; of standard input if there is none, or it is `-`.
pub fn of(file: Option<&Path>) -> Result<Lines<Box<dyn Read>>, Failure> {
    Ok(match open(file)? {
        Some(file) => Lines::new(Box::new(file)),
        None => Lines::new(Box::new(stdin().lock())),
    })
}

/// `None` for standard input.
fn open(file: Option<&Path>) -> Result<Option<File>, Failure> {
    let Some(path) = file.filter(|path| *path != Path::new("-")) else { return Ok(None) };
    let cannot_read = |error| Failure::io(format_args!("cannot read {}", path.display()), &error);
    File::open(path).map(Some).map_err(cannot_read)
}

/// An input that is read more than once, each time to the same end.
pub struct Twice {
    file: File,
    size: u64,
}

impl Twice {
    /// `file` itself if it is one on a disk. What can be read but once, such as a pipe, is copied to a file without a name,
    /// which is gone with this value: it holds what the input held, sealed submissions.
    pub fn new(file: Option<&Path>) -> Result<Self, Failure> {
        let cannot_read = |error: io::Error| Failure::io("cannot read the input", &error);
        let mut input: Box<dyn Read> = match open(file)? {
            Some(file) => {
                let metadata = file.metadata().map_err(cannot_read)?;
                if metadata.is_file() {
                    return Ok(Self { file, size: metadata.len() });
                }
                Box::new(file)
            }
            None => Box::new(stdin().lock()),
        };
        let cannot_keep = |error: io::Error| Failure::io("cannot keep the sealed input in a temporary file", &error);
        let mut file = tempfile::tempfile().map_err(cannot_keep)?;
        let size = io::copy(&mut input, &mut file).map_err(cannot_keep)?;
        Ok(Self { file, size })
    }

    /// All lines, from the first.
    pub fn lines(&self) -> Result<Lines<Box<dyn Read>>, Failure> {
        let again = || {
            let mut file = self.file.try_clone()?;
            file.rewind()?;
            Ok(file)
        };
        let file = again().map_err(|error| Failure::io("cannot read the input", &error))?;
        Ok(Lines::new(Box::new(file.take(self.size))))
    }
}

impl<R: Read> Lines<R> {
    fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(BATCH, input), number: 0 }
    }
}

impl<R: Read> Lines<R> {
    /// The next lines and their numbers, counted from 1: those that are there without waiting, and at least one. None at
    /// the end of the input.
    pub fn batch(&mut self) -> Result<Vec<(u64, Line)>, Failure> {
        let (mut batch, mut size) = (Vec::new(), 0);
        while batch.is_empty() || (size < BATCH && self.input.buffer().contains(&b'\n')) {
            let mut kept = Vec::new();
            let read = self.read_line(&mut kept).map_err(|error| Failure::io("cannot read the input", &error))?;
            let Some(fits) = read else { break };
            self.number += 1;
            size += kept.len();
            let text = kept.trim_ascii();
            match (fits, text.is_empty()) {
                (false, _) => batch.push((self.number, Line::TooLong)),
                (true, false) => batch.push((self.number, Line::Text(text.to_vec()))),
                (true, true) => {}
            }
        }
        Ok(batch)
    }

    /// Fills `kept` with one line; `None` at the end of the input, `Some(false)` if the line was too long to keep.
    fn read_line(&mut self, kept: &mut Vec<u8>) -> io::Result<Option<bool>> {
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
            fits = fits && kept.len() + text.len() <= LONGEST;
            if fits {
                kept.extend_from_slice(text);
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
    use super::*;

    fn lines(input: impl Read, capacity: usize) -> Vec<(u64, Line)> {
        let mut lines = Lines { input: BufReader::with_capacity(capacity, input), number: 0 };
        let mut all = Vec::new();
        loop {
            let batch = lines.batch().unwrap();
            if batch.is_empty() {
                return all;
            }
            all.extend(batch);
        }
    }

    #[test]
    fn blank_lines_are_passed_over_but_counted() {
        for (input, expected) in [
            ("", &[][..]),
            ("one", &[(1, "one")]),
            ("one\n", &[(1, "one")]),
            ("one\r\n\n  \nfour\nfive", &[(1, "one"), (4, "four"), (5, "five")]),
        ] {
            let expected: Vec<_> = expected.iter().map(|&(number, text)| (number, Line::Text(text.into()))).collect();
            // A buffer of three bytes, so that lines lie across its ends.
            assert_eq!(lines(input.as_bytes(), 3), expected);
            assert_eq!(lines(input.as_bytes(), 1024), expected);
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_and_not_kept() {
        let long = io::repeat(b'x').take(50_000_000);
        let input = (&b"one\n"[..]).chain(long).chain(&b"\nthree\n"[..]);
        let text = |text: &str| Line::Text(text.into());
        assert_eq!(lines(input, BATCH), [(1, text("one")), (2, Line::TooLong), (3, text("three"))]);
    }

    #[test]
    fn a_batch_waits_for_nothing_once_it_has_a_line() {
        struct Live(usize);

        impl Read for Live {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                assert!(self.0 <= 1, "the next read would wait");
                buffer[..5].copy_from_slice(b"1\n2\n3");
                Ok(5)
            }
        }

        let mut lines = Lines { input: BufReader::new(Live(0)), number: 0 };
        assert_eq!(lines.batch().unwrap().len(), 2);
    }
}
