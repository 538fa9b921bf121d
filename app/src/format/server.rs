//! Numbers and dates on the server, by the CLDR data that ICU4X carries.

use super::NBSP;
use crate::text::Language;
use domain::time::Timestamp;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

/// A language's formatters; `None` where ICU4X has no data, which the tests rule out.
struct Formatters {
    numbers: Option<DecimalFormatter>,
    dates: Option<DateTimeFormatter<YMD>>,
}

impl Formatters {
    fn new(language: Language) -> Self {
        let locale = language.tag().parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        Self {
            numbers: DecimalFormatter::try_new((&locale).into(), Default::default()).ok(),
            dates: DateTimeFormatter::try_new((&locale).into(), YMD::medium()).ok(),
        }
    }
}

// Made once a thread, not for each of a page's hundreds of figures. ICU4X's formatters cannot be shared between
// threads, so a `LazyLock` will not do.
thread_local! {
    static ENGLISH: Formatters = Formatters::new(Language::English);
    static CHINESE: Formatters = Formatters::new(Language::Chinese);
}

fn with<T>(format: impl FnOnce(&Formatters) -> T) -> T {
    match Language::current() {
        Language::English => ENGLISH.with(format),
        Language::Chinese => CHINESE.with(format),
    }
}

/// A plain decimal with the language's separators, every decimal kept: `15000.00` as `15,000.00`.
pub(super) fn numerals(decimal: &str) -> String {
    let Ok(number) = decimal.parse::<Decimal>() else { return decimal.to_owned() };
    with(|formatters| match &formatters.numbers {
        Some(numbers) => numbers.format_to_string(&number),
        None => decimal.to_owned(),
    })
}

/// An instant's UTC date: `12 Aug 2024`, `2024年8月12日`.
#[must_use]
pub fn date(at: Timestamp) -> String {
    let iso = at.date();
    let mut parts = iso.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse().ok());
    let month = parts.next().and_then(|month| month.parse().ok());
    let year = parts.next().and_then(|year| year.parse().ok());
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return iso };
    let Ok(date) = Date::try_new_iso(year, month, day) else { return iso };
    with(|formatters| match &formatters.dates {
        // A date stays on one line.
        Some(dates) => dates.format(&date).to_string().replace(' ', NBSP.encode_utf8(&mut [0; 4])),
        None => iso,
    })
}
