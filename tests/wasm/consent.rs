//! Consent in a real page: who can choose, what is recorded, and what follows from it.

use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;
use waxseal_core::{consent::Record, keys::Suite};
use web_sys::Event;

use crate::bench::{Bench, a_while, request_submit};

/// A form with a purpose of each kind.
fn members() -> Value {
    json!({
        "purposes": [
            {"id": "order", "basis": "contract", "text": "We deliver."},
            {"id": "news", "preset": "newsletter"},
            {"id": "ads", "preset": "targeted_ads", "text": "Show me ads."},
            {"id": "like", "basis": "legitimate-interest", "text": "We write about like products."},
        ],
        "forms": [{"id": "f", "fields": [
            {"name": "a", "purposes": ["order"]},
            {"name": "b", "purposes": ["news"], "required": true, "reason": "Where it goes."},
            {"name": "c", "purposes": ["ads"]},
            {"name": "d", "purposes": ["like"]},
        ]}],
    })
}

const HTML: &str = "<form lang=en><p><label>A <input name=a value=1></label></p><p id=row><label>B <input name=b value=2></label></p>\
    <p><label>C <input name=c value=3></label></p><p><label>D <input name=d value=4></label></p><button>Go on</button></form>";

async fn bench(members: &Value, gpc: bool) -> Bench {
    let bench = Bench::under(Suite::Hpke, members, gpc, HTML).await;
    bench.prepared().await;
    bench
}

fn given(record: &Record) -> Vec<(&str, bool, &str, Option<&str>)> {
    record.purposes.iter().map(|it| (&*it.id, it.given, &*it.control, it.why.as_deref())).collect()
}

#[wasm_bindgen_test]
async fn what_was_shown_and_chosen_is_recorded_and_signed() {
    let bench = bench(&members(), false).await;
    bench.tick(&bench.consent_box()).await;
    let envelope = bench.envelope();
    assert_eq!(bench.open(&envelope), json!({"a": "1", "b": "2", "d": "4"}));
    let record = bench.record(&envelope);
    assert_eq!(
        given(&record),
        [
            ("order", true, "notice", None),
            ("news", true, "box", None),
            ("ads", false, "box", None),
            ("like", true, "objection", None),
        ]
    );
    let news = record.decision("news").unwrap();
    assert_eq!(news.text, "Email me the newsletter of Example Ltd.");
    assert_eq!((news.channel.as_deref(), news.validity.as_deref()), (Some("email"), Some("P24M")));
    assert_eq!((&*record.lang, record.dir.as_deref(), record.button.as_deref()), ("en", Some("ltr"), Some("Go on")));
    assert_eq!((record.gpc, &*record.regions), (Some(false), &["EU@2026-11".to_owned()][..]));
    let notice = record.notice.expect("what was shown").text;
    for line in [
        "Example Ltd, 1 Example Street, is responsible for your data.",
        "Used for this: B.",
        "Your consent holds for: 24 months.",
    ] {
        assert!(notice.contains(line), "{line}: {notice}");
    }
}

#[wasm_bindgen_test]
async fn whoever_objects_is_not_written_to() {
    let bench = bench(&members(), false).await;
    bench.tick(&bench.inside("[part~=objection] input")).await;
    let envelope = bench.envelope();
    assert_eq!(bench.open(&envelope), json!({"a": "1"}));
    assert!(given(&bench.record(&envelope)).contains(&("like", false, "objection", None)));
}

#[wasm_bindgen_test]
async fn nothing_is_ticked_after_a_reset_a_restored_page_or_another_visit() {
    let bench = bench(&members(), false).await;
    let tick = bench.consent_box();
    for undo in ["reset", "pageshow"] {
        bench.tick(&tick).await;
        assert!(tick.checked(), "{undo}");
        if undo == "reset" {
            bench.form.reset();
        } else {
            const BACK: &str = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
            js_sys::Function::new_no_args(BACK).call0(&wasm_bindgen::JsValue::NULL).unwrap();
        }
        assert!(!tick.checked(), "{undo}");
        bench.prepared().await;
        assert!(given(&bench.record(&bench.envelope())).contains(&("news", false, "box", None)), "{undo}");
    }
    // What a browser restores by itself is undone, too.
    tick.set_checked(true);
    tick.dispatch_event(&Event::new("change").unwrap()).unwrap();
    assert!(!tick.checked());
}

#[wasm_bindgen_test]
async fn a_field_is_there_while_something_chosen_needs_it() {
    let bench = bench(&members(), false).await;
    let row = || bench.find("#row");
    assert_eq!(row().offset_height(), 0, "not asked for");
    bench.tick(&bench.consent_box()).await;
    assert!(row().offset_height() > 0);
    let b = bench.find("[name=b]");
    let reason = bench.find(&["#", &b.get_attribute("aria-describedby").unwrap()].concat());
    assert_eq!(
        reason.text_content().as_deref(),
        Some("Where it goes. Required for what you ticked. Without it we cannot do it.")
    );
    bench.tick(&bench.consent_box()).await;
    assert_eq!(row().offset_height(), 0);
    assert_eq!(bench.fields(), json!({"a": "1", "d": "4"}), "and it is sealed no longer");
}

#[wasm_bindgen_test]
async fn an_opt_out_signal_keeps_ads_off_until_the_person_decides_otherwise() {
    let bench = bench(&members(), true).await;
    let ads = || bench.root().query_selector_all("input[type=checkbox]").unwrap().item(1).unwrap();
    let ads = || wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlInputElement>(ads());
    assert!(ads().disabled());
    bench.tick(&ads()).await;
    assert!(!ads().checked(), "locked");
    let record = bench.record(&bench.envelope());
    assert_eq!(record.gpc, Some(true));
    assert!(given(&record).contains(&("ads", false, "box", Some("signal"))));
    // Only a person presses the button.
    bench.inside("[part~=signal] button").click();
    assert!(ads().disabled());
}

#[wasm_bindgen_test]
async fn terms_are_accepted_apart_and_must_be() {
    let mut members = members();
    members["forms"][0]["terms"] = json!({"text": "I accept the terms.", "url": "/terms"});
    let bench = bench(&members, false).await;
    request_submit(&bench.form, None);
    let terms = bench.inside("[part~=terms] input");
    assert_eq!(terms.get_attribute("aria-describedby").as_deref(), Some("terms-error"));
    assert_eq!(bench.inside("#terms-error").text_content().as_deref(), Some("To go on, accept the terms."));
    assert!(bench.place.query_selector(".waxseal-summary a").unwrap().is_some());
    bench.tick(&terms).await;
    let record = bench.record(&bench.envelope());
    assert_eq!(record.terms.map(|words| words.text).as_deref(), Some("I accept the terms."));
    assert!(!record.notice.unwrap().text.contains("I accept"));
}

/// The detail of `waxseal:minor`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Minor {
    form: String,
}

// Last: who was too young stays so for the visit, and that is the whole page of these tests.
#[wasm_bindgen_test]
async fn who_is_too_young_gives_no_consent_and_nothing_typed_stays() {
    let mut members = members();
    members["forms"][0]["age"] = json!({"ask": "band"});
    let bench = bench(&members, false).await;
    request_submit(&bench.form, None);
    assert_eq!(bench.inside("#age-error").text_content().as_deref(), Some("Give your age: nothing is chosen yet."));
    let age = bench.inside("#age");
    assert_eq!(age.value(), "", "nothing is chosen beforehand");
    bench.tick(&bench.consent_box()).await;
    age.set_value("18+");
    bench.change(&age).await;
    let record = bench.record(&bench.envelope());
    assert_eq!(record.age.as_deref(), Some("18+"));
    assert!(record.decision("news").unwrap().given);

    // Ireland: 16.
    age.set_value("15");
    bench.change(&age).await;
    assert!(bench.consent_box().disabled() && !bench.consent_box().checked());
    assert!(age.disabled(), "and is not asked again");
    assert_eq!(bench.find("[name=a]").value(), "");
    assert_eq!(bench.heard::<Minor>("waxseal:minor"), [Minor { form: "f".to_owned() }]);
    bench.form.reset();
    a_while(0).await;
    bench.tick(&bench.consent_box()).await;
    let record = bench.record(&bench.envelope());
    assert_eq!(record.age.as_deref(), Some("15"));
    assert!(given(&record).contains(&("news", false, "box", Some("age"))));
}
