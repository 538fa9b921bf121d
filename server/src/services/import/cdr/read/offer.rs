//! Features, constraints, eligibility, bundles and pictures.

use super::fields::Fields;
use domain::product::{
    Bundle, CardArt, Constraint, ConstraintKind, EligibilityCriterion, EligibilityKind, Feature, FeatureKind,
};

pub(super) fn features(product: &mut Fields<'_>) -> Vec<Feature> {
    product.list("features", |entry| {
        Ok(Feature {
            kind: entry.kind_or("featureType", nearest_feature)?,
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
        })
    })
}

/// Lenders drop and add the plural's `s`, and spell `txns` out.
fn nearest_feature(name: &str) -> FeatureKind {
    let name = name.replace("transaction", "txn");
    let singular = name.trim_end_matches('s');
    FeatureKind::ALL
        .iter()
        .copied()
        .find(|kind| kind.name().trim_end_matches('s') == singular)
        .unwrap_or(FeatureKind::Other)
}

pub(super) fn constraints(product: &mut Fields<'_>) -> Vec<Constraint> {
    product.list("constraints", |entry| {
        Ok(Constraint {
            kind: entry.kind_or("constraintType", |_| ConstraintKind::Other)?,
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
        })
    })
}

/// Criteria of a product, or of a fee's discount, which names its kind differently.
pub(super) fn eligibility(
    fields: &mut Fields<'_>,
    list: &'static str,
    kind: &'static str,
) -> Vec<EligibilityCriterion> {
    fields.list(list, |entry| {
        Ok(EligibilityCriterion {
            kind: entry.kind_or(kind, |_| EligibilityKind::Other)?,
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
        })
    })
}

pub(super) fn bundles(product: &mut Fields<'_>) -> Vec<Bundle> {
    product.list("bundles", |entry| {
        Ok(Bundle {
            name: entry.text("name").unwrap_or_default(),
            description: entry.text("description").unwrap_or_default(),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
            product_ids: entry.texts("productIds"),
        })
    })
}

pub(super) fn card_art(product: &mut Fields<'_>) -> Vec<CardArt> {
    product.list("cardArt", |entry| {
        Ok(CardArt {
            title: entry.text("title"),
            image_uri: entry.required("imageUri", |uri| Ok::<_, &str>(uri.to_owned()))?,
        })
    })
}
