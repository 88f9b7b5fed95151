//! The consent part, which is a part of its own: `www/consent/` reads the policy, draws, asks and writes the record. It alone
//! knows what the person chose: state that only a trusted event changes.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use waxseal_core::seal::Written;
use web_sys::{EventTarget, HtmlElement, HtmlFormElement};

use crate::{capsules::Prepared, messages::Line};

#[wasm_bindgen]
extern "C" {
    /// What asks for consent under one policy: `www/consent/main.ts`.
    #[derive(Clone)]
    pub type Consent;
    /// The block of one form.
    #[wasm_bindgen(method)]
    pub(crate) fn make(this: &Consent, form: &HtmlFormElement, id: &str, lang: &str) -> Block;

    /// What one form shows.
    pub(crate) type Block;
    /// Tells it of a field's control, before it draws.
    #[wasm_bindgen(method)]
    pub(crate) fn meet(this: &Block, name: &str, control: &HtmlElement, label: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn draw(this: &Block);
    /// Takes everything away that it drew.
    #[wasm_bindgen(method)]
    fn remove(this: &Block);
    /// Where `change` is heard after each choice.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn changes(this: &Block) -> EventTarget;
    /// Counts up with every choice.
    #[wasm_bindgen(method)]
    pub(crate) fn version(this: &Block) -> u32;
    #[wasm_bindgen(method)]
    fn used(this: &Block) -> String;
    /// What the person reads if the block cannot be seen and read; empty if it can.
    #[wasm_bindgen(method)]
    pub(crate) fn unseen(this: &Block) -> String;
    #[wasm_bindgen(method, js_name = startOver)]
    pub(crate) fn start_over(this: &Block);
    /// Takes the errors away.
    #[wasm_bindgen(method)]
    pub(crate) fn mended(this: &Block);
    #[wasm_bindgen(method)]
    fn missing(this: &Block, tick: &str, lang: &str) -> Vec<JsValue>;
    /// Has a record of what is chosen written for each of `pairs` under the policy of hash `mh`, and signed by a fresh holder;
    /// then does `then`. A pair is a submission's id and the commitments of its parts, parted by spaces; pairs are lines.
    /// Never rejects: a failure shows in `ready`.
    #[wasm_bindgen(method)]
    pub(crate) fn prepare(this: &Block, mh: &str, pairs: &str, then: &JsValue) -> Promise;
    /// Whether a record of what is chosen now is at hand for a pair.
    #[wasm_bindgen(method)]
    pub(crate) fn ready(this: &Block, pair: &str) -> bool;
    #[wasm_bindgen(method)]
    fn take(this: &Block, pair: &str, iat: f64) -> String;
    /// Shows the receipt of a record in `host`.
    #[wasm_bindgen(method)]
    pub(crate) fn receipt(this: &Block, record: &str, host: &HtmlElement);
    /// Leaves the receipt of a record for the page that follows, in this tab.
    #[wasm_bindgen(method)]
    pub(crate) fn leave(this: &Block, record: &str);
}

/// The consent of one form; what was drawn goes with it.
pub(crate) struct Asked(pub(crate) Block);

impl Asked {
    /// The ids of the purposes whose data may be used now.
    pub(crate) fn given(&self) -> Vec<String> {
        ids(&self.0.used())
    }

    /// The record of what is chosen now, for what is prepared, sent at `iat` under the policy of hash `mh`; used up by that.
    pub(crate) fn take(&self, prepared: &Prepared, iat: u64, mh: String) -> Written {
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are exact for ever")]
        let written = self.0.take(&prepared.pair(), iat as f64);
        let mut parts = written.split('\0');
        let mut next = || parts.next().unwrap_or_default();
        Written { sid: prepared.sid().into(), iat, form: next().into(), mh, given: ids(next()), json: next().into() }
    }

    /// What is missing besides fields, each with its control: an empty `tick` says that no box need be ticked.
    pub(crate) fn missing(&self, tick: &str, lang: &str) -> Vec<Line> {
        let missing = self.0.missing(tick, lang);
        let line = |pair: &[JsValue]| (pair[0].as_string().unwrap_or_default(), pair[1].clone().dyn_into().ok());
        missing.chunks_exact(2).map(line).collect()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Ids, as the consent part joins them.
fn ids(joined: &str) -> Vec<String> {
    joined.split(' ').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect()
}
