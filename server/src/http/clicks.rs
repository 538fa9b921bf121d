//! Clicks without scripts: a result's link to its product names the impression, which is a random id that says
//! nothing of anybody. The product's page counts it and leads on without it.

use super::audience::page_client;
use super::state::AppState;
use crate::clock;
use crate::services::events::EventError;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use app::address::{IMPRESSION, is_product};
use uuid::Uuid;

/// Counts the click that led to a product's page, before the page is answered.
pub(super) async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_view = request.method() == Method::GET && is_product(request.path());
    let impression = is_view.then(|| impression(request.query_string())).flatten();
    if let (Some(impression), Some(state)) = (impression, request.app_data::<Data<AppState>>().cloned()) {
        let client = page_client(request.request(), &state);
        // A page is worth showing whether or not it counts.
        match state.events.click(impression, client, clock::now()).await {
            Err(error @ EventError::Store(_)) => {
                let request_id = super::request_id::current();
                tracing::error!(request_id, %error, "a click is lost");
            }
            Ok(()) | Err(EventError::Unknown | EventError::TooMany) => {}
        }
    }
    next.call(request).await
}

/// The impression that an address names.
fn impression(query: &str) -> Option<Uuid> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == IMPRESSION).and_then(|(_, value)| value.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_an_impression_or_none() {
        let id = Uuid::from_u128(0x0198_a1b2_0000_7000_8000_0000_0000_0001);
        assert_eq!(impression(&format!("amount=15000&impression={id}")), Some(id));
        assert_eq!(impression("impression=x&amount=1"), None);
        assert_eq!(impression(""), None);
    }
}
