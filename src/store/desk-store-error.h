/* desk-store-error.h - what can go wrong with a library
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_STORE_ERROR (desk_store_error_quark ())
GQuark desk_store_error_quark (void);

typedef enum
{
  DESK_STORE_ERROR_FAILED,
  DESK_STORE_ERROR_BUSY,      /* try again */
  DESK_STORE_ERROR_FULL,      /* the disk */
  DESK_STORE_ERROR_READ_ONLY, /* somebody has to allow writing */
  DESK_STORE_ERROR_DAMAGED,   /* offer repair */
  DESK_STORE_ERROR_CONFLICT,  /* offer a merge */
  DESK_STORE_ERROR_NEWER,     /* made by a newer Copydesk */
  DESK_STORE_ERROR_FOREIGN,   /* not a library */
  DESK_STORE_ERROR_EXISTS,    /* something is there already */
  DESK_STORE_ERROR_NOT_FOUND,
  DESK_STORE_ERROR_INVALID,   /* what was given can't be stored */
} DeskStoreError;

G_END_DECLS
