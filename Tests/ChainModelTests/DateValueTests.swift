import Testing

@testable import ChainModel

@Suite struct DateValueTests {
  @Test(arguments: [
    "2024-05-01", "2024.5.1", "2024.05.01", "2024.5.1.", "2024年5月1日", "2024年05月01日", "20240501",
    "2024/5/1", "2024/05/01", "2024-5-1", "2024-05-01 00:00:00", "2024-05-01T00:00:00",
    "2024-05-01T08:30:00.000Z", "2024-05-01T08:30:00+08:00", "2024/5/1 8:30", "2024年5月1号",
    "2024年5月1日 10:20", "2024年5月1日10:20", "２０２４．５．１", "２０２４年５月１日", "45413", "45413.5",
    " 2024-05-01\u{3000}", "2024 年 5 月 1 日", "2024. 5. 1", "\u{FEFF}2024-05-01",
    "20240501 00:00:00",
  ])
  func days(_ text: String) throws {
    let value = try DateValue.parse(text)
    #expect(value.start?.description == "2024-05-01")
    #expect(value.end == value.start)
    #expect(value.precision == .day)
    #expect(value.description == "2024-05-01")
  }

  @Test(arguments: ["2024年5月", "2024.5", "2024-05", "2024/5", "202405", "２０２４年５月", "2024年05月"])
  func months(_ text: String) throws {
    let value = try DateValue.parse(text)
    #expect(value.start?.description == "2024-05-01")
    #expect(value.end?.description == "2024-05-31")
    #expect(value.precision == .month)
    #expect(value.description == "2024-05")
  }

  @Test(arguments: [("2024年2月", "2024-02-29"), ("2023.2", "2023-02-28"), ("2023.12", "2023-12-31")])
  func lastDayOfTheMonth(_ text: String, _ end: String) throws {
    #expect(try DateValue.parse(text).end?.description == end)
  }

  @Test(arguments: ["2024年", "2024"])
  func years(_ text: String) throws {
    let value = try DateValue.parse(text)
    #expect(value.start?.description == "2024-01-01")
    #expect(value.end?.description == "2024-12-31")
    #expect(value.description == "2024")
  }

  @Test(arguments: ["长期", "永久", "长期有效", " 长 期 ", "無固定期限", "9999-12-31", "9999年12月31日"])
  func unlimited(_ text: String) throws {
    let value = try DateValue.parse(text)
    #expect(value == .unlimited)
    #expect(value.start == nil && value.end == nil && value.precision == nil)
  }

  @Test func serialSystems() throws {
    #expect(try DateValue.parse("43951", serial: .excel1904).start?.description == "2024-05-01")
    #expect(throws: DateError.unrecognised("45413")) { try DateValue.parse("45413", serial: nil) }
  }

  @Test(arguments: [
    ("2024-02-30", true), ("20241301", true), ("2024年13月", true), ("2024.0", true),
    ("2024-05-01-2027-04-30", false), ("5月1日", false), ("24.5.1", false), ("2024-5/1", false),
    ("无", false), ("202", false), ("1234", false), ("2024-05-01 25:00", false),
    ("20240501103000", false), ("2024-05-01x", false), ("2024年5", false), ("-", false),
  ])
  func refused(_ text: String, _ isNoDay: Bool) {
    let error: DateError = isNoDay ? .noSuchDay(text) : .unrecognised(text)
    #expect(throws: error) { try DateValue.parse(text) }
    #expect(!error.chinese.isEmpty && !error.english.isEmpty)
  }

  @Test(arguments: ["", " \u{3000}", "\u{FEFF}"])
  func empty(_ text: String) {
    #expect(throws: DateError.empty) { try DateValue.parse(text) }
  }

  @Test(arguments: [11, 12] as [UInt64])
  func everyFormGivesTheSameDay(_ seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let date = CalendarDate(dayNumber: Int.random(in: -20_000...60_000, using: &generator))
      let (y, m, d) = date.components
      let compact = date.description.filter { $0 != "-" }
      for text in ["\(y).\(m).\(d)", "\(y)年\(m)月\(d)日", "\(y)/\(m)/\(d)", compact] {
        #expect(try DateValue.parse(text) == .day(date))
      }
    }
  }
}
