-- The click model learns from events while they come. One node at a time learns; the others follow what it writes.
-- Times are microseconds since 1970-01-01T00:00:00Z.

-- What the click model looked at, apart from the product: need and fees in buckets, cost and verdict, nothing of a
-- borrower. Null where it was shown before this was kept.
ALTER TABLE event_impression ADD COLUMN showing BLOB;

-- In which change of the model the click was learned; null if not yet, or never.
ALTER TABLE event_click ADD COLUMN learned_seq INTEGER;
CREATE INDEX event_click_to_learn ON event_click (impression_id)
    WHERE learned_seq IS NULL AND bot_reason IS NULL;

-- How far the learning is: one row.
CREATE TABLE click_learning (
    id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    -- The node that learns, unless it stays silent until then.
    holder        BLOB CHECK (length(holder) = 16),
    held_until    INTEGER NOT NULL,
    -- The newest change of the model.
    seq           INTEGER NOT NULL CHECK (seq >= 0),
    -- What was shown under ids up to this one has been decided: clicked, or not in time.
    decided_until BLOB NOT NULL CHECK (length(decided_until) = 16)
) STRICT;
INSERT INTO click_learning VALUES (1, NULL, 0, 0, zeroblob(16));

-- What changed in the model, for nodes that have the state before it.
CREATE TABLE click_delta (
    seq     INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
    body    BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- The whole model as of a change; the newest only.
CREATE TABLE click_snapshot (
    seq     INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
    body    BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- First pages that could have shown a new product, summed up by the nodes that showed them, until they are learned.
CREATE TABLE click_offer (
    id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    product_id     BLOB NOT NULL CHECK (length(product_id) = 16),
    institution_id BLOB NOT NULL CHECK (length(institution_id) = 16),
    category       TEXT NOT NULL,
    pages          INTEGER NOT NULL CHECK (pages >= 1),
    -- The examined impressions that it had on them, and those that an equal share would have given it.
    exposure       REAL NOT NULL,
    fair           REAL NOT NULL
) STRICT;
