/// How wide text stands in a terminal or text file of fixed pitch.
package enum DisplayWidth {
  /// The width in columns: ideographs and full-width signs take two.
  ///
  /// - Complexity: O(length).
  package static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x2_0000...0x3_FFFD,
      0x2018...0x201D, 0x2026, 0x2014:
      2
    default: 1
    }
  }
}
