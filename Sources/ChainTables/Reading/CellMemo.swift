import ChainModel

/// The values of short cells met lately, by column.
///
/// A sheet of millions of rows repeats a few words and dates in each column; reading such a word
/// again costs a few machine instructions instead of folding and comparing text.
struct CellMemo {
  /// The bytes of a value as a row holds them.
  struct Value {
    var bits: UInt64

    init(bits: UInt64) {
      self.bits = bits
    }

    // A date is one 32-bit number, which no other module may look into.
    init(_ date: OptionalDate) {
      bits = UInt64(unsafeBitCast(date, to: UInt32.self))
    }

    var date: OptionalDate {
      unsafeBitCast(UInt32(truncatingIfNeeded: bits), to: OptionalDate.self)
    }
  }

  /// A cell's text of 1 to 16 bytes.
  private struct Key: Equatable {
    var low: UInt64
    var high: UInt64
    var length: Int

    /// The key of a cell; nil where the cell is empty or too long.
    @inline(__always)
    init?(_ cell: UnsafeRawBufferPointer) {
      length = cell.count
      guard length > 0, length <= 16, let base = cell.baseAddress else { return nil }
      // Unsafe by measurement, as in hashing: two words that overlap and together hold every byte.
      if length >= 8 {
        low = base.loadUnaligned(as: UInt64.self)
        high = base.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
      } else if length >= 4 {
        low = UInt64(base.loadUnaligned(as: UInt32.self))
        high = UInt64(base.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self))
      } else {
        low = UInt64(base.load(as: UInt8.self))
        low |= UInt64(base.load(fromByteOffset: length &>> 1, as: UInt8.self)) &<< 8
        high = UInt64(base.load(fromByteOffset: length &- 1, as: UInt8.self))
      }
    }

    /// The free place's key: no cell is empty.
    init() {
      (low, high, length) = (0, 0, 0)
    }

    @inline(__always)
    var place: Int {
      let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xA076_1D64_78BD_642F
      return Int(truncatingIfNeeded: mixed &>> 56) & ~1
    }
  }

  /// Places of a column: pairs of which the first holds the newer value.
  private static let placesPerColumn = 256

  private var entries: [(key: Key, value: Value)]

  init(columns: Int) {
    entries = Array(
      repeating: (Key(), Value(bits: 0)), count: columns * Self.placesPerColumn)
  }

  /// The value kept for a cell's text; nil where there is none.
  @inline(__always)
  func value(of cell: UnsafeRawBufferPointer, column: Int) -> Value? {
    guard let key = Key(cell) else { return nil }
    let place = column &* Self.placesPerColumn &+ key.place
    if entries[place].key == key { return entries[place].value }
    return entries[place &+ 1].key == key ? entries[place &+ 1].value : nil
  }

  /// Keeps the value of a cell's text in place of the older of two.
  mutating func keep(_ cell: UnsafeRawBufferPointer, column: Int, _ value: Value) {
    guard let key = Key(cell) else { return }
    let place = column * Self.placesPerColumn + key.place
    entries[place + 1] = entries[place]
    entries[place] = (key, value)
  }
}
