import ChainModel
import Testing

@testable import ChainTables

@Suite struct RowOrderTests {
  @Test(arguments: UInt64(1)...6)
  func theOrderOfRowsAndFilesChangesNothing(_ seed: UInt64) throws {
    let sample = RandomBook(seed: seed)
    let book = try BookSample.read(sample.files(shuffledBy: nil))
    let json = try book.comparableJSON()
    let kinds = Self.kinds(book)
    for shuffle in seed * 100..<seed * 100 + 4 {
      let other = try BookSample.read(sample.files(shuffledBy: shuffle))
      let otherJSON = try other.comparableJSON()
      if otherJSON != json {
        Issue.record("seed \(seed), shuffle \(shuffle): \(BookSample.difference(json, otherJSON))")
      }
      #expect(Self.kinds(other) == kinds, "seed \(seed), shuffle \(shuffle)")
      #expect(other.wordings == book.wordings)
      #expect(
        other.firms.map(\.suppliesItself) == book.firms.map(\.suppliesItself),
        "seed \(seed), shuffle \(shuffle)")
    }
  }

  /// The sample would prove nothing if it did not hold what the order could change.
  @Test func theSampleHoldsWhatMatters() throws {
    let book = try BookSample.read(RandomBook(seed: 1).files(shuffledBy: nil))
    let codes = Set(book.diagnostics.map(\.code))
    for code in [
      "values-conflict", "supplies-merged", "created-firms", "created-segments", "created-chains",
      "created-regions", "created-problems", "created-programmes", "number-unreadable",
      "flag-unreadable", "word-unknown", "name-folded", "self-supply", "code-repaired",
      "segment-unknown", "certificate-conflict",
    ] { #expect(codes.contains(code), "\(code)") }
    #expect(book.supplies.count > 80)
    #expect(book.supplies.count < 150)
    #expect(book.findings.count > 20)
  }

  /// How many diagnostics there are of each kind.
  ///
  /// Two names under one id are an error on one sheet and a doubt between sheets, and the samples
  /// divide their rows among sheets at random, so both count as one kind.
  private static func kinds(_ book: ChainBook) -> [String: Int] {
    Dictionary(
      book.diagnostics.map {
        ($0.code == "id-duplicate" ? "warning values-conflict" : "\($0.severity.key) \($0.code)", 1)
      }, uniquingKeysWith: +)
  }
}
