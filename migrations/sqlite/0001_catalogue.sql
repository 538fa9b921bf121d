-- The catalogue: lenders, their products, every version of the figures, what could not be read, and the feed
-- of changes that search indexes follow.
--
-- Ids are 16-byte UUIDs of version 7, so they sort by creation. Times are microseconds since
-- 1970-01-01T00:00:00Z. Documents are JSON text as the program writes it.

CREATE TABLE institution (
    id          BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- What sources call it: a CDR brand id, or `demo:…`. Bounded, so that an index can hold it.
    source_key  TEXT    NOT NULL UNIQUE CHECK (length(source_key) BETWEEN 1 AND 512),
    name        TEXT    NOT NULL,
    -- Australian Business Number.
    abn         TEXT,
    -- 1 if invented for the demo catalogue.
    fictional   INTEGER NOT NULL CHECK (fictional IN (0, 1)),
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    institution_id BLOB    NOT NULL REFERENCES institution (id),
    -- The lender's own id of the product.
    external_id    TEXT    NOT NULL CHECK (length(external_id) BETWEEN 1 AND 512),
    -- The newest row of product_version.
    version        INTEGER NOT NULL CHECK (version >= 1),
    -- SHA-256 of that version's document: equal figures are recognised without reading them.
    content_hash   BLOB    NOT NULL CHECK (length(content_hash) = 32),
    -- Copies from the document, for counting and for people at a database prompt.
    name           TEXT    NOT NULL,
    category       TEXT    NOT NULL,
    listed_at      INTEGER NOT NULL,
    -- When it left its lender's list; null while on offer.
    withdrawn_at   INTEGER,
    UNIQUE (institution_id, external_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX product_on_offer ON product (category) WHERE withdrawn_at IS NULL;
CREATE INDEX product_withdrawn ON product (withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- Only ever added to. The newest version's document lives here too, and nowhere else.
CREATE TABLE product_version (
    product_id  BLOB    NOT NULL REFERENCES product (id),
    version     INTEGER NOT NULL CHECK (version >= 1),
    document    TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (product_id, version)
) STRICT;

-- Published fields of the newest version that could not be read.
CREATE TABLE unread_field (
    product_id BLOB    NOT NULL REFERENCES product (id),
    position   INTEGER NOT NULL,
    path       TEXT    NOT NULL,
    raw        TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;

-- Records that could not be read, or that the database refused, as they were.
CREATE TABLE quarantined_record (
    -- SHA-256 of source and raw text: the same record is kept once.
    content_hash   BLOB    NOT NULL PRIMARY KEY CHECK (length(content_hash) = 32),
    source         TEXT    NOT NULL,
    external_id    TEXT,
    raw            TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    quarantined_at INTEGER NOT NULL
) STRICT;

-- One row. A writer of the catalogue locks it first and gives it up by committing, so the numbers of
-- catalog_change are without gaps and in the order of the commits.
CREATE TABLE catalog_counter (
    id           INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq          INTEGER NOT NULL CHECK (seq >= 0),
    -- Random: tells an index of this catalogue from one of another.
    catalogue_id BLOB    NOT NULL CHECK (length(catalogue_id) = 16)
) STRICT;

INSERT INTO catalog_counter (id, seq, catalogue_id) VALUES (1, 0, randomblob(16));

CREATE TABLE catalog_change (
    seq        INTEGER NOT NULL PRIMARY KEY,
    product_id BLOB    NOT NULL REFERENCES product (id)
) STRICT;
