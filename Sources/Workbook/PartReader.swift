import CExpat
import DelimitedText

/// The events of a part, pulled one at a time.
struct PartReader: ~Copyable {
  /// Inflated bytes parsed at a time: they and their events stay in the second-level cache.
  static let piece = 64 << 10

  private(set) var parser: MarkupParser
  private var stream: PartStream
  private let root: Markup.Element
  private var cursor = 0
  private var atEnd = false
  private var hasRoot = false

  init(_ stream: consuming PartStream, _ markup: Markup) throws(WorkbookError) {
    parser = try MarkupParser(markup, part: stream.part)
    root = markup.root
    self.stream = stream
  }

  var part: String { parser.part }

  /// The next event, or nil at the end of the part; its bytes are valid until the next call.
  @inline(__always)
  mutating func next() throws(WorkbookError) -> cxml_event? {
    if cursor == parser.events.count {
      guard try advance() else { return nil }
    }
    let event = parser.events[cursor]
    cursor &+= 1
    return event
  }

  /// The next event if it is an attribute: those of an element follow its start at once.
  @inline(__always)
  mutating func nextAttribute() -> cxml_event? {
    guard cursor < parser.events.count else { return nil }
    let event = parser.events[cursor]
    guard event.kind == .attribute else { return nil }
    cursor &+= 1
    return event
  }

  /// Parses on until there are events; false at the end.
  @inline(never)
  private mutating func advance() throws(WorkbookError) -> Bool {
    repeat {
      if atEnd {
        guard hasRoot else { throw .wrongPart(part: part, expected: root.name) }
        return false
      }
      let buffer = try parser.buffer(capacity: Self.piece)
      let count = try stream.read(into: buffer, capacity: Self.piece)
      atEnd = count == 0
      try parser.parse(count: count, isFinal: atEnd)
      cursor = 0
    } while parser.events.isEmpty
    if !hasRoot {
      // The outermost element is watched: what comes before it is inside another.
      guard parser.events[0].kind == .start, parser.events[0].name == root.rawValue else {
        throw .wrongPart(part: part, expected: root.name)
      }
      hasRoot = true
    }
    return true
  }

  /// The bytes of an event.
  @inline(__always)
  func bytes(of event: cxml_event) -> UnsafeRawBufferPointer {
    parser.bytes(of: event)
  }

  /// The bytes of an event as text.
  func text(of event: cxml_event) -> String {
    String(decoding: parser.bytes(of: event), as: UTF8.self)
  }

  /// The element of an event.
  @inline(__always)
  func element(of event: cxml_event) -> Markup.Element? {
    Markup.Element(rawValue: event.name)
  }

  /// The attribute of an event.
  @inline(__always)
  func attribute(of event: cxml_event) -> Markup.Attribute? {
    Markup.Attribute(rawValue: event.name)
  }
}

/// The forms of values in attributes.
enum AttributeValue {
  /// A number without a sign; nil where it is none or has more than 9 digits.
  @inline(__always)
  static func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var number = 0
    for byte in bytes {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    return number
  }

  /// A number with decimals, such as a width; nil where it is none or negative.
  static func decimal(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard let number = try? DecimalParser().parse(bytes).value, number >= 0 else { return nil }
    return number
  }

  /// Whether a value is `1`, `true` or `on` (ECMA-376 part 1, 22.9.2.7, and XML Schema).
  static func flag(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.elementsEqual([0x31]) || bytes.elementsEqual(Array("true".utf8))
      || bytes.elementsEqual(Array("on".utf8))
  }
}
