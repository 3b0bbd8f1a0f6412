/* desk-search-tokenizer.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-store"

#include "config.h"

#include "desk-search-private.h"

#include <string.h>

/* What FTS5 is told about our words. It hands the text of a column to a
 * tokenizer; but a text is cut once for all tables, in the language that its
 * edition is in, which SQLite 3.46 can't say. So the "text" of a column is one
 * character, which names the part of the DeskSearchText that is meant. A query's
 * tokens have been made before, and are parted by spaces.
 */

#define ALL_TOKENS 'w'

/* Of one word more than these in one edition count no more. */
#define MAX_HITS 8

static int
create (void           *data,
        const char    **arguments,
        int             n_arguments,
        Fts5Tokenizer **out_tokenizer)
{
  *out_tokenizer = data; /* lent: it belongs to the connection's owner */

  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

typedef int (*TokenFunc) (void       *context,
                          int         flags,
                          const char *token,
                          int         n_bytes,
                          int         start,
                          int         end);

static int
tokenize_query (const char *text,
                int         n_bytes,
                void       *context,
                TokenFunc   token_func)
{
  const char *end = text + n_bytes;
  int result = SQLITE_OK;

  while (text < end && result == SQLITE_OK)
    {
      const char *space = memchr (text, ' ', (gsize) (end - text));
      const char *stop = space != NULL ? space : end;

      if (stop > text)
        result = token_func (context, 0, text, (int) (stop - text), 0, 0);
      text = stop + 1;
    }

  return result;
}

static int
tokenize_places (const DeskSearchText *text,
                 const GArray         *tokens,
                 void                 *context,
                 TokenFunc             token_func)
{
  int result = SQLITE_OK;

  for (unsigned i = 0; i < tokens->len && result == SQLITE_OK; i++)
    {
      const DeskSearchToken *token = &g_array_index (tokens, DeskSearchToken, i);

      result = token_func (context, token->is_colocated ? FTS5_TOKEN_COLOCATED : 0,
                           desk_search_text_get_bytes (text, token), token->n_bytes, 0, 0);
    }

  return result;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            n_bytes,
          TokenFunc      token_func)
{
  const DeskSearch *self = (const DeskSearch *) tokenizer;

  if (flags & FTS5_TOKENIZE_QUERY)
    return tokenize_query (text, n_bytes, context, token_func);
  if (n_bytes != 1)
    return SQLITE_OK;
  if (*text == ALL_TOKENS)
    return tokenize_places (self->text, desk_search_text_get_tokens (self->text), context, token_func);
  if (*text < '0' || *text >= '0' + DESK_SEARCH_N_FIELDS)
    return SQLITE_OK;

  return tokenize_places (self->text, desk_search_text_get_places (self->text, (DeskSearchField) (*text - '0')),
                          context, token_func);
}

/* desk_score (places): how much an edition is about the words. Each counts up to
 * one, the more often it is there; in the title and the names more, early in the
 * text a little. How rare a word is doesn't matter: all of them are there. */
static void
score (const Fts5ExtensionApi *api,
       Fts5Context            *fts,
       sqlite3_context        *context,
       int                     n_values,
       sqlite3_value         **values)
{
  static const double weights[DESK_SEARCH_N_FIELDS] = { 4, 3, 2, 1 };
  int n_phrases = api->xPhraseCount (fts);
  double sum = 0;

  for (int phrase = 0; phrase < n_phrases; phrase++)
    {
      Fts5PhraseIter iter;
      double hits = 0;
      int column, offset;
      int result = api->xPhraseFirst (fts, phrase, &iter, &column, &offset);

      for (unsigned i = 0; i < MAX_HITS && result == SQLITE_OK && column >= 0; i++)
        {
          hits += weights[CLAMP (column, 0, DESK_SEARCH_N_FIELDS - 1)] * (offset < 100 ? 1.5 : 1);
          api->xPhraseNext (fts, &iter, &column, &offset);
        }
      sum += hits / (hits + 2);
    }

  sqlite3_result_double (context, sum);
}

static fts5_api *
get_api (sqlite3 *db)
{
  sqlite3_stmt *stmt = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
    (void) sqlite3_step (stmt); /* api says whether it went well */
  sqlite3_finalize (stmt);

  return api;
}

/**
 * desk_search_add_functions:
 *
 * Returns: whether FTS5 is there and knows our words
 */
gboolean
desk_search_add_functions (DeskSearch *self)
{
  static fts5_tokenizer tokenizer = { create, destroy, tokenize };
  fts5_api *api = get_api (self->db);

  return api != NULL && api->iVersion >= 2 &&
         api->xCreateTokenizer (api, "desk", self, &tokenizer, NULL) == SQLITE_OK &&
         api->xCreateFunction (api, "desk_score", NULL, score, NULL) == SQLITE_OK;
}
