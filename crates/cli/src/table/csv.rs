//! One table of all forms as CSV (RFC 4180): for spreadsheets, or as it is for programs.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use super::{Columns, Layout, Table};
use crate::each::Output;
use crate::error::Failure;
use crate::output;
use crate::submission::Submission;

/// By which spreadsheets know that a file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What begins a formula, or what some programs drop before one begins. The last four are full-width twins.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Rows on standard output.
pub struct Csv {
    layout: Layout,
    raw: bool,
    out: Writer<Box<dyn Write>>,
}

impl Csv {
    /// Writes the names of the columns; with `raw` as a program wants them.
    pub fn new(columns: Columns, raw: bool) -> Result<Self, Failure> {
        Self::to(Box::new(output::stdout()), columns, raw)
    }

    pub(super) fn to(mut out: Box<dyn Write>, columns: Columns, raw: bool) -> Result<Self, Failure> {
        if !raw {
            out.write_all(BYTE_ORDER_MARK).map_err(|error| Failure::stdout(&error))?;
        }
        let out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        let mut csv = Self { layout: columns.of_all(), raw, out };
        let names = csv.layout.names.clone();
        csv.row(names.into_iter())?;
        Ok(csv)
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) -> Result<(), Failure> {
        for cell in cells {
            let cell = if self.raw { Cow::Borrowed(cell.as_str()) } else { guarded(&cell) };
            self.out.write_field(cell.as_bytes()).map_err(failed)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }
}

impl Output<Submission> for Csv {
    fn write(&mut self, submission: Submission) -> Result<(), Failure> {
        let cells: Vec<String> = self.layout.cells(&submission).collect();
        self.row(cells.into_iter())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::stdout(&error))
    }
}

impl Table for Csv {
    fn finish(mut self) -> Result<(), Failure> {
        self.flush()
    }
}

fn failed(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::stdout(&error),
        _ => unreachable!("every row has the columns of the first"),
    }
}

/// The cell with a `'` before all that a spreadsheet would take for a formula or a number, such as `+442079460958`, so that it
/// is a text (OWASP, CSV injection). So, too, within the cell where one that takes other separators would begin a cell.
///
/// Nothing is lost: a `'` that stood there gets a second one, so that taking one away gives back what was typed.
fn guarded(cell: &str) -> Cow<'_, str> {
    if !pieces(cell).any(begins_formula) {
        return Cow::Borrowed(cell);
    }
    pieces(cell).flat_map(|piece| [if begins_formula(piece) { "'" } else { "" }, piece]).collect()
}

/// The parts of a cell, each with the separator that ends it.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split_inclusive([';', '\t', '\r', '\n'])
}

fn begins_formula(piece: &str) -> bool {
    let is_passed_over = |c: char| {
        (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'))
            || matches!(c, '"' | '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    piece.trim_start_matches('\'').trim_start_matches(is_passed_over).starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What docs/owner.md says a program does.
    fn unguarded(cell: &str) -> String {
        let take = |piece| if begins_formula(piece) { piece.strip_prefix('\'').unwrap_or(piece) } else { piece };
        pieces(cell).map(take).collect()
    }

    #[test]
    fn no_cell_begins_a_formula_and_a_phone_number_keeps_its_plus() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+44 20 7946 0958", "'+44 20 7946 0958"),
            ("+442079460958", "'+442079460958"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("\n=1", "\n'=1"),
            (" =1", "' =1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\"=1\"", "'\"=1\""),
            ("＝1", "'＝1"),
            // Where a semicolon or a tab ends a cell.
            ("a;=1", "a;'=1"),
            ("a;\"=1\"", "a;'\"=1\""),
            ("a\t@b", "a\t'@b"),
            // What stood there.
            ("'=1", "''=1"),
            ("''", "''"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            // Texts.
            ("ada@example.com", "ada@example.com"),
            ("Anna-Lena + 2", "Anna-Lena + 2"),
            ("a, =1", "a, =1"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), expected, "{cell:?}");
            assert_eq!(unguarded(expected), cell, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_as_it_was(cell in "[=+@a'\"; \t\r\n\u{feff}-]{0,12}") {
            let guarded = guarded(&cell);
            prop_assert!(pieces(&guarded).all(|piece| !begins_formula(piece) || piece.starts_with('\'')));
            prop_assert_eq!(unguarded(&guarded), cell);
        }
    }
}
