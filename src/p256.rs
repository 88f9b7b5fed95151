//! Key agreement on P-256 by the browser's own `SubtleCrypto`: the curve has no cheap place in the module.

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use waxseal_core::{capsule::P256Secret, keys::PublicKey};
use web_sys::CryptoKey;

use crate::events::object;

/// A fresh agreement with a P-256 key; `None` for another key, one off the curve, or a browser without `SubtleCrypto`
/// (a page that did not come over https).
pub(crate) async fn agree(key: &PublicKey) -> Option<P256Secret> {
    agree_with(key.p256_point()?).await.ok()
}

async fn agree_with(point: &[u8; 65]) -> Result<P256Secret, JsValue> {
    let subtle = web_sys::window().ok_or(JsValue::UNDEFINED)?.crypto()?.subtle();
    if subtle.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    let curve = object(&[("name", "ECDH".into()), ("namedCurve", "P-256".into())]);
    let uses = Array::of1(&"deriveBits".into());
    let pair = wait(subtle.generate_key_with_object(&curve, false, &uses)?).await?;
    let half = |name: &str| Reflect::get(&pair, &name.into()).map(JsCast::unchecked_into::<CryptoKey>);
    let point: Object = Uint8Array::from(&point[..]).into();
    let theirs = wait(subtle.import_key_with_object("raw", &point, &curve, false, &Array::new())?).await?;
    let epk = wait(subtle.export_key("raw", &half("publicKey")?)?).await?;
    let with = object(&[("name", "ECDH".into()), ("public", theirs)]);
    let z = wait(subtle.derive_bits_with_object(&with, &half("privateKey")?, 256)?).await?;
    let mut secret = P256Secret { epk: [0; 65], z: [0; 32].into() };
    copy(&epk, &mut secret.epk)?;
    copy(&z, &mut *secret.z)?;
    Ok(secret)
}

async fn wait(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

/// Copies an `ArrayBuffer` of just this length.
fn copy(buffer: &JsValue, into: &mut [u8]) -> Result<(), JsValue> {
    let bytes = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>());
    if bytes.length() as usize != into.len() {
        return Err(JsValue::UNDEFINED);
    }
    bytes.copy_to(into);
    Ok(())
}
