/* desk-variants.h - the sizes that a picture is published in
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "desk-rights.h"

G_BEGIN_DECLS

/**
 * DeskVariantsResult:
 *
 * How it went; also the status that the program ends with.
 */
typedef enum
{
  DESK_VARIANTS_MADE,
  DESK_VARIANTS_WRONG_USE,
  DESK_VARIANTS_NO_PICTURE,
  DESK_VARIANTS_TOO_LARGE,
  DESK_VARIANTS_DAMAGED,
  DESK_VARIANTS_NOT_WRITTEN,
  DESK_VARIANTS_TOO_SMALL,
} DeskVariantsResult;

typedef enum
{
  DESK_VARIANTS_SIZES, /* for pages: WebP in several widths, and one that every browser shows */
  DESK_VARIANTS_CROPS, /* for those who link to it: 1:1, 4:3 and 16:9 */
  DESK_VARIANTS_ICONS, /* of a site: squares as PNG */
} DeskVariantsKind;

DeskVariantsResult desk_variants_make (DeskVariantsKind kind,
                                       const char      *file,
                                       const char      *folder,
                                       DeskRights      *rights,
                                       GString         *list);

G_END_DECLS
