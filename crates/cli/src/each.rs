//! The same work on every line, on all processors, printed in order.

use std::io::Write;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use crate::error::{Failure, Outcome, Refusal};
use crate::lines::{self, Line};
use crate::output;
use crate::progress::Progress;

/// The most threads at work; more would wait for the one that reads and writes.
const MOST_THREADS: usize = 16;

/// What became of a line: what to print, or why not.
type Done = (u64, Result<Option<String>, Refusal>);

/// Does `work` on every line of `file` and prints what it gives, if it gives anything. A line that is refused is named on stderr, and the rest
/// goes on. `done` says what is done to a line: "opened".
pub fn each(
    file: Option<&Path>,
    done: &'static str,
    work: impl Fn(&[u8]) -> Result<Option<String>, Refusal> + Sync,
) -> Result<Outcome, Failure> {
    let mut lines = lines::of(file)?;
    let mut out = output::stdout();
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
                Ok(Some(line)) => writeln!(out, "{line}").map_err(|error| Failure::stdout(&error))?,
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
        out.flush().map_err(|error| Failure::stdout(&error))?;
    }
    progress.clear();
    if failed > 0 {
        eprintln!("error: {failed} of {all} lines not {done}");
    }
    Ok(Outcome::of(failed))
}

/// Shares a batch out among the processors; the results stand in the order of the lines.
fn spread(batch: &[(u64, Line)], work: &(impl Fn(&[u8]) -> Result<Option<String>, Refusal> + Sync)) -> Vec<Done> {
    let share = |lines: &[(u64, Line)]| lines.iter().map(|(number, line)| (*number, one(line, work))).collect();
    let processors = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let mut shares = batch.chunks(batch.len().div_ceil(processors));
    let Some(first) = shares.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = shares.map(|lines| scope.spawn(move || -> Vec<Done> { share(lines) })).collect();
        let mut all: Vec<Done> = share(first);
        all.extend(others.into_iter().flat_map(|other| other.join().expect("the work does not panic")));
        all
    })
}

fn one(line: &Line, work: impl Fn(&[u8]) -> Result<Option<String>, Refusal>) -> Result<Option<String>, Refusal> {
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
