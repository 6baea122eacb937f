import Foundation
import Testing

@testable import DelimitedText

@Suite struct DecimalParserTests {
  static let plain = DecimalParser()
  static let wide = DecimalParser(allowsGrouping: true, allowsPercent: true)

  /// Check values of the halfway and boundary cases in the tests of Go's `strconv` and of the
  /// classic reports on conversion, in hexadecimal.
  static let exact: [(String, Double)] = [
    ("0", 0), ("1", 1), ("+1", 1), ("-1", -1), ("5.", 5), (".5", 0.5), (" \t1.5 ", 1.5),
    ("007", 7), ("1e3", 1000), ("1E+3", 1000), ("1e-3", 0.001), ("123456.78", 123456.78),
    ("9007199254740993", 0x1p53), ("9007199254740995", 0x1.0000000000002p53),
    ("1e23", 0x1.52d02c7e14af6p+76), ("100000000000000016777215", 0x1.52d02c7e14af7p+76),
    ("100000000000000016777216", 0x1.52d02c7e14af8p+76),
    ("1.00000000000000011102230246251565404236316680908203125", 1),
    ("1.00000000000000011102230246251565404236316680908203124", 1),
    ("1.00000000000000011102230246251565404236316680908203126", 0x1.0000000000001p0),
    ("0.500000000000000166533453693773481063544750213623046875", 0x1.0000000000002p-1),
    ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
    ("2.2250738585072012e-308", .leastNormalMagnitude),
    ("4.9e-324", .leastNonzeroMagnitude), ("1e-400", 0),
    ("1.7976931348623157e308", 0x1.fffffffffffffp1023),
    ("18446744073709551615", 0x1p64), ("0.1000000000000000055511151231257827", 0.1),
    ("0e999999999999", 0), ("0.0000000000000000000000000000000000000001e40", 1),
    ("1.50000000000000000000000000000000", 1.5), ("10000000000000000000000e-22", 1),
  ]

  @Test(arguments: exact)
  func roundsExactly(_ text: String, _ value: Double) throws {
    #expect(
      try Self.plain.parse(Array(text.utf8)) == DecimalReading(value: value, isPercent: false))
  }

  @Test(arguments: exact.filter { $0.0.first?.isNumber == true })
  func signChangesTheSignOnly(_ text: String, _ value: Double) throws {
    let negative = try Self.plain.parse(Array(("-" + text).utf8)).value
    #expect(negative.bitPattern == (-value).bitPattern)
  }

  /// Products whose first 64 bits lie exactly halfway between two doubles, which bits further on
  /// decide; found by search, values from an independent exact conversion.
  static let nearlyHalfway: [(String, Double)] = [
    ("2278713639501616398e19", 0x1.124a490b416ddp+124),
    ("9847381826773838159e15", 0x1.e5836ec383ab9p+112),
    ("9557748177487889695e3", 0x1.03103358270d7p+73),
    ("2352129674832291174e13", 0x1.28e168a6fe659p+104),
  ]

  @Test(arguments: nearlyHalfway)
  func looksAtEveryBitOfAProduct(_ text: String, _ value: Double) throws {
    #expect(try Self.plain.parse(Array(text.utf8)).value == value)
  }

  static let failures: [(String, DecimalFailure)] = [
    ("", .empty), (" \t ", .empty), ("+", .noDigits), ("-", .noDigits), (".", .noDigits),
    ("nan", .unexpectedByte(offset: 0)), ("inf", .unexpectedByte(offset: 0)),
    ("-inf", .unexpectedByte(offset: 1)), ("0x10", .unexpectedByte(offset: 1)),
    ("1a", .unexpectedByte(offset: 1)), ("1 2", .unexpectedByte(offset: 1)),
    ("--1", .unexpectedByte(offset: 1)), ("1.2.3", .unexpectedByte(offset: 3)),
    ("1,234", .unexpectedByte(offset: 1)), ("5%", .unexpectedByte(offset: 1)),
    ("1e", .noExponentDigits), ("1e+", .noExponentDigits), ("1e400", .overflow),
    ("1.7976931348623159e308", .overflow), ("-1e999999999", .overflow),
    ("１", .unexpectedByte(offset: 0)), ("e5", .unexpectedByte(offset: 0)),
    (String(repeating: "1", count: 1025), .tooLong), ("1\u{0}", .unexpectedByte(offset: 1)),
  ]

  @Test(arguments: failures)
  func rejects(_ text: String, _ failure: DecimalFailure) {
    #expect(throws: failure) { try Self.plain.parse(Array(text.utf8)) }
  }

  static let grouped: [(String, Double, Bool)] = [
    ("1,234.5", 1234.5, false), ("12,345,678", 12_345_678, false), ("-1,000", -1000, false),
    ("35%", 35, true), ("35 %", 35, true), (" 1,234.5% ", 1234.5, true), ("0.35", 0.35, false),
    ("1,234e2", 123_400, false),
  ]

  @Test(arguments: grouped)
  func readsGroupsAndPercent(_ text: String, _ value: Double, _ isPercent: Bool) throws {
    let reading = try Self.wide.parse(Array(text.utf8))
    #expect(reading == DecimalReading(value: value, isPercent: isPercent))
  }

  @Test(arguments: ["1,23", "1,2345", ",123", "1234,567", "1,,234", "1,234,", "1,23.5"])
  func rejectsMalformedGroups(_ text: String) {
    #expect(throws: DecimalFailure.malformedGrouping) { try Self.wide.parse(Array(text.utf8)) }
  }

  @Test func rejectsTextAroundPercent() {
    for text in ["%", "5%%", "5%5", "1.5,000"] {
      #expect(throws: DecimalFailure.self) { try Self.wide.parse(Array(text.utf8)) }
    }
  }

  @Test func scalesPercentBeforeRounding() throws {
    let parser = DecimalParser(allowsPercent: true, scalesPercent: true)
    for (text, value) in [("35%", 0.35), ("12.345%", 0.12345), ("0.7%", 0.007), ("35", 35)] {
      #expect(try parser.parse(Array(text.utf8)).value == value)
    }
    // More than 19 digits go the long way.
    #expect(
      try parser.parse(Array("12.34567890123456789012345%".utf8)).value
        == 0.1234567890123456789012345)
  }

  @Test(arguments: [UInt64(11), 12])
  func agreesWithTheSystem(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40_000 {
      let digits = Int.random(in: 1...24, using: &generator)
      var text = Bool.random(using: &generator) ? "-" : ""
      let point = Int.random(in: -1...digits, using: &generator)
      for index in 0..<digits {
        if index == point { text += "." }
        text += String(Int.random(in: 0...9, using: &generator))
      }
      if Int.random(in: 0..<3, using: &generator) == 0 {
        text += "e\(Int.random(in: -40...40, using: &generator))"
      }
      let value = try Self.plain.parse(Array(text.utf8)).value
      if value.bitPattern != strtod(text, nil).bitPattern {
        Issue.record("seed \(seed): \(text) gave \(value)")
        return
      }
    }
  }

  @Test func readsBackTheShortestFormOfRandomDoubles() throws {
    let seed: UInt64 = 99
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let read = try Self.plain.parse(Array("\(value)".utf8)).value
      if read.bitPattern != value.bitPattern {
        Issue.record("seed \(seed): \(value) gave \(read)")
        return
      }
    }
  }
}
