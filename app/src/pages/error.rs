//! Pages that say what went wrong, and what to do next.

use crate::components::form::error_summary;
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::ports::PortError;
use domain::error::{ErrorCode, FieldError};
use leptos::prelude::*;

/// For addresses that lead nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let page = Page::current();
    fault(&page, &PortError { code: ErrorCode::NotFound, fields: Vec::new() })
}

/// The page of a fault, with its status.
#[must_use]
pub fn fault(page: &Page, error: &PortError) -> AnyView {
    page.set_status(error.code.status());
    view! {
        <PageTitle text=format!("Error: {}", error.code.title())/>
        {(!error.fields.is_empty())
            .then(|| view! { <div class="page page--narrow">{error_summary(&error.fields, false)}</div> })}
        <ErrorView code=error.code request_id=page.request_id.clone()/>
    }
    .into_any()
}

/// What is wrong with the address, and the way back to the form.
#[must_use]
pub fn refused(page: &Page, errors: &[FieldError]) -> AnyView {
    page.set_status(ErrorCode::InvalidInput.status());
    let raw = form_urlencoded::Serializer::new(String::new()).extend_pairs(page.pairs()).finish();
    view! {
        <PageTitle text="Error: This address cannot be understood"/>
        <div class="page page--narrow">
            {error_summary(errors, false)}
            <h1>"This address cannot be understood"</h1>
            <p>"Nothing was guessed. Change what is named above and try again."</p>
            <p class="actions">
                <a class="button" href=format!("/?{raw}")>"Back to the form"</a>
                <a class="button button--quiet" href=crate::address::SEARCH>"See all loans"</a>
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
        ErrorCode::NotFound => {
            "The address may be mistyped, or the loan may have left its lender’s list. A search shows what is \
             on offer now."
        }
        ErrorCode::InvalidInput | ErrorCode::MalformedRequest | ErrorCode::MethodNotAllowed => {
            "Something in the address or the form cannot be used. Start again from the form; your answers are kept."
        }
        ErrorCode::TooLarge => "The request holds more than this site takes. Shorten it and try again.",
        ErrorCode::CrossOrigin => {
            "For your safety, forms are accepted from this site’s own pages only. Open the form here and send it again."
        }
        ErrorCode::Busy | ErrorCode::Timeout | ErrorCode::NotReady => {
            "Your answers are kept. Please try again in a moment."
        }
        ErrorCode::Conflict => "Load the page again to see what changed.",
        ErrorCode::Internal => "The fault is ours and has been recorded. Please try again in a moment.",
    };
    let request_id = (code == ErrorCode::Internal).then_some(request_id).flatten();
    view! {
        <div class="page page--narrow">
            <h1>{code.title()}</h1>
            <p>{advice}</p>
            {request_id.map(|id| view! { <p class="note">"Reference: " <code>{id}</code></p> })}
            <p class="actions">
                <a class="button" href="/">"Find a loan"</a>
                <a class="button button--quiet" href="/search">"See all loans"</a>
            </p>
        </div>
    }
}
