// The only door to libexpat. Its callbacks stay in C: a piece of the document goes in, a table of
// the events asked for comes out, so that Swift walks plain memory and no call crosses per event.
#ifndef CEXPAT_H
#define CEXPAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The name of a case in Swift.
#define CXML_SWIFT(name) __attribute__((swift_name(name)))

// Opaque handle: owns `XML_Parser`, the events and their bytes.
typedef struct cxml_parser cxml_parser;

typedef enum __attribute__((enum_extensibility(closed))) cxml_event_kind : uint8_t {
  /// The start of an element; its attributes follow.
  CXML_START CXML_SWIFT("start"),
  /// An attribute of the start before it.
  CXML_ATTRIBUTE CXML_SWIFT("attribute"),
  /// Text of an element (entities and CDATA resolved); one element may give several in a row.
  CXML_TEXT CXML_SWIFT("text"),
  /// The end of an element.
  CXML_END CXML_SWIFT("end"),
} cxml_event_kind;

typedef struct {
  /// Where the value or text lies in `cxml_bytes`; UTF-8, not terminated.
  uint32_t offset;
  uint32_t length;
  /// The number the element or attribute was watched under.
  uint16_t name;
  cxml_event_kind kind;
} cxml_event;

/// Hides `enum XML_Error`.
typedef enum __attribute__((enum_extensibility(closed))) cxml_status : uint8_t {
  CXML_OK CXML_SWIFT("ok") = 0,
  /// Not well-formed, or an encoding that expat doesn't know; see `cxml_reason`.
  CXML_MALFORMED CXML_SWIFT("malformed"),
  /// A document type declaration, and with it every entity declaration.
  CXML_FORBIDDEN CXML_SWIFT("forbidden"),
  /// Nested too deep, one tag too long, or too many different names.
  CXML_LIMIT CXML_SWIFT("limit"),
  /// Out of memory.
  CXML_MEMORY CXML_SWIFT("memory"),
} cxml_status;

// What is reported of a watched element.
#define CXML_WANTS_START 1
#define CXML_WANTS_TEXT 2
#define CXML_WANTS_END 4
// Nothing inside the element is reported.
#define CXML_SKIPS 8

/// Hides `XML_ParserCreate_MM` and the handlers. NULL when out of memory.
cxml_parser *cxml_parser_new(void);
void cxml_parser_free(cxml_parser *parser);

/// Asks for an element by its local name, whatever its prefix, of at most 31 bytes.
///
/// `attributes` has a bit for the number of each attribute to be reported. False when the table is
/// full.
bool cxml_watch_element(
  cxml_parser *parser, const char *name, uint16_t number, uint8_t wants, uint32_t attributes);
/// Names an attribute; `number` is below 32. `name` is matched whole, or, where it begins with
/// ":", after any prefix (":id" matches `r:id` but not `id`).
bool cxml_watch_attribute(cxml_parser *parser, const char *name, uint16_t number);

/// `XML_GetBuffer`: where to put the next piece. NULL when out of memory.
void *cxml_buffer(cxml_parser *parser, size_t count);
/// `XML_ParseBuffer`: replaces the events by those of the `count` bytes in the buffer.
///
/// Events before what made it fail are kept.
cxml_status cxml_parse(cxml_parser *parser, size_t count, bool is_final);
/// The events of the last piece, valid until the next.
const cxml_event *cxml_events(const cxml_parser *parser, size_t *count);
/// The bytes which the events refer to.
const uint8_t *cxml_bytes(const cxml_parser *parser);
/// The line reached, from 1.
uint64_t cxml_line(cxml_parser *parser);
/// The reason of `CXML_MALFORMED` in English; a static string.
const char *cxml_reason(cxml_parser *parser);

/// `memmem`, which Swift's import of the C library leaves out: where `name` first occurs, or NULL.
const void *cxml_find(const void *bytes, size_t count, const char *name);

#endif
