//! A receipt in the formats of others: W3C DPV aligned with ISO/IEC TS 27560:2023, and Kantara Consent Receipt v1.1.
//!
//! Both say what the record says and guess nothing: docs/receipt-exports.md lists what each of them leaves out. Neither
//! carries the holder's secret key. The same receipt always gives the same document.

use sha2::{Digest, Sha256};

use waxseal_core::{base64url_encode, consent::Record};

use crate::receipt::Receipt;

mod dpv;
mod kantara;
mod process;
mod terms;

pub use self::{dpv::dpv, kantara::kantara};

/// The receipt's id where a format asks for a UUID: version 4 in shape, made from the submission's random id, so that every
/// export of a receipt has the same.
fn uuid(label: &str, record: &Record) -> String {
    let digest = Sha256::new().chain_update(label).chain_update([0]).chain_update(&record.sid).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// What the person is called: the thumbprint of the holder's key (RFC 9278). It says nothing about them, and no two receipts
/// have the same.
fn holder_urn(record: &Record) -> String {
    let jwk = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, record.holder.as_deref().unwrap_or_default());
    format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{}", base64url_encode(&Sha256::digest(jwk)))
}

/// `EU` of `EU@2026-11`: the ids of the region packs.
fn regions(record: &Record) -> impl Iterator<Item = &str> {
    record.regions.iter().map(|stamp| stamp.split('@').next().unwrap_or_default())
}

/// `url` as others can follow it: policies and receipts may say where a page is from the site's root.
fn absolute(url: &str, record: &Record) -> String {
    match &record.origin {
        Some(origin) if url.starts_with('/') && !url.starts_with("//") => [origin, url].concat(),
        _ => url.into(),
    }
}

/// Where consent is taken back: the page if the receipt names one, else the controller.
fn withdraw_at(receipt: &Receipt) -> String {
    let contact = receipt.record.controller.as_ref().map(|controller| &*controller.contact);
    receipt.withdraw.as_deref().map_or_else(|| contact.unwrap_or_default().into(), |url| absolute(url, &receipt.record))
}

/// Seconds since 1970 of an RFC 3339 time; `None` if it is none.
fn seconds(time: &str) -> Option<i64> {
    let number = |from: usize, to: usize| time.get(from..to)?.parse::<u32>().ok().map(i64::from);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let zone = time.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let offset = match zone.get(..1)? {
        "Z" | "z" => 0,
        sign => {
            let minutes = zone.get(1..3)?.parse::<i64>().ok()? * 60 + zone.get(4..6)?.parse::<i64>().ok()?;
            if sign == "-" { -minutes } else { minutes }
        }
    };
    // Days since 1970 of the proleptic Gregorian calendar, counted from March so that the leap day comes last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719_468;
    Some(((days * 24 + hour) * 60 + minute - offset) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn times_of_all_offsets_are_seconds_since_1970() {
        for (time, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-01-31T09:15:04.123Z", Some(1_769_850_904)),
            ("2026-01-31T10:15:04.123+01:00", Some(1_769_850_904)),
            ("2026-01-31T03:45:04-05:30", Some(1_769_850_904)),
            ("2024-02-29T23:59:59Z", Some(1_709_251_199)),
            ("2000-03-01T00:00:00.000+14:00", Some(951_818_400)),
            ("2026-01-31", None),
            ("", None),
            ("tomorrow", None),
        ] {
            assert_eq!(seconds(time), expected, "{time}");
        }
    }
}
