import CExpat

/// Leaves the rows of a worksheet out of its bytes, without parsing them.
///
/// Of the element `sheetData`, under any prefix, only the tags are kept. In an encoding other than
/// UTF-8 nothing is found, and nothing left out.
struct RowFilter {
  /// A tag that is cut by the end of a piece is looked at again with the next.
  private static let overlap = 64

  private enum Phase {
    case before
    case inside
    case after
  }

  private var phase = Phase.before
  private var kept: [UInt8] = []

  /// Puts the bytes held back before the next piece, and returns how many.
  mutating func restore(to target: UnsafeMutableRawPointer) -> Int {
    let count = kept.count
    kept.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { target.copyMemory(from: base, byteCount: count) }
    }
    kept.removeAll(keepingCapacity: true)
    return count
  }

  /// Moves what remains of a piece to its front, and returns how many bytes.
  ///
  /// - Complexity: O(bytes).
  mutating func filter(_ piece: UnsafeMutableRawBufferPointer, isFinal: Bool) -> Int {
    let bytes = UnsafeRawBufferPointer(piece)
    var output = 0
    var rest = 0
    if phase == .before {
      guard let tag = Self.tag(in: bytes, from: 0, isClosing: false) else {
        return hold(bytes, from: 0, isFinal: isFinal)
      }
      let isEmpty = bytes[tag.upperBound - 2] == UInt8(ascii: "/")
      phase = isEmpty ? .after : .inside
      output = isEmpty ? bytes.count : tag.upperBound
      rest = tag.upperBound
      if isEmpty { return output }
    }
    if phase == .inside {
      guard let tag = Self.tag(in: bytes, from: rest, isClosing: true) else {
        _ = hold(bytes, from: rest, isFinal: isFinal)
        return output
      }
      phase = .after
      rest = tag.lowerBound
    }
    let count = bytes.count - rest
    if output < rest, count > 0, let base = piece.baseAddress {
      // The ranges may overlap, which `copyMemory` allows.
      (base + output).copyMemory(from: base + rest, byteCount: count)
    }
    return output + count
  }

  /// Holds the last bytes back, and returns how many from the front remain.
  private mutating func hold(
    _ bytes: UnsafeRawBufferPointer, from start: Int, isFinal: Bool
  ) -> Int {
    if isFinal { return bytes.count }
    let end = max(start, bytes.count - Self.overlap)
    kept.append(contentsOf: bytes[end...])
    return end
  }

  /// The first tag of the element from `start` on.
  private static func tag(
    in bytes: UnsafeRawBufferPointer, from start: Int, isClosing: Bool
  ) -> Range<Int>? {
    let name = "sheetData"
    var from = start
    while from < bytes.count, let base = bytes.baseAddress,
      let found = cxml_find(base + from, bytes.count - from, name)
    {
      let at = found - base
      from = at + name.utf8.count
      var low = at - 1
      if low >= start, bytes[low] == UInt8(ascii: ":") {
        repeat { low -= 1 } while low >= start && isNameByte(bytes[low])
      }
      if isClosing {
        guard low >= start, bytes[low] == UInt8(ascii: "/") else { continue }
        low -= 1
      }
      guard low >= start, bytes[low] == UInt8(ascii: "<"), from < bytes.count,
        !isNameByte(bytes[from]), let end = bytes[from...].firstIndex(of: UInt8(ascii: ">"))
      else { continue }
      return low..<end + 1
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "<"), 0x09, 0x0A, 0x0D, 0x20: false
    default: true
    }
  }
}
