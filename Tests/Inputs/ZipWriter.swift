/// Writes ZIP containers (APPNOTE.TXT): stored entries, or entries deflated beforehand.
package struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty container.
  package init() {}

  /// Adds an entry.
  package mutating func add(_ name: String, _ content: [UInt8], isEncrypted: Bool = false) {
    add(
      name, stored: content, method: 0, size: content.count, checksum: Self.checksum(content),
      isEncrypted: isEncrypted)
  }

  /// Adds an entry whose stored form, size and checksum are as given, true or not.
  package mutating func add(
    _ name: String, stored: [UInt8], method: Int, size: Int, checksum: UInt32,
    isEncrypted: Bool = false
  ) {
    let offset = bytes.count
    var common = little(isEncrypted ? 0x0801 : 0x0800, 2) + little(method, 2)
    common += little(0, 2) + little(0x5821, 2)
    common += little(Int(checksum), 4) + little(stored.count, 4) + little(size, 4)
    common += little(name.utf8.count, 2) + little(0, 2)
    bytes += [0x50, 0x4B, 0x03, 0x04] + little(20, 2) + common + Array(name.utf8) + stored
    directory += [0x50, 0x4B, 0x01, 0x02] + little(20, 2) + little(20, 2) + common
    directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
    directory += little(offset, 4) + Array(name.utf8)
    count += 1
  }

  /// The container; `declared` is a number of entries to claim instead of the true one.
  package func finished(declared: Int? = nil) -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + little(0, 4)
    end += little(declared ?? count, 2) + little(declared ?? count, 2)
    end += little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
    }
  }

  /// The checksum of ZIP: CRC-32 as in ISO 3309.
  package static func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}

package func little(_ number: Int, _ size: Int) -> [UInt8] {
  (0..<size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

/// Deflates (RFC 1951) `byte` repeated `1 + 258 * runs` times, with fixed codes: 158 : 1 at best.
package func deflatedRun(of byte: UInt8, runs: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(runs * 13 / 8 + 8)
  var pending = 0
  var held = 0
  func put(_ bits: [Int], _ bytes: inout [UInt8], _ pending: inout Int, _ held: inout Int) {
    for bit in bits {
      pending |= bit << held
      held += 1
      if held == 8 {
        bytes.append(UInt8(pending))
        pending = 0
        held = 0
      }
    }
  }
  // A final block with fixed codes; codes have their highest bit first.
  put([1, 1, 0], &bytes, &pending, &held)
  let literal = 0x30 + Int(byte)
  put((0..<8).reversed().map { literal >> $0 & 1 }, &bytes, &pending, &held)
  // Length 258 is symbol 285 (11000101), distance 1 is symbol 0 (00000).
  let match = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]
  for _ in 0..<runs { put(match, &bytes, &pending, &held) }
  put([0, 0, 0, 0, 0, 0, 0], &bytes, &pending, &held)
  if held > 0 { bytes.append(UInt8(pending)) }
  return bytes
}
