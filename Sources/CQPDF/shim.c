#include "CQPDF.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

static qpdf_data quiet(void) {
  qpdf_data pdf = qpdf_init();
  if (!pdf) return NULL;
  // Else errors and warnings go to standard error.
  qpdf_silence_errors(pdf);
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
  return pdf;
}

static bool failed(QPDF_ERROR_CODE code) { return (code & QPDF_ERRORS) != 0; }

/// Keeps the first message: what follows from it says less.
static void note(qpdf_data pdf, char **message) {
  if (!pdf || *message || !qpdf_has_error(pdf)) return;
  const char *text = qpdf_get_error_full_text(pdf, qpdf_get_error(pdf));
  if (text) *message = strdup(text);
}

static bool add_pages(
    qpdf_data whole, qpdf_data *part, const void *file, size_t count, char **message) {
  *part = quiet();
  if (!*part) return false;
  bool ok = !failed(qpdf_read_memory(*part, "page", file, count, NULL));
  int pages = ok ? qpdf_get_num_pages(*part) : -1;
  ok = pages > 0;
  for (int page = 0; ok && page < pages; page++) {
    qpdf_oh handle = qpdf_get_page_n(*part, (size_t)page);
    ok = !failed(qpdf_add_page(whole, *part, handle, QPDF_FALSE));
  }
  if (!ok) note(*part, message);
  return ok;
}

cqpdf_result cqpdf_join(const void *const *files, const size_t *counts, size_t count) {
  cqpdf_result result = {NULL, 0, NULL};
  qpdf_data whole = quiet();
  // Pages added stay bound to the files they come from until everything is written.
  qpdf_data *parts = calloc(count ? count : 1, sizeof *parts);
  bool ok = whole && parts && !failed(qpdf_empty_pdf(whole));
  for (size_t index = 0; ok && index < count; index++) {
    ok = add_pages(whole, &parts[index], files[index], counts[index], &result.message);
  }
  if (ok) ok = !failed(qpdf_init_write_memory(whole));
  if (ok) {
    // The same pages give the same bytes.
    qpdf_set_deterministic_ID(whole, QPDF_TRUE);
    ok = !failed(qpdf_write(whole));
  }
  if (ok) {
    size_t size = qpdf_get_buffer_length(whole);
    const unsigned char *buffer = qpdf_get_buffer(whole);
    result.bytes = buffer && size ? malloc(size) : NULL;
    if (result.bytes) {
      memcpy(result.bytes, buffer, size);
      result.count = size;
    }
  }
  if (!result.bytes) note(whole, &result.message);
  for (size_t index = 0; parts && index < count; index++) {
    if (parts[index]) qpdf_cleanup(&parts[index]);
  }
  free(parts);
  if (whole) qpdf_cleanup(&whole);
  return result;
}

void cqpdf_free(void *memory) { free(memory); }
