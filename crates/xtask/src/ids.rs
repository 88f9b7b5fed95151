//! National identification and tax numbers, written down from the public description of each.

use crate::Table;

/// Scheme; country; shapes, of digits (9), letters (A), either (X) and the characters themselves; example, of nobody;
/// how the check digit is found, as `crates/fields/src/national_id.rs` reads it; whether a number that does not fit
/// is certainly wrong (`!`) or asked about (`?`), and certainly wrong but too like other numbers to be told in free text (`.`).
/// A number that fits any scheme of its country is right; a scheme without a country is asked for by its name.
const SCHEMES: &[&str] = &[
    "at-svnr;AT;9999999999;1237010180;s11:3,7,9,-1,5,8,4,2,1,6;!",
    "au-tfn;AU;999999999;123456782;s11:1,4,3,7,5,8,6,9,10;!",
    "be-nrn;BE;99999999999;85073003328;n97;!",
    "bg-egn;BG;9999999999;7523169263;r11:2,4,8,5,10,9,7,3,6;!",
    "bg-lnch;BG;9999999999;7111042925;r10:21,19,17,13,11,9,7,3,1;.",
    "br-cpf;BR;99999999999;39053344705;cpf;!",
    "br-cnpj;BR;99999999999999;12345678000195;none;?",
    "ca-sin;CA;999999999;123456782;luhn;!",
    "ch-ahv;CH;7569999999999;7569217076985;s10:1,3,1,3,1,3,1,3,1,3,1,3,1;!",
    "cz-rc;CZ;9999999999|999999999;7103192745;s11:10,1,10,1,10,1,10,1,10,1;?",
    "de-idnr;DE;99999999999;36574261809;iso11;!",
    "de-vsnr;DE;99999999A999;65170839J003;none;?",
    "dk-cpr;DK;9999999999;0101701234;dmy;.",
    "ee-ik;EE;99999999999;36805280109;two;!",
    "es-nif;ES;99999999A|9999999A|X9999999A|Y9999999A|Z9999999A|K9999999A|L9999999A|M9999999A;54362315K;t:TRWAGMYFPDXBNJZSQVHLCKE;!",
    "fi-hetu;FI;999999-999X|999999+999X|999999A999X|999999B999X|999999C999X|999999D999X|999999E999X|999999F999X|\
     999999U999X|999999V999X|999999W999X|999999X999X|999999Y999X;131052-308T;t:0123456789ABCDEFHJKLMNPRSTUVWXY;!",
    "fr-nir;FR;999999999999999|999992A99999999|999992B99999999;295109912611193;k97;!",
    "fr-spi;FR;9999999999999|999992A999999|999992B999999;2951099126111;none;?",
    "gb-nino;GB;AA999999A;QQ123456C;nino;!",
    "gr-afm;GR;999999999;123456783;r11:256,128,64,32,16,8,4,2;!",
    "hr-oib;HR;99999999999;33392005961;iso11;!",
    "hu-tax;HU;8999999999;8123456786;x11:1,2,3,4,5,6,7,8,9;!",
    "ie-pps;IE;9999999A|9999999AA;1234567T;pps;!",
    "il-tz;IL;999999999|99999999;039337423;luhn;!",
    "in-aadhaar;IN;999999999999;234123412346;verhoeff;!",
    "in-pan;IN;AAAAA9999A;ABCPE1234F;;.",
    "it-cf;IT;AAAAAAXXAXXAXXXA;RCCMNL83S18D969H;cf;!",
    "it-cf-11;IT;99999999999;12345670017;luhn;.",
    "lt-ak;LT;99999999999;33309240064;two;!",
    "lv-pk;LV;99999999999;32345678901;;!",
    "nl-bsn;NL;999999999;111222333;s11:9,8,7,6,5,4,3,2,-1;!",
    "no-fnr;NO;99999999999;15108695088;fnr;!",
    "pl-pesel;PL;99999999999;44051401458;s10:1,3,7,9,1,3,7,9,1,3,1;!",
    "pl-nip;PL;9999999999;1234563218;x11:6,5,7,2,3,4,5,6,7;.",
    "pt-nif;PT;999999999;123456789;c11:9,8,7,6,5,4,3,2;!",
    "ro-cnp;RO;9999999999999;1630615123457;cnp;!",
    "se-pnr;SE;9999999999|999999999999;8112189876;luhn10;!",
    "si-emso;SI;9999999999999;0101006500006;c11:7,6,5,4,3,2,7,6,5,4,3,2;!",
    "sk-rc;SK;9999999999|999999999;7103192745;s11:10,1,10,1,10,1,10,1,10,1;?",
    "us-itin;;999999999;912701234;itin;!",
    "us-ssn;US;999999999;078051120;ssn;!",
    "za-id;ZA;9999999999999;8001015009087;luhn;!",
];

pub(crate) fn tables() -> Vec<Table> {
    vec![Table::new("crates/fields/packs/ids.bin", SCHEMES.join("\n") + "\n")]
}
