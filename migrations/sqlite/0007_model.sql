-- Trained models: kept whole, never edited. Versions count by kind.
CREATE TABLE model (
    kind       TEXT    NOT NULL CHECK (kind IN ('approval', 'click')),
    version    INTEGER NOT NULL CHECK (version >= 1),
    -- What is known of it, as JSON.
    record     TEXT    NOT NULL,
    -- The model itself; null once it was cleared away to save room.
    body       BLOB   ,
    -- SHA-256 of the body.
    checksum   BLOB    NOT NULL CHECK (length(checksum) = 32),
    -- Microseconds since 1970-01-01T00:00:00Z.
    trained_at INTEGER NOT NULL,
    PRIMARY KEY (kind, version)
) STRICT;

-- Who has a role: the newest row of a kind and role says it. Rows are added, never edited.
CREATE TABLE model_move (
    kind       TEXT    NOT NULL CHECK (kind IN ('approval', 'click')),
    -- Counts the moves of a kind from 1: two at once cannot both be the next.
    seq        INTEGER NOT NULL CHECK (seq >= 1),
    role       TEXT    NOT NULL CHECK (role IN ('shadow', 'in_force')),
    -- Null leaves the role to nobody.
    version    INTEGER,
    moved_at   INTEGER NOT NULL,
    actor      TEXT    NOT NULL CHECK (length(actor) BETWEEN 1 AND 200),
    reason     TEXT    NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    PRIMARY KEY (kind, seq),
    FOREIGN KEY (kind, version) REFERENCES model (kind, version)
) STRICT;
