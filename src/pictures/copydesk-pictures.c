/* copydesk-pictures.c - makes the published sizes of one picture
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pictures"

#include "config.h"

#include "desk-variants.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vips.h>

/* Usage: copydesk-pictures sizes|crops|icons PICTURE FOLDER [CREDIT [LICENCE]]
 *
 * A program of its own, so that a picture that breaks its decoder, or fills the
 * memory, costs that picture and nothing else. It is asked for one, writes into a
 * folder that its caller made, says on its standard output what it wrote, and ends
 * with the reason if it could not. How much it may take is limited here.
 */

#define MAX_MEMORY_BYTES (3ul * 1024 * 1024 * 1024)
#define MAX_PROCESSOR_S 120
#define MAX_S 300

static void
limit (int    resource,
       rlim_t amount)
{
  struct rlimit old;

  if (getrlimit (resource, &old) == 0)
    {
      struct rlimit wanted = { MIN (amount, old.rlim_max), old.rlim_max };

      (void) setrlimit (resource, &wanted);
    }
}

static void
set_limits (void)
{
#ifndef __SANITIZE_ADDRESS__ /* which reserves more addresses than there is memory */
  limit (RLIMIT_AS, MAX_MEMORY_BYTES);
#endif
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, MAX_PROCESSOR_S);
  (void) alarm (MAX_S);
}

static gboolean
parse_kind (const char       *word,
            DeskVariantsKind *out_kind)
{
  if (g_str_equal (word, "sizes"))
    *out_kind = DESK_VARIANTS_SIZES;
  else if (g_str_equal (word, "crops"))
    *out_kind = DESK_VARIANTS_CROPS;
  else if (g_str_equal (word, "icons"))
    *out_kind = DESK_VARIANTS_ICONS;
  else
    return FALSE;

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_auto(DeskRights) rights = { 0 };
  g_autoptr(GString) list = g_string_new (NULL);
  DeskVariantsResult result;
  DeskVariantsKind kind;

  if (argc < 4 || argc > 6 || !parse_kind (argv[1], &kind))
    {
      g_printerr ("Usage: copydesk-pictures sizes|crops|icons PICTURE FOLDER [CREDIT [LICENCE]]\n");
      return DESK_VARIANTS_WRONG_USE;
    }

  set_limits ();
  if (VIPS_INIT (argv[0]) != 0)
    {
      g_printerr ("%s", vips_error_buffer ());
      return DESK_VARIANTS_NOT_WRITTEN;
    }
  vips_block_untrusted_set (TRUE);
  vips_cache_set_max (0);
  vips_concurrency_set (1); /* many pictures are made side by side, each in a program of its own */

  if (argc > 4)
    desk_rights_take (&rights.credit, argv[4], strlen (argv[4]));
  if (argc > 5)
    desk_rights_take (&rights.terms, argv[5], strlen (argv[5]));
  result = desk_variants_make (kind, argv[2], argv[3], &rights, list);
  if (result == DESK_VARIANTS_MADE)
    g_print ("%s", list->str);
  else
    g_printerr ("%s", vips_error_buffer ());

  return result;
}
