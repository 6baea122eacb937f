import Testing

@testable import ChainModel

@Suite struct MissingTests {
  @Test(arguments: [0, -0.5, 1e300, -1e-300, Double.greatestFiniteMagnitude, 0.1])
  func numbersComeBack(_ number: Double) {
    #expect(OptionalDouble(number).value == number)
    #expect(OptionalDouble(number) != .missing)
  }

  @Test func blankNumbersAreEqual() {
    #expect(OptionalDouble.missing.value == nil)
    #expect(OptionalDouble(nil) == .missing)
    #expect(Set([OptionalDouble.missing, OptionalDouble(nil), OptionalDouble(1)]).count == 2)
    #expect(OptionalDouble(0) == OptionalDouble(-0.0))
    #expect(OptionalDouble(0).hashValue == OptionalDouble(-0.0).hashValue)
  }

  @Test func datesComeBack() throws {
    for (year, month, day) in [
      (2024, 2, 29), (1970, 1, 1), (1900, 1, 1), (9999, 12, 30), (1, 1, 1),
    ] {
      let date = try #require(CalendarDate(year: year, month: month, day: day))
      #expect(OptionalDate(date).date == date)
      #expect(!OptionalDate(date).isMissing)
      #expect(!OptionalDate(date).isUnlimited)
    }
  }

  @Test func blankAndUnlimitedAreTheirOwn() {
    #expect(OptionalDate.missing.date == nil)
    #expect(OptionalDate.missing.isMissing)
    #expect(!OptionalDate.missing.isUnlimited)
    #expect(OptionalDate.unlimited.date == nil)
    #expect(OptionalDate.unlimited.isUnlimited)
    #expect(!OptionalDate.unlimited.isMissing)
    #expect(OptionalDate.unlimited != .missing)
  }

  @Test func datesAreCompared() {
    let early = OptionalDate(CalendarDate(year: 2024, month: 1, day: 1))
    let late = OptionalDate(CalendarDate(year: 2024, month: 1, day: 2))
    let ordered = [OptionalDate.missing, early, late, .unlimited]
    for (left, one) in ordered.enumerated() {
      for (right, other) in ordered.enumerated() {
        #expect(one.isLater(than: other) == (left > right))
      }
    }
  }

  @Test func rowsAreCompact() {
    // A million firms and five million supplies have to fit in memory.
    #expect(MemoryLayout<OptionalDouble>.stride == 8)
    #expect(MemoryLayout<OptionalDate>.stride == 4)
    #expect(MemoryLayout<TextID>.stride == 4)
    #expect(MemoryLayout<Reference<Firm>>.stride == 8)
    #expect(MemoryLayout<Supply>.stride <= 80)
    #expect(MemoryLayout<Firm>.stride <= 200)
    #expect(MemoryLayout<Member>.stride <= 48)
  }
}
