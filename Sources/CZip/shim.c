#include "CZip.h"

#include <stdlib.h>
#include <zip.h>

struct czip_archive {
  zip_t *zip;
};

struct czip_entry {
  zip_file_t *file;
};

static czip_status status_of(zip_error_t *error) {
  switch (zip_error_code_zip(error)) {
  case ZIP_ER_OK:
    return CZIP_OK;
  case ZIP_ER_NOPASSWD:
  case ZIP_ER_WRONGPASSWD:
    return CZIP_ENCRYPTED;
  case ZIP_ER_COMPNOTSUPP:
  case ZIP_ER_ENCRNOTSUPP:
    return CZIP_UNSUPPORTED;
  case ZIP_ER_MEMORY:
    return CZIP_MEMORY;
  default:
    return CZIP_DAMAGED;
  }
}

czip_archive *czip_archive_open(const void *bytes, size_t count, czip_status *status) {
  *status = CZIP_MEMORY;
  czip_archive *archive = calloc(1, sizeof *archive);
  if (!archive) return NULL;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, count, 0, &error);
  if (source) {
    // No ZIP_CHECKCONS: it refuses archives of programs in use which every reader accepts.
    archive->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (!archive->zip) zip_source_free(source);
  }
  *status = status_of(&error);
  zip_error_fini(&error);
  if (archive->zip) {
    *status = CZIP_OK;
    return archive;
  }
  if (*status == CZIP_OK) *status = CZIP_DAMAGED;
  free(archive);
  return NULL;
}

void czip_archive_close(czip_archive *archive) {
  if (!archive) return;
  zip_discard(archive->zip);
  free(archive);
}

uint64_t czip_archive_count(czip_archive *archive) {
  zip_int64_t count = zip_get_num_entries(archive->zip, 0);
  return count < 0 ? 0 : (uint64_t)count;
}

bool czip_archive_stat(czip_archive *archive, uint64_t index, czip_stat *stat) {
  zip_stat_t found;
  if (zip_stat_index(archive->zip, index, ZIP_FL_ENC_RAW, &found) != 0) return false;
  stat->name = found.valid & ZIP_STAT_NAME ? found.name : NULL;
  stat->size = found.valid & ZIP_STAT_SIZE ? found.size : 0;
  stat->compressed_size = found.valid & ZIP_STAT_COMP_SIZE ? found.comp_size : 0;
  return true;
}

czip_entry *czip_entry_open(czip_archive *archive, uint64_t index, czip_status *status) {
  *status = CZIP_MEMORY;
  czip_entry *entry = calloc(1, sizeof *entry);
  if (!entry) return NULL;
  entry->file = zip_fopen_index(archive->zip, index, 0);
  if (entry->file) {
    *status = CZIP_OK;
    return entry;
  }
  *status = status_of(zip_get_error(archive->zip));
  if (*status == CZIP_OK) *status = CZIP_DAMAGED;
  free(entry);
  return NULL;
}

int64_t czip_entry_read(czip_entry *entry, void *bytes, size_t count, czip_status *status) {
  zip_int64_t taken = zip_fread(entry->file, bytes, count);
  *status = CZIP_OK;
  if (taken >= 0) return taken;
  *status = status_of(zip_file_get_error(entry->file));
  if (*status == CZIP_OK) *status = CZIP_DAMAGED;
  return -1;
}

void czip_entry_close(czip_entry *entry) {
  if (!entry) return;
  zip_fclose(entry->file);
  free(entry);
}
