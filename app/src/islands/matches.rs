//! How many loans match what a form says so far: a line that the server writes and scripts keep up to date while
//! one types. Where the server cannot be asked, the line stays as it is.

#![allow(missing_docs, reason = "the island macro writes a struct of props that cannot carry any")]

use crate::format::{percent, whole};
use domain::rate::Rate;
use leptos::prelude::*;

words! {
    /// What the line says, in the page's language; `{…}` is where a figure goes.
    pub struct MatchWords {
        none,
        one,
        many,
        about,
        missed,
        missed_at_least,
        rate,
        chance,
        end,
        /// The chances of approval, each as its name, a colon and its words, one a line.
        bands,
    }
}

/// What matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// How many products.
    pub total: u64,
    /// Whether it is exactly so many.
    pub is_exact: bool,
    /// How many of them have a rule that is known not to be met.
    pub missed: u64,
    /// Whether it is exactly so many; at least, otherwise.
    pub missed_is_exact: bool,
    /// The lowest annual rate among the others.
    pub rate: Option<Rate>,
    /// The best chance of approval among the others, by name.
    pub band: Option<String>,
}

impl MatchWords {
    /// In the language of the request.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn current() -> Self {
        use crate::t;
        use crate::text::named;
        use domain::answer::ApprovalBand;
        let told = ApprovalBand::ALL.iter().filter(|band| **band != ApprovalBand::NotEnoughData);
        Self {
            none: t!("answers-match-none"),
            one: t!("answers-match", count = 1),
            many: t!("answers-match", count = "{count}"),
            about: t!("answers-match-about", count = "{count}"),
            missed: t!("answers-match-missed", count = "{count}"),
            missed_at_least: t!("answers-match-missed-at-least", count = "{count}"),
            rate: t!("answers-match-rate", rate = "{rate}"),
            chance: t!("answers-match-chance", band = "{band}"),
            end: t!("answers-match-end"),
            bands: told
                .map(|band| format!("{}:{}\n", band.name(), named("answers-band", band.name())))
                .collect(),
        }
    }

    /// The line.
    #[must_use]
    pub fn line(&self, found: &Matched) -> String {
        let head = match found.total {
            0 => return self.none.clone(),
            _ if !found.is_exact => &self.about,
            1 => &self.one,
            _ => &self.many,
        };
        let mut line = head.replace("{count}", &whole(found.total));
        if found.missed > 0 {
            let missed = if found.missed_is_exact { &self.missed } else { &self.missed_at_least };
            line.push_str(&missed.replace("{count}", &whole(found.missed)));
        }
        if let Some(rate) = found.rate {
            line.push_str(&self.rate.replace("{rate}", &percent(rate)));
        }
        let mut bands = self.bands.lines().filter_map(|band| band.split_once(':'));
        if let Some((_, band)) = bands.find(|(name, _)| found.band.as_deref() == Some(*name)) {
            line.push_str(&self.chance.replace("{band}", band));
        }
        line.push_str(&self.end);
        line
    }
}

/// The line, within the form that it speaks of.
#[island]
pub fn MatchLine(
    /// What it says at first.
    start: String,
    /// Answers that are not on this page, by the parameter's name.
    elsewhere: Vec<(String, String)>,
    /// What it says.
    words: MatchWords,
) -> impl IntoView {
    let text = RwSignal::new(start);
    let line = NodeRef::<leptos::html::P>::new();
    follow(line, text, elsewhere, words);
    view! {
        <p class="match" role="status" node_ref=line>
            {move || text.get()}
        </p>
    }
}

#[cfg(not(feature = "hydrate"))]
fn follow(
    _line: NodeRef<leptos::html::P>,
    _text: RwSignal<String>,
    _elsewhere: Vec<(String, String)>,
    _words: MatchWords,
) {
}

/// Asks again whenever what is typed into the form has rested.
#[cfg(feature = "hydrate")]
fn follow(
    line: NodeRef<leptos::html::P>,
    text: RwSignal<String>,
    elsewhere: Vec<(String, String)>,
    words: MatchWords,
) {
    use std::time::Duration;
    use wasm_bindgen::JsCast;
    /// How long typing must rest.
    const REST: Duration = Duration::from_millis(600);

    let timer = StoredValue::new(None::<TimeoutHandle>);
    let turn = StoredValue::new(0_u32);
    let known = StoredValue::new((elsewhere, words));
    let listener = window_event_listener(leptos::ev::input, move |event| {
        let form = line.get_untracked().and_then(|line| line.closest("form").ok().flatten());
        let Some(form) = form else { return };
        let typed = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if !form.contains(typed.as_ref()) {
            return;
        }
        if let Some(waiting) = timer.get_value() {
            waiting.clear();
        }
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let asked = turn.get_value();
        let later = move || {
            leptos::task::spawn_local(async move {
                let Some(body) = known.try_with_value(|(elsewhere, _)| body(&form, elsewhere)).flatten()
                else {
                    return;
                };
                let found = ask(&body).await;
                // An answer to what is no longer in the form would be a surprise.
                if let Some(found) = found.filter(|_| turn.try_get_value() == Some(asked)) {
                    known.with_value(|(_, words)| text.set(words.line(&found)));
                }
            });
        };
        timer.set_value(set_timeout_with_handle(later, REST).ok());
    });
    on_cleanup(move || listener.remove());
}

/// The form's fields and the answers of other pages, as JSON.
#[cfg(feature = "hydrate")]
fn body(form: &web_sys::Element, elsewhere: &[(String, String)]) -> Option<wasm_bindgen::JsValue> {
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::js_sys::{JSON, Object, Reflect};

    let form: &web_sys::HtmlFormElement = form.dyn_ref()?;
    let fields = web_sys::FormData::new_with_form(form).ok()?;
    let fields = Object::from_entries(&fields.into()).ok()?;
    // It says which form this is, and is no parameter.
    Reflect::delete_property(&fields, &JsValue::from_str("step")).ok()?;
    for (name, value) in elsewhere {
        let name = JsValue::from_str(name);
        if !Reflect::has(&fields, &name).ok()? {
            Reflect::set(&fields, &name, &JsValue::from_str(value)).ok()?;
        }
    }
    Some(JSON::stringify(&fields).ok()?.into())
}

#[cfg(feature = "hydrate")]
async fn ask(body: &wasm_bindgen::JsValue) -> Option<Matched> {
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::js_sys::{JSON, Reflect, futures::JsFuture};

    let headers = web_sys::Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    let request = web_sys::RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(body);
    let asked = window().fetch_with_str_and_init("/api/v1/match", &request);
    let response: web_sys::Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let answer = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let answer = JSON::parse(&answer).ok()?;
    let field = |name: &str| Reflect::get(&answer, &JsValue::from_str(name)).ok();
    let count = |name: &str| field(name).and_then(|value| value.as_f64()).and_then(counted);
    Some(Matched {
        total: count("total")?,
        is_exact: field("total_is_exact")?.as_bool()?,
        missed: count("not_met_total")?,
        missed_is_exact: field("not_met_is_exact")?.as_bool()?,
        rate: field("best_rate").and_then(|rate| rate.as_f64()).and_then(Rate::from_fraction),
        band: field("best_approval_band").and_then(|band| band.as_string()),
    })
}

/// A number of JSON as a count; `None` where it is none, or more than any catalogue has.
#[cfg(feature = "hydrate")]
fn counted(number: f64) -> Option<u64> {
    // Written by the browser: the code that writes floats would weigh more than this island.
    String::from(web_sys::js_sys::Number::from(number).to_string_with_radix(10).ok()?).parse().ok()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::text::Language;

    fn found(total: u64) -> Matched {
        Matched {
            total,
            is_exact: true,
            missed: 0,
            missed_is_exact: true,
            rate: Some(Rate::from_millionths(59_900)),
            band: Some("good".to_owned()),
        }
    }

    #[test]
    fn the_line_says_how_many_at_what_rate_and_how_likely() {
        let words = MatchWords::current();
        let line = |found: &Matched| words.line(found).replace('\u{a0}', " ");
        assert_eq!(line(&found(1_204)), "1,204 loans match, from 5.99% a year; best chance: good.");
        assert_eq!(line(&Matched { rate: None, band: None, ..found(1) }), "1 loan matches.");
        let missed = Matched { missed: 94, band: Some("not_enough_data".to_owned()), ..found(1_204) };
        assert_eq!(
            line(&missed),
            "1,204 loans match, 94 of them with a rule you do not meet, from 5.99% a year."
        );
        let bound = Matched { is_exact: false, missed_is_exact: false, rate: None, ..missed };
        assert_eq!(line(&bound), "About 1,204 loans match, at least 94 of them with a rule you do not meet.");
        assert_eq!(line(&found(0)), "No loan matches this yet.");
    }

    #[test]
    fn the_chinese_line_has_the_same_figures() {
        let line = Owner::new().with(|| {
            provide_context(Language::Chinese);
            MatchWords::current().line(&Matched { missed: 94, ..found(1_204) })
        });
        assert_eq!(
            line,
            "有1,204款贷款符合，其中94款有您未达到的条件，年利率5.99%起；获批可能性最高为：较高。"
        );
    }
}
