//! What the server provides to a page, taken once when the page begins.

use crate::ports::{CatalogueCurrency, Ports, RequestId, Viewer};
use domain::money::Currency;
use leptos::prelude::*;
use leptos_actix::ResponseOptions;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// A page's surroundings. Anything may be missing while routes are being listed, when no request exists.
#[derive(Clone)]
pub struct Page {
    /// The server, or `None` where there is none to ask.
    pub ports: Option<Arc<dyn Ports>>,
    /// Who looks.
    pub viewer: Viewer,
    /// The currency that amounts are typed in.
    pub currency: Currency,
    /// The names and values after the address's question mark, decoded.
    pub query: Vec<(String, String)>,
    /// The request's id, which a fault's page shows.
    pub request_id: Option<String>,
    response: Option<ResponseOptions>,
}

impl Page {
    /// Reads what the server provided.
    #[must_use]
    pub fn current() -> Self {
        let url = use_context::<RequestUrl>();
        let raw = url.as_ref().and_then(|url| url.as_ref().split_once('?')).map_or("", |(_, query)| query);
        Self {
            ports: use_context::<Arc<dyn Ports>>(),
            viewer: use_context::<Viewer>().unwrap_or_default(),
            currency: use_context::<CatalogueCurrency>().map_or(Currency::AUD, |known| known.0),
            // Read here and not from the router, which decodes twice: a typed `%25` would come out as `%`.
            query: form_urlencoded::parse(raw.as_bytes()).into_owned().collect(),
            request_id: use_context::<RequestId>().map(|id| id.0),
            response: use_context::<ResponseOptions>(),
        }
    }

    /// The query's names and values, borrowed.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Answers with this HTTP status.
    pub fn set_status(&self, status: u16) {
        if let (Some(response), Ok(status)) = (&self.response, status.try_into()) {
            response.set_status(status);
        }
    }
}
