import ChainModel
import Foundation
import Testing

@testable import ChainTables

/// Books that are there to be read: the example, and public data beside the checkout.
@Suite struct KnownBooksTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let shared = root.deletingLastPathComponent().appending(path: "shared/data/books")

  private static func has(_ book: String) -> Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: book).path)
  }

  /// The number of rows of every table that has some.
  private func counts(_ book: ChainBook) -> [TableKind: Int] {
    Dictionary(
      uniqueKeysWithValues: BookTables.counts(in: book).filter { $0.count > 0 }
        .map { ($0.table, $0.count) })
  }

  @Test func theExampleReadsAsItsReadmeSays() throws {
    let book = try BookSample.read(path: Self.root.appending(path: "Examples/nev-chain").path)
    let warnings = book.diagnostics.filter { $0.severity == .warning }
    #expect(book.diagnostics.filter { $0.severity == .error }.map(\.mark) == [])
    #expect(warnings.map(\.code) == ["created-problems", "created-problems"])
    #expect(Set(warnings.map(\.value)) == ["模块毛坯磁粉探伤设备故障停用", "线束总成防错工装未点检"])
    // Of 360 supplies one is a self-supply; two findings are problems of their own.
    #expect(
      counts(book) == [
        .firms: 131, .regions: 17, .chains: 1, .segments: 16, .flows: 35, .members: 118,
        .supplies: 359, .problems: 27, .findings: 127, .assessments: 101, .certificates: 103,
        .measures: 36, .programmes: 5, .limits: 8, .resources: 9, .actors: 12,
      ])
    #expect(book.wordings.merged == 13)
    #expect(book.wordings.unmerged == 2)
    #expect(book.firms.filter(\.suppliesItself).count == 1)
    let pairs = Set(book.columns(.supplies, "supplier", "customer"))
    #expect(pairs.count == 352)
    let status = Dictionary(grouping: book.findings.compactMap(\.status)) { $0 }.mapValues(\.count)
    #expect(
      status == [.rectifying: 68, .toAssign: 24, .toVerify: 22, .closed: 11, .suspended: 2])
    #expect(Set(book.members.compactMap(\.role)).count == 3)
  }

  @Test func theExampleReadsBackFromItsExport() throws {
    let book = try BookSample.read(path: Self.root.appending(path: "Examples/nev-chain").path)
    let files = BookWriter(book).csvFiles()
    let again = try BookSample.read(
      bytes: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) }))
    #expect(try again.comparableJSON() == book.comparableJSON())
    #expect(again.doubts == [])
  }

  @Test(.enabled(if: has("eto-chips"), "the data beside the checkout is absent"))
  func readsTheAdvancedChipChain() throws {
    let book = try BookSample.read(path: Self.shared.appending(path: "eto-chips").path)
    #expect(book.diagnostics.filter { $0.severity == .error }.map(\.mark) == [])
    #expect(counts(book)[.segments] == 79)
    #expect(counts(book)[.flows] == 62)
    #expect(counts(book)[.firms] == 274)
    #expect(counts(book)[.chains] == 1)
    #expect(counts(book)[.members] == 365)
  }

  @Test(.enabled(if: has("tw-industry"), "the data beside the checkout is absent"))
  func readsTheIndustryChains() throws {
    let book = try BookSample.read(path: Self.shared.appending(path: "tw-industry").path)
    #expect(book.diagnostics.filter { $0.severity == .error }.map(\.mark) == [])
    #expect(counts(book)[.chains] == 28)
    #expect(counts(book)[.segments] == 590)
    #expect(counts(book)[.firms] == 2375)
    #expect(book.supplies.isEmpty)
  }

  @Test(.enabled(if: has("tfda-border"), "the data beside the checkout is absent"))
  func readsTheBorderRefusals() throws {
    let book = try BookSample.read(path: Self.shared.appending(path: "tfda-border").path)
    #expect(book.diagnostics.filter { $0.severity == .error }.map(\.mark) == [])
    #expect(counts(book)[.firms] == 1771)
    #expect(counts(book)[.problems] == 29)
    #expect(counts(book)[.findings] == 1761)
    // The makers' and importers' pairs; a pair may trade several products.
    #expect(Set(book.columns(.supplies, "supplier", "customer")).count == 1052)
  }
}
