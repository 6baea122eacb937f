extension CreditCode {
  /// Proposes the codes that a spreadsheet may have shortened to a number.
  ///
  /// A code of digits only that was typed into a number cell keeps fifteen digits. Accepted are
  /// eighteen digits ending in `000` (`914403001922038000`), fifteen significant digits with an
  /// exponent (`9.14403001922038E+17`), and eighteen digits that went through a binary double
  /// (`914403001922038272`: every number that rounds to the same double is tried). Both checks
  /// then leave about three candidates, in ascending order. Fewer than fifteen digits
  /// (`9.14403E+17`) leave millions: the list is empty.
  ///
  /// These are proposals to show, never values to fill in.
  /// - Complexity: O(1) time and space; at most ten candidates.
  public static func candidates(forDamagedNumber text: String) -> [CreditCode] {
    guard let (digits, isShortened) = fifteenOrEighteenDigits(text) else { return [] }
    var found: [CreditCode] = []
    if isShortened || digits.hasSuffix("000") {
      let prefix = Array(digits.utf8.prefix(15))
      for last in UInt8(0x30)...UInt8(0x39) {
        var bytes = prefix + [last]
        bytes.append(organisationCheckCharacter(of: bytes))
        bytes.append(finalCheckCharacter(of: bytes))
        // A code with a letter would have stayed text.
        guard bytes.allSatisfy({ $0 <= 0x39 }) else { continue }
        if let code = CreditCode(utf8: bytes.span) { found.append(code) }
      }
    } else if let number = Int64(digits) {
      // Doubles near 9 × 10^17 are 128 apart and are printed with 17 significant digits or all.
      let target = Double(number)
      for offset in Int64(-128)...128 where Double(number + offset) == target {
        if let code = CreditCode(String(number + offset)) { found.append(code) }
      }
      found = Array(found.prefix(10))
    }
    return found
  }

  // Eighteen digits, or the fifteen significant digits of a number of eighteen.
  private static func fifteenOrEighteenDigits(
    _ text: String
  ) -> (digits: String, isShortened: Bool)? {
    let text = TextFolding.cleanCell(text).uppercased()
    if isScientific(text) {
      let parts = text.split(separator: "E")
      guard parts.count == 2, Int(parts[1]) == 17 else { return nil }
      let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      guard mantissa.count == 2, mantissa[0].count == 1 else { return nil }
      let digits = mantissa.joined()
      guard (15...18).contains(digits.count) else { return nil }
      guard digits.count > 15 else { return (digits, true) }
      return (digits + String(repeating: "0", count: 18 - digits.count), false)
    }
    // A number column written out with decimals keeps ".0".
    let whole = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    guard whole.utf8.count == 18, whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return (whole, false)
  }
}
