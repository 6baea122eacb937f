#include "CXLSXWriter.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

struct cxlsx_book {
  // NULL once closed.
  lxw_workbook *book;
};

// 2000-01-01, so that the same content gives the same bytes on any day.
static const time_t created = 946684800;

static lxw_worksheet *worksheet(cxlsx_sheet *sheet) { return (lxw_worksheet *)sheet; }

static lxw_format *format_of(cxlsx_format *format) { return (lxw_format *)format; }

static cxlsx_status status_of(lxw_error error) {
  switch (error) {
  case LXW_NO_ERROR:
    return CXLSX_OK;
  case LXW_ERROR_MEMORY_MALLOC_FAILED:
    return CXLSX_MEMORY;
  case LXW_ERROR_CREATING_XLSX_FILE:
    return CXLSX_CREATE;
  case LXW_ERROR_CREATING_TMPFILE:
  case LXW_ERROR_READING_TMPFILE:
    return CXLSX_TEMPORARY;
  case LXW_ERROR_ZIP_FILE_OPERATION:
  case LXW_ERROR_ZIP_PARAMETER_ERROR:
  case LXW_ERROR_ZIP_BAD_ZIP_FILE:
  case LXW_ERROR_ZIP_INTERNAL_ERROR:
  case LXW_ERROR_ZIP_FILE_ADD:
  case LXW_ERROR_ZIP_CLOSE:
    return CXLSX_WRITE;
  default:
    return CXLSX_REFUSED;
  }
}

// The library takes 0 for "no colour"; its own black has a bit above the 24 of a colour.
static lxw_color_t color_of(int32_t color) {
  return color == 0 ? LXW_COLOR_BLACK : (lxw_color_t)color;
}

cxlsx_book *cxlsx_book_new(const char *font, double size, const char *title, bool streams) {
  cxlsx_book *owner = calloc(1, sizeof *owner);
  if (!owner) return NULL;
  lxw_workbook_options options = {.constant_memory = streams};
  // Named when it is closed.
  owner->book = workbook_new_opt("", &options);
  if (!owner->book) {
    free(owner);
    return NULL;
  }
  // The first format is the one of cells without any, and of the width of columns.
  lxw_format *plain = STAILQ_FIRST(owner->book->formats);
  if (plain) {
    format_set_font_name(plain, font);
    format_set_font_size(plain, size);
  }
  lxw_doc_properties properties = {.title = (char *)title, .created = created};
  workbook_set_properties(owner->book, &properties);
  return owner;
}

// Whether everything reached the temporary files of the rows; the library doesn't look.
static bool rows_are_written(lxw_workbook *book) {
  lxw_worksheet *sheet;
  STAILQ_FOREACH(sheet, book->worksheets, list_pointers) {
    FILE *file = sheet->optimize_tmpfile;
    if (file && (fflush(file) != 0 || ferror(file))) return false;
  }
  return true;
}

cxlsx_status cxlsx_book_close(cxlsx_book *owner, const char *path) {
  lxw_workbook *book = owner->book;
  if (!book) return CXLSX_REFUSED;
  if (!rows_are_written(book)) return CXLSX_TEMPORARY;
  // Tried here first: where it fails, the library prints to standard error.
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return CXLSX_CREATE;
  close(file);
  char *name = strdup(path);
  if (!name) return CXLSX_MEMORY;
  free(book->filename);
  book->filename = name;
  owner->book = NULL;
  return status_of(workbook_close(book));
}

// Reads a whole file into new memory.
static cxlsx_status read_all(int file, uint8_t **bytes, size_t *count) {
  off_t size = lseek(file, 0, SEEK_END);
  if (size < 0 || lseek(file, 0, SEEK_SET) < 0) return CXLSX_TEMPORARY;
  *bytes = malloc(size ? (size_t)size : 1);
  if (!*bytes) return CXLSX_MEMORY;
  *count = 0;
  while (*count < (size_t)size) {
    ssize_t taken = read(file, *bytes + *count, (size_t)size - *count);
    if (taken <= 0) {
      free(*bytes);
      *bytes = NULL;
      return CXLSX_TEMPORARY;
    }
    *count += (size_t)taken;
  }
  return CXLSX_OK;
}

cxlsx_status cxlsx_book_close_to_memory(cxlsx_book *book, uint8_t **bytes, size_t *count) {
  *bytes = NULL;
  *count = 0;
  const char *folder = getenv("TMPDIR");
  if (!folder || !*folder) folder = "/tmp";
  static const char pattern[] = "/workbook-XXXXXX";
  char *path = malloc(strlen(folder) + sizeof pattern);
  if (!path) return CXLSX_MEMORY;
  strcpy(path, folder);
  strcat(path, pattern);
  int file = mkstemp(path);
  if (file < 0) {
    free(path);
    return CXLSX_TEMPORARY;
  }
  cxlsx_status status = cxlsx_book_close(book, path);
  if (status == CXLSX_CREATE) status = CXLSX_TEMPORARY;
  if (status == CXLSX_OK) status = read_all(file, bytes, count);
  close(file);
  unlink(path);
  free(path);
  return status;
}

void cxlsx_bytes_free(uint8_t *bytes) { free(bytes); }

void cxlsx_book_free(cxlsx_book *owner) {
  if (!owner) return;
  if (owner->book) lxw_workbook_free(owner->book);
  free(owner);
}

cxlsx_format *cxlsx_format_new(cxlsx_book *owner, const cxlsx_style *style) {
  lxw_format *format = workbook_add_format(owner->book);
  if (!format) return NULL;
  lxw_format *plain = STAILQ_FIRST(owner->book->formats);
  const char *font = style->font && *style->font ? style->font : plain->font_name;
  format_set_font_name(format, font);
  format_set_font_size(format, style->size > 0 ? style->size : plain->font_size);
  // Text has a number of its own; a custom format of the same sign isn't text to every program.
  if (style->number_format && strcmp(style->number_format, "@") == 0)
    format_set_num_format_index(format, 49);
  else if (style->number_format)
    format_set_num_format(format, style->number_format);
  if (style->color >= 0) format_set_font_color(format, color_of(style->color));
  if (style->fill >= 0) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_fg_color(format, color_of(style->fill));
  }
  if (style->border) {
    format_set_border(format, style->border);
    if (style->border_color >= 0) format_set_border_color(format, color_of(style->border_color));
  }
  if (style->bold) format_set_bold(format);
  if (style->italic) format_set_italic(format);
  if (style->underlined) format_set_underline(format, LXW_UNDERLINE_SINGLE);
  if (style->wraps) format_set_text_wrap(format);
  static const uint8_t horizontal[] = {
    LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT};
  static const uint8_t vertical[] = {
    LXW_ALIGN_NONE, LXW_ALIGN_VERTICAL_CENTER, LXW_ALIGN_VERTICAL_TOP};
  if (style->horizontal > 0 && style->horizontal < sizeof horizontal)
    format_set_align(format, horizontal[style->horizontal]);
  if (style->vertical > 0 && style->vertical < sizeof vertical)
    format_set_align(format, vertical[style->vertical]);
  if (style->indent) format_set_indent(format, style->indent);
  return (cxlsx_format *)format;
}

// A name in quotes, each quote inside doubled.
static char *quoted(const char *name) {
  char *text = malloc(2 * strlen(name) + 3);
  if (!text) return NULL;
  char *at = text;
  *at++ = '\'';
  for (; *name; name++) {
    if (*name == '\'') *at++ = '\'';
    *at++ = *name;
  }
  *at++ = '\'';
  *at = 0;
  return text;
}

cxlsx_sheet *cxlsx_sheet_new(cxlsx_book *owner, const char *name) {
  lxw_worksheet *sheet = workbook_add_worksheet(owner->book, name);
  if (!sheet) return NULL;
  // The library leaves names such as `2024` and `A1` bare in references, where they mean a number
  // and a cell.
  char *always_quoted = quoted(name);
  if (!always_quoted) return NULL;
  free(sheet->quoted_name);
  sheet->quoted_name = always_quoted;
  return (cxlsx_sheet *)sheet;
}

cxlsx_status cxlsx_write_text(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text, cxlsx_format *format) {
  return status_of(
    worksheet_write_string(worksheet(sheet), row, column, text, format_of(format)));
}

cxlsx_status cxlsx_write_number(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, double number, cxlsx_format *format) {
  return status_of(
    worksheet_write_number(worksheet(sheet), row, column, number, format_of(format)));
}

cxlsx_status cxlsx_write_boolean(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, bool value, cxlsx_format *format) {
  return status_of(
    worksheet_write_boolean(worksheet(sheet), row, column, value, format_of(format)));
}

cxlsx_status cxlsx_write_blank(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, cxlsx_format *format) {
  return status_of(worksheet_write_blank(worksheet(sheet), row, column, format_of(format)));
}

cxlsx_status cxlsx_write_link(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *place, const char *text,
  cxlsx_format *format) {
  return status_of(worksheet_write_url_opt(
    worksheet(sheet), row, column, place, format_of(format), text, NULL));
}

cxlsx_status cxlsx_write_note(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text, const char *author,
  uint16_t width, uint16_t height, const char *font, double size) {
  lxw_comment_options options = {
    .author = (char *)author, .width = width, .height = height, .font_name = (char *)font,
    .font_size = size};
  return status_of(worksheet_write_comment_opt(worksheet(sheet), row, column, text, &options));
}

cxlsx_status cxlsx_set_row(
  cxlsx_sheet *sheet, uint32_t row, double height, cxlsx_format *format, bool hidden) {
  lxw_row_col_options options = {.hidden = hidden};
  return status_of(worksheet_set_row_opt(
    worksheet(sheet), row, height > 0 ? height : LXW_DEF_ROW_HEIGHT, format_of(format), &options));
}

cxlsx_status cxlsx_set_column(
  cxlsx_sheet *sheet, uint16_t column, double width, cxlsx_format *format, bool hidden) {
  lxw_row_col_options options = {.hidden = hidden};
  return status_of(worksheet_set_column_opt(
    worksheet(sheet), column, column, width, format_of(format), &options));
}

cxlsx_status cxlsx_merge(
  cxlsx_sheet *handle, uint32_t first_row, uint16_t first_column, uint32_t last_row,
  uint16_t last_column) {
  lxw_worksheet *sheet = worksheet(handle);
  if (sheet->merged_range_count == UINT16_MAX) return CXLSX_REFUSED;
  lxw_merged_range *range = calloc(1, sizeof *range);
  if (!range) return CXLSX_MEMORY;
  range->first_row = first_row;
  range->first_col = first_column;
  range->last_row = last_row;
  range->last_col = last_column;
  STAILQ_INSERT_TAIL(sheet->merged_ranges, range, list_pointers);
  sheet->merged_range_count++;
  return CXLSX_OK;
}

cxlsx_status cxlsx_filter(
  cxlsx_sheet *sheet, uint32_t first_row, uint16_t first_column, uint32_t last_row,
  uint16_t last_column) {
  return status_of(worksheet_autofilter(
    worksheet(sheet), first_row, first_column, last_row, last_column));
}

cxlsx_status cxlsx_add_drop_down(cxlsx_sheet *sheet, const cxlsx_drop_down *list) {
  lxw_data_validation validation = {
    .validate = LXW_VALIDATION_TYPE_LIST_FORMULA, .value_formula = (char *)list->source,
    .input_title = (char *)list->prompt_title, .input_message = (char *)list->prompt,
    .error_title = (char *)list->error_title, .error_message = (char *)list->error,
    .error_type =
      list->warns_only ? LXW_VALIDATION_ERROR_TYPE_WARNING : LXW_VALIDATION_ERROR_TYPE_STOP};
  return status_of(worksheet_data_validation_range(
    worksheet(sheet), list->first_row, list->first_column, list->last_row, list->last_column,
    &validation));
}

void cxlsx_freeze(cxlsx_sheet *sheet, uint32_t row, uint16_t column) {
  worksheet_freeze_panes(worksheet(sheet), row, column);
}

void cxlsx_set_tab_color(cxlsx_sheet *sheet, uint32_t color) {
  worksheet_set_tab_color(worksheet(sheet), color_of((int32_t)color));
}

void cxlsx_hide(cxlsx_sheet *sheet) { worksheet_hide(worksheet(sheet)); }

void cxlsx_activate(cxlsx_sheet *sheet) {
  worksheet_activate(worksheet(sheet));
  worksheet_set_first_sheet(worksheet(sheet));
}

void cxlsx_ignore_numbers_as_text(cxlsx_sheet *sheet) {
  worksheet_ignore_errors(
    worksheet(sheet), LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
}

void cxlsx_set_page(cxlsx_sheet *sheet, uint8_t paper, bool landscape, bool fits_width) {
  worksheet_set_paper(worksheet(sheet), paper);
  if (landscape) worksheet_set_landscape(worksheet(sheet));
  if (fits_width) worksheet_fit_to_pages(worksheet(sheet), 1, 0);
  // In inches: narrower than the usual ones, room for the footer left.
  worksheet_set_margins(worksheet(sheet), 0.4, 0.4, 0.5, 0.6);
}

cxlsx_status cxlsx_repeat_rows(cxlsx_sheet *sheet, uint32_t first, uint32_t last) {
  return status_of(worksheet_repeat_rows(worksheet(sheet), first, last));
}

cxlsx_status cxlsx_set_footer(cxlsx_sheet *sheet, const char *text) {
  return status_of(worksheet_set_footer(worksheet(sheet), text));
}
