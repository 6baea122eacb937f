import ChainModel

/// Where a column's value lies in the memory of a row.
///
/// Unsafe by measurement: writing through a key path that is known only at run time takes longer
/// than all the rest of decoding a cell. The offset comes from the key path itself, and only plain
/// values (numbers, handles, small enumerations) are stored this way.
struct FieldSlot {
  /// How a cell becomes the value.
  enum Kind {
    case text
    case reference
    case number
    case share
    /// One of few values, such as a word or a date, of one, four or eight bytes.
    case memorable
    /// Who handed the row in. Every table has it, through a protocol that knows no place for it.
    case reporter
    /// When the row was handed in, likewise.
    case reportedOn
  }

  let kind: Kind
  private let offset: Int
  private let size: Int

  /// The slot of a column; nil where the value isn't stored in the row as it is, or holds several.
  init?<Row: TableRow>(_ field: Field<Row>) {
    let found: (kind: Kind, offset: Int?, size: Int)
    switch field.content {
    case .text where field.key == "reporter":
      found = (.reporter, 0, MemoryLayout<TextID>.size)
    case .date where field.key == "reportedOn":
      found = (.reportedOn, 0, MemoryLayout<OptionalDate>.size)
    case .text(let place):
      found = (.text, MemoryLayout<Row>.offset(of: place), MemoryLayout<TextID>.size)
    case .firm(let place): found = Self.reference(place)
    case .chain(let place): found = Self.reference(place)
    case .segment(let place): found = Self.reference(place)
    case .problem(let place): found = Self.reference(place)
    case .region(let place): found = Self.reference(place)
    case .programme(let place): found = Self.reference(place)
    case .number(let place, _):
      found = (.number, MemoryLayout<Row>.offset(of: place), MemoryLayout<OptionalDouble>.size)
    case .share(let place):
      found = (.share, MemoryLayout<Row>.offset(of: place), MemoryLayout<OptionalDouble>.size)
    case .flag(let place):
      found = (.memorable, MemoryLayout<Row>.offset(of: place), MemoryLayout<Bool?>.size)
    case .date(let place, _):
      found = (.memorable, MemoryLayout<Row>.offset(of: place), MemoryLayout<OptionalDate>.size)
    case .word(let access):
      found = (.memorable, access.offset, access.size)
    case .texts, .firms, .segments, .problems, .regions:
      return nil
    }
    guard let offset = found.offset, [1, 4, 8].contains(found.size),
      offset + found.size <= MemoryLayout<Row>.size
    else { return nil }
    (kind, self.offset, size) = (found.kind, offset, found.size)
  }

  private static func reference<Row, Target>(
    _ place: WritableKeyPath<Row, Reference<Target>>
  ) -> (kind: Kind, offset: Int?, size: Int) {
    let written = MemoryLayout<Reference<Target>>.offset(of: \.written)
    let offset = MemoryLayout<Row>.offset(of: place).flatMap { place in written.map { place + $0 } }
    return (.reference, offset, MemoryLayout<TextID>.size)
  }

  /// Stores a text's handle, a reference's name or a number.
  @inline(__always)
  func store<Row, Value>(_ value: Value, in row: inout Row) {
    withUnsafeMutableBytes(of: &row) {
      $0.storeBytes(of: value, toByteOffset: offset, as: Value.self)
    }
  }

  /// Stores the bytes that ``load(from:)`` gave.
  @inline(__always)
  func store<Row>(_ value: CellMemo.Value, in row: inout Row) {
    withUnsafeMutableBytes(of: &row) { bytes in
      switch size {
      case 1:
        bytes.storeBytes(
          of: UInt8(truncatingIfNeeded: value.bits), toByteOffset: offset, as: UInt8.self)
      case 4:
        bytes.storeBytes(
          of: UInt32(truncatingIfNeeded: value.bits), toByteOffset: offset, as: UInt32.self)
      default:
        bytes.storeBytes(of: value.bits, toByteOffset: offset, as: UInt64.self)
      }
    }
  }

  /// Whether the value may be kept for the next cell of the same text.
  var isMemorable: Bool { kind == .memorable || kind == .reportedOn }

  /// The bytes of the value a row holds.
  func load<Row: TableRow>(from row: Row) -> CellMemo.Value {
    if kind == .reportedOn { return CellMemo.Value(row.reportedOn) }
    return withUnsafeBytes(of: row) { bytes in
      switch size {
      case 1: CellMemo.Value(bits: UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self)))
      case 4: CellMemo.Value(bits: UInt64(bytes.load(fromByteOffset: offset, as: UInt32.self)))
      default: CellMemo.Value(bits: bytes.load(fromByteOffset: offset, as: UInt64.self))
      }
    }
  }
}
