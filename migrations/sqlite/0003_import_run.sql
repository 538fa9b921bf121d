-- Imports, so that an interrupted one goes on where it was. Times are microseconds since
-- 1970-01-01T00:00:00Z.
CREATE TABLE import_run (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The source imported from: a file, a folder, a data holder's address.
    source_key    TEXT    NOT NULL CHECK (length(source_key) BETWEEN 1 AND 512),
    started_at    INTEGER NOT NULL,
    -- Where to go on, in the importer's own terms; null until it says so first.
    cursor        TEXT,
    progressed_at INTEGER NOT NULL,
    -- Null while unfinished.
    finished_at   INTEGER
) STRICT, WITHOUT ROWID;

-- A source has at most one unfinished import.
CREATE UNIQUE INDEX import_run_unfinished ON import_run (source_key) WHERE finished_at IS NULL;
