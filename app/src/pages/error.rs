//! Pages that say what went wrong, and what to do next.

use crate::components::form::error_summary;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::ports::PortError;
use crate::t;
use crate::words;
use domain::error::{ErrorCode, FieldError};
use leptos::prelude::*;

/// For addresses that lead nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    not_found(&Page::current())
}

/// The page of an address that leads nowhere.
#[must_use]
pub fn not_found(page: &Page) -> AnyView {
    failed(page, &PortError { code: ErrorCode::NotFound, fields: Vec::new() })
}

/// The page of what went wrong, with its status.
#[must_use]
pub fn failed(page: &Page, error: &PortError) -> AnyView {
    if error.code == ErrorCode::InvalidInput {
        return refused(page, &error.fields);
    }
    page.set_status(error.code.status());
    view! {
        <PageTitle text=t!("fault-page-title", title = words::error_title(error.code))/>
        <ErrorView code=error.code request_id=page.request_id.clone()/>
    }
    .into_any()
}

/// What is wrong with the address, and the way back to the form.
#[must_use]
pub fn refused(page: &Page, errors: &[FieldError]) -> AnyView {
    page.set_status(ErrorCode::InvalidInput.status());
    let raw = form_urlencoded::Serializer::new(String::new()).extend_pairs(page.pairs()).finish();
    let title = t!("error-refused");
    view! {
        <PageTitle text=t!("fault-page-title", title = title.clone())/>
        <div class="page page--narrow">
            {error_summary(errors, false)}
            <h1>{title}</h1>
            <p>{t!("error-refused-advice")}</p>
            <p class="actions">
                <a class="button" href=format!("/?{raw}")>{t!("error-back")}</a>
                <a class="button button--quiet" href=crate::address::SEARCH>{t!("error-all")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// What went wrong and what to do next, in words.
#[component]
pub fn ErrorView(
    /// The kind of fault.
    code: ErrorCode,
    /// Under which the log knows more.
    request_id: Option<String>,
) -> impl IntoView {
    let advice = match code {
        ErrorCode::NotFound => t!("error-advice-nothing-here"),
        ErrorCode::InvalidInput | ErrorCode::MalformedRequest | ErrorCode::MethodNotAllowed => {
            t!("error-advice-unusable")
        }
        ErrorCode::TooLarge => t!("error-advice-shorten"),
        ErrorCode::NotSignedIn => t!("error-advice-sign-in"),
        ErrorCode::Forbidden => t!("error-advice-role"),
        ErrorCode::CrossOrigin => t!("error-advice-own-pages"),
        ErrorCode::Busy | ErrorCode::TooManyRequests | ErrorCode::Timeout | ErrorCode::NotReady => {
            t!("error-advice-later")
        }
        ErrorCode::Conflict => t!("error-advice-reload"),
        ErrorCode::Internal => t!("error-advice-ours"),
    };
    let request_id = (code == ErrorCode::Internal).then_some(request_id).flatten();
    view! {
        <div class="page page--narrow">
            <h1>{words::error_title(code)}</h1>
            <p>{advice}</p>
            {request_id.map(|id| view! { <p class="note">{t!("error-reference")} " " <code>{id}</code></p> })}
            <p class="actions">
                <a class="button" href="/">{t!("home-title")}</a>
                <a class="button button--quiet" href=crate::address::SEARCH>{t!("error-all")}</a>
            </p>
        </div>
    }
}
