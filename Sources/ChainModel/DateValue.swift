/// A date as a sheet gives it: a day, a month or a year, or without end.
public enum DateValue: Sendable, Hashable {
  /// How much of a date was written.
  public enum Precision: UInt8, Sendable, Hashable, CaseIterable {
    /// Year, month and day.
    case day
    /// Year and month only.
    case month
    /// The year only.
    case year
  }

  /// A date; for a month or a year, its first day.
  case date(CalendarDate, precision: Precision)
  /// 长期, 永久: without end.
  case unlimited

  /// A date known to the day.
  public static func day(_ date: CalendarDate) -> DateValue { .date(date, precision: .day) }

  /// The day that a beginning has: the first of the month or year; `nil` if unlimited.
  public var start: CalendarDate? {
    switch self {
    case .date(let date, _): date
    case .unlimited: nil
    }
  }

  /// The day that an end has: the last of the month or year; `nil` if unlimited.
  public var end: CalendarDate? {
    guard case .date(let date, let precision) = self else { return nil }
    let (year, month, _) = date.components
    return switch precision {
    case .day: date
    case .month:
      CalendarDate(
        year: year, month: month, day: CalendarDate.days(inMonth: month, ofYear: year))
    case .year: CalendarDate(year: year, month: 12, day: 31)
    }
  }

  /// How much was written; `nil` if unlimited.
  public var precision: Precision? {
    switch self {
    case .date(_, let precision): precision
    case .unlimited: nil
    }
  }
}

extension DateValue: CustomStringConvertible {
  /// The ISO 8601 text to its precision (`2024-05-01`, `2024-05`, `2024`), or 长期.
  public var description: String {
    switch self {
    case .date(let date, .day): date.description
    case .date(let date, .month): String(date.description.prefix(7))
    case .date(let date, .year): String(date.description.prefix(4))
    case .unlimited: "长期"
    }
  }
}

/// Why a text is not a date.
public enum DateError: Error, Sendable, Hashable {
  /// Nothing is left after trimming.
  case empty
  /// The text has no known form of a date.
  case unrecognised(String)
  /// The form is that of a date, but there is no such day.
  case noSuchDay(String)

  /// The message in Chinese.
  public var chinese: String {
    switch self {
    case .empty: "日期为空"
    case .unrecognised(let text): "日期“\(text)”无法识别，请写成 2024-05-01"
    case .noSuchDay(let text): "日期“\(text)”不存在"
    }
  }

  /// The message in English.
  public var english: String {
    switch self {
    case .empty: "the date is empty"
    case .unrecognised(let text): "\"\(text)\" is not a date; write 2024-05-01"
    case .noSuchDay(let text): "there is no day \"\(text)\""
    }
  }
}
