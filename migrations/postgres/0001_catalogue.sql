-- The catalogue: lenders, their products, every version of the figures, what could not be read, and the feed
-- of changes that search indexes follow.
--
-- Ids are 16-byte UUIDs of version 7, so they sort by creation. Times are microseconds since
-- 1970-01-01T00:00:00Z. Documents are JSON text as the program writes it.

CREATE TABLE institution (
    id          BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- What sources call it: a CDR brand id, or `demo:…`. Bounded, so that an index can hold it.
    source_key  TEXT    NOT NULL UNIQUE CHECK (length(source_key) BETWEEN 1 AND 512),
    name        TEXT    NOT NULL,
    -- Australian Business Number.
    abn         TEXT,
    -- Whether it is invented for the demo catalogue.
    fictional   BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    changed_at  BIGINT  NOT NULL
);

CREATE TABLE product (
    id             BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    institution_id BYTEA   NOT NULL REFERENCES institution (id),
    -- The lender's own id of the product.
    external_id    TEXT    NOT NULL CHECK (length(external_id) BETWEEN 1 AND 512),
    -- The newest row of product_version.
    version        BIGINT  NOT NULL CHECK (version >= 1),
    -- SHA-256 of that version's document: equal figures are recognised without reading them.
    content_hash   BYTEA   NOT NULL CHECK (length(content_hash) = 32),
    -- Copies from the document, for counting and for people at a database prompt.
    name           TEXT    NOT NULL,
    category       TEXT    NOT NULL,
    listed_at      BIGINT  NOT NULL,
    -- When it left its lender's list; null while on offer.
    withdrawn_at   BIGINT,
    UNIQUE (institution_id, external_id)
);

CREATE INDEX product_on_offer ON product (category) WHERE withdrawn_at IS NULL;
CREATE INDEX product_withdrawn ON product (withdrawn_at) WHERE withdrawn_at IS NOT NULL;

-- Only ever added to. The newest version's document lives here too, and nowhere else.
CREATE TABLE product_version (
    product_id  BYTEA   NOT NULL REFERENCES product (id),
    version     BIGINT  NOT NULL CHECK (version >= 1),
    document    TEXT    NOT NULL,
    recorded_at BIGINT  NOT NULL,
    PRIMARY KEY (product_id, version)
);

-- Published fields of the newest version that could not be read.
CREATE TABLE unread_field (
    product_id BYTEA   NOT NULL REFERENCES product (id),
    position   BIGINT  NOT NULL,
    path       TEXT    NOT NULL,
    raw        TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    PRIMARY KEY (product_id, position)
);

-- Records that could not be read, or that the database refused, as they were.
CREATE TABLE quarantined_record (
    -- SHA-256 of source and raw text: the same record is kept once.
    content_hash   BYTEA   NOT NULL PRIMARY KEY CHECK (length(content_hash) = 32),
    source         TEXT    NOT NULL,
    external_id    TEXT,
    raw            TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    quarantined_at BIGINT  NOT NULL
);

-- One row. A writer of the catalogue locks it first and gives it up by committing, so the numbers of
-- catalog_change are without gaps and in the order of the commits.
CREATE TABLE catalog_counter (
    id           BIGINT  NOT NULL PRIMARY KEY CHECK (id = 1),
    seq          BIGINT  NOT NULL CHECK (seq >= 0),
    -- Random: tells an index of this catalogue from one of another.
    catalogue_id BYTEA   NOT NULL CHECK (length(catalogue_id) = 16)
);

INSERT INTO catalog_counter (id, seq, catalogue_id) VALUES (1, 0, uuid_send(gen_random_uuid()));

CREATE TABLE catalog_change (
    seq        BIGINT  NOT NULL PRIMARY KEY,
    product_id BYTEA   NOT NULL REFERENCES product (id)
);
