//! The recovery sheet: what an owner prints and puts in a drawer.

use std::fmt::Write;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::clock;

/// The text of the sheet: plain ASCII around the owner's name, 76 columns, one page.
pub fn text(owner: &str, key_id: &str, made: u64, recovery: &SecretString) -> Zeroizing<String> {
    let grouped = grouped(recovery.expose_secret());
    let key = grouped.as_str();
    let date = clock::date(made);
    let mut sheet = Zeroizing::new(String::with_capacity(2048));
    let _ = write!(
        sheet,
        "\
WAXSEAL RECOVERY SHEET

Print this page, keep it where you keep deeds and contracts, then delete
the file. Whoever has this page and the file waxseal.key can read every
submission.

  For       {owner}
  Key id    {key_id}
  Made on   {date}

RECOVERY KEY

{key}
It stands in for a lost passphrase, and opens waxseal.key, root.key and
owner-sign.key. It does not stand in for the files: keep copies of all
three in two places.

TO RESTORE

1. Get a copy of waxseal.key.
2. Write the recovery key to a file recovery.txt. Spaces and line ends do
   not matter, nor do capital letters.
3. Open the submissions:

   waxseal export --store sqlite:waxseal.db > sealed.jsonl
   waxseal open -k waxseal.key --recovery-key=recovery.txt sealed.jsonl

4. Delete recovery.txt.

WITHOUT WAXSEAL

waxseal.key holds two age files (https://age-encryption.org), one after
the other. The second is a JSON Web Key Set, locked to the recovery key:

   awk '/^-----BEGIN/{{n++}} n==2' waxseal.key | age -d -i recovery.txt

For age, recovery.txt must hold the key on one line, in capital letters,
without spaces. Envelopes are JWE (RFC 7516).
"
    );
    sheet
}

/// Groups of four, five to a line, after the words that every such key begins with.
fn grouped(key: &str) -> Zeroizing<String> {
    let (head, body) = key.split_at(key.rfind('1').map_or(0, |at| at.min("AGE-SECRET-KEY-1".len() - 1) + 1));
    let mut text = Zeroizing::new(format!("   {head}\n"));
    for line in body.as_bytes().chunks(20) {
        text.push_str("  ");
        for group in line.chunks(4) {
            text.push(' ');
            text.extend(group.iter().copied().map(char::from));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AGE-SECRET-KEY-1QQPQZRRY9X8GF2TVDW0S3JN54KHCE6MUA7LQQPQZRRY9X8GF2TVDW0S3J";

    #[test]
    fn the_recovery_key_is_printed_whole_in_groups() {
        let grouped = grouped(KEY);
        assert!(grouped.starts_with("   AGE-SECRET-KEY-1\n   QQPQ ZRRY 9X8G F2TV DW0S\n"), "{}", *grouped);
        assert_eq!(grouped.split_whitespace().collect::<String>(), KEY);
    }

    #[test]
    fn the_sheet_fits_on_a_page() {
        let sheet = text("Example Ltd", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", 1_795_428_000, &KEY.into());
        assert!(sheet.lines().count() <= 60 && sheet.lines().all(|line| line.chars().count() <= 76));
        assert!(sheet.contains("2026-11-23"));
    }
}
