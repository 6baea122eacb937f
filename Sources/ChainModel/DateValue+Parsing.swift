extension DateValue {
  /// Reads a date in any form that sheets use.
  ///
  /// `2024-05-01`, `2024/5/1`, `2024.5.1`, `2024年5月1日`, `20240501`; to the month `2024.5`,
  /// `2024-05`, `2024年5月`, `202405`; to the year `2024`, `2024年`; a time of day after a day is
  /// dropped; full-width digits count; 长期, 永久, 无固定期限 and 9999-12-31 are unlimited. A number
  /// with five whole digits is a spreadsheet's serial number.
  /// - Parameters:
  ///   - text: The cell's text.
  ///   - serial: How the workbook counts days; `nil` refuses serial numbers.
  /// - Returns: The date with its precision.
  /// - Throws: `DateError` if the text is empty, has no known form or names no day.
  /// - Complexity: O(length); no allocation for `2024-05-01`.
  public static func parse(
    _ text: String, serial: CalendarDate.SerialSystem? = .excel1900
  ) throws(DateError) -> DateValue {
    if let date = CalendarDate(iso8601: text.utf8Span.span) {
      return date == .latest ? .unlimited : .day(date)
    }
    let key = TextFolding.composedVisible(text)
    let bytes = Array(TextFolding.cleanCell(key).utf8)
    guard !bytes.isEmpty else { throw .empty }
    if unlimitedWords.contains(TextFolding.key(key)) { return .unlimited }
    var scanner = Scanner(bytes: bytes)
    guard let form = scanner.scan() else { throw .unrecognised(text) }
    switch form {
    case .date(let year, let month, let day):
      guard let date = CalendarDate(year: year, month: month ?? 1, day: day ?? 1) else {
        throw .noSuchDay(text)
      }
      if date == .latest { return .unlimited }
      return .date(date, precision: day != nil ? .day : month != nil ? .month : .year)
    case .serial(let number):
      guard let serial else { throw .unrecognised(text) }
      guard let date = CalendarDate(excelSerial: Double(number), system: serial) else {
        throw .noSuchDay(text)
      }
      return .day(date)
    }
  }

  private static let unlimitedWords: Set<String> = [
    "长期", "长期有效", "永久", "永久有效", "永续", "无固定期限", "無固定期限", "長期", "長期有效", "不限",
    "无限期", "unlimited", "longterm", "permanent",
  ]

  private enum Form {
    case date(year: Int, month: Int?, day: Int?)
    case serial(Int)
  }

  private struct Scanner {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func scan() -> Form? {
      let start = index
      guard let first = number(maximumDigits: 8) else { return nil }
      let digits = index - start
      switch digits {
      case 8:
        guard timeOrEnd() else { return nil }
        return .date(year: first / 10_000, month: first / 100 % 100, day: first % 100)
      case 6:
        guard isAtEnd else { return nil }
        return .date(year: first / 100, month: first % 100, day: nil)
      case 5:
        // The fraction of a serial number is a time of day.
        if take(0x2E) { guard skipDigits() else { return nil } }
        return isAtEnd ? .serial(first) : nil
      case 4:
        return scanAfterYear(first)
      default:
        return nil
      }
    }

    private mutating func scanAfterYear(_ year: Int) -> Form? {
      if isAtEnd {
        // A bare number is a year only where years of sheets lie.
        return (1900...2100).contains(year) ? .date(year: year, month: nil, day: nil) : nil
      }
      skipSpaces()
      if take("年") {
        skipSpaces()
        if isAtEnd { return .date(year: year, month: nil, day: nil) }
        guard let month = number(maximumDigits: 2) else { return nil }
        skipSpaces()
        guard take("月") else { return nil }
        skipSpaces()
        if isAtEnd { return .date(year: year, month: month, day: nil) }
        guard let day = number(maximumDigits: 2) else { return nil }
        skipSpaces()
        if !take("日") { _ = take("号") }
        return timeOrEnd() ? .date(year: year, month: month, day: day) : nil
      }
      let separator = bytes[index]
      guard [0x2D, 0x2E, 0x2F].contains(separator) else { return nil }
      index += 1
      skipSpaces()
      guard let month = number(maximumDigits: 2) else { return nil }
      skipSpaces()
      if isAtEnd { return .date(year: year, month: month, day: nil) }
      guard take(separator) else { return nil }
      skipSpaces()
      guard let day = number(maximumDigits: 2) else { return nil }
      // People close a dotted date with a point: 2024.5.1.
      if separator == 0x2E { _ = take(0x2E) }
      if !take("日") { _ = take("号") }
      return timeOrEnd() ? .date(year: year, month: month, day: day) : nil
    }

    private var isAtEnd: Bool { index == bytes.count }

    // Nothing, or a time: 00:00, 00:00:00, 00:00:00.000, with T or a space, Z or an offset.
    private mutating func timeOrEnd() -> Bool {
      if isAtEnd { return true }
      // After 日 a time may follow without a space.
      guard take(0x54) || take(0x74) || bytes[index] == 0x20 || bytes[index - 1] >= 0x80 else {
        return false
      }
      skipSpaces()
      guard let hour = number(maximumDigits: 2), hour <= 24, take(0x3A),
        let minute = number(maximumDigits: 2), minute < 60
      else { return false }
      if take(0x3A) {
        guard let second = number(maximumDigits: 2), second <= 60 else { return false }
        if take(0x2E) { guard skipDigits() else { return false } }
      }
      if isAtEnd || ((take(0x5A) || take(0x7A)) && isAtEnd) { return true }
      guard take(0x2B) || take(0x2D), number(maximumDigits: 4) != nil else { return false }
      if take(0x3A) { guard number(maximumDigits: 2) != nil else { return false } }
      return isAtEnd
    }

    private mutating func number(maximumDigits: Int) -> Int? {
      var value = 0
      var count = 0
      while index < bytes.count, bytes[index] &- 0x30 < 10 {
        count += 1
        guard count <= maximumDigits else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
        index += 1
      }
      return count > 0 ? value : nil
    }

    private mutating func skipDigits() -> Bool {
      let start = index
      while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
      return index > start
    }

    private mutating func skipSpaces() {
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    private mutating func take(_ word: String) -> Bool {
      guard bytes[index...].starts(with: word.utf8) else { return false }
      index += word.utf8.count
      return true
    }
  }
}
