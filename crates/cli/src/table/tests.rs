use std::fs::File;
use std::io::{self, BufReader, Write};
use std::sync::{Arc, Mutex};

use calamine::{Data, Reader, Xlsx as Workbook, open_workbook};
use serde_json::{Value, json};
use waxseal_core::consent::Record;

use super::xlsx::Limits;
use super::*;
use crate::submission::{Beside, Withdrawn};

/// A submission to a form, with these fields, and `news` given or not.
fn submission(form: &str, fields: &Value, given: bool) -> Submission {
    let names: Vec<&String> = fields.as_object().unwrap().keys().collect();
    let decision = json!({
        "basis": "consent", "control": "box", "fields": names, "given": given, "id": "news", "lang": "de",
        "recipients": [], "sha256": "", "text": "", "time": "2026-11-23T10:00:00.000+00:00"
    });
    let consent: Record = serde_json::from_value(json!({
        "cmt": [], "form": form, "iat": 0, "lang": "de", "mh": "", "purposes": [decision], "sid": "", "v": 1
    }))
    .unwrap();
    let fields = fields.as_object().unwrap().clone();
    let (sid, received) = ("Ei9Yir4ShwhGziZuWXz_uQ".to_owned(), Some(1_795_428_005));
    let beside = Beside { received, ..Beside::default() };
    Submission {
        sid,
        form: form.to_owned(),
        received,
        iat: 0,
        fields,
        values: Map::new(),
        consent,
        files: Vec::new(),
        beside,
    }
}

fn columns(submissions: &[Submission], asked: &[&str]) -> Columns {
    let mut columns = Columns::new(asked.iter().copied());
    for submission in submissions {
        columns.all.see(submission);
        columns.by_form.entry(submission.form_id().to_owned()).or_default().see(submission);
    }
    columns
}

/// What was written to it.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn csv(submissions: Vec<Submission>, asked: &[&str], raw: bool) -> String {
    let kept = Kept::default();
    let mut csv = Csv::to(Box::new(kept.clone()), columns(&submissions, asked), raw).unwrap();
    for submission in submissions {
        csv.write(submission).unwrap();
    }
    csv.finish().unwrap();
    let bytes = kept.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

/// Each sheet's name and cells, as another library reads them. A cell that is no text, such as a formula, ends the test.
fn xlsx(submissions: Vec<Submission>, limits: Limits) -> Vec<(String, Vec<Vec<String>>)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.xlsx");
    let mut xlsx = Xlsx::with_limits(columns(&submissions, &[]), &path, limits).unwrap();
    for submission in submissions {
        xlsx.write(submission).unwrap();
    }
    xlsx.finish().unwrap();
    assert_eq!(folder.path().read_dir().unwrap().count(), 1, "no temporary file is left");
    let mut workbook: Workbook<BufReader<File>> = open_workbook(&path).unwrap();
    let names = workbook.sheet_names().clone();
    let cell = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    let sheet = |name: String| {
        assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "{name} has a formula");
        let range = workbook.worksheet_range(&name).unwrap();
        (name, range.rows().map(|row| row.iter().map(cell).collect()).collect())
    };
    names.into_iter().map(sheet).collect()
}

const FEW: Limits = Limits { rows: 3, cell: 100 };
const META: &str = "2026-11-23T10:00:05Z,signup@1,Ei9Yir4ShwhGziZuWXz_uQ,de";

#[test]
fn a_csv_for_spreadsheets_begins_with_a_byte_order_mark_and_ends_its_lines_with_crlf() {
    let people = || vec![submission("signup@1", &json!({"name": "Zoë \"Z\" Müller", "note": "a, b\nc"}), true)];
    let expected = format!(
        "received,form,sid,language,name,note,consent news,\"consent news, time\",\"consent news, withdrawn\"\r\n\
         {META},\"Zoë \"\"Z\"\" Müller\",\"a, b\nc\",given,2026-11-23T10:00:00.000+00:00,\r\n"
    );
    assert_eq!(csv(people(), &[], false), format!("\u{feff}{expected}"));
    assert_eq!(csv(people(), &[], true), expected);
}

#[test]
fn a_hostile_cell_or_column_is_a_text_and_raw_is_as_it_was_typed() {
    let people =
        || vec![submission("signup@1", &json!({"=HYPERLINK(1)": "=cmd|' /C calc'!A0", "tel": "+44 20"}), true)];
    let text = csv(people(), &[], false);
    assert!(text.contains(",'=HYPERLINK(1),tel,") && text.contains(",'=cmd|' /C calc'!A0,'+44 20,"), "{text}");
    let text = csv(people(), &[], true);
    assert!(text.contains(",=HYPERLINK(1),tel,") && text.contains(",=cmd|' /C calc'!A0,+44 20,"), "{text}");
    let sheets = xlsx(people(), FEW);
    assert_eq!(sheets[0].1[0][4..6], ["=HYPERLINK(1)", "tel"]);
    assert_eq!(sheets[0].1[1][4..6], ["=cmd|' /C calc'!A0", "+44 20"]);
}

#[test]
fn a_purpose_says_whether_it_was_given_when_and_when_it_was_taken_back() {
    let mut taken_back = submission("signup@1", &json!({"email": "a@example.com"}), true);
    taken_back.beside.withdrawn = vec![
        Withdrawn { purpose: "news".into(), received: 1_795_500_000, by: None, reason: None },
        Withdrawn { purpose: "other".into(), received: 1_795_600_000, by: None, reason: None },
    ];
    let refused = submission("signup@1", &json!({"email": "b@example.com"}), false);
    let text = csv(vec![taken_back, refused], &[], true);
    let ends: Vec<&str> = text.lines().skip(1).map(|line| line.split_once(",de,").unwrap().1).collect();
    assert_eq!(
        ends,
        [
            "a@example.com,given,2026-11-23T10:00:00.000+00:00,2026-11-24T06:00:00Z",
            "b@example.com,not given,2026-11-23T10:00:00.000+00:00,",
        ]
    );
}

#[test]
fn a_field_that_one_submission_lacks_is_an_empty_cell_and_not_another_column() {
    let people = vec![
        submission("signup@1", &json!({"email": "a@example.com"}), true),
        submission("signup@2", &json!({"email": "b@example.com", "phone": "1"}), true),
    ];
    let text = csv(people, &["phone", "email"], true);
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].contains(",language,phone,email,consent news,"), "{text}");
    assert!(rows[1].contains(",de,,a@example.com,given,") && rows[2].contains(",de,1,b@example.com,given,"), "{text}");
}

#[test]
fn what_a_check_made_of_an_answer_has_a_column_where_it_is_something_else() {
    let mut one = submission("signup@1", &json!({"email": "a@example.com", "phone": "020 7946 0958"}), true);
    one.values = json!({"email": "a@example.com", "phone": "+442079460958"}).as_object().unwrap().clone();
    let text = csv(vec![one], &[], true);
    assert!(text.contains(",email,phone,\"phone, normalised\",consent news,"), "{text}");
    assert!(text.contains(",a@example.com,020 7946 0958,+442079460958,given,"), "{text}");
}

#[test]
fn a_list_is_one_cell_and_its_items_can_be_told_apart() {
    for (list, expected) in [
        (json!(["a", "b"]), "a; b"),
        (json!(["a;b", "c"]), r#"["a;b","c"]"#),
        (json!(["", "c"]), r#"["","c"]"#),
        (json!([]), ""),
        (json!("a;b"), "a;b"),
    ] {
        assert_eq!(text(&list), expected);
    }
}

#[test]
fn a_field_that_is_called_what_another_column_is_called_gets_another_name() {
    let text = csv(vec![submission("signup@1", &json!({"sid": "mine", "field sid": "too"}), true)], &[], true);
    assert!(text.starts_with("received,form,sid,language,field sid,field field sid,consent news,"), "{text}");
}

#[test]
fn invented_fields_beyond_the_most_stand_in_one_cell_and_widen_no_table() {
    let fields: Map<String, Value> = (0..2000).map(|i| (format!("f{i:04}"), json!(format!("v{i}")))).collect();
    let people = || vec![submission("signup@1", &Value::from(fields.clone()), true)];
    let text = csv(people(), &[], true);
    let names = text.lines().next().unwrap();
    assert!(names.contains(",more fields,consent news,") && names.split(',').count() < MOST + 20);
    assert!((0..2000).all(|i| text.contains(&format!("v{i}"))));
    let sheets = xlsx(people(), Limits { rows: 10, cell: 32_767 });
    assert_eq!(sheets.len(), 1);
    assert!(sheets[0].1[1].iter().any(|cell| cell.starts_with("{\"f0997\":\"v997\"")));
}

#[test]
fn every_form_has_a_sheet_of_a_name_that_excel_takes() {
    let long = "a-form-with-a-name-of-more-than-31-letters";
    let forms =
        ["signup@1", "signup@2", "Signup@1", &format!("{long}-1@1"), &format!("{long}-2@1"), "a/b:c?@1", "history@1"];
    let people = forms.iter().map(|form| submission(form, &json!({"email": form}), true)).collect();
    let sheets = xlsx(people, LIMITS_OF_EXCEL);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Signup",
            "a-form-with-a-name-of-more-than",
            "a-form-with-a-name-of-more-th 2",
            "a_b_c_",
            "history 2",
            "signup 2"
        ]
    );
    assert_eq!(sheets[5].1.iter().map(|row| row[4].as_str()).collect::<Vec<_>>(), ["email", "signup@1", "signup@2"]);
}

const LIMITS_OF_EXCEL: Limits = Limits { rows: 1_048_576, cell: 32_767 };

#[test]
fn rows_beyond_those_of_a_sheet_go_on_in_the_next_one() {
    let people = (0..5).map(|i| submission("signup@1", &json!({"n": i.to_string()}), true)).collect();
    let sheets = xlsx(people, FEW);
    let cells = |sheet: usize| sheets[sheet].1.iter().map(|row| row[4].as_str()).collect::<Vec<_>>();
    assert_eq!(sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["signup", "signup 2", "signup 3"]);
    assert_eq!([cells(0), cells(1), cells(2)], [vec!["n", "0", "1"], vec!["n", "2", "3"], vec!["n", "4"]]);
}

#[test]
fn a_cell_that_is_too_long_goes_on_in_another_sheet_and_nothing_is_lost() {
    // Two UTF-16 units each, so that a cell holds no half of one.
    let long = "😀".repeat(32_767);
    let sheets = xlsx(vec![submission("signup@1", &json!({"note": long}), true)], LIMITS_OF_EXCEL);
    let head = &sheets[0].1[1][4];
    assert_eq!(head.encode_utf16().count(), 32_766);
    assert_eq!(sheets[1].0, "rest of long cells");
    assert_eq!(sheets[1].1[0], ["sid", "column", "rest"]);
    let rest: String = sheets[1].1[1..].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(sheets[1].1[1][..2], ["Ei9Yir4ShwhGziZuWXz_uQ", "note"]);
    assert_eq!(format!("{head}{rest}"), long);
}

#[test]
fn a_workbook_of_nothing_can_be_opened() {
    assert_eq!(xlsx(vec![], FEW)[0].0, "no submissions");
}
