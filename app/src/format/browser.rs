//! Numbers in the browser, by the CLDR data that it carries: a second copy would weigh more than the islands.

use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Array, Function, Intl, Object, Reflect};

/// The most decimals that a currency has (ISO 4217).
const MOST_PLACES: usize = 4;

// One for each number of decimals, made when first needed and not for each figure.
thread_local! {
    static FORMATS: [OnceCell<Function>; MOST_PLACES + 1] = const { [const { OnceCell::new() }; MOST_PLACES + 1] };
}

/// A plain decimal with the separators of the page's language, every decimal kept: `15000.00` as `15,000.00`.
///
/// It reads the same as on the server: both follow CLDR for the document's `lang`, and both get the digits as text.
/// Browsers of before 2023 read that text as a float, which holds every amount up to the thousand million that a
/// form takes, with its cents.
pub(super) fn numerals(decimal: &str) -> String {
    let places = decimal.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    FORMATS
        .with(|formats| {
            let format = formats.get(places)?.get_or_init(|| made(places));
            format.call1(&JsValue::UNDEFINED, &JsValue::from_str(decimal)).ok()?.as_string()
        })
        .unwrap_or_else(|| decimal.to_owned())
}

fn made(places: usize) -> Function {
    let locales = Array::new();
    let root = leptos::prelude::document().document_element();
    if let Some(language) = root.and_then(|root| root.get_attribute("lang")) {
        locales.push(&JsValue::from_str(&language));
    }
    let options = Object::new();
    for bound in ["minimumFractionDigits", "maximumFractionDigits"] {
        let places = JsValue::from(u8::try_from(places).unwrap_or_default());
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(bound), &places);
    }
    Intl::NumberFormat::new(&locales, &options).format()
}
