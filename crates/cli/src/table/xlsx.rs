//! A sheet for each form, as a workbook (ECMA-376): every cell is a text, so that no formula starts and no `+` or zero is lost.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufWriter};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::{Columns, Layout, Table};
use crate::each::Output;
use crate::error::Failure;
use crate::output::NewFile;
use crate::submission::Submission;

/// Rows of a sheet, and UTF-16 units of a cell and of a sheet's name, at most (Excel specifications and limits).
const LIMITS: Limits = Limits { rows: 1_048_576, cell: 32_767 };
const LONGEST_NAME: usize = 31;

/// Where the rest of a long cell goes.
const REST: &str = "rest of long cells";

#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) rows: u32,
    pub(super) cell: usize,
}

/// Rows in a new file.
pub struct Xlsx {
    workbook: Workbook,
    file: NewFile,
    sheets: BTreeMap<String, Sheet>,
    rest: Option<Rows>,
    names: HashSet<String>,
    limits: Limits,
}

/// The table of one form.
struct Sheet {
    form: String,
    layout: Layout,
    rows: Rows,
}

/// Where the next row of a table goes.
#[derive(Clone, Copy)]
struct Rows {
    sheet: usize,
    next: u32,
}

impl Xlsx {
    /// Begins a workbook, which takes the name `path` when it is whole.
    pub fn new(columns: Columns, path: &Path) -> Result<Self, Failure> {
        Self::with_limits(columns, path, LIMITS)
    }

    pub(super) fn with_limits(columns: Columns, path: &Path, limits: Limits) -> Result<Self, Failure> {
        let file = NewFile::create(path)?;
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_comment("Opened by Waxseal. Every cell is a text."));
        // Files without a name, in the folder that gets the same in clear, and in no other.
        workbook.set_tempdir(file.folder()).map_err(failed)?;
        let mut xlsx = Self { workbook, file, sheets: BTreeMap::new(), rest: None, names: HashSet::new(), limits };
        for (form, layout) in columns.of_each() {
            let rows = xlsx.sheet(&form, &layout.names)?;
            xlsx.sheets.insert(form.clone(), Sheet { form, layout, rows });
        }
        if xlsx.sheets.is_empty() {
            xlsx.sheet("no submissions", &[])?;
        }
        Ok(xlsx)
    }

    /// Begins a sheet: its name, and the names of its columns in a row that stays in sight.
    fn sheet(&mut self, name: &str, columns: &[String]) -> Result<Rows, Failure> {
        let name = self.free_name(name);
        let sheet = self.names.len() - 1;
        let worksheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        worksheet.set_name(name).and_then(|sheet| sheet.set_freeze_panes(1, 0)).map_err(failed)?;
        let mut rows = Rows { sheet, next: 0 };
        self.row(&mut rows, columns)?;
        Ok(rows)
    }

    /// A name that no other sheet has, in capitals or without, of the characters that a sheet's name may have.
    fn free_name(&mut self, name: &str) -> String {
        let allowed = |c: char| !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
        let name: String = name.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
        // "History" is a name that Excel keeps for itself.
        let is_free = |name: &String| {
            !name.is_empty() && name.to_lowercase() != "history" && !self.names.contains(&name.to_lowercase())
        };
        let mut number = 1;
        let mut free = cut(&name, LONGEST_NAME).0.to_owned();
        while !is_free(&free) {
            number += 1;
            let ending = format!(" {number}");
            free = format!("{}{ending}", cut(&name, LONGEST_NAME - ending.len()).0);
        }
        self.names.insert(free.to_lowercase());
        free
    }

    /// Writes texts that fit.
    fn row(&mut self, rows: &mut Rows, cells: &[String]) -> Result<(), Failure> {
        let worksheet = self.workbook.worksheet_from_index(rows.sheet).map_err(failed)?;
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            worksheet.write_string(rows.next, column, cell).map_err(failed)?;
        }
        rows.next += 1;
        Ok(())
    }

    /// Writes a row to the sheet, or to the next of the same name if that one is full.
    fn next_row(&mut self, rows: &mut Rows, name: &str, columns: &[String], cells: &[String]) -> Result<(), Failure> {
        if rows.next >= self.limits.rows {
            *rows = self.sheet(name, columns)?;
        }
        self.row(rows, cells)
    }

    /// What fits into the cell. The rest goes to a sheet of its own, so that both one after the other are the whole.
    fn fit(&mut self, sid: &str, column: &str, mut cell: String) -> Result<String, Failure> {
        let (head, mut tail) = cut(&cell, self.limits.cell);
        let kept = head.len();
        let columns = ["sid", "column", "rest"].map(str::to_owned);
        while !tail.is_empty() {
            let (part, after) = cut(tail, self.limits.cell);
            let mut rows = match self.rest {
                Some(rows) => rows,
                None => self.sheet(REST, &columns)?,
            };
            let column = cut(column, self.limits.cell).0;
            self.next_row(&mut rows, REST, &columns, &[sid.into(), column.into(), part.into()])?;
            self.rest = Some(rows);
            tail = after;
        }
        cell.truncate(kept);
        Ok(cell)
    }
}

/// The longest beginning of at most so many UTF-16 units, and what follows it.
fn cut(text: &str, most: usize) -> (&str, &str) {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}

impl Output<Submission> for Xlsx {
    fn write(&mut self, submission: Submission) -> Result<(), Failure> {
        let sheet = self.sheets.remove(submission.form_id());
        let mut sheet = sheet.expect("the first pass saw the same submissions, and so this form");
        let mut cells = Vec::with_capacity(sheet.layout.columns.len());
        for (name, cell) in sheet.layout.names.iter().zip(sheet.layout.cells(&submission)) {
            cells.push(self.fit(&submission.sid, name, cell)?);
        }
        self.next_row(&mut sheet.rows, &sheet.form, &sheet.layout.names, &cells)?;
        self.sheets.insert(sheet.form.clone(), sheet);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

impl Table for Xlsx {
    fn finish(mut self) -> Result<(), Failure> {
        let has_rest = self.rest.is_some();
        self.workbook.save_to_writer(BufWriter::new(self.file.as_file())).map_err(failed)?;
        self.file.commit()?;
        if has_rest {
            eprintln!("some cells are longer than a cell of a workbook may be: what follows is on the sheet {REST:?}");
        }
        Ok(())
    }
}

fn failed(error: XlsxError) -> Failure {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => {
            Failure::io("cannot write the workbook", &error)
        }
        // Quotes nothing of what a cell holds.
        _ => Failure::io("cannot write the workbook", &io::ErrorKind::InvalidData.into()),
    }
}
