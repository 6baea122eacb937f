import Foundation
import Testing

@testable import Workbook

@Suite struct DateSystemTests {
  @Test(arguments: [
    (1.0, 1900, 1, 1, 0), (59, 1900, 2, 28, 0), (61, 1900, 3, 1, 0), (366, 1900, 12, 31, 0),
    (25_569, 1970, 1, 1, 0), (45_351, 2024, 2, 29, 0), (45_413, 2024, 5, 1, 0),
    (45_413.5, 2024, 5, 1, 43_200), (45_413.999_999_9, 2024, 5, 2, 0),
    (2_958_465, 9999, 12, 31, 0),
  ])
  func from1900(serial: Double, year: Int, month: Int, day: Int, second: Int) {
    #expect(
      DateSystem.from1900.date(of: serial)
        == SpreadsheetDate(year: year, month: month, day: day, secondOfDay: second))
  }

  @Test(arguments: [
    (0.0, 1904, 1, 1), (1, 1904, 1, 2), (59, 1904, 2, 29), (60, 1904, 3, 1), (43_951, 2024, 5, 1),
    (2_957_003, 9999, 12, 31),
  ])
  func from1904(serial: Double, year: Int, month: Int, day: Int) {
    #expect(
      DateSystem.from1904.date(of: serial)
        == SpreadsheetDate(year: year, month: month, day: day))
  }

  @Test(arguments: [
    0, 0.9, 60, 60.5, -1, 2_958_466, 1e300, .nan, .infinity, -.infinity, 2_958_465.999_999_9,
  ])
  func notInTheCalendar(serial: Double) {
    #expect(DateSystem.from1900.date(of: serial) == nil)
  }

  @Test func theOtherSystemEndsWithTheSameYear() {
    #expect(DateSystem.from1904.date(of: 2_957_004) == nil)
  }

  @Test func everyDayAgreesWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for serial in stride(from: 61, through: 2_958_465, by: 997) {
      let instant = Date(timeIntervalSince1970: Double(serial - 25_569) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: instant)
      let date = try #require(DateSystem.from1900.date(of: Double(serial)))
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      if serial > 1462 { #expect(DateSystem.from1904.date(of: Double(serial - 1462)) == date) }
    }
  }
}
