/// The place of a cell in its sheet.
package struct CellAddress: Equatable, Sendable {
  /// The number of rows of a sheet (ECMA-376; Excel's own limit).
  package static let rows = 1_048_576
  /// The number of columns of a sheet.
  package static let columns = 16_384

  /// The row, from 1.
  package let row: Int
  /// The column, from 0.
  package let column: Int

  /// Makes an address.
  ///
  /// - Parameters:
  ///   - row: The row, from 1.
  ///   - column: The column, from 0.
  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The address as a spreadsheet shows it, such as `AB12`.
  package var text: String { Self.letters(ofColumn: column) + String(row) }

  /// The letters of a column, such as `AB` for 27; empty for negative ones.
  package static func letters(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while rest >= 0 {
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest = rest / 26 - 1
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

extension CellAddress {
  /// Reads `AB12` at `index`, with `$` or without, and moves `index` behind it; nil where there is
  /// no address inside a sheet.
  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer, from index: inout Int) {
    if index < bytes.count, bytes[index] == UInt8(ascii: "$") { index += 1 }
    var column = 0
    while index < bytes.count {
      // Folds case; what isn't a letter stays outside 0..<26.
      let letter = (bytes[index] & 0xDF) &- 0x41
      guard letter < 26 else { break }
      column = column &* 26 &+ Int(letter) &+ 1
      if column > Self.columns { return nil }
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "$") { index += 1 }
    var row = 0
    while index < bytes.count {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { break }
      row = row &* 10 &+ Int(digit)
      if row > Self.rows { return nil }
      index += 1
    }
    guard column > 0, row > 0 else { return nil }
    self.init(row: row, column: column - 1)
  }
}
