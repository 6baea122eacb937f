#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Gives byte strings dense numbers: 0, 1, 2, … in the order they are first seen.
///
/// One arena holds all bytes; an open-addressing table of 64-bit slots (32 bits of hash, 32 of
/// the number) finds them, touching the arena only where the hash agrees. The hash is keyed with
/// random numbers a table, so that a sender can't prepare colliding names; numbers and all output
/// depend on the order of arrival alone.
package struct BytesInterner: Sendable {
  private var arena: [UInt8] = []
  /// Where each string starts, and after the last where it ends.
  private var offsets: [Int] = [0]
  /// Hash in the upper half, number + 1 in the lower; 0 is free.
  ///
  /// The count is a power of two.
  private var slots: [UInt64]
  private let hasher: KeyedHash

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

  /// The number of strings.
  package var count: Int { offsets.count - 1 }

  /// Whether there is no string.
  package var isEmpty: Bool { count == 0 }

  /// The bytes of all strings together.
  package var byteCount: Int { arena.count }

  /// Makes room.
  ///
  /// - Parameters:
  ///   - capacity: The number of strings in all.
  ///   - bytes: The bytes of all strings together.
  /// - Complexity: O(capacity + bytes) in time and space.
  package mutating func reserve(_ capacity: Int, bytes: Int = 0) {
    offsets.reserveCapacity(capacity + 1)
    arena.reserveCapacity(bytes)
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
    let tag = hasher.hash(bytes)
    switch lookUp(bytes, tag: tag) {
    case .found(let id): return id
    case .free(let slot): return insert(bytes, tag: tag, slot: slot)
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
    switch lookUp(bytes, tag: hasher.hash(bytes)) {
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
    arena[offsets[Int(id)]..<offsets[Int(id) + 1]]
  }

  /// Calls `body` with the bytes of a number below ``count``, without copying them.
  package func withBytes<Result>(
    of id: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let range = offsets[Int(id)]..<offsets[Int(id) + 1]
    return arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// The text of a number below ``count``; bytes that aren't UTF-8 become U+FFFD.
  ///
  /// - Complexity: O(bytes).
  package func string(of id: UInt32) -> String {
    String(decoding: bytes(of: id), as: UTF8.self)
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
  private func lookUp(_ bytes: UnsafeRawBufferPointer, tag: UInt32) -> Place {
    let mask = slots.count &- 1
    // Unsafe by measurement: three bounds checks a probe. Every slot index is masked by the power
    // of two that is the table's size, every number was made by `insert`.
    return slots.withUnsafeBufferPointer { slots in
      offsets.withUnsafeBufferPointer { offsets in
        arena.withUnsafeBytes { arena in
          var slot = Int(tag) & mask
          while true {
            let entry = slots[slot]
            if entry == 0 { return .free(slot: slot) }
            if UInt32(truncatingIfNeeded: entry &>> 32) == tag {
              let id = Int(UInt32(truncatingIfNeeded: entry) &- 1)
              let start = offsets[id]
              if offsets[id &+ 1] &- start == bytes.count,
                Self.isEqual(arena, start, bytes)
              {
                return .found(UInt32(truncatingIfNeeded: id))
              }
            }
            slot = (slot &+ 1) & mask
          }
        }
      }
    }
  }

  @inline(__always)
  private static func isEqual(
    _ arena: UnsafeRawBufferPointer, _ start: Int, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard let left = arena.baseAddress, let right = bytes.baseAddress else { return true }
    return memcmp(left + start, right, bytes.count) == 0
  }

  private mutating func insert(
    _ bytes: UnsafeRawBufferPointer, tag: UInt32, slot: Int
  ) -> UInt32 {
    let id = count
    precondition(id < Int(UInt32.max), "more than 2^32 - 1 strings")
    arena.append(contentsOf: bytes)
    offsets.append(arena.count)
    slots[slot] = UInt64(tag) << 32 | UInt64(id + 1)
    if count * 8 > slots.count * 5 { rehash(to: slots.count * 2) }
    return UInt32(id)
  }

  private mutating func rehash(to size: Int) {
    var larger = [UInt64](repeating: 0, count: size)
    let mask = size - 1
    for entry in slots where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    slots = larger
  }
}
