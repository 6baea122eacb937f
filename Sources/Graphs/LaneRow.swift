/// A row of bit lanes, one for each source of a block of the reach sweep.
protocol LaneRow: BitwiseCopyable, Sendable {
  static var empty: Self { get }
  static var laneCount: Int { get }
  static func | (left: Self, right: Self) -> Self
  var isEmpty: Bool { get }
  func word(_ index: Int) -> UInt64
  func without(_ other: Self) -> Self
  mutating func insert(_ lane: Int)
}

extension UInt64: LaneRow {
  static var empty: UInt64 { 0 }
  static var laneCount: Int { 64 }
  @inline(__always) var isEmpty: Bool { self == 0 }
  @inline(__always) func word(_ index: Int) -> UInt64 { self }
  @inline(__always) func without(_ other: UInt64) -> UInt64 { self & ~other }
  mutating func insert(_ lane: Int) { self |= 1 << UInt64(lane) }
}

/// 512 lanes: one cache line, so that a push costs one miss for all of them.
struct WideRow: LaneRow {
  private var words: SIMD8<UInt64>

  @inline(__always)
  init(words: SIMD8<UInt64>) {
    self.words = words
  }

  static var empty: WideRow { WideRow(words: .zero) }
  static var laneCount: Int { 512 }
  @inline(__always) static func | (left: WideRow, right: WideRow) -> WideRow {
    WideRow(words: left.words | right.words)
  }
  @inline(__always) var isEmpty: Bool {
    let half = words.lowHalf | words.highHalf
    let quarter = half.lowHalf | half.highHalf
    return quarter[0] | quarter[1] == 0
  }
  @inline(__always) func word(_ index: Int) -> UInt64 { words[index] }
  @inline(__always) func without(_ other: WideRow) -> WideRow {
    WideRow(words: words & ~other.words)
  }
  mutating func insert(_ lane: Int) { words[lane >> 6] |= 1 << UInt64(lane & 63) }
}
