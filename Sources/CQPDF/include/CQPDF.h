// The only door to libqpdf: joining PDF files, in memory. No libqpdf type passes through it, and
// nothing is kept between calls.
#ifndef CQPDF_H
#define CQPDF_H

#include <stdbool.h>
#include <stddef.h>

/// A file's bytes, or what is wrong.
typedef struct {
  /// Owned by the caller: free with `cqpdf_free`. NULL on failure.
  unsigned char *bytes;
  size_t count;
  /// What the library says is wrong, owned by the caller: free with `cqpdf_free`. May be NULL.
  char *message;
} cqpdf_result;

/// Every page of the files, in their order. The files are only read during the call.
cqpdf_result cqpdf_join(const void *const *files, const size_t *counts, size_t count);
/// `free`.
void cqpdf_free(void *memory);

#endif
