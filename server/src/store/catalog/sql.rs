//! The catalogue's statements, which both engines accept.

/// Products with their lender and newest figures, as [`super::rows::StoredRow`] reads them.
macro_rules! stored_products {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, p.institution_id, i.source_key, i.name AS institution_name, i.abn, i.fictional,
                p.version, v.document, p.listed_at, v.recorded_at, p.withdrawn_at
            FROM product p
            JOIN institution i ON i.id = p.institution_id
            JOIN product_version v ON v.product_id = p.id AND v.version = p.version ",
            $tail
        )
    };
}

/// How many ids [`PRODUCTS_BY_IDS`] takes.
pub(super) const IDS_A_QUERY: usize = 16;
pub(super) const PRODUCTS_BY_IDS: &str =
    stored_products!("WHERE p.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
pub(super) const PRODUCTS_AFTER: &str = stored_products!("WHERE p.id > $1 ORDER BY p.id LIMIT $2");
pub(super) const PRODUCT_IDS_AFTER: &str = "SELECT id FROM product WHERE id > $1 ORDER BY id LIMIT $2";
pub(super) const VERSIONS: &str =
    "SELECT version, document, recorded_at FROM product_version WHERE product_id = $1 ORDER BY version";
pub(super) const UNREAD_FIELDS: &str =
    "SELECT path, raw, reason FROM unread_field WHERE product_id = $1 ORDER BY position";

pub(super) const INSTITUTION_BY_KEY: &str =
    "SELECT id, source_key, name, abn, fictional FROM institution WHERE source_key = $1";
pub(super) const INSTITUTION_BY_ID: &str =
    "SELECT id, source_key, name, abn, fictional FROM institution WHERE id = $1";
pub(super) const INSERT_INSTITUTION: &str =
    "INSERT INTO institution (id, source_key, name, abn, fictional, created_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6)";
pub(super) const UPDATE_INSTITUTION: &str =
    "UPDATE institution SET name = $2, abn = $3, fictional = $4, changed_at = $5 WHERE id = $1";

/// What deciding needs of a product that may be stored already.
pub(super) const KNOWN_PRODUCT: &str = "SELECT id, version, content_hash, withdrawn_at FROM product
    WHERE institution_id = $1 AND external_id = $2";
pub(super) const INSERT_PRODUCT: &str = "INSERT INTO product
    (id, institution_id, external_id, version, content_hash, name, category, listed_at, withdrawn_at)
    VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8)";
pub(super) const UPDATE_PRODUCT: &str = "UPDATE product
    SET version = $2, content_hash = $3, name = $4, category = $5 WHERE id = $1";
pub(super) const INSERT_VERSION: &str =
    "INSERT INTO product_version (product_id, version, document, recorded_at) VALUES ($1, $2, $3, $4)";
pub(super) const DELETE_UNREAD: &str = "DELETE FROM unread_field WHERE product_id = $1";
pub(super) const INSERT_UNREAD: &str =
    "INSERT INTO unread_field (product_id, position, path, raw, reason) VALUES ($1, $2, $3, $4, $5)";
pub(super) const ON_OFFER: &str =
    "SELECT id, external_id FROM product WHERE institution_id = $1 AND withdrawn_at IS NULL";
pub(super) const SET_WITHDRAWN: &str = "UPDATE product SET withdrawn_at = $2 WHERE id = $1";

/// A record seen again keeps its first time and takes the newest reason.
pub(super) const QUARANTINE: &str =
    "INSERT INTO quarantined_record (content_hash, source, external_id, raw, reason, quarantined_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (content_hash) DO UPDATE SET external_id = excluded.external_id, reason = excluded.reason";

pub(super) const INSERT_CHANGE: &str = "INSERT INTO catalog_change (seq, product_id) VALUES ($1, $2)";
/// One change for every product of an institution.
pub(super) const INSERT_CHANGES: &str = "INSERT INTO catalog_change (seq, product_id)
    SELECT CAST($1 AS BIGINT) + row_number() OVER (ORDER BY id), id FROM product WHERE institution_id = $2";
pub(super) const ADVANCE_COUNTER: &str = "UPDATE catalog_counter SET seq = $1 WHERE id = 1";
pub(super) const CHANGES_AFTER: &str =
    "SELECT seq, product_id FROM catalog_change WHERE seq > $1 ORDER BY seq LIMIT $2";
pub(super) const CATALOGUE_ID: &str = "SELECT catalogue_id FROM catalog_counter WHERE id = 1";
pub(super) const HEAD_SEQ: &str = "SELECT seq FROM catalog_counter WHERE id = 1";

pub(super) const COUNTS: &str = "SELECT
    (SELECT count(*) FROM institution) AS institutions,
    (SELECT count(*) FROM product WHERE withdrawn_at IS NULL) AS products,
    (SELECT count(*) FROM product WHERE withdrawn_at IS NOT NULL) AS withdrawn,
    (SELECT count(*) FROM unread_field) + (SELECT count(*) FROM quarantined_record) AS quarantined,
    (SELECT count(*) FROM institution i WHERE i.fictional AND EXISTS
        (SELECT 1 FROM product p WHERE p.institution_id = i.id AND p.withdrawn_at IS NULL)) AS fictional";
