//! The language of a page: what the visitor chose, else what their browser asks for, else English.

use super::see_other;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::Uri;
use actix_web::http::header::{AcceptLanguage, Header, Quality};
use actix_web::{HttpRequest, HttpResponse, web};
use app::text::Language;
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// Holds a language's tag, and is written only when somebody chooses one.
const COOKIE: &str = "lang";
/// How long the choice is kept.
const KEPT: Duration = Duration::days(365);

/// The language to answer in. A cookie or a header that names no language of the site counts for nothing.
pub(super) fn of(request: &HttpRequest) -> Language {
    let chosen = request.cookie(COOKIE).and_then(|cookie| cookie.value().parse().ok());
    chosen.unwrap_or_else(|| AcceptLanguage::parse(request).map(asked_for).unwrap_or_default())
}

/// The best match of `Accept-Language`.
fn asked_for(header: AcceptLanguage) -> Language {
    let mut wanted: Vec<_> = header.0.into_iter().filter(|wanted| wanted.quality > Quality::ZERO).collect();
    // Stable: of equal weights the first is preferred.
    wanted.sort_by_key(|language| std::cmp::Reverse(language.quality));
    let wanted: Vec<LanguageIdentifier> =
        wanted.iter().filter_map(|wanted| wanted.item.to_string().parse().ok()).collect();
    let ours: Vec<LanguageIdentifier> =
        Language::ALL.iter().filter_map(|language| language.tag().parse().ok()).collect();
    negotiate_languages(&wanted, &ours, None, NegotiationStrategy::Lookup)
        .first()
        .and_then(|best| best.to_string().parse().ok())
        .unwrap_or_default()
}

/// `POST /language`: remembers the choice and leads back to where it was made. A language that the site does not
/// have changes nothing.
pub(super) async fn choose(form: web::Form<Vec<(String, String)>>) -> HttpResponse {
    let value =
        |name: &str| form.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str());
    let mut answer = see_other(local(value("return")));
    if let Ok(language) = value("language").parse::<Language>() {
        let cookie = Cookie::build(COOKIE, language.tag()).path("/").max_age(KEPT).same_site(SameSite::Lax);
        if let Err(error) = answer.add_cookie(&cookie.finish()) {
            tracing::error!(%error, "language could not be written");
        }
    }
    answer
}

/// The address if it leads nowhere but to this site, else the home page. Browsers read `//host` and `/\host` as
/// another site, and drop tabs and line ends before they look.
fn local(address: &str) -> &str {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let parses = address.parse::<Uri>().is_ok_and(|uri| uri.authority().is_none());
    if plain && is_path && parses { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn asked(header: &str) -> Language {
        of(&TestRequest::default().insert_header(("accept-language", header)).to_http_request())
    }

    #[test]
    fn the_best_match_is_answered() {
        for header in [
            "zh",
            "zh-CN",
            "zh-Hans",
            "zh-Hans-CN",
            "zh-SG",
            "ZH-cn",
            "zh-CN,zh;q=0.9,en;q=0.8",
            "en;q=0.5, zh-CN;q=0.9",
            "fr, zh;q=0.5, en;q=0.1",
        ] {
            assert_eq!(asked(header), Language::Chinese, "{header}");
        }
        for header in [
            "en",
            "en-US",
            "en-AU, zh;q=0.9",
            "fr",
            "zh;q=0",
            "zh-Hant-TW",
            "*",
            "",
            "-",
            "zh_CN; drop",
            ";;,q=",
        ] {
            assert_eq!(asked(header), Language::English, "{header}");
        }
    }

    #[test]
    fn a_choice_leads_back_within_the_site_only() {
        for address in
            ["/", "/search?q=a%20b&amount=15000", "/products/1#cost", "/a//b", "/?next=//evil.example"]
        {
            assert_eq!(local(address), address);
        }
        for address in [
            "",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/a\\b",
            "https://evil.example/",
            "javascript:alert(1)",
            "evil.example",
            "search",
            "/\t/evil.example",
            "\t//evil.example",
            "/\r\nset-cookie: x=1",
            " /",
            "/ ",
            "/\u{e9}",
        ] {
            assert_eq!(local(address), "/", "{address:?}");
        }
    }
}
