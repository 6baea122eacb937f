import CExpat

/// A push parser: pieces of a part go in, events come out.
struct MarkupParser: ~Copyable {
  typealias Element = Markup.Element

  let part: String
  private let parser: OpaquePointer
  // Unsafe by measurement: a sheet has some six events a cell. The memory is the parser's, valid
  // until the next piece goes in, which needs this value exclusively.
  private(set) var events = UnsafeBufferPointer<cxml_event>(start: nil, count: 0)
  private var bytes: UnsafeRawPointer?

  init(_ markup: Markup, part: String) throws(WorkbookError) {
    guard let parser = cxml_parser_new() else { throw .outOfMemory }
    var isComplete = true
    for watch in markup.watches {
      let mask = watch.attributes.reduce(UInt32(0)) { $0 | 1 << UInt32($1.rawValue) }
      isComplete =
        cxml_watch_element(
          parser, watch.element.name, watch.element.rawValue, UInt8(watch.wants), mask)
        && isComplete
    }
    for attribute in Markup.Attribute.allCases {
      isComplete =
        cxml_watch_attribute(parser, attribute.name, attribute.rawValue) && isComplete
    }
    assert(isComplete, "the tables of the parser are too small")
    self.parser = parser
    self.part = part
  }

  deinit {
    cxml_parser_free(parser)
  }

  /// The line reached, from 1.
  var line: Int { Int(cxml_line(parser)) }

  /// Where to put the next piece.
  func buffer(capacity: Int) throws(WorkbookError) -> UnsafeMutableRawPointer {
    guard let buffer = cxml_buffer(parser, capacity) else {
      throw .limitExceeded(.markup, part: part)
    }
    return buffer
  }

  /// Replaces the events by those of the piece in the buffer.
  mutating func parse(count: Int, isFinal: Bool) throws(WorkbookError) {
    let status = cxml_parse(parser, count, isFinal)
    events = UnsafeBufferPointer(start: nil, count: 0)
    switch status {
    case .ok: break
    case .malformed:
      throw .malformed(part: part, line: line, reason: String(cString: cxml_reason(parser)))
    case .forbidden: throw .forbiddenMarkup(part: part)
    case .limit: throw .limitExceeded(.markup, part: part)
    case .memory: throw .outOfMemory
    }
    var count = 0
    let table = cxml_events(parser, &count)
    events = UnsafeBufferPointer(start: table, count: count)
    bytes = UnsafeRawPointer(cxml_bytes(parser))
  }

  /// The bytes of an event.
  @inline(__always)
  func bytes(of event: cxml_event) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: bytes?.advanced(by: Int(event.offset)), count: Int(event.length))
  }
}
