//! `POST /products/{id}/report`: a visitor says that a figure is wrong.

use super::client_address::client_address;
use super::problem::Problem;
use super::see_other;
use super::session;
use super::state::AppState;
use crate::clock;
use crate::services::reports::{ReportError, Typed};
use actix_session::Session;
use actix_web::{HttpRequest, HttpResponse, web};
use app::ports::SentForm;
use domain::error::ErrorCode;
use domain::product::ProductId;
use serde::Deserialize;

/// How much of a faulty report is kept to be shown again, in bytes: what fits into the cookie beside the answers.
const KEPT_CORRECTION: usize = 1_500;
/// The same of the source.
const KEPT_SOURCE: usize = 300;

/// The form.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    figure: String,
    #[serde(default)]
    correction: String,
    #[serde(default)]
    source: String,
}

/// Keeps a report, or leads back to the form with what is wrong.
pub(super) async fn add(
    state: web::Data<AppState>,
    request: HttpRequest,
    session: Session,
    path: web::Path<String>,
    form: web::Form<Form>,
) -> Result<HttpResponse, Problem> {
    let not_found = || Problem::new(ErrorCode::NotFound).detail("There is no product with this id.");
    let product: ProductId = path.parse().map_err(|_| not_found())?;
    let from = client_address(&request, &state);
    let typed = Typed { figure: &form.figure, correction: &form.correction, source: &form.source };
    let faults = match state.reports.add(product, typed, from, clock::now()).await {
        Ok(_) => {
            session::forget_sent(&session);
            return Ok(see_other(&format!("/products/{product}/report?sent=1")));
        }
        Err(ReportError::Invalid(faults)) => faults,
        Err(ReportError::TooMany) => vec![("correction", "too-many-reports")],
        Err(ReportError::NotFound) => return Err(not_found()),
        Err(error) => return Err(error.into()),
    };
    let values = [
        ("figure", shorten(&form.figure, KEPT_SOURCE)),
        ("correction", shorten(&form.correction, KEPT_CORRECTION)),
        ("source", shorten(&form.source, KEPT_SOURCE)),
    ];
    session::remember_sent(&session, &SentForm::new(format!("report:{product}"), values, faults))?;
    Ok(see_other(&format!("/products/{product}/report?again=1")))
}

/// The beginning of a text that has no more than so many bytes.
fn shorten(text: &str, bytes: usize) -> String {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(shorten("利率", 5), "利");
        assert_eq!(shorten("利率", 6), "利率");
        assert_eq!(shorten("6.2 %", 100), "6.2 %");
    }
}
