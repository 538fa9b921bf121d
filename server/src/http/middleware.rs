//! What every request passes through: a request id, limits, security headers, an access log line, metrics.

use super::problem::Problem;
use super::state::AppState;
use super::{headers, language, request_id};
use crate::config::LimitsConfig;
use actix_web::body::{self, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderMap, HeaderValue, ORIGIN,
};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError, web};
use app::ports::RequestId;
use app::text::Language;
use domain::error::ErrorCode;
use std::time::{Duration, Instant};

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Gives the request an id, checks its address and origin, bounds its time, and completes its answer.
pub(super) async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    request_id::scope(|id| async move {
        request.extensions_mut().insert(RequestId(id.clone()));
        let (method, path) = (request.method().clone(), request.path().to_owned());
        let reader = Reader::of(&request);
        let mut answer = handle(request, next).await.map(|answer| reader.read(answer));
        if let Ok(answer) = &mut answer {
            headers::complete(answer.status(), answer.headers_mut());
        }
        let status = match &answer {
            Ok(answer) => answer.status().as_u16(),
            Err(error) => error.as_response_error().status_code().as_u16(),
        };
        let elapsed = started.elapsed();
        record(status, elapsed);
        // The path alone: a query may hold what a borrower chose to put there.
        tracing::debug!(request_id = id, %method, path, status, ms = elapsed.as_secs_f64() * 1e3, "answered");
        // A fault becomes an answer further out, where the request's id is no longer known.
        answer.map_err(|error| headed(&error, &reader))
    })
    .await
}

/// The same fault with its answer made and completed.
fn headed(error: &Error, reader: &Reader) -> Error {
    let mut answer = reader.document(error).unwrap_or_else(|| error.error_response());
    headers::complete(answer.status(), answer.headers_mut());
    InternalError::from_response("answered", answer).into()
}

/// Who reads the answer of a fault: a person gets a page, a program a problem document.
struct Reader {
    /// The state with the assets that a page names; `None` for a program.
    person: Option<web::Data<AppState>>,
    language: Language,
}

impl Reader {
    fn of(request: &ServiceRequest) -> Self {
        let accept =
            request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
        let is_person = accept.contains("text/html") && !request.path().starts_with("/api/");
        Self {
            person: request.app_data::<web::Data<AppState>>().filter(|_| is_person).cloned(),
            language: language::of(request.request()),
        }
    }

    /// The page of a fault, if a person reads it.
    fn document(&self, error: &Error) -> Option<HttpResponse> {
        let (state, problem) = (self.person.as_ref()?, error.as_error::<Problem>()?);
        // Also writes what the log is told.
        let mut answer = problem.error_response();
        let id = request_id::current();
        let page = app::error_document(&state.assets.paths(), problem.code(), Some(&id), self.language);
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(headers::FAULT_POLICY));
        Some(answer.set_body(BoxBody::new(page)))
    }

    /// The answer with its problem document replaced by a page, if a person reads it.
    fn read(&self, answer: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
        match answer.response().error().and_then(|error| self.document(error)) {
            Some(page) => answer.into_response(page),
            None => answer,
        }
    }
}

async fn handle(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limits = request.app_data::<web::Data<LimitsConfig>>().map(|limits| limits.get_ref().clone());
    let limits = limits.unwrap_or_default();
    check(&request, &limits)?;
    // No clone of the request may be kept meanwhile: routing writes into it.
    match tokio::time::timeout(Duration::from_secs(limits.request_seconds), next.call(request)).await {
        Ok(answer) => Ok(answer?.map_into_boxed_body()),
        Err(_) => Err(Problem::new(ErrorCode::Timeout).into()),
    }
}

fn check(request: &ServiceRequest, limits: &LimitsConfig) -> Result<(), Problem> {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > limits.address_bytes {
        let detail = format!("The address is longer than {} bytes.", limits.address_bytes);
        return Err(Problem::new(ErrorCode::TooLarge).detail(detail));
    }
    // It would be unpacked piece by piece, each to its whole length before the limit on bodies is looked at: a few
    // kilobytes could fill the memory.
    if request.headers().get(CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        let detail = "Send the body as it is: packed bodies are not read.";
        return Err(Problem::new(ErrorCode::MalformedRequest).detail(detail));
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_same_origin(request.headers()) {
        return Err(Problem::new(ErrorCode::CrossOrigin));
    }
    Ok(())
}

/// Whether a request that may change something comes from this site. Browsers send `Origin` with every such
/// request, and most say in `Sec-Fetch-Site` what they know of the page that sent it; programs send neither, and
/// carry no cookie that somebody else could use.
fn is_same_origin(headers: &HeaderMap) -> bool {
    if headers.get(SEC_FETCH_SITE).is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let (Ok(origin), Some(Ok(host))) = (origin.to_str(), headers.get(HOST).map(HeaderValue::to_str)) else {
        return false;
    };
    origin
        .parse::<Uri>()
        .ok()
        .and_then(|uri| uri.authority().map(|name| name.as_str() == host))
        .unwrap_or(false)
}

fn record(status: u16, elapsed: Duration) {
    let class = match status {
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    metrics::counter!("lendlight_http_requests_total", "class" => class).increment(1);
    metrics::histogram!("lendlight_http_seconds").record(elapsed.as_secs_f64());
}

/// Marks a request that asked by `HEAD`, and so shows its answer to nobody.
pub(super) struct AsHead;

/// Answers `HEAD` as `GET` would, without the body: the pages' router knows only `GET`.
pub(super) async fn head_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(AsHead);
    }
    let answer = next.call(request).await?.map_into_boxed_body();
    // No body, rather than an empty one, which would claim a length of 0.
    Ok(if is_head { answer.map_body(|_, _| BoxBody::new(body::None::new())) } else { answer })
}

/// What a request that is answered by nothing else gets from the API's or the pages' limits.
pub(super) fn error_handlers(config: &mut web::ServiceConfig, limits: &LimitsConfig) {
    let largest = limits.body_bytes;
    let too_large =
        move || Problem::new(ErrorCode::TooLarge).detail(format!("The body is larger than {largest} bytes."));
    config
        .app_data(web::PayloadConfig::new(largest))
        .app_data(web::FormConfig::default().limit(largest).error_handler(move |error, _| {
            let problem = match error {
                actix_web::error::UrlencodedError::Overflow { .. } => too_large(),
                _ => Problem::new(ErrorCode::MalformedRequest),
            };
            problem.into()
        }))
        .app_data(web::PathConfig::default().error_handler(|_, _| Problem::new(ErrorCode::NotFound).into()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderName;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn another_sites_page_may_change_nothing() {
        assert!(is_same_origin(&headers(&[("host", "lend.example"), ("origin", "https://lend.example")])));
        assert!(is_same_origin(&headers(&[("host", "lend.example")])));
        for origin in
            ["https://evil.example", "null", "https://lend.example.evil.example", "https://lend.example:8443"]
        {
            let map: HeaderMap = [
                (HOST, HeaderValue::from_static("lend.example")),
                (ORIGIN, HeaderValue::from_static(origin)),
            ]
            .into_iter()
            .collect();
            assert!(!is_same_origin(&map), "{origin}");
        }
    }

    #[test]
    fn what_the_browser_knows_of_the_sender_counts_too() {
        let from = |site: &'static str| {
            let sent = [("host", "lend.example"), ("origin", "https://lend.example"), (SEC_FETCH_SITE, site)];
            is_same_origin(&headers(&sent))
        };
        assert!(from("same-origin") && from("none"));
        assert!(!from("cross-site") && !from("same-site") && !from("anything"));
        assert!(!is_same_origin(&headers(&[("host", "lend.example"), (SEC_FETCH_SITE, "cross-site")])));
    }
}
