// For `memmem`.
#define _GNU_SOURCE
#include "CExpat.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

// Far beyond any workbook: its parts nest about ten deep.
#define MAXIMUM_DEPTH 256
// A tag, comment or instruction. Expat reads an unfinished one anew with each piece, so that one
// without a limit would cost quadratic time (CVE-2023-52425).
#define MAXIMUM_TOKEN (1 << 20)
// Expat keeps every different name until the end of the document.
#define MAXIMUM_MEMORY (64 << 20)
#define TABLE_SIZE 128
#define NAME_SIZE 32

typedef struct {
  char name[NAME_SIZE];
  uint32_t attributes;
  uint16_t number;
  uint8_t length;
  uint8_t wants;
  bool takes_prefix;
} watched;

struct cxml_parser {
  XML_Parser parser;
  watched elements[TABLE_SIZE];
  watched attributes[TABLE_SIZE];
  const watched *open[MAXIMUM_DEPTH];
  uint32_t depth;
  uint32_t skip_depth;
  uint32_t text_depth;
  cxml_event *events;
  size_t event_count, event_capacity;
  uint8_t *bytes;
  size_t byte_count, byte_capacity;
  uint64_t fed;
  size_t allocated;
  cxml_status failure;
};

// MARK: Memory

// The memory functions of expat take no context: the parser at work is noted per thread.
static _Thread_local cxml_parser *current;

typedef union {
  size_t size;
  max_align_t alignment;
} block_header;

static void *allocate(size_t size) {
  if (size > MAXIMUM_MEMORY || current->allocated + size > MAXIMUM_MEMORY) {
    current->failure = CXML_LIMIT;
    return NULL;
  }
  block_header *block = malloc(sizeof *block + size);
  if (!block) {
    current->failure = CXML_MEMORY;
    return NULL;
  }
  block->size = size;
  current->allocated += size;
  return block + 1;
}

static void release(void *pointer) {
  if (!pointer) return;
  block_header *block = (block_header *)pointer - 1;
  current->allocated -= block->size;
  free(block);
}

static void *reallocate(void *pointer, size_t size) {
  if (!pointer) return allocate(size);
  block_header *block = (block_header *)pointer - 1;
  size_t before = block->size;
  if (size > MAXIMUM_MEMORY || current->allocated - before + size > MAXIMUM_MEMORY) {
    current->failure = CXML_LIMIT;
    return NULL;
  }
  block_header *moved = realloc(block, sizeof *block + size);
  if (!moved) {
    current->failure = CXML_MEMORY;
    return NULL;
  }
  moved->size = size;
  current->allocated += size - before;
  return moved + 1;
}

static const XML_Memory_Handling_Suite memory = {allocate, reallocate, release};

// MARK: Names

static inline unsigned slot_of(const char *name, size_t length) {
  return (unsigned)((unsigned char)name[0] * 7 + (unsigned char)name[length - 1] * 3 + length) %
         TABLE_SIZE;
}

static inline const watched *find(const watched *table, const char *name, size_t length) {
  if (length == 0 || length >= NAME_SIZE) return NULL;
  for (unsigned slot = slot_of(name, length); table[slot].length != 0;
       slot = (slot + 1) % TABLE_SIZE) {
    if (table[slot].length == length && memcmp(table[slot].name, name, length) == 0) {
      return &table[slot];
    }
  }
  return NULL;
}

static watched *insert(watched *table, const char *name) {
  size_t length = strlen(name);
  if (length == 0 || length >= NAME_SIZE) return NULL;
  unsigned slot = slot_of(name, length);
  // One slot always stays empty, or a search for an absent name wouldn't end.
  for (unsigned step = 0; step < TABLE_SIZE - 1; step++, slot = (slot + 1) % TABLE_SIZE) {
    if (table[slot].length == 0) {
      unsigned taken = 0;
      for (unsigned other = 0; other < TABLE_SIZE; other++) taken += table[other].length != 0;
      if (taken == TABLE_SIZE - 1) return NULL;
      memcpy(table[slot].name, name, length);
      table[slot].length = (uint8_t)length;
      return &table[slot];
    }
  }
  return NULL;
}

/// The name after its prefix, and its length.
static inline const char *local_name(const char *name, size_t *length) {
  const char *start = name;
  const char *end = name;
  for (; *end; end++) {
    if (*end == ':') start = end + 1;
  }
  *length = (size_t)(end - start);
  return start;
}

// MARK: Events

static void fail(cxml_parser *self, cxml_status failure) {
  self->failure = failure;
  XML_StopParser(self->parser, XML_FALSE);
}

static inline bool emit(
  cxml_parser *self, cxml_event_kind kind, uint16_t name, const char *bytes, size_t length) {
  if (self->event_count == self->event_capacity) {
    size_t capacity = self->event_capacity * 2 + 1024;
    cxml_event *events = realloc(self->events, capacity * sizeof *events);
    if (!events) {
      fail(self, CXML_MEMORY);
      return false;
    }
    self->events = events;
    self->event_capacity = capacity;
  }
  if (self->byte_capacity - self->byte_count < length) {
    size_t capacity = (self->byte_capacity + length) * 2 + 4096;
    uint8_t *grown = capacity > UINT32_MAX ? NULL : realloc(self->bytes, capacity);
    if (!grown) {
      fail(self, CXML_MEMORY);
      return false;
    }
    self->bytes = grown;
    self->byte_capacity = capacity;
  }
  if (length) memcpy(self->bytes + self->byte_count, bytes, length);
  self->events[self->event_count++] = (cxml_event){
    .offset = (uint32_t)self->byte_count,
    .length = (uint32_t)length,
    .name = name,
    .kind = kind,
  };
  self->byte_count += length;
  return true;
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
  cxml_parser *self = data;
  // Handlers still run for what follows in an empty tag after the parser was stopped.
  if (self->failure != CXML_OK) return;
  if (self->depth == MAXIMUM_DEPTH) {
    fail(self, CXML_LIMIT);
    return;
  }
  uint32_t depth = ++self->depth;
  if (self->skip_depth) return;
  size_t length;
  const char *local = local_name(name, &length);
  const watched *element = find(self->elements, local, length);
  self->open[depth - 1] = element;
  if (!element) return;
  if (element->wants & CXML_SKIPS) {
    self->skip_depth = depth;
    return;
  }
  if (element->wants & CXML_WANTS_TEXT) self->text_depth = depth;
  if (!(element->wants & CXML_WANTS_START)) return;
  if (!emit(self, CXML_START, element->number, NULL, 0) || element->attributes == 0) return;
  for (; *attributes; attributes += 2) {
    const watched *attribute = find(self->attributes, attributes[0], strlen(attributes[0]));
    if (!attribute || attribute->takes_prefix) {
      const char *local = local_name(attributes[0], &length);
      if (local == attributes[0]) continue;
      attribute = find(self->attributes, local, length);
      if (!attribute || !attribute->takes_prefix) continue;
    }
    if (!(element->attributes >> attribute->number & 1)) continue;
    if (!emit(self, CXML_ATTRIBUTE, attribute->number, attributes[1], strlen(attributes[1]))) return;
  }
}

static void XMLCALL on_end(void *data, const XML_Char *name) {
  (void)name;
  cxml_parser *self = data;
  if (self->failure != CXML_OK) return;
  uint32_t depth = self->depth--;
  if (self->skip_depth) {
    if (self->skip_depth == depth) self->skip_depth = 0;
    return;
  }
  if (self->text_depth == depth) self->text_depth = 0;
  const watched *element = self->open[depth - 1];
  if (element && element->wants & CXML_WANTS_END) {
    emit(self, CXML_END, element->number, NULL, 0);
  }
}

static void XMLCALL on_text(void *data, const XML_Char *text, int length) {
  cxml_parser *self = data;
  if (self->text_depth == 0 || self->text_depth != self->depth || self->skip_depth) return;
  if (self->failure != CXML_OK) return;
  emit(self, CXML_TEXT, self->open[self->depth - 1]->number, text, (size_t)length);
}

static void XMLCALL on_doctype(
  void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal) {
  (void)name, (void)system, (void)public, (void)internal;
  fail(data, CXML_FORBIDDEN);
}

// MARK: Interface

cxml_parser *cxml_parser_new(void) {
  cxml_parser *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  current = self;
  self->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
  if (!self->parser) {
    free(self);
    return NULL;
  }
  XML_SetUserData(self->parser, self);
  XML_SetElementHandler(self->parser, on_start, on_end);
  XML_SetCharacterDataHandler(self->parser, on_text);
  XML_SetStartDoctypeDeclHandler(self->parser, on_doctype);
  return self;
}

void cxml_parser_free(cxml_parser *self) {
  if (!self) return;
  current = self;
  XML_ParserFree(self->parser);
  free(self->events);
  free(self->bytes);
  free(self);
}

bool cxml_watch_element(
  cxml_parser *self, const char *name, uint16_t number, uint8_t wants, uint32_t attributes) {
  watched *element = insert(self->elements, name);
  if (!element) return false;
  element->number = number;
  element->wants = wants;
  element->attributes = attributes;
  return true;
}

bool cxml_watch_attribute(cxml_parser *self, const char *name, uint16_t number) {
  if (number >= 32) return false;
  bool takes_prefix = name[0] == ':';
  watched *attribute = insert(self->attributes, takes_prefix ? name + 1 : name);
  if (!attribute) return false;
  attribute->number = number;
  attribute->takes_prefix = takes_prefix;
  return true;
}

void *cxml_buffer(cxml_parser *self, size_t count) {
  current = self;
  return XML_GetBuffer(self->parser, (int)count);
}

cxml_status cxml_parse(cxml_parser *self, size_t count, bool is_final) {
  self->event_count = 0;
  self->byte_count = 0;
  if (self->failure != CXML_OK) return self->failure;
  current = self;
  self->fed += count;
  if (XML_ParseBuffer(self->parser, (int)count, is_final) != XML_STATUS_OK) {
    if (self->failure == CXML_OK) self->failure = CXML_MALFORMED;
    return self->failure;
  }
  if (!is_final) {
    XML_Index reached = XML_GetCurrentByteIndex(self->parser);
    if (reached >= 0 && self->fed - (uint64_t)reached > MAXIMUM_TOKEN) self->failure = CXML_LIMIT;
  }
  return self->failure;
}

const cxml_event *cxml_events(const cxml_parser *self, size_t *count) {
  *count = self->event_count;
  return self->events;
}

const uint8_t *cxml_bytes(const cxml_parser *self) { return self->bytes; }

uint64_t cxml_line(cxml_parser *self) { return XML_GetCurrentLineNumber(self->parser); }

const char *cxml_reason(cxml_parser *self) {
  const char *reason = XML_ErrorString(XML_GetErrorCode(self->parser));
  return reason ? reason : "not well-formed";
}

const void *cxml_find(const void *bytes, size_t count, const char *name) {
  return memmem(bytes, count, name, strlen(name));
}
