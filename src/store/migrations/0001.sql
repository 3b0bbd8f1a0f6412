-- Schema 1: everything that the words of the design imply from the start.
--
-- Rows that people edit have a public id (UUIDv7), a version that grows with
-- each write, a time of change (µs since 1970 UTC) and a mark of deletion, so
-- that several desks can exchange them later. Rowids never leave the library.
-- Wide text stands last in a row: lists then never read its pages.
-- Once shipped this file is not edited any more; a change is a new file.

PRAGMA application_id = 0x4465736b; -- "Desk"

CREATE TABLE library (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  uuid       TEXT NOT NULL,
  created_us INTEGER NOT NULL
) STRICT;

-- One computer and person at work.
CREATE TABLE desk (
  id   INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

-- The site's settings; "title.sr" is the title in one language.
CREATE TABLE setting (
  key        TEXT NOT NULL PRIMARY KEY,
  value      TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sections (type 0), tags (1) and authors (2).
CREATE TABLE term (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  type            INTEGER NOT NULL CHECK (type IN (0, 1, 2)),
  position        INTEGER NOT NULL DEFAULT 0,
  is_organisation INTEGER NOT NULL DEFAULT 0,
  version         INTEGER NOT NULL DEFAULT 1,
  changed_us      INTEGER NOT NULL,
  deleted_us      INTEGER
) STRICT;
CREATE INDEX term_by_type ON term (type, position);

CREATE TABLE term_name (
  id       INTEGER PRIMARY KEY, -- the oldest name stands in for missing ones
  term_id  INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  type     INTEGER NOT NULL,    -- the term's, so that a slug is unique in it
  language TEXT NOT NULL,
  name     TEXT NOT NULL CHECK (name <> ''),
  slug     TEXT NOT NULL CHECK (slug <> ''),
  folded   TEXT NOT NULL,       -- the name without case, script, diacritics
  UNIQUE (term_id, language),
  UNIQUE (type, language, slug)
) STRICT;
CREATE INDEX term_name_by_folded ON term_name (type, folded);

-- Pictures and documents, told apart by their bytes: media/SHA256.
CREATE TABLE media (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  sha256     TEXT NOT NULL UNIQUE CHECK (length (sha256) = 64),
  name       TEXT NOT NULL,
  mime_type  TEXT NOT NULL,
  width      INTEGER NOT NULL DEFAULT 0,
  height     INTEGER NOT NULL DEFAULT 0,
  n_bytes    INTEGER NOT NULL,
  credit     TEXT NOT NULL DEFAULT '',
  licence    TEXT NOT NULL DEFAULT '',
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER
) STRICT;

CREATE TABLE media_text (
  media_id    INTEGER NOT NULL REFERENCES media ON DELETE CASCADE,
  language    TEXT NOT NULL,
  alternative TEXT NOT NULL,
  caption     TEXT NOT NULL,
  PRIMARY KEY (media_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  section_id INTEGER REFERENCES term,
  date_us    INTEGER,              -- the publication date for readers
  cover_id   INTEGER REFERENCES media,
  is_pinned  INTEGER NOT NULL DEFAULT 0,
  meta_hash  INTEGER NOT NULL,     -- of the fields that a release copies
  created_us INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER               -- in the trash since
) STRICT;
CREATE INDEX article_by_date ON article (date_us);
CREATE INDEX article_by_section ON article (section_id);

CREATE TABLE article_tag (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  tag_id     INTEGER NOT NULL REFERENCES term,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_by_tag ON article_tag (tag_id);

CREATE TABLE article_credit (
  article_id  INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  author_id   INTEGER NOT NULL REFERENCES term,
  role        TEXT NOT NULL,
  affiliation TEXT NOT NULL,       -- as it was when the article appeared
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_credit_by_author ON article_credit (author_id);

CREATE TABLE article_related (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  other_uuid TEXT NOT NULL,        -- may be made or arrive later
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- One language's working text; what readers have is revision released_id.
CREATE TABLE edition (
  id               INTEGER PRIMARY KEY,
  uuid             TEXT NOT NULL UNIQUE,
  article_id       INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  language         TEXT NOT NULL,
  script           TEXT,
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
  text_hash        INTEGER NOT NULL,
  version          INTEGER NOT NULL DEFAULT 1,
  changed_us       INTEGER NOT NULL,
  deleted_us       INTEGER,
  body             TEXT NOT NULL,
  UNIQUE (article_id, language)
) STRICT;
CREATE UNIQUE INDEX edition_by_slug ON edition (language, slug) WHERE slug <> '';
CREATE INDEX edition_by_status ON edition (status);
CREATE INDEX edition_by_release ON edition (released_id) WHERE released_id IS NOT NULL;
CREATE INDEX edition_by_schedule ON edition (scheduled_us) WHERE scheduled_us IS NOT NULL;

-- The pieces of a working body. They cover it without a gap; a number stays
-- with its block while it is edited and moved.
CREATE TABLE block (
  edition_id  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  kind        INTEGER NOT NULL,
  hash        INTEGER NOT NULL,
  n_bytes     INTEGER NOT NULL,
  source_hash INTEGER,             -- of the source's block when translated
  source_number INTEGER,           -- which block of the source it translates
  PRIMARY KEY (edition_id, position),
  UNIQUE (edition_id, number)
) STRICT, WITHOUT ROWID;

-- A saved state of an edition with all that a page needs.
CREATE TABLE revision (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  edition_id      INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  desk_id         INTEGER NOT NULL REFERENCES desk,
  made_us         INTEGER NOT NULL,
  reason          TEXT NOT NULL CHECK (reason IN ('pause', 'status', 'release', 'restore')),
  is_released     INTEGER NOT NULL DEFAULT 0, -- readers had it once
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
  body            TEXT NOT NULL
) STRICT;
CREATE INDEX revision_by_edition ON revision (edition_id, made_us);

CREATE TABLE revision_tag (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  tag_id      INTEGER NOT NULL REFERENCES term,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_tag_by_tag ON revision_tag (tag_id);

CREATE TABLE revision_credit (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  author_id   INTEGER NOT NULL REFERENCES term,
  role        TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_credit_by_author ON revision_credit (author_id);

CREATE TABLE revision_related (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  other_uuid  TEXT NOT NULL,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;

-- The strongest words of each released text, and how alike two of them are.
CREATE TABLE stem (
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  language   TEXT NOT NULL,
  stem       TEXT NOT NULL,
  weight     INTEGER NOT NULL,
  PRIMARY KEY (edition_id, stem)
) STRICT, WITHOUT ROWID;
CREATE INDEX stem_by_stem ON stem (language, stem);

CREATE TABLE likeness (
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  other_id   INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  score      INTEGER NOT NULL,
  PRIMARY KEY (edition_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_by_other ON likeness (other_id);

-- Every address that readers ever had. A live one beats an old one.
CREATE TABLE address (
  id         INTEGER PRIMARY KEY,
  language   TEXT NOT NULL,
  section_slug TEXT NOT NULL,
  slug       TEXT NOT NULL,
  edition_id INTEGER REFERENCES edition ON DELETE SET NULL,
  is_live    INTEGER NOT NULL,
  made_us    INTEGER NOT NULL,
  UNIQUE (language, section_slug, slug)
) STRICT;
CREATE INDEX address_by_edition ON address (edition_id);

-- What colleagues tell each other beside a text.
CREATE TABLE note (
  id           INTEGER PRIMARY KEY,
  uuid         TEXT NOT NULL UNIQUE,
  edition_id   INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  block_number INTEGER,
  desk_id      INTEGER NOT NULL REFERENCES desk,
  made_us      INTEGER NOT NULL,
  text         TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  changed_us   INTEGER NOT NULL,
  deleted_us   INTEGER
) STRICT;
CREATE INDEX note_by_edition ON note (edition_id);

-- Where the site is published to (never a secret), and what is there.
CREATE TABLE target (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL UNIQUE,
  url        TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER
) STRICT;

CREATE TABLE online (
  target_id  INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision,
  put_us     INTEGER NOT NULL,
  PRIMARY KEY (target_id, edition_id)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
