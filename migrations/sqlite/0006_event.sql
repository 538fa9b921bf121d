-- What happens to results once they are shown. Times are microseconds since 1970-01-01T00:00:00Z. Ids are UUIDv7, so
-- that the primary key is in the order of time: old events are pruned and read from its beginning, and no further
-- index on a time is written with every impression.
--
-- No foreign keys: a product, or what an event follows from, may be unknown yet, or forgotten already.

CREATE TABLE event_impression (
    id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The page of results it was shown on.
    request_id      BLOB    NOT NULL CHECK (length(request_id) = 16),
    shown_at        INTEGER NOT NULL,
    -- A keyed hash; null where nobody is known, wants to be, or has been forgotten.
    pseudonym       BLOB    CHECK (length(pseudonym) = 16),
    surface         TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    -- Why it is taken for a program's, and kept out of training; null for a person's.
    bot_reason      TEXT    CHECK (bot_reason IN ('declared', 'rate')),
    product_id      BLOB    NOT NULL CHECK (length(product_id) = 16),
    product_version INTEGER NOT NULL CHECK (product_version >= 1),
    category        TEXT    NOT NULL,
    -- In the whole list, from 1.
    position        INTEGER NOT NULL CHECK (position >= 1),
    page            INTEGER NOT NULL CHECK (page >= 1),
    -- With which probability the policy shows this product at this position.
    propensity      REAL    NOT NULL CHECK (propensity > 0 AND propensity <= 1),
    is_exploration  INTEGER NOT NULL CHECK (is_exploration IN (0, 1)),
    policy_version  INTEGER NOT NULL,
    model_version   TEXT    NOT NULL,
    -- The chances as they were predicted.
    approval        REAL    NOT NULL CHECK (approval >= 0 AND approval <= 1),
    click           REAL    NOT NULL CHECK (click >= 0 AND click <= 1),
    -- A version (2 bytes), then single-precision numbers (4 bytes each), big-endian; null where nothing was kept.
    inputs          BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX event_impression_pseudonym ON event_impression (pseudonym) WHERE pseudonym IS NOT NULL;

-- One for an impression, which may be written later than its click.
CREATE TABLE event_click (
    impression_id BLOB    NOT NULL PRIMARY KEY CHECK (length(impression_id) = 16),
    clicked_at    INTEGER NOT NULL,
    pseudonym     BLOB    CHECK (length(pseudonym) = 16),
    surface       TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    bot_reason    TEXT    CHECK (bot_reason IN ('declared', 'rate'))
) STRICT, WITHOUT ROWID;

CREATE INDEX event_click_pseudonym ON event_click (pseudonym) WHERE pseudonym IS NOT NULL;

-- A product was saved, or laid beside others.
CREATE TABLE event_listed (
    id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    listed_as  TEXT    NOT NULL CHECK (listed_as IN ('save', 'compare')),
    listed_at  INTEGER NOT NULL,
    pseudonym  BLOB    CHECK (length(pseudonym) = 16),
    surface    TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    bot_reason TEXT    CHECK (bot_reason IN ('declared', 'rate')),
    product_id BLOB    NOT NULL CHECK (length(product_id) = 16)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_listed_pseudonym ON event_listed (pseudonym) WHERE pseudonym IS NOT NULL;

CREATE TABLE event_application (
    id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    applied_at      INTEGER NOT NULL,
    pseudonym       BLOB    CHECK (length(pseudonym) = 16),
    surface         TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    bot_reason      TEXT    CHECK (bot_reason IN ('declared', 'rate')),
    product_id      BLOB    NOT NULL CHECK (length(product_id) = 16),
    product_version INTEGER NOT NULL CHECK (product_version >= 1),
    -- What led to it; null where it was no result.
    impression_id   BLOB    CHECK (length(impression_id) = 16),
    -- What was asked for, in minor units of an ISO 4217 currency.
    amount_minor    INTEGER NOT NULL,
    currency        TEXT    NOT NULL,
    term_months     INTEGER,
    inputs          BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX event_application_pseudonym ON event_application (pseudonym) WHERE pseudonym IS NOT NULL;
CREATE INDEX event_application_impression ON event_application (impression_id) WHERE impression_id IS NOT NULL;

-- One for an application: the latest.
CREATE TABLE event_decision (
    application_id  BLOB    NOT NULL PRIMARY KEY CHECK (length(application_id) = 16),
    decided_at      INTEGER NOT NULL,
    outcome         TEXT    NOT NULL CHECK (outcome IN ('approved', 'declined')),
    -- Of a declined one.
    reason          TEXT    CHECK ((outcome = 'declined') = (reason IS NOT NULL)),
    -- Of an approved one, where the lender says so; the rate is a year's, in millionths.
    amount_minor    INTEGER,
    currency        TEXT,
    rate_millionths INTEGER
) STRICT, WITHOUT ROWID;

-- One for an application: the first.
CREATE TABLE event_funding (
    application_id BLOB    NOT NULL PRIMARY KEY CHECK (length(application_id) = 16),
    funded_at      INTEGER NOT NULL,
    amount_minor   INTEGER NOT NULL,
    currency       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
