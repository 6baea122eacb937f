/// Tells from a number format what the numbers under it mean.
///
/// ECMA-376 part 1, 18.8.30 (`numFmt`) and 18.8.31 (format codes).
enum NumberFormat {
  /// The meaning of a built-in format; 27…36 and 50…58 as in Chinese (simplified) workbooks.
  static func kind(builtIn number: Int) -> CellKind {
    switch number {
    case 9, 10: .percentage
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 45...47, 55, 56: .time
    default: .number
    }
  }

  /// The meaning of a format code: of its first section, which is for positive numbers.
  ///
  /// Quoted text, escaped characters, widths and fills, brackets (colours, locales, conditions)
  /// and the word General are passed over; bracketed hours, minutes or seconds are a duration.
  ///
  /// - Complexity: O(bytes of the code).
  static func kind(code: UnsafeRawBufferPointer) -> CellKind {
    var hasDay = false
    var hasClock = false
    var hasPercent = false
    // `m` is minutes beside hours or seconds, else a month: an undecided run waits for what comes.
    var waitsForSeconds = false
    var afterHours = false
    var index = 0
    scan: while index < code.count {
      let byte = code[index]
      let letter = byte | 0x20
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        while index < code.count, code[index] != UInt8(ascii: "\"") { index += 1 }
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
        index += 1
      case UInt8(ascii: "["):
        let start = index + 1
        while index < code.count, code[index] != UInt8(ascii: "]") { index += 1 }
        if let unit = elapsedUnit(code, start, index) {
          hasClock = true
          afterHours = unit == UInt8(ascii: "h")
          if unit == UInt8(ascii: "s") { waitsForSeconds = false }
        }
      case UInt8(ascii: ";"):
        break scan
      case UInt8(ascii: "%"):
        hasPercent = true
      default:
        if letter == UInt8(ascii: "g"), matches(code, index, "general") {
          index += 6
          break
        }
        if letter == UInt8(ascii: "a") {
          // AM/PM and A/P mark a clock, `aaa` and `aaaa` are days of the week.
          if matches(code, index, "am/pm") {
            hasClock = true
            index += 4
          } else if matches(code, index, "a/p") {
            hasClock = true
            index += 2
          } else if matches(code, index, "aaa") {
            hasDay = true
            index += 2
          }
          break
        }
        if letter == UInt8(ascii: "e"), index + 1 < code.count,
          code[index + 1] == UInt8(ascii: "+") || code[index + 1] == UInt8(ascii: "-")
        {
          index += 1
          break
        }
        guard isDateLetter(letter) else { break }
        while index + 1 < code.count, code[index + 1] | 0x20 == letter { index += 1 }
        switch letter {
        case UInt8(ascii: "h"):
          hasClock = true
          hasDay = hasDay || waitsForSeconds
          waitsForSeconds = false
          afterHours = true
        case UInt8(ascii: "s"):
          hasClock = true
          waitsForSeconds = false
          afterHours = false
        case UInt8(ascii: "m"):
          if afterHours { hasClock = true } else { waitsForSeconds = true }
          afterHours = false
        default:
          hasDay = true
          afterHours = false
        }
      }
      index += 1
    }
    if hasDay || waitsForSeconds { return .date }
    if hasClock { return .time }
    return hasPercent ? .percentage : .number
  }

  private static func isDateLetter(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"), UInt8(ascii: "h"),
      UInt8(ascii: "s"), UInt8(ascii: "e"):
      true
    default:
      false
    }
  }

  /// The letter of `[h]`, `[mm]` or `[ss]`, in lower case.
  private static func elapsedUnit(
    _ code: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> UInt8? {
    guard start < end else { return nil }
    let unit = code[start] | 0x20
    guard [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(unit) else {
      return nil
    }
    for index in start..<end where code[index] | 0x20 != unit { return nil }
    return unit
  }

  /// Whether `word`, in lower case, stands at `index`.
  private static func matches(
    _ code: UnsafeRawBufferPointer, _ index: Int, _ word: StaticString
  ) -> Bool {
    guard code.count - index >= word.utf8CodeUnitCount else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let byte = code[index + offset]
      let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if folded != word.utf8Start[offset] { return false }
    }
    return true
  }
}
