/* desk-list-filler.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-filler.h"

/* A view asks for some 200 rows around those that it shows. They are read a few
 * at a time, so that neither thread is long at it, those that can be seen first:
 * which these are is known when the view has been laid out, so the choice is made
 * after the frame that shows them blank, and the next frame has them.
 *
 *   waiting ──(a frame was drawn)──► reading, at most BATCH ──► filled
 *      ▲                                   │
 *      └────────── the next batch ─────────┘
 */

/* About two screenfuls; showing them takes the main thread some ms. */
#define BATCH 24

/* After what GDK draws in, before what is merely to be done some time. */
#define PRIORITY_AFTER_FRAME (G_PRIORITY_HIGH_IDLE + 25)

struct _DeskListFiller
{
  GObject        parent_instance;
  DeskListItems *items;
  DeskLibrary   *library;
  char          *words;      /* what is looked for; NULL nothing */
  GQueue         waiting;    /* gint64 *, owned: whom to ask about, the most urgent first */
  GHashTable    *links;      /* gint64 *, lent by its link → its link in @waiting */
  unsigned       ask_id;
  gboolean       is_reading;
};

enum
{
  SIGNAL_CHOOSING,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListFiller, desk_list_filler, G_TYPE_OBJECT)

static void ask_later (DeskListFiller *self);

static void
want (DeskListFiller *self,
      gint64          article_id,
      gboolean        is_urgent)
{
  GList *link = g_hash_table_lookup (self->links, &article_id);

  if (link != NULL && !is_urgent)
    return;

  if (link != NULL)
    {
      g_queue_unlink (&self->waiting, link);
    }
  else
    {
      link = g_list_append (NULL, g_memdup2 (&article_id, sizeof article_id));
      g_hash_table_insert (self->links, link->data, link);
    }

  if (is_urgent)
    g_queue_push_head_link (&self->waiting, link);
  else
    g_queue_push_tail_link (&self->waiting, link);
  ask_later (self);
}

/* Rows that nobody looks at any more are passed over. */
static GArray *
take_batch (DeskListFiller *self)
{
  GArray *batch = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (batch->len < BATCH && self->waiting.length > 0)
    {
      g_autofree gint64 *article_id = g_queue_pop_head (&self->waiting);

      g_hash_table_remove (self->links, article_id);
      if (desk_list_items_look_up (self->items, *article_id) != NULL)
        g_array_append_val (batch, *article_id);
    }

  return batch;
}

typedef struct
{
  GArray *batch; /* gint64 */
  char   *words;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_array_unref (request->batch);
  g_free (request->words);
  g_free (request);
}

static gpointer
read_rows (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Request *request = data;

  return desk_list_content_read (store, request->batch, request->words, cancellable, error);
}

typedef struct
{
  DeskListFiller *filler;
  GArray         *batch;
} Filling;

static void
filling_free (Filling *filling)
{
  g_object_unref (filling->filler);
  g_array_unref (filling->batch);
  g_free (filling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filling, filling_free)

/* Meanwhile something else may be looked for. */
static void
take_content (DeskListFiller  *self,
              gint64           article_id,
              DeskListContent *content)
{
  if (g_strcmp0 (content->words, self->words) == 0)
    {
      desk_list_items_take_content (self->items, article_id, content);
      return;
    }

  desk_list_content_free (content);
  want (self, article_id, FALSE);
}

/* What could not be read stays blank, and is asked for with the next change. */
static void
rows_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Filling) filling = user_data;
  DeskListFiller *self = filling->filler;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) contents = desk_library_run_finish (DESK_LIBRARY (object), result, &error);

  self->is_reading = FALSE;
  if (self->library == NULL)
    return;
  if (contents == NULL)
    g_debug ("Rows can't be read: %s", error->message);

  for (unsigned i = 0; contents != NULL && i < contents->len; i++)
    {
      gint64 article_id = g_array_index (filling->batch, gint64, i);

      if (contents->pdata[i] != NULL && desk_list_items_look_up (self->items, article_id) != NULL)
        take_content (self, article_id, g_steal_pointer (&contents->pdata[i]));
    }
  ask_later (self);
}

static gboolean
ask_cb (gpointer user_data)
{
  DeskListFiller *self = user_data;
  g_autoptr(GArray) batch = NULL;
  Filling *filling;
  Request *request;

  self->ask_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHOOSING], 0);
  batch = take_batch (self);
  if (batch->len == 0)
    return G_SOURCE_REMOVE;

  filling = g_new0 (Filling, 1);
  filling->filler = g_object_ref (self);
  filling->batch = g_array_ref (batch);
  request = g_new0 (Request, 1);
  request->batch = g_steal_pointer (&batch);
  request->words = g_strdup (self->words);
  self->is_reading = TRUE;
  desk_library_read_async (self->library, DESK_READING_ROWS, read_rows, request, request_free,
                           (GDestroyNotify) g_ptr_array_unref, NULL, rows_read_cb, filling);
  return G_SOURCE_REMOVE;
}

static void
ask_later (DeskListFiller *self)
{
  if (self->ask_id == 0 && !self->is_reading && self->library != NULL && self->waiting.length > 0)
    self->ask_id = g_idle_add_full (PRIORITY_AFTER_FRAME, ask_cb, self, NULL);
}

static void
item_made_cb (DeskListFiller *self,
              DeskListItem   *item)
{
  want (self, desk_list_item_get_article_id (item), FALSE);
}

static void
desk_list_filler_dispose (GObject *object)
{
  DeskListFiller *self = DESK_LIST_FILLER (object);

  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (desk_list_filler_parent_class)->dispose (object);
}

static void
desk_list_filler_finalize (GObject *object)
{
  DeskListFiller *self = DESK_LIST_FILLER (object);

  g_free (self->words);
  g_hash_table_unref (self->links);
  g_queue_clear_full (&self->waiting, g_free);
  g_object_unref (self->items);

  G_OBJECT_CLASS (desk_list_filler_parent_class)->finalize (object);
}

static void
desk_list_filler_class_init (DeskListFillerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_list_filler_dispose;
  object_class->finalize = desk_list_filler_finalize;

  /**
   * DeskListFiller::choosing:
   *
   * Some rows will be asked for now: desk_list_filler_hurry() those that matter.
   */
  signals[SIGNAL_CHOOSING] = g_signal_new ("choosing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_filler_init (DeskListFiller *self)
{
  g_queue_init (&self->waiting);
  self->links = g_hash_table_new (g_int64_hash, g_int64_equal);
}

/**
 * desk_list_filler_new:
 * @items: what to fill
 *
 * Returns: (transfer full): a filler that begins when it has a library
 */
DeskListFiller *
desk_list_filler_new (DeskListItems *items)
{
  DeskListFiller *self = g_object_new (DESK_TYPE_LIST_FILLER, NULL);

  self->items = g_object_ref (items);
  g_signal_connect_object (items, "made", G_CALLBACK (item_made_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * desk_list_filler_set_library:
 * @library: (nullable): where the articles are; %NULL ends the filling
 */
void
desk_list_filler_set_library (DeskListFiller *self,
                              DeskLibrary    *library)
{
  g_return_if_fail (DESK_IS_LIST_FILLER (self));

  g_set_object (&self->library, library);
  if (library == NULL)
    g_clear_handle_id (&self->ask_id, g_source_remove);
  ask_later (self);
}

/**
 * desk_list_filler_set_words:
 * @words: (nullable): what is looked for; %NULL when the list is no search
 *
 * Reads rows for this from now on, and again those that were read for something
 * else.
 */
void
desk_list_filler_set_words (DeskListFiller *self,
                            const char     *words)
{
  g_autoptr(GPtrArray) rows = NULL;

  g_return_if_fail (DESK_IS_LIST_FILLER (self));

  if (!g_set_str (&self->words, words))
    return;

  desk_list_items_forget_other (self->items, words);
  rows = desk_list_items_list_rows (self->items);
  for (unsigned i = 0; i < rows->len; i++)
    {
      const DeskListContent *content = desk_list_item_get_content (rows->pdata[i]);

      if (content != NULL && g_strcmp0 (content->words, words) != 0)
        want (self, desk_list_item_get_article_id (rows->pdata[i]), FALSE);
    }
}

/**
 * desk_list_filler_hurry:
 * @item: a row that can be seen
 *
 * Asks for it before all others, should it wait.
 */
void
desk_list_filler_hurry (DeskListFiller *self,
                        DeskListItem   *item)
{
  gint64 article_id;

  g_return_if_fail (DESK_IS_LIST_FILLER (self) && DESK_IS_LIST_ITEM (item));

  article_id = desk_list_item_get_article_id (item);
  if (g_hash_table_contains (self->links, &article_id))
    want (self, article_id, TRUE);
}

/**
 * desk_list_filler_refill:
 *
 * Reads again what the rows say that somebody looks at. They say what they said
 * until then.
 */
void
desk_list_filler_refill (DeskListFiller *self)
{
  g_autoptr(GPtrArray) rows = NULL;

  g_return_if_fail (DESK_IS_LIST_FILLER (self));

  desk_list_items_forget (self->items);
  rows = desk_list_items_list_rows (self->items);
  for (unsigned i = 0; i < rows->len; i++)
    want (self, desk_list_item_get_article_id (rows->pdata[i]), FALSE);
}
