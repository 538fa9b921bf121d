//! RFC 9457 problem documents: the one shape in which the API reports faults.

use actix_session::SessionInsertError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, RETRY_AFTER};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use domain::error::{ErrorCode, FieldError};
use serde::Serialize;
use std::cell::RefCell;
use std::fmt;

use crate::http::request_id;
use crate::services::accounts::AccountError;
use crate::services::catalogue::CatalogueError;
use crate::services::events::EventError;
use crate::services::reports::ReportError;
use crate::services::search::SearchError;
use crate::services::staff::StaffError;

/// Faulty fields that an answer names at most, and how much of a field's name: a request may hold thousands, and
/// a field may be called anything.
const MAX_FIELDS: usize = 50;
const MAX_NAME: usize = 60;

/// A fault on its way to the client.
///
/// `source` is what the log is told; the client sees it only through `code` and `fields`.
pub struct Problem {
    code: ErrorCode,
    detail: Option<String>,
    fields: Vec<FieldError>,
    /// Logged once, when the answer is made.
    source: RefCell<Option<Box<dyn std::error::Error>>>,
}

/// The document itself.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ProblemDocument {
    /// Always `about:blank`: the code says which problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// A stable code.
    code: &'static str,
    /// A short title in English.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is wrong with this request.
    detail: String,
    /// One entry per field that cannot be used.
    fields: Vec<ProblemField>,
    /// Names the request in the server's log.
    request_id: String,
}

/// One field's fault.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ProblemField {
    /// The parameter's name.
    field: String,
    /// What is wrong and what would be right.
    message: String,
}

impl Problem {
    /// A fault with nothing more to say than its code.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self { code, detail: None, fields: Vec::new(), source: RefCell::new(None) }
    }

    /// Fields that cannot be used.
    #[must_use]
    pub fn fields(mut fields: Vec<FieldError>) -> Self {
        fields.truncate(MAX_FIELDS);
        for fault in &mut fields {
            if let Some((end, _)) = fault.field.char_indices().nth(MAX_NAME) {
                fault.field.truncate(end);
            }
        }
        Self { fields, ..Self::new(ErrorCode::InvalidInput) }
    }

    /// Adds what is wrong with this request.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    fn caused_by(code: ErrorCode, source: impl std::error::Error + 'static) -> Self {
        Self { source: RefCell::new(Some(Box::new(source))), ..Self::new(code) }
    }

    /// What kind of fault it is.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Invalid(fields) => Self::fields(fields),
            // No fault, and too frequent to be logged one by one when it happens.
            SearchError::Busy => Self::new(error.code()),
            error => Self::caused_by(error.code(), error),
        }
    }
}

impl From<CatalogueError> for Problem {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Search(error) => error.into(),
            CatalogueError::NotFound => {
                Self::new(ErrorCode::NotFound).detail("There is no product with this id.")
            }
            error @ CatalogueError::Store(_) => Self::caused_by(error.code(), error),
        }
    }
}

impl From<StaffError> for Problem {
    fn from(error: StaffError) -> Self {
        match error.code() {
            ErrorCode::Internal => Self::caused_by(ErrorCode::Internal, error),
            code => Self::new(code).detail(format!("{error}.")),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Full(full) => Self::new(ErrorCode::Conflict).detail(format!("{full}.")),
            AccountError::LinkUnknown => Self::new(ErrorCode::NotFound),
            AccountError::TooMany => Self::new(ErrorCode::Busy).detail("Too many links were asked for."),
            error => Self::caused_by(ErrorCode::Internal, error),
        }
    }
}

impl From<ReportError> for Problem {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Invalid(_) => Self::new(ErrorCode::InvalidInput),
            ReportError::NotFound => Self::new(ErrorCode::NotFound),
            ReportError::TooMany => Self::new(ErrorCode::Busy).detail("Too many reports."),
            error @ ReportError::Store(_) => Self::caused_by(ErrorCode::Internal, error),
        }
    }
}

impl From<EventError> for Problem {
    fn from(error: EventError) -> Self {
        match error {
            EventError::Unknown => {
                Self::new(ErrorCode::NotFound).detail("Nothing was shown under this id, or too long ago.")
            }
            EventError::TooMany => Self::new(ErrorCode::TooManyRequests).detail("Too many clicks."),
            error @ EventError::Store(_) => Self::caused_by(ErrorCode::Internal, error),
        }
    }
}

impl From<SessionInsertError> for Problem {
    fn from(error: SessionInsertError) -> Self {
        Self::caused_by(ErrorCode::Internal, error)
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("code", &self.code)
            .field("fields", &self.fields)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.title())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        let request_id = request_id::current();
        if let Some(source) = self.source.take() {
            tracing::error!(code = self.code.name(), request_id, error = %source, "request failed");
        }
        let detail = match (&self.detail, self.fields.as_slice()) {
            (Some(detail), _) => detail.clone(),
            (None, []) => self.code.title().to_owned(),
            (None, fields) => {
                let each: Vec<_> = fields.iter().map(ToString::to_string).collect();
                each.join("; ")
            }
        };
        let mut answer = HttpResponseBuilder::new(self.status());
        answer.insert_header((CONTENT_TYPE, "application/problem+json"));
        if matches!(self.code, ErrorCode::Busy | ErrorCode::NotReady | ErrorCode::TooManyRequests) {
            answer.insert_header((RETRY_AFTER, "1"));
        }
        answer.json(ProblemDocument {
            kind: "about:blank",
            code: self.code.name(),
            title: self.code.title(),
            status: self.code.status(),
            detail,
            fields: self
                .fields
                .iter()
                .map(|error| ProblemField { field: error.field.clone(), message: error.fault.to_string() })
                .collect(),
            request_id,
        })
    }
}
