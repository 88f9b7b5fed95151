//! The same work on every line, on all processors, printed in order.

use std::io::{BufWriter, Read, StdoutLock, Write};
use std::num::NonZero;
use std::path::Path;
use std::thread;

use crate::error::{Failure, Outcome, Refusal};
use crate::lines::{self, Line, Lines};
use crate::output;
use crate::progress::Progress;

/// The most threads at work; more would wait for the one that reads and writes.
const MOST_THREADS: usize = 16;

/// What became of a line: what to write, or why not.
type Done<T> = (u64, Result<Option<T>, Refusal>);

/// Where results go.
pub trait Output<T> {
    /// Writes one, in its turn.
    fn write(&mut self, result: T) -> Result<(), Failure>;

    /// Makes sure that what was written can be read.
    fn flush(&mut self) -> Result<(), Failure>;
}

/// Lines on standard output.
pub struct Printed(BufWriter<StdoutLock<'static>>);

impl Printed {
    /// Takes standard output.
    pub fn new() -> Self {
        Self(output::stdout())
    }
}

impl Output<String> for Printed {
    fn write(&mut self, line: String) -> Result<(), Failure> {
        writeln!(self.0, "{line}").map_err(|error| Failure::stdout(&error))
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.0.flush().map_err(|error| Failure::stdout(&error))
    }
}

/// Does `work` on every line of `file` and prints what it gives, if it gives anything. A line that is refused is named on
/// stderr, and the rest goes on. `done` says what is done to a line: "opened".
pub fn each(
    file: Option<&Path>,
    done: &'static str,
    work: impl Fn(&[u8]) -> Result<Option<String>, Refusal> + Sync,
) -> Result<Outcome, Failure> {
    each_to(&mut Printed::new(), file, done, work)
}

/// The same, written to `out`.
pub fn each_to<T: Send>(
    out: &mut impl Output<T>,
    file: Option<&Path>,
    done: &'static str,
    work: impl Fn(&[u8]) -> Result<Option<T>, Refusal> + Sync,
) -> Result<Outcome, Failure> {
    each_of(out, lines::of(file)?, done, work)
}

/// The same with lines that are open.
pub fn each_of<T: Send>(
    out: &mut impl Output<T>,
    mut lines: Lines<impl Read>,
    done: &'static str,
    work: impl Fn(&[u8]) -> Result<Option<T>, Refusal> + Sync,
) -> Result<Outcome, Failure> {
    let mut progress = Progress::new(done);
    let (mut all, mut failed) = (0_u64, 0_u64);
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            break;
        }
        for (number, result) in spread(&batch, &work) {
            all += 1;
            match result {
                Ok(Some(result)) => out.write(result)?,
                Ok(None) => {}
                Err(Refusal { code, message }) => {
                    progress.clear();
                    eprintln!("line {number}: {code}: {message}");
                    failed += 1;
                }
            }
            progress.step();
        }
        // The next batch may be long in coming; what is done can be read now.
        out.flush()?;
    }
    progress.clear();
    if failed > 0 {
        eprintln!("error: {failed} of {all} lines not {done}");
    }
    Ok(Outcome::of(failed))
}

/// Shares a batch out among the processors; the results stand in the order of the lines.
fn spread<T: Send>(
    batch: &[(u64, Line)],
    work: &(impl Fn(&[u8]) -> Result<Option<T>, Refusal> + Sync),
) -> Vec<Done<T>> {
    let share = |lines: &[(u64, Line)]| lines.iter().map(|(number, line)| (*number, one(line, work))).collect();
    let processors = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let mut shares = batch.chunks(batch.len().div_ceil(processors));
    let Some(first) = shares.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = shares.map(|lines| scope.spawn(move || -> Vec<Done<T>> { share(lines) })).collect();
        let mut all: Vec<Done<T>> = share(first);
        all.extend(others.into_iter().flat_map(|other| other.join().expect("the work does not panic")));
        all
    })
}

fn one<T>(line: &Line, work: impl Fn(&[u8]) -> Result<Option<T>, Refusal>) -> Result<Option<T>, Refusal> {
    match line {
        Line::Text(text) => work(text),
        Line::TooLong => Err(Refusal::new("too-large", "longer than any envelope may be; it was passed over")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_lines() {
        for count in [1, 2, 3, 7, 100] {
            let batch: Vec<_> = (0..count).map(|number| (number, Line::Text(number.to_string().into()))).collect();
            let results = spread(&batch, &|text: &[u8]| Ok(Some(String::from_utf8_lossy(text).into_owned())));
            assert!(results.iter().all(|(number, result)| *result.as_ref().unwrap() == Some(number.to_string())));
            assert!(results.iter().map(|(number, _)| *number).eq(0..count));
        }
    }
}
