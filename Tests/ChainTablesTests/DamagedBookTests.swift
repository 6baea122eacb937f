import ChainModel
import Foundation
import Inputs
import Testing

@testable import ChainTables

/// Damaged books end in a book or in an error, and never in a crash.
///
/// `qianglian-fuzz` reads many more.
@Suite struct DamagedBookTests {
  @Test(arguments: [1, 1001, 2001] as [UInt64])
  func damagedBooksAreReadOrRefused(_ first: UInt64) throws {
    var outcomes: [FuzzInput.Kind: (read: Int, refused: Int)] = [:]
    for seed in first..<(first + 300) {
      let input = FuzzInput(seed: seed)
      let isRead = try Self.isRead(input)
      outcomes[input.kind, default: (0, 0)].read += isRead ? 1 : 0
      outcomes[input.kind, default: (0, 0)].refused += isRead ? 0 : 1
    }
    // Both ends are met: damage that is read past, and damage that stops reading.
    for kind in [FuzzInput.Kind.workbook, .mapping] {
      let outcome = try #require(outcomes[kind])
      #expect(outcome.read > 0 && outcome.refused > 0, "\(kind) from \(first): \(outcome)")
    }
    #expect(try #require(outcomes[.text]).read > 0)
  }

  /// The same number makes the same bytes, or a failing input could not be made again.
  @Test func anInputIsMadeFromItsNumber() {
    for seed: UInt64 in 1...50 {
      let (one, other) = (FuzzInput(seed: seed), FuzzInput(seed: seed))
      #expect(one.files.map(\.bytes) == other.files.map(\.bytes))
    }
  }

  private static func isRead(_ input: FuzzInput) throws -> Bool {
    let files = Dictionary(uniqueKeysWithValues: input.files.map { ($0.name, $0.bytes) })
    return try BookSample.withFolder(files) { path in
      let asOf = try #require(CalendarDate(year: 2026, month: 6, day: 30))
      var reader = BookReader(asOf: asOf)
      if input.kind == .mapping { reader.mappingFile = path + "/map.yaml" }
      do throws(BookError) {
        _ = BookWriter(try reader.read(path)).csvFiles()
        return true
      } catch {
        #expect(!error.message.chinese.isEmpty)
        return false
      }
    }
  }
}
