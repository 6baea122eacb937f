/// The byte that separates the fields of a row.
package enum DelimitedSeparator: UInt8, Sendable, CaseIterable {
  /// `,`, the separator of RFC 4180.
  case comma = 0x2C
  /// `;`, written by spreadsheets where the comma is the decimal mark.
  case semicolon = 0x3B
  /// The horizontal tab.
  case tab = 0x09
}
