//! The JSON API under `/api/v1`. Handlers parse, call one service, and answer.

mod changes;
pub(super) mod dto;
mod events;
mod matches;
mod openapi;
mod products;
mod search;
mod suggest;

use crate::http::problem::Problem;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, ResponseError};
use domain::error::ErrorCode;

/// Adds the API's routes.
pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(
        web::scope("/api/v1")
            .service(
                web::resource("/search")
                    .get(search::get)
                    .post(search::post)
                    .default_service(web::to(method_not_allowed)),
            )
            .service(
                web::resource("/match")
                    .get(matches::get)
                    .post(matches::post)
                    .default_service(web::to(method_not_allowed)),
            )
            .service(
                web::resource("/events/click")
                    .post(events::click)
                    .default_service(web::to(method_not_allowed)),
            )
            .service(web::resource("/suggest").get(suggest::get).default_service(web::to(method_not_allowed)))
            .service(
                web::resource("/products/{id}")
                    .get(products::get)
                    .default_service(web::to(method_not_allowed)),
            )
            .service(
                web::resource("/products/{id}/schedule")
                    .get(products::schedule)
                    .default_service(web::to(method_not_allowed)),
            )
            .service(
                web::resource("/openapi.json")
                    .get(openapi::document)
                    .default_service(web::to(method_not_allowed)),
            )
            .service(web::resource("/docs").get(openapi::page).default_service(web::to(method_not_allowed)))
            .default_service(web::to(not_found)),
    );
}

async fn not_found() -> HttpResponse {
    Problem::new(ErrorCode::NotFound)
        .detail("The API has no such address; see /api/v1/docs.")
        .error_response()
}

pub(super) async fn method_not_allowed() -> HttpResponse {
    Problem::new(ErrorCode::MethodNotAllowed).error_response()
}
