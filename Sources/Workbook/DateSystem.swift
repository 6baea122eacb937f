/// The day on which a workbook's serial numbers begin.
package enum DateSystem: Sendable, CaseIterable {
  /// Serial 1 is 1900-01-01, and 60 the day 1900-02-29 that never was.
  case from1900
  /// Serial 0 is 1904-01-01.
  case from1904

  /// The date and time of a serial number.
  ///
  /// Rounded to the second as spreadsheets show it. The source of the 1900 rule is ECMA-376
  /// part 1, 18.17.4.1, and the programs' common practice.
  ///
  /// - Parameter serial: Days since the system's beginning.
  /// - Returns: Nil before the first day, on 1900-02-29, and after 9999-12-31.
  package func date(of serial: Double) -> SpreadsheetDate? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    let seconds = Int((serial * 86_400).rounded())
    let day = seconds / 86_400
    let civilDay: Int
    switch self {
    case .from1900:
      guard day >= 1, day != 60 else { return nil }
      // Days since 1970-01-01; the day that never was shifts all before it by one.
      civilDay = day - (day < 60 ? 25_568 : 25_569)
    case .from1904:
      civilDay = day - 24_107
    }
    let date = SpreadsheetDate(civilDay: civilDay, secondOfDay: seconds % 86_400)
    return date.year <= 9999 ? date : nil
  }
}

/// A date of the Gregorian calendar with a time of day.
package struct SpreadsheetDate: Equatable, Sendable {
  /// The year.
  package let year: Int
  /// The month, 1…12.
  package let month: Int
  /// The day of the month, from 1.
  package let day: Int
  /// Seconds since midnight, 0…86,399.
  package let secondOfDay: Int

  /// Makes a date.
  ///
  /// - Parameters:
  ///   - year: The year.
  ///   - month: The month, 1…12.
  ///   - day: The day of the month, from 1.
  ///   - secondOfDay: Seconds since midnight.
  package init(year: Int, month: Int, day: Int, secondOfDay: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.secondOfDay = secondOfDay
  }

  /// From days since 1970-01-01, not before the year 0.
  ///
  /// H. Hinnant, *chrono-Compatible Low-Level Date Algorithms* (2013), `civil_from_days`.
  init(civilDay: Int, secondOfDay: Int) {
    let shifted = civilDay + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * marchMonth + 2) / 5 + 1, secondOfDay: secondOfDay)
  }
}
