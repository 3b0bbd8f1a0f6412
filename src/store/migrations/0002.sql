-- Schema 2: texts that prove themselves, revisions that take little room, lists
-- at the size of a newsroom's whole history, and bulk writes in slices.
--
-- Run with foreign keys off, since tables are made anew; they are checked before
-- the commit. Wide text still stands last in a row.

-- A bulk write that isn't finished. What names it is shown by no query while
-- its row is here, so that the commit which removes the row shows everything at
-- once. An id is never used twice.
CREATE TABLE batch (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  started_us INTEGER NOT NULL
) STRICT;

ALTER TABLE article ADD COLUMN batch_id INTEGER;
CREATE INDEX article_by_batch ON article (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX article_by_trash ON article (deleted_us) WHERE deleted_us IS NOT NULL;
ALTER TABLE term ADD COLUMN batch_id INTEGER;
CREATE INDEX term_by_batch ON term (batch_id) WHERE batch_id IS NOT NULL;

-- One language's working text; what readers have is revision released_id.
CREATE TABLE edition_2 (
  id               INTEGER PRIMARY KEY,
  uuid             TEXT NOT NULL UNIQUE,
  article_id       INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  language         TEXT NOT NULL,
  script           TEXT,
  source_language  TEXT,                       -- of the edition it translates
  status           INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 5),
  title            TEXT NOT NULL,
  slug             TEXT NOT NULL,
  slug_is_own      INTEGER NOT NULL DEFAULT 0, -- a person wrote it
  summary          TEXT NOT NULL,
  seo_title        TEXT NOT NULL,
  seo_description  TEXT NOT NULL,
  released_id      INTEGER REFERENCES revision,
  scheduled_id     INTEGER REFERENCES revision, -- what readers get at scheduled_us
  first_release_us INTEGER,
  last_release_us  INTEGER,
  revised_us       INTEGER,
  scheduled_us     INTEGER,
  next_block       INTEGER NOT NULL DEFAULT 1, -- block numbers are not reused
  text_hash        INTEGER NOT NULL,           -- the first 64 bits of text_sha256
  version          INTEGER NOT NULL DEFAULT 1,
  changed_us       INTEGER NOT NULL,
  deleted_us       INTEGER,
  text_sha256      BLOB NOT NULL CHECK (length (text_sha256) = 32), -- of all that a release copies
  body             TEXT NOT NULL,
  UNIQUE (article_id, language)
) STRICT;
INSERT INTO edition_2
  SELECT id, uuid, article_id, language, script, NULL, status, title, slug, slug_is_own, summary, seo_title,
         seo_description, released_id, scheduled_id, first_release_us, last_release_us, revised_us, scheduled_us,
         next_block, text_hash, version, changed_us, deleted_us,
         desk_text_sha256 (title, slug, script, summary, body, seo_title, seo_description), body
    FROM edition;
DROP TABLE edition;
ALTER TABLE edition_2 RENAME TO edition;
CREATE UNIQUE INDEX edition_by_slug ON edition (language, slug) WHERE slug <> '';
CREATE INDEX edition_by_release ON edition (released_id) WHERE released_id IS NOT NULL;
CREATE INDEX edition_by_scheduled ON edition (scheduled_id) WHERE scheduled_id IS NOT NULL;
CREATE INDEX edition_by_schedule ON edition (scheduled_us) WHERE scheduled_us IS NOT NULL;

-- The texts that revisions of an edition are put together from: the blocks of
-- their bodies, each different one once. They have rowids because a row of a
-- table without them takes a page of its own from 1,000 bytes on, which a
-- paragraph in Cyrillic often has.
CREATE TABLE piece (
  id         INTEGER PRIMARY KEY,
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  hash       INTEGER NOT NULL, -- a block's; 0 for a body of schema 1, which is one piece
  text       ANY NOT NULL      -- a BLOB is a raw deflate stream (desk_unpack)
) STRICT;
CREATE INDEX piece_by_hash ON piece (edition_id, hash);

-- A saved state of an edition with all that a page needs.
CREATE TABLE revision_2 (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  edition_id      INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  desk_id         INTEGER NOT NULL REFERENCES desk,
  made_us         INTEGER NOT NULL, -- when the text was left like that
  kept_us         INTEGER NOT NULL, -- when this row was made: after a pause, later
  reason          TEXT NOT NULL CHECK (reason IN ('pause', 'status', 'release', 'restore', 'import', 'merge')),
  is_released     INTEGER NOT NULL DEFAULT 0, -- readers had it once
  stage           INTEGER NOT NULL DEFAULT 0, -- of thinning: 0 all, 1 one an hour, 2 one a day
  status          INTEGER NOT NULL,
  title           TEXT NOT NULL,
  slug            TEXT NOT NULL,
  script          TEXT,
  summary         TEXT NOT NULL,
  seo_title       TEXT NOT NULL,
  seo_description TEXT NOT NULL,
  kind            TEXT NOT NULL,
  section_id      INTEGER REFERENCES term,
  date_us         INTEGER,
  cover_id        INTEGER REFERENCES media,
  is_pinned       INTEGER NOT NULL,
  text_hash       INTEGER NOT NULL,
  meta_hash       INTEGER NOT NULL,
  text_sha256     BLOB NOT NULL CHECK (length (text_sha256) = 32),
  pieces          TEXT NOT NULL CHECK (json_valid (pieces)) -- their ids, a JSON array
) STRICT;
INSERT INTO piece (edition_id, hash, text)
  SELECT edition_id, 0, desk_pack (body) FROM (SELECT DISTINCT edition_id, body FROM revision);
INSERT INTO revision_2
  SELECT id, uuid, edition_id, desk_id, made_us, made_us, reason, is_released, 0, status, title, slug, script, summary,
         seo_title, seo_description, kind, section_id, date_us, cover_id, is_pinned, text_hash, meta_hash,
         desk_text_sha256 (title, slug, script, summary, body, seo_title, seo_description),
         (SELECT json_array (p.id) FROM piece AS p WHERE p.edition_id = r.edition_id AND desk_unpack (p.text) = r.body)
    FROM revision AS r;

-- Which bodies name which media (media:SHA256); revision_id is 0 for the
-- working text.
CREATE TABLE media_use (
  sha256      TEXT NOT NULL,
  edition_id  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  revision_id INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sha256, edition_id, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_use_by_edition ON media_use (edition_id, revision_id);
WITH RECURSIVE named (edition_id, revision_id, rest) AS (
  SELECT id, 0, substr (body, instr (body, 'media:') + 6) FROM edition WHERE instr (body, 'media:')
  UNION ALL
  SELECT edition_id, id, substr (body, instr (body, 'media:') + 6) FROM revision WHERE instr (body, 'media:')
  UNION ALL
  SELECT edition_id, revision_id, substr (rest, instr (rest, 'media:') + 6) FROM named WHERE instr (rest, 'media:')
)
INSERT OR IGNORE INTO media_use
  SELECT substr (rest, 1, 64), edition_id, revision_id FROM named
   WHERE substr (rest, 1, 64) NOT GLOB '*[^0-9a-f]*' AND length (substr (rest, 1, 64)) = 64;

DROP TABLE revision;
ALTER TABLE revision_2 RENAME TO revision;
CREATE INDEX revision_by_edition ON revision (edition_id, made_us);
CREATE INDEX revision_by_stage ON revision (stage, made_us) WHERE NOT is_released;

-- What each released text is about: its strongest stems, and its tags as "#ID".
-- How alike two texts are is worked out from it; to keep that for each pair, as
-- schema 1 did, grows with the square of the newsroom.
CREATE TABLE keyword (
  language   TEXT NOT NULL,
  word       TEXT NOT NULL,
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  weight     INTEGER NOT NULL,
  PRIMARY KEY (language, word, edition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX keyword_by_edition ON keyword (edition_id);
INSERT INTO keyword SELECT language, stem, edition_id, weight FROM stem;
INSERT OR IGNORE INTO keyword
  SELECT e.language, '#' || t.tag_id, e.id, 4
    FROM edition AS e JOIN revision_tag AS t ON t.revision_id = e.released_id;
DROP TABLE stem;
DROP TABLE likeness;

-- Fields that only some kinds have: "event-start", "event-place.sr".
CREATE TABLE article_field (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision_field (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  key         TEXT NOT NULL,
  value       TEXT NOT NULL,
  PRIMARY KEY (revision_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_by_cover ON article (cover_id) WHERE cover_id IS NOT NULL;
CREATE INDEX revision_by_cover ON revision (cover_id) WHERE cover_id IS NOT NULL;

-- What lists, filters and the search look at: one narrow row an edition, made
-- from the rows above in the transaction that changes them.
CREATE TABLE listing (
  edition_id INTEGER PRIMARY KEY REFERENCES edition ON DELETE CASCADE,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  language   TEXT NOT NULL,
  status     INTEGER NOT NULL,
  is_shown   INTEGER NOT NULL, -- stands for its article where no language is asked for
  is_ahead   INTEGER NOT NULL, -- readers have another text than is written
  is_deleted INTEGER NOT NULL,
  sort_us    INTEGER NOT NULL, -- the publication date; the last instant for none
  kind       TEXT NOT NULL,
  section_id INTEGER,
  batch_id   INTEGER
) STRICT;
CREATE INDEX listing_by_article ON listing (article_id);
CREATE INDEX listing_in_order ON listing (is_deleted, sort_us, article_id, batch_id) WHERE is_shown;
CREATE INDEX listing_by_status ON listing (is_deleted, status, sort_us, article_id, batch_id) WHERE is_shown;
CREATE INDEX listing_by_language ON listing (is_deleted, language, sort_us, article_id, batch_id);
CREATE INDEX listing_by_language_status ON listing (is_deleted, language, status, sort_us, article_id, batch_id);
CREATE INDEX listing_by_section ON listing (is_deleted, section_id, sort_us, article_id, batch_id) WHERE is_shown;
CREATE INDEX listing_ahead ON listing (is_ahead) WHERE is_ahead;

-- Articles by section, tag and author, in the order of lists; 0 stands for no
-- section, which is the first one.
CREATE TABLE filed (
  term_id    INTEGER NOT NULL,
  sort_us    INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  PRIMARY KEY (term_id, sort_us, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX filed_by_article ON filed (article_id);

-- Editions whose searchable words changed, the last change of each. Who keeps
-- something derived asks for what is newer than it has.
CREATE TABLE edition_change (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL UNIQUE
) STRICT;

INSERT INTO listing
  SELECT e.id, a.id, e.language, e.status,
         e.id = (SELECT s.id FROM edition AS s WHERE s.article_id = a.id AND s.deleted_us IS NULL
                  ORDER BY s.language = coalesce ((SELECT desk_main_language (value) FROM setting
                                                    WHERE key = 'languages'), 'en') DESC, s.id LIMIT 1),
         r.id IS NOT NULL AND (r.text_hash <> e.text_hash OR r.meta_hash <> a.meta_hash),
         a.deleted_us IS NOT NULL, coalesce (a.date_us, 0x7fffffffffffffff), a.kind, a.section_id, NULL
    FROM edition AS e JOIN article AS a ON a.id = e.article_id LEFT JOIN revision AS r ON r.id = e.released_id
   WHERE e.deleted_us IS NULL;
INSERT OR IGNORE INTO filed
  SELECT coalesce (section_id, 0), coalesce (date_us, 0x7fffffffffffffff), id FROM article
  UNION ALL
  SELECT t.tag_id, coalesce (a.date_us, 0x7fffffffffffffff), a.id
    FROM article_tag AS t JOIN article AS a ON a.id = t.article_id
  UNION ALL
  SELECT c.author_id, coalesce (a.date_us, 0x7fffffffffffffff), a.id
    FROM article_credit AS c JOIN article AS a ON a.id = c.article_id;
INSERT INTO edition_change (edition_id) SELECT id FROM edition ORDER BY id;

PRAGMA user_version = 2;
