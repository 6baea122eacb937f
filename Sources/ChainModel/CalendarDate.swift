/// A day of the proleptic Gregorian calendar in the years 1 to 9999, held as a day number.
public struct CalendarDate: Sendable, Hashable {
  /// Days since 1970-01-01, negative before.
  public let dayNumber: Int32

  /// The first day that can be written, 0001-01-01.
  public static let earliest = CalendarDate(uncheckedYear: 1, month: 1, day: 1)
  /// The last day that can be written, 9999-12-31.
  public static let latest = CalendarDate(uncheckedYear: 9999, month: 12, day: 31)

  /// The day with a day number; numbers outside the years 1 to 9999 become the nearest day.
  public init(dayNumber: Int) {
    let low = Int(Self.earliest.dayNumber)
    let high = Int(Self.latest.dayNumber)
    self.dayNumber = Int32(min(max(dayNumber, low), high))
  }

  /// A day by year, month and day; `nil` if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, ofYear: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  // Days from civil, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": the year
  // begins in March, so that the leap day is its last.
  private init(uncheckedYear year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The number of days of a month.
  static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The year, month and day.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// The year, 1 to 9999.
  public var year: Int { components.year }
  /// The month, 1 to 12.
  public var month: Int { components.month }
  /// The day of the month, 1 to 31.
  public var day: Int { components.day }

  /// The day so many days later (earlier if negative), held within the years 1 to 9999.
  public func adding(days: Int) -> CalendarDate {
    let sum = Int(dayNumber).addingReportingOverflow(days)
    return CalendarDate(dayNumber: sum.overflow ? (days < 0 ? .min : .max) : sum.partialValue)
  }

  /// The number of days from this day to another, negative if the other is earlier.
  public func days(to other: CalendarDate) -> Int {
    Int(other.dayNumber) - Int(dayNumber)
  }
}

extension CalendarDate: Comparable {
  /// Orders by time.
  public static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }
}

extension CalendarDate: LosslessStringConvertible {
  /// The ISO 8601 text, such as `2024-05-01`.
  public var description: String {
    let (year, month, day) = components
    func digit(_ number: Int) -> UInt8 { UInt8(0x30 + number % 10) }
    return String(
      decoding: [
        digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), 0x2D,
        digit(month / 10), digit(month), 0x2D, digit(day / 10), digit(day),
      ], as: UTF8.self)
  }

  /// Reads an ISO 8601 calendar date, `2024-05-01`, and nothing else.
  public init?(_ text: String) {
    self.init(iso8601: text.utf8Span.span)
  }

  /// Reads an ISO 8601 calendar date from ten bytes, without allocation.
  public init?(iso8601 bytes: Span<UInt8>) {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    var number = 0
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}

extension CalendarDate {
  /// How a spreadsheet counts days.
  public enum SerialSystem: Sendable, Hashable {
    /// Day 1 is 1900-01-01 and day 60 the 29 February 1900 that never was (Excel, Windows).
    case excel1900
    /// Day 0 is 1904-01-01 (Excel on older Macs).
    case excel1904
  }

  /// The day of a spreadsheet's serial number; the fraction, a time of day, is dropped.
  ///
  /// `nil` below the first day, for day 60 of the 1900 system and after the year 9999
  /// (ECMA-376 part 1, 18.17.4.1).
  public init?(excelSerial serial: Double, system: SerialSystem = .excel1900) {
    guard serial >= 0, serial < 3_000_000 else { return nil }
    let whole = Int(serial)
    let first: CalendarDate
    let offset: Int
    switch system {
    case .excel1900:
      guard whole >= 1, whole != 60 else { return nil }
      first = CalendarDate(uncheckedYear: 1900, month: 1, day: 1)
      offset = whole < 60 ? whole - 1 : whole - 2
    case .excel1904:
      first = CalendarDate(uncheckedYear: 1904, month: 1, day: 1)
      offset = whole
    }
    let number = Int(first.dayNumber) + offset
    guard number <= Int(Self.latest.dayNumber) else { return nil }
    self.init(dayNumber: number)
  }
}
