//! Who is shown something, as far as events may know: a pseudonym if they do not mind, and whether it is a person.

use super::client_address::client_address;
use super::middleware::AsHead;
use super::session;
use super::state::AppState;
use super::visitor::Visitor;
use crate::services::events::{Client, Person, api_origin};
use actix_session::SessionExt;
use actix_web::http::header::{HeaderMap, USER_AGENT};
use actix_web::{HttpMessage, HttpRequest};
use domain::event::{BotReason, Origin, Surface};

/// What programs that read the web for others call themselves, in lower case. Most add an address where they explain
/// themselves, which no browser does.
const CRAWLERS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "slurp",
    "scrape",
    "archiver",
    "preview",
    "facebookexternalhit",
    "+http",
    "monitor",
];
/// Programs that fetch pages without showing them to anybody. They may well use the API for people.
const TOOLS: &[&str] = &[
    "curl/",
    "wget/",
    "python-",
    "python/",
    "go-http-client",
    "java/",
    "okhttp",
    "libwww",
    "scrapy",
    "headlesschrome",
    "phantomjs",
    "lighthouse",
];

/// Who looks at a page, or acts on one. Who does not want their answers to count for the order of results is not
/// followed by a pseudonym either, and neither is who asks not to be (`Sec-GPC`, `DNT`).
pub(super) fn page_client(request: &HttpRequest, state: &AppState) -> Client {
    let headers = request.headers();
    let personalise = session::preferences(&request.get_session()).personalise;
    let minds = !personalise || says_one(headers, "sec-gpc") || says_one(headers, "dnt");
    let person = if minds { None } else { person(request) };
    let origin = Origin {
        pseudonym: person.map(|person| state.events.pseudonym(person)),
        surface: Surface::Page,
        bot: bot(headers, &[CRAWLERS, TOOLS]),
    };
    let is_ahead = is_ahead(headers) || request.extensions().contains::<AsHead>();
    Client { origin, address: client_address(request, state), is_ahead }
}

/// A program that uses the API. Nobody is known there.
pub(super) fn api_client(request: &HttpRequest, state: &AppState) -> Client {
    let headers = request.headers();
    let is_ahead = is_ahead(headers) || request.extensions().contains::<AsHead>();
    Client {
        origin: api_origin(bot(headers, &[CRAWLERS])),
        address: client_address(request, state),
        is_ahead,
    }
}

/// The person whose session or account the request shows.
pub(super) fn person(request: &HttpRequest) -> Option<Person> {
    match &Visitor::of(request).identity {
        Some(identity) => Some(Person::Account(identity.account.id)),
        None => session::browser(&request.get_session()).map(Person::Browser),
    }
}

/// Why the sender is taken for a program. Who does not say what they are is none that people use.
fn bot(headers: &HeaderMap, names: &[&[&str]]) -> Option<BotReason> {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let agent = agent.to_ascii_lowercase();
    let declared = names.iter().copied().flatten().any(|name| agent.contains(name));
    declared.then_some(BotReason::Declared)
}

/// Whether a browser fetches what nobody has asked for yet (Fetch, section 2.2.5, and what came before it).
fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        let said = headers.get(*name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        ["prefetch", "prerender", "preview"].iter().any(|purpose| said.contains(purpose))
    })
}

fn says_one(headers: &HeaderMap, name: &str) -> bool {
    headers.get(name).is_some_and(|value| value == "1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        [(HeaderName::from_static(name), HeaderValue::from_static(value))].into_iter().collect()
    }

    #[test]
    fn a_program_is_known_by_its_name_and_a_browser_is_none() {
        let on_pages = |agent| bot(&headers("user-agent", agent), &[CRAWLERS, TOOLS]).is_some();
        let in_the_api = |agent| bot(&headers("user-agent", agent), &[CRAWLERS]).is_some();
        for crawler in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
            "facebookexternalhit/1.1",
        ] {
            assert!(on_pages(crawler) && in_the_api(crawler), "{crawler}");
        }
        for tool in ["curl/8.5.0", "python-requests/2.32"] {
            assert!(on_pages(tool) && !in_the_api(tool), "{tool}");
        }
        for browser in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
             Version/18.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile \
             Safari/537.36 XWEB/1 MicroMessenger/8.0",
            "",
        ] {
            assert!(!on_pages(browser), "{browser}");
        }
    }

    #[test]
    fn what_is_fetched_ahead_is_seen_by_nobody() {
        for (name, value) in
            [("sec-purpose", "prefetch"), ("sec-purpose", "prefetch;prerender"), ("x-moz", "prefetch")]
        {
            assert!(is_ahead(&headers(name, value)), "{name}: {value}");
        }
        assert!(!is_ahead(&headers("sec-fetch-dest", "document")));
    }
}
