/* desk-stemmers.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text"

#include "config.h"

#include "desk-stemmers.h"

/* A stemmer remembers half a megabyte of stems, so whoever has many texts to
 * stem keeps it from one to the next. */

struct _DeskStemmers
{
  DeskStemmer *stemmers[DESK_STEMMER_N_KINDS]; /* (nullable) */
};

/**
 * desk_stemmers_new:
 *
 * Returns: (transfer full): stemmers for one thread at a time
 */
DeskStemmers *
desk_stemmers_new (void)
{
  return g_new0 (DeskStemmers, 1);
}

void
desk_stemmers_free (DeskStemmers *self)
{
  if (self == NULL)
    return;

  for (unsigned kind = 0; kind < DESK_STEMMER_N_KINDS; kind++)
    desk_stemmer_free (self->stemmers[kind]);
  g_free (self);
}

/**
 * desk_stemmers_get:
 * @kind: what desk_stemmer_kind_of() says of a language
 *
 * Returns: (transfer none) (nullable): the stemmer; %NULL for -1, and where
 *   libstemmer was built without it
 */
DeskStemmer *
desk_stemmers_get (DeskStemmers *self,
                   int           kind)
{
  g_return_val_if_fail (self != NULL && kind >= -1 && kind < DESK_STEMMER_N_KINDS, NULL);

  if (kind >= 0 && self->stemmers[kind] == NULL)
    self->stemmers[kind] = desk_stemmer_new ((unsigned) kind);

  return kind >= 0 ? self->stemmers[kind] : NULL;
}
