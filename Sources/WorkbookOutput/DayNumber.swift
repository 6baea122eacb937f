/// Days as spreadsheet programs count them.
enum DayNumber {
  /// The serial number of a day in the 1900 date system; nil before 1900, which the system lacks,
  /// and for what is no day.
  ///
  /// The system has a 29 February 1900, which never was (ECMA-376 part 1, 18.17.4.1).
  static func serial(year: Int, month: Int, day: Int) -> Int? {
    guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= days(inMonth: month, of: year)
    else { return nil }
    let yearsBefore = year - 1900
    // Leap years from 1901 to the year before: 1900 was none.
    let leaps = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 - 460
    var number = yearsBefore * 365 + leaps + day
    for earlier in 1..<month { number += days(inMonth: earlier, of: year) }
    return number < 60 ? number : number + 1
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day by ISO 8601, where it has no serial number.
  static func text(year: Int, month: Int, day: Int) -> String {
    func padded(_ number: Int, _ length: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
