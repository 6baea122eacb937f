import Testing

@testable import ChainModel

@Suite struct CalendarDateTests {
  @Test(
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("1900-03-01", -25_508), ("2024-05-01", 19_844), ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896),
    ] as [(String, Int32)])
  func knownDayNumbers(_ text: String, _ number: Int32) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.dayNumber == number)
    #expect(date.description == text)
  }

  @Test func everyDayOfFourCenturiesFollowsTheLast() throws {
    // A second implementation: counting on by month lengths.
    var (year, month, day) = (1799, 1, 1)
    var date = try #require(CalendarDate(year: year, month: month, day: day))
    while year < 2205 {
      #expect(date.components == (year, month, day))
      #expect(CalendarDate(year: year, month: month, day: day) == date)
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      date = date.adding(days: 1)
    }
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-04-31",
    "0000-01-01", "2024-5-1", "2024/05/01", "2024-05-01 ", "", "2024-05-0x",
  ])
  func noSuchDay(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func addingDays() throws {
    let date = try #require(CalendarDate("2024-02-28"))
    #expect(date.adding(days: 2).description == "2024-03-01")
    #expect(date.adding(days: -59).description == "2023-12-31")
    #expect(date.adding(days: .max) == .latest)
    #expect(date.adding(days: .min) == .earliest)
    #expect(date.days(to: date.adding(days: 400)) == 400)
    #expect(date < date.adding(days: 1))
    #expect(date.year == 2024 && date.month == 2 && date.day == 28)
  }

  @Test(
    arguments: [
      (1, "1900-01-01"), (59, "1900-02-28"), (60, nil), (61, "1900-03-01"), (45_413, "2024-05-01"),
      (45_413.75, "2024-05-01"), (0, nil), (-1, nil), (2_958_465, "9999-12-31"), (2_958_466, nil),
      (.nan, nil), (.infinity, nil),
    ] as [(Double, String?)])
  func serialNumbersOf1900(_ serial: Double, _ text: String?) {
    #expect(CalendarDate(excelSerial: serial)?.description == text)
  }

  @Test(arguments: [(0, "1904-01-01"), (43_951, "2024-05-01"), (60, "1904-03-01")])
  func serialNumbersOf1904(_ serial: Int, _ text: String) {
    #expect(CalendarDate(excelSerial: Double(serial), system: .excel1904)?.description == text)
  }
}
