import ChainAnalysis
import ChainModel

extension BookFolder {
  /// The common problems of a book on the day.
  static func problems(
    _ book: ChainBook, options: CommonProblems.Options = .init()
  ) throws -> CommonProblems {
    CommonProblems(book, ledger: QualityLedger(book, asOf: try day), options: options)
  }
}

extension ChainBook {
  func problem(_ id: String) -> Int { problems.firstIndex { text[$0.id] == id } ?? -1 }
  func segment(_ name: String) -> Int { segments.firstIndex { text[$0.name] == name } ?? -1 }
  func region(_ name: String) -> Int { regions.firstIndex { text[$0.name] == name } ?? -1 }
  func names(_ positions: [Int]) -> Set<String> { Set(positions.map { text[firms[$0].name] }) }
}
