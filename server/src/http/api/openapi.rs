//! The API's OpenAPI 3.1 document and a page to browse it.

use super::{changes, dto, events, matches, products, search, suggest};
use crate::http::problem::{ProblemDocument, ProblemField};
use actix_web::HttpResponse;
use serde_json::Value;
use std::fmt::Write as _;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// What `GET` and `POST /api/v1/search` and `/api/v1/match` take. Documentation only: `domain::query` reads them.
#[derive(IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "documents the parameters that domain::query parses")]
pub(super) struct SearchParameters {
    /// Words to look for; at most 200 characters. Typos, word forms and Chinese are understood.
    q: Option<String>,
    /// Kinds of credit: personal_loan, home_loan, business_loan, credit_card, overdraft, lease, margin_loan,
    /// trade_finance. Repeatable; any of them.
    category: Option<Vec<String>>,
    /// The amount needed, in major units of the catalogue's currency: 15000.00. As people type it will do, here and
    /// in every other amount: 15,000, 15k, $15,000, 1.5万. What could mean two amounts is refused.
    amount: Option<String>,
    /// The term, in months: 1 to 600. 3 years and 3年 are understood.
    term_months: Option<u16>,
    /// What the money is for: car, debt_consolidation, home_purchase, …
    purpose: Option<String>,
    /// Income before tax, a year.
    income_annual: Option<String>,
    /// Age in years; used for lenders' own rules alone.
    age: Option<u8>,
    /// employed, self_employed, casual, contractor, retired, student, unemployed.
    employment: Option<String>,
    /// citizen, permanent_resident, temporary_visa, non_resident.
    residency: Option<String>,
    /// The letters after the country's in ISO 3166-2: NSW.
    region: Option<String>,
    /// excellent, good, fair, poor, none.
    credit_band: Option<String>,
    /// What existing loans cost a month.
    existing_repayments_monthly: Option<String>,
    /// For home loans: what the property is worth.
    property_value: Option<String>,
    /// For home loans: what the borrower pays themselves.
    deposit: Option<String>,
    /// Only these lenders, by id. Repeatable.
    institution: Option<Vec<String>>,
    /// fixed, variable. Repeatable.
    rate_type: Option<Vec<String>>,
    /// Only products whose rate for this amount is at most this decimal fraction: 0.07 is 7 %.
    max_rate: Option<f64>,
    /// Only secured, or only unsecured products.
    secured: Option<bool>,
    /// Only products whose lender publishes fees, none of them yearly and none of an unknown amount.
    no_annual_fee: Option<bool>,
    /// Features that products must have. Repeatable; all of them.
    feature: Option<Vec<String>>,
    /// Leave out products of which a rule is known not to be met.
    eligible_only: Option<bool>,
    /// Search inside an earlier answer's results: its `result_set`.
    within: Option<String>,
    /// best, rate, total_cost, instalment, approval, newest. Products of which a rule is known not to be met stand
    /// last in every order; in that of total_cost, those whose lender publishes no fees stand behind those whose
    /// total is whole.
    sort: Option<String>,
    /// Whether the borrower's profile may influence order and verdicts; true unless said otherwise.
    personalise: Option<bool>,
    /// Whether what lenders pay the operator may influence the order, as far as the ranking policy lets it; true
    /// unless said otherwise. Paid influence is labelled either way.
    payment: Option<bool>,
    /// Whether one place of the first page, in the order `best`, may try a product of which little is known; that result
    /// has an `exploration`. Only true if said. Pass the answer's `order` on to further pages then.
    explore: Option<bool>,
    /// The `order` of an earlier page's answer: a further page goes on where that one ended, and does not repeat what it
    /// tried. Left out, the newest order.
    order: Option<String>,
    /// The page, from 1.
    page: Option<u32>,
    /// Results a page: 1 to 100, 20 unless said otherwise.
    per_page: Option<u32>,
    /// Whether each score shows its parts; true unless said otherwise.
    explain: Option<bool>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Lendlight API",
        description = "Search loan products with a borrower's profile. Money is a decimal string in major units, \
                       rates are decimal fractions, probabilities lie in [0, 1], times are RFC 3339 UTC."
    ),
    paths(
        search::get,
        search::post,
        matches::get,
        matches::post,
        products::get,
        products::schedule,
        events::click,
        suggest::get
    ),
    components(schemas(
        SearchParameters,
        dto::SearchDto,
        dto::ResultDto,
        changes::OpeningsDto,
        changes::RaisesDto,
        matches::MatchDto,
        products::ProductDto,
        products::ScheduleDto,
        suggest::SuggestDto,
        events::ClickDto,
        ProblemDocument,
        ProblemField
    ))
)]
struct Document;

/// `GET /api/v1/openapi.json`.
pub(super) async fn document() -> HttpResponse {
    HttpResponse::Ok().json(Document::openapi())
}

/// `GET /api/v1/docs`: the same document as a page without scripts.
pub(super) async fn page() -> HttpResponse {
    let document = serde_json::to_value(Document::openapi()).unwrap_or_default();
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(render(&document))
}

fn render(document: &Value) -> String {
    let mut html = String::from(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Lendlight API</title></head><body><main><h1>Lendlight API</h1>",
    );
    let _ = write!(html, "<p>{}</p>", text(document, "/info/description"));
    html.push_str("<p><a href=\"/api/v1/openapi.json\">OpenAPI 3.1 document</a></p>");
    for (path, methods) in members(document, "/paths") {
        for (method, operation) in members(methods, "") {
            let _ = write!(html, "<h2>{} {}</h2>", escape(&method.to_uppercase()), escape(path));
            let _ =
                write!(html, "<p>{} {}</p>", text(operation, "/summary"), text(operation, "/description"));
            parameters(&mut html, operation);
            html.push_str("<h3>Answers</h3><dl>");
            for (status, answer) in members(operation, "/responses") {
                let _ = write!(html, "<dt>{}</dt><dd>{}</dd>", escape(status), text(answer, "/description"));
            }
            html.push_str("</dl>");
        }
    }
    html.push_str("<h2>Shapes</h2>");
    for (name, schema) in members(document, "/components/schemas") {
        let pretty = serde_json::to_string_pretty(schema).unwrap_or_default();
        let _ = write!(
            html,
            "<details><summary>{}</summary><pre>{}</pre></details>",
            escape(name),
            escape(&pretty)
        );
    }
    html.push_str("</main></body></html>");
    html
}

fn parameters(html: &mut String, operation: &Value) {
    let list = operation.get("parameters").and_then(Value::as_array);
    let Some(parameters) = list.filter(|list| !list.is_empty()) else { return };
    html.push_str("<h3>Parameters</h3><dl>");
    for parameter in parameters {
        let (name, about) = (text(parameter, "/name"), text(parameter, "/description"));
        let _ = write!(html, "<dt><code>{name}</code></dt><dd>{about}</dd>");
    }
    html.push_str("</dl>");
}

/// The text at a JSON pointer, escaped; empty if there is none.
fn text(value: &Value, pointer: &str) -> String {
    escape(value.pointer(pointer).and_then(Value::as_str).unwrap_or_default())
}

/// The members of the object at a JSON pointer.
fn members<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value.pointer(pointer).and_then(Value::as_object).into_iter().flatten()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_every_parameter() {
        let document = serde_json::to_value(Document::openapi()).unwrap();
        let listed = document["paths"]["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
        let names: Vec<&str> = listed.iter().filter_map(|p| p["name"].as_str()).collect();
        assert_eq!(names, domain::query::PARAMETERS);
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    }

    #[test]
    fn the_page_lists_every_path() {
        let document = serde_json::to_value(Document::openapi()).unwrap();
        let html = render(&document);
        for path in document["paths"].as_object().unwrap().keys() {
            assert!(html.contains(path.as_str()), "{path}");
        }
    }
}
