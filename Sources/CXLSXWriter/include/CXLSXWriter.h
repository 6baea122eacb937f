// The only door to libxlsxwriter: a workbook is written sheet by sheet and row by row, downwards.
// No libxlsxwriter type passes through it. A workbook belongs to one thread at a time.
#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The name of a case in Swift.
#define CXLSX_SWIFT(name) __attribute__((swift_name(name)))

// Opaque handles: the workbook owns the library's objects, sheets and formats are its own.
typedef struct cxlsx_book cxlsx_book;
typedef struct cxlsx_sheet cxlsx_sheet;
typedef struct cxlsx_format cxlsx_format;

/// Hides `lxw_error`, of which only the kind matters here.
typedef enum __attribute__((enum_extensibility(closed))) cxlsx_status : uint8_t {
  CXLSX_OK CXLSX_SWIFT("ok") = 0,
  /// Out of memory.
  CXLSX_MEMORY CXLSX_SWIFT("memory"),
  /// The file can't be created.
  CXLSX_CREATE CXLSX_SWIFT("create"),
  /// A temporary file can't be created or written.
  CXLSX_TEMPORARY CXLSX_SWIFT("temporary"),
  /// The file can't be written to its end.
  CXLSX_WRITE CXLSX_SWIFT("write"),
  /// An argument breaks a rule of the format.
  CXLSX_REFUSED CXLSX_SWIFT("refused"),
} cxlsx_status;

/// How a cell looks. Colours are `0xRRGGBB`, or negative for none.
typedef struct {
  /// NULL: the workbook's font.
  const char *font;
  /// 0: the workbook's size.
  double size;
  /// NULL: General.
  const char *number_format;
  int32_t color;
  int32_t fill;
  int32_t border_color;
  bool bold;
  bool italic;
  bool underlined;
  bool wraps;
  /// 0 none, 1 thin, 2 medium: the library's own numbers.
  uint8_t border;
  /// 0 by the kind of value, 1 left, 2 centre, 3 right.
  uint8_t horizontal;
  /// 0 bottom, 1 centre, 2 top.
  uint8_t vertical;
  uint8_t indent;
} cxlsx_style;

/// A drop-down list over a rectangle of cells. Texts are NULL where there is none.
typedef struct {
  uint32_t first_row;
  uint32_t last_row;
  uint16_t first_column;
  uint16_t last_column;
  /// The values, `"高,中,低"` with the quotation marks, or where they lie, `='选项'!$A$1:$A$9`. The
  /// library's own lists of values overflow at 255 bytes of UTF-8.
  const char *source;
  const char *prompt_title;
  const char *prompt;
  const char *error_title;
  const char *error;
  /// Other values are taken after a question.
  bool warns_only;
} cxlsx_drop_down;

/// A workbook whose cells go to temporary files row by row (`constant_memory`), or stay in memory
/// with equal strings stored once.
///
/// NULL when out of memory.
cxlsx_book *cxlsx_book_new(
  const char *font, double size, const char *title, bool streams);
/// Writes the workbook to a file, which is made or emptied. Whatever the result, nothing but
/// `cxlsx_book_free` may follow.
cxlsx_status cxlsx_book_close(cxlsx_book *book, const char *path);
/// Writes the workbook to a new temporary file and reads it back; `cxlsx_bytes_free` takes the bytes.
///
/// Version 1.1.4 can't write to memory. The same rule follows as for `cxlsx_book_close`.
cxlsx_status cxlsx_book_close_to_memory(cxlsx_book *book, uint8_t **bytes, size_t *count);
void cxlsx_bytes_free(uint8_t *bytes);
/// Frees everything, written or not.
void cxlsx_book_free(cxlsx_book *book);

/// NULL when out of memory.
cxlsx_format *cxlsx_format_new(cxlsx_book *book, const cxlsx_style *style);
/// A sheet at the end. The name must keep Excel's rules; NULL where it doesn't, or out of memory.
cxlsx_sheet *cxlsx_sheet_new(cxlsx_book *book, const char *name);

// Rows and columns count from 0 everywhere.
cxlsx_status cxlsx_write_text(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text, cxlsx_format *format);
cxlsx_status cxlsx_write_number(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, double number, cxlsx_format *format);
cxlsx_status cxlsx_write_boolean(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, bool value, cxlsx_format *format);
cxlsx_status cxlsx_write_blank(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, cxlsx_format *format);
/// Text that leads to another place in the workbook; `place` is `internal:'sheet'!A1`.
cxlsx_status cxlsx_write_link(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *place, const char *text,
  cxlsx_format *format);
/// A note in a box of the given size in pixels.
cxlsx_status cxlsx_write_note(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text, const char *author,
  uint16_t width, uint16_t height, const char *font, double size);

/// The row's height in points (0: the standard one) and the format of its empty cells.
cxlsx_status cxlsx_set_row(
  cxlsx_sheet *sheet, uint32_t row, double height, cxlsx_format *format, bool hidden);
/// A column's width in characters and the format of its empty cells.
cxlsx_status cxlsx_set_column(
  cxlsx_sheet *sheet, uint16_t column, double width, cxlsx_format *format, bool hidden);
/// Joins cells without writing any: the library's own function writes rows out of their order.
cxlsx_status cxlsx_merge(
  cxlsx_sheet *sheet, uint32_t first_row, uint16_t first_column, uint32_t last_row,
  uint16_t last_column);
cxlsx_status cxlsx_filter(
  cxlsx_sheet *sheet, uint32_t first_row, uint16_t first_column, uint32_t last_row,
  uint16_t last_column);
cxlsx_status cxlsx_add_drop_down(cxlsx_sheet *sheet, const cxlsx_drop_down *list);

/// Keeps rows above and columns left of a cell in view.
void cxlsx_freeze(cxlsx_sheet *sheet, uint32_t row, uint16_t column);
void cxlsx_set_tab_color(cxlsx_sheet *sheet, uint32_t color);
void cxlsx_hide(cxlsx_sheet *sheet);
/// Makes the sheet the one that is open at first.
void cxlsx_activate(cxlsx_sheet *sheet);
/// No mark at text that looks like a number, in the whole sheet.
void cxlsx_ignore_numbers_as_text(cxlsx_sheet *sheet);

/// `paper` is 8 for A3, 9 for A4. Margins are narrow.
void cxlsx_set_page(cxlsx_sheet *sheet, uint8_t paper, bool landscape, bool fits_width);
cxlsx_status cxlsx_repeat_rows(cxlsx_sheet *sheet, uint32_t first, uint32_t last);
cxlsx_status cxlsx_set_footer(cxlsx_sheet *sheet, const char *text);

#endif
