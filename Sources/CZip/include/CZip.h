// The only door to libzip: reading, from memory. No libzip type passes through it. An archive
// belongs to one thread at a time; several archives over the same bytes are independent.
#ifndef CZIP_H
#define CZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The name of a case in Swift.
#define CZIP_SWIFT(name) __attribute__((swift_name(name)))

// Opaque handles: both own the library's objects.
typedef struct czip_archive czip_archive;
typedef struct czip_entry czip_entry;

/// Hides libzip's error numbers, of which only the kind matters here.
typedef enum __attribute__((enum_extensibility(closed))) czip_status : uint8_t {
  CZIP_OK CZIP_SWIFT("ok") = 0,
  /// Not a ZIP container, or one that is cut short or inconsistent.
  CZIP_DAMAGED CZIP_SWIFT("damaged"),
  /// The entry needs a password.
  CZIP_ENCRYPTED CZIP_SWIFT("encrypted"),
  /// A compression or encryption method libzip wasn't built with.
  CZIP_UNSUPPORTED CZIP_SWIFT("unsupported"),
  /// Out of memory.
  CZIP_MEMORY CZIP_SWIFT("memory"),
} czip_status;

/// What the central directory says of an entry; none of it can be trusted.
typedef struct {
  /// Raw bytes as stored, not converted; valid until the archive is closed. NULL where the entry
  /// has no name.
  const char *name;
  uint64_t size;
  uint64_t compressed_size;
} czip_stat;

/// Hides `zip_source_t`. The bytes aren't copied and must outlive the archive. NULL on failure.
czip_archive *czip_archive_open(const void *bytes, size_t count, czip_status *status);
/// `zip_discard`: nothing is ever written.
void czip_archive_close(czip_archive *archive);
/// The number of entries, 0 or more.
uint64_t czip_archive_count(czip_archive *archive);
/// Hides `zip_stat_t`; false where the directory can't be read there.
bool czip_archive_stat(czip_archive *archive, uint64_t index, czip_stat *stat);

/// Hides `zip_file_t`. NULL on failure. Close it before the archive.
czip_entry *czip_entry_open(czip_archive *archive, uint64_t index, czip_status *status);
/// Reads at most `count` inflated bytes: how many, 0 at the end (the checksum was right), or -1
/// with the status set.
int64_t czip_entry_read(czip_entry *entry, void *bytes, size_t count, czip_status *status);
/// `zip_fclose`.
void czip_entry_close(czip_entry *entry);

#endif
