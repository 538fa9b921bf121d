//! What pages say, in the reader's language.
//!
//! Words live in `app/locales/<language>/*.ftl` as [Fluent](https://projectfluent.org) messages, one file a
//! part of the site. A view says `t!("message", name = value)` and gets the message in the language of the
//! request. Every language has every message with the same variables; `tests/locales.rs` holds that, and that
//! no message is named that does not exist or exists without being named.
//!
//! Words are on the server alone: an island is handed the few that it shows.

mod language;

pub use fluent_bundle::{FluentArgs, FluentValue};
pub use language::Language;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use std::sync::LazyLock;

/// The parts of the site, each a file of messages in every language.
macro_rules! parts {
    ($($part:literal),+ $(,)?) => {
        /// The files of messages of a language.
        #[must_use]
        pub const fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::English => &[$(($part, include_str!(concat!("../../locales/en-AU/", $part, ".ftl")))),+],
                Language::Chinese => &[$(($part, include_str!(concat!("../../locales/zh-Hans/", $part, ".ftl")))),+],
            }
        }
    };
}

parts![
    "site",
    "staff",
    "account",
    "answers",
    "approval",
    "calculator",
    "compare",
    "design",
    "eligibility",
    "error",
    "fault",
    "figures",
    "form",
    "format",
    "home",
    "predictions",
    "privacy",
    "product",
    "ranking",
    "repayment",
    "report",
    "rules",
    "saved",
    "score",
    "search",
    "suggest",
    "web",
    "words",
];

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::English));
static CHINESE: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Chinese));

fn bundle(language: Language) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
    // The marks that isolate a value's direction are for languages that mix directions; none here does.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    for (part, source) in sources(language) {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            debug_assert!(false, "{part} of {language}: {errors:?}");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            debug_assert!(false, "{part} of {language}: {errors:?}");
        }
    }
    bundle
}

/// Numbers within messages are written as everywhere else.
fn grouped(value: &FluentValue<'_>, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
            format!("{:.0}", number.value).parse().ok().map(crate::format::whole)
        }
        _ => None,
    }
}

/// A message in the language of the request; its name where there is none, which a test rules out.
#[must_use]
pub fn message(language: Language, name: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = match language {
        Language::English => &*ENGLISH,
        Language::Chinese => &*CHINESE,
    };
    let Some(pattern) = bundle.get_message(name).and_then(|message| message.value()) else {
        debug_assert!(false, "no message {name} in {language}");
        return name.to_owned();
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{name} in {language}: {errors:?}");
    text
}

/// The message of a value that has a stable name: `named("category", "home_loan")` is `category-home_loan`.
#[must_use]
pub fn named(kind: &str, name: &str) -> String {
    message(Language::current(), &format!("{kind}-{name}"), None)
}

/// A message of `app/locales` in the language of the request, with the values of its variables.
///
/// ```
/// assert_eq!(app::t!("site-name"), "Lendlight");
/// ```
#[macro_export]
macro_rules! t {
    ($name:literal) => {
        $crate::text::message($crate::text::Language::current(), $name, None)
    };
    ($name:literal, $($variable:ident = $value:expr),+ $(,)?) => {{
        let mut args = $crate::text::FluentArgs::new();
        $(args.set(stringify!($variable), $value);)+
        $crate::text::message($crate::text::Language::current(), $name, Some(&args))
    }};
}
