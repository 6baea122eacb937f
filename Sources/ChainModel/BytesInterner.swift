#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Gives byte strings dense numbers: 0, 1, 2, … in the order they are first seen.
///
/// One arena holds all bytes, each string behind a header with its number and length; an
/// open-addressing table of 64-bit slots (24 bits of hash, 40 of the place in the arena) finds
/// them, touching the arena only where the hash agrees: in a large table finding a string costs
/// two cache misses. The hash is keyed with random numbers a table, so that a sender can't prepare
/// colliding names; numbers and all output depend on the order of arrival alone.
@usableFromInline package struct BytesInterner: Sendable {
  @usableFromInline var arena: [UInt8] = []
  /// Where each string starts in the arena, after its header, and where the next would start.
  private var offsets: [Int] = [Self.headerSize]
  /// The hash's upper 24 bits above the 40 of the string's start; 0 is free.
  ///
  /// The count is a power of two.
  private var slots: [UInt64]
  private let hasher: KeyedHash
  private var touched: UInt64 = 0

  /// Makes an empty table.
  ///
  /// - Parameter capacity: The number of strings to make room for.
  package init(capacity: Int = 0) {
    self.init(
      capacity: capacity,
      key: KeyedHash(key: .random(in: 0...UInt64.max), .random(in: 0...UInt64.max)))
  }

  init(capacity: Int, key: KeyedHash) {
    hasher = key
    slots = [UInt64](repeating: 0, count: Self.slotCount(for: capacity))
    offsets.reserveCapacity(capacity + 1)
  }

  /// The bytes before a string: its number and its length, four bytes each.
  private static let headerSize = 8
  private static let startBits: UInt64 = 40
  private static let startMask: UInt64 = 1 << startBits - 1

  /// The number of strings.
  package var count: Int { offsets.count - 1 }

  /// Whether there is no string.
  package var isEmpty: Bool { count == 0 }

  /// The bytes of all strings together.
  package var byteCount: Int { arena.count - count * Self.headerSize }

  /// Makes room.
  ///
  /// - Parameters:
  ///   - capacity: The number of strings in all.
  ///   - bytes: The bytes of all strings together.
  /// - Complexity: O(capacity + bytes) in time and space.
  package mutating func reserve(_ capacity: Int, bytes: Int = 0) {
    offsets.reserveCapacity(capacity + 1)
    arena.reserveCapacity(bytes + capacity * Self.headerSize)
    let wanted = Self.slotCount(for: capacity)
    if wanted > slots.count { rehash(to: wanted) }
  }

  /// The number of a string, given to it now where it is new.
  ///
  /// - Parameter bytes: The string, which is copied; it may be empty.
  /// - Returns: Its number, below ``count``.
  /// - Precondition: There are fewer than 2^32 - 1 strings.
  /// - Complexity: O(bytes) in time on average, amortised; O(bytes) in space where it is new.
  package mutating func intern(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let hash = hasher.hash(bytes)
    switch lookUp(bytes, hash: hash) {
    case .found(let id): return id
    case .free(let slot): return insert(bytes, hash: hash, slot: slot)
    }
  }

  /// The numbers of many strings at once, given to them now where they are new.
  ///
  /// In a large table finding a string is waiting for memory. Here the places of all strings are
  /// asked for before the first is compared, so that their waiting times overlap.
  ///
  /// - Parameters:
  ///   - bytes: The strings, one after the other; they are copied.
  ///   - ends: Where each string ends.
  ///   - body: Takes the position of each string in `ends`, in order, and its number.
  /// - Complexity: O(bytes) in time on average, amortised; O(strings) in space beside new strings.
  package mutating func internAll(
    _ bytes: UnsafeRawBufferPointer, ends: [Int], _ body: (Int, UInt32) -> Void
  ) {
    var hashes: [UInt32] = []
    hashes.reserveCapacity(ends.count)
    var start = 0
    var seen: UInt64 = 0
    let mask = slots.count &- 1
    for end in ends {
      let hash = hasher.hash(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      seen ^= slots[Int(hash) & mask]
      hashes.append(hash)
      start = end
    }
    for hash in hashes {
      let string = Int(truncatingIfNeeded: slots[Int(hash) & mask] & Self.startMask)
      if string > 0 { seen ^= UInt64(arena[string &- 1]) }
    }
    // Kept, so that the loads above are not left out as useless.
    touched = seen
    start = 0
    for (position, end) in ends.enumerated() {
      let string = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      switch lookUp(string, hash: hashes[position]) {
      case .found(let id): body(position, id)
      case .free(let slot): body(position, insert(string, hash: hashes[position], slot: slot))
      }
      start = end
    }
  }

  /// The number of a string, given to it now where it is new.
  ///
  /// - Parameter bytes: The string, which is copied.
  /// - Returns: Its number, below ``count``.
  /// - Complexity: As ``intern(_:)-(UnsafeRawBufferPointer)``.
  package mutating func intern(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { intern($0) }
  }

  /// The number of a text's UTF-8 bytes, given to it now where it is new.
  ///
  /// - Parameter text: The text.
  /// - Returns: Its number, below ``count``.
  /// - Complexity: As ``intern(_:)-(UnsafeRawBufferPointer)``.
  package mutating func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// The number of a string, or nil where it was never interned.
  ///
  /// - Complexity: O(bytes) on average.
  package func find(_ bytes: UnsafeRawBufferPointer) -> UInt32? {
    switch lookUp(bytes, hash: hasher.hash(bytes)) {
    case .found(let id): id
    case .free: nil
    }
  }

  /// The number of a text's UTF-8 bytes, or nil where it was never interned.
  ///
  /// - Complexity: O(bytes) on average.
  package func find(_ text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  /// The bytes of a number below ``count``.
  package func bytes(of id: UInt32) -> ArraySlice<UInt8> {
    arena[range(of: id)]
  }

  /// Calls `body` with the bytes of a number below ``count``, without copying them.
  @inlinable
  package func withBytes<Result>(
    of id: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let range = range(of: id)
    return arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// The text of a number below ``count``; bytes that aren't UTF-8 become U+FFFD.
  ///
  /// - Complexity: O(bytes).
  package func string(of id: UInt32) -> String {
    String(decoding: bytes(of: id), as: UTF8.self)
  }

  @usableFromInline func range(of id: UInt32) -> Range<Int> {
    offsets[Int(id)]..<offsets[Int(id) + 1] - Self.headerSize
  }

  private enum Place {
    case found(UInt32)
    case free(slot: Int)
  }

  /// At most five slots of eight are taken.
  private static func slotCount(for capacity: Int) -> Int {
    var slots = 16
    while slots * 5 < capacity * 8 { slots *= 2 }
    return slots
  }

  @inline(__always)
  private func lookUp(_ bytes: UnsafeRawBufferPointer, hash: UInt32) -> Place {
    let mask = slots.count &- 1
    let tag = UInt64(hash &>> 8)
    // Unsafe by measurement: three bounds checks a probe. Every slot index is masked by the power
    // of two that is the table's size, every start was made by `insert`, with a header before it.
    return slots.withUnsafeBufferPointer { slots in
      arena.withUnsafeBytes { arena in
        var slot = Int(hash) & mask
        while true {
          let entry = slots[slot]
          if entry == 0 { return .free(slot: slot) }
          if entry &>> Self.startBits == tag, let base = arena.baseAddress {
            let string = base + Int(truncatingIfNeeded: entry & Self.startMask)
            let length = string.loadUnaligned(fromByteOffset: -4, as: UInt32.self)
            if Int(length) == bytes.count, Self.isEqual(string, bytes) {
              return .found(string.loadUnaligned(fromByteOffset: -8, as: UInt32.self))
            }
          }
          slot = (slot &+ 1) & mask
        }
      }
    }
  }

  @inline(__always)
  private static func isEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard let base = right.baseAddress else { return true }
    return memcmp(left, base, right.count) == 0
  }

  private mutating func insert(
    _ bytes: UnsafeRawBufferPointer, hash: UInt32, slot: Int
  ) -> UInt32 {
    let id = count
    precondition(id < Int(UInt32.max), "more than 2^32 - 1 strings")
    precondition(bytes.count <= Int(UInt32.max), "a string of 4 GiB")
    precondition(arena.count < Int(Self.startMask), "more than 2^40 bytes")
    withUnsafeBytes(of: (UInt32(id), UInt32(bytes.count))) { arena.append(contentsOf: $0) }
    slots[slot] = UInt64(hash >> 8) << Self.startBits | UInt64(arena.count)
    arena.append(contentsOf: bytes)
    offsets.append(arena.count + Self.headerSize)
    if count * 8 > slots.count * 5 { rehash(to: slots.count * 2) }
    return UInt32(id)
  }

  /// Hashes every string again: slots keep too few bits of the hash for a larger table.
  private mutating func rehash(to size: Int) {
    var larger = [UInt64](repeating: 0, count: size)
    let mask = size - 1
    for id in 0..<UInt32(count) {
      let hash = withBytes(of: id) { hasher.hash($0) }
      var slot = Int(hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt64(hash >> 8) << Self.startBits | UInt64(offsets[Int(id)])
    }
    slots = larger
  }
}
