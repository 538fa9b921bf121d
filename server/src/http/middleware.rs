//! What every request passes through: a request id, limits, security headers, an access log line, metrics.

use super::problem::Problem;
use super::request_id;
use crate::config::LimitsConfig;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError, web};
use app::ports::RequestId;
use domain::error::ErrorCode;
use std::time::{Duration, Instant};

/// For answers that are no page: nothing may be loaded or framed.
const STRICT_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// A page's policy: only this site, and the scripts of this page by their nonce.
pub(super) fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Gives the request an id, checks its address and origin, bounds its time, and finishes its answer.
pub(super) async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    request_id::scope(|id| async move {
        request.extensions_mut().insert(RequestId(id.clone()));
        let (method, path) = (request.method().clone(), request.path().to_owned());
        let mut answer = handle(request, next).await;
        finish(answer.headers_mut(), &id);
        let (status, elapsed) = (answer.status().as_u16(), started.elapsed());
        record(status, elapsed);
        // The path alone: a query may hold what a borrower chose to put there.
        tracing::debug!(request_id = id, %method, path, status, ms = elapsed.as_secs_f64() * 1e3, "answered");
        Ok(answer)
    })
    .await
}

async fn handle(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> ServiceResponse<BoxBody> {
    let limits = request.app_data::<web::Data<LimitsConfig>>().map(|limits| limits.get_ref().clone());
    let limits = limits.unwrap_or_default();
    if let Err(problem) = check(&request, &limits) {
        return request.into_response(problem.error_response());
    }
    let raw = request.request().clone();
    let answered =
        tokio::time::timeout(Duration::from_secs(limits.request_seconds), next.call(request)).await;
    match answered {
        Ok(Ok(answer)) => answer.map_into_boxed_body(),
        Ok(Err(error)) => ServiceResponse::new(raw, error.error_response()),
        Err(_) => ServiceResponse::new(raw, Problem::new(ErrorCode::Timeout).error_response()),
    }
}

fn check(request: &ServiceRequest, limits: &LimitsConfig) -> Result<(), Problem> {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > limits.address_bytes {
        let detail = format!("The address is longer than {} bytes.", limits.address_bytes);
        return Err(Problem::new(ErrorCode::TooLarge).detail(detail));
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_same_origin(request.headers()) {
        return Err(Problem::new(ErrorCode::CrossOrigin));
    }
    Ok(())
}

/// Whether a request that may change something comes from this site. Browsers send `Origin` with every such
/// request; programs send none, and carry no cookie that somebody else could use.
fn is_same_origin(headers: &HeaderMap) -> bool {
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

fn finish(headers: &mut HeaderMap, id: &str) {
    let mut set_default = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set_default(CONTENT_SECURITY_POLICY, STRICT_POLICY);
    set_default(CACHE_CONTROL, "no-store");
    set_default(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set_default(X_FRAME_OPTIONS, "DENY");
    set_default(REFERRER_POLICY, "same-origin");
    set_default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set_default(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set_default(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    );
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(HeaderName::from_static(request_id::HEADER), id);
    }
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

/// Answers `HEAD` as `GET` would, without the body: the pages' router knows only `GET`.
pub(super) async fn head_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        request.head_mut().method = Method::GET;
    }
    let answer = next.call(request).await?.map_into_boxed_body();
    Ok(if is_head { answer.map_body(|_, _| BoxBody::new(())) } else { answer })
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
}
