public import ChainAnalysis
public import ChainModel
import Graphs
package import WorkbookOutput

/// Shared bottlenecks as text, JSON, CSV and workbook, each figure with its evidence.
public struct BottleneckReport: Sendable {
  let found: Bottlenecks
  let book: ChainBook
  let network: SupplyNetwork

  /// A report on bottlenecks.
  ///
  /// - Parameters:
  ///   - found: What was found.
  ///   - book: The book.
  ///   - network: The book's declared supplies.
  public init(_ found: Bottlenecks, in book: ChainBook, network: SupplyNetwork) {
    self.found = found
    self.book = book
    self.network = network
  }

  /// The most findings of each list where nobody says how many: an overview that can be read at
  /// once.
  public static let overview = 3

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most findings of each list, 0 for all there are; nil for an overview.
  ///   - evidence: Whether the rows behind every figure follow.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, top: Int? = nil, evidence: Bool = false) -> String {
    report(in: language).text(top: top ?? Self.overview, evidence: evidence)
  }

  /// The findings as CSV, one row each; with evidence, the rows behind the figures instead.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - evidence: Whether the rows behind the figures are written instead.
  /// - Returns: The file's bytes.
  public func csv(in language: Language, evidence: Bool = false) -> [UInt8] {
    report(in: language).csv(evidence: evidence)
  }

  /// The report as a workbook: a summary, a sheet for each kind, and 依据.
  ///
  /// - Parameter language: The language.
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError` where a sheet can't hold the rows, or temporary files can't be
  ///   written.
  package func workbook(in language: Language) throws(WorkbookOutputError) -> WorkbookWriter.Output
  {
    try report(in: language).workbook()
  }

  /// The report as findings with figures and evidence.
  ///
  /// - Parameter language: The language.
  /// - Returns: The report.
  package func report(in language: Language) -> FindingReport {
    let words = BottleneckWords(found, in: book, network: network, language: language)
    return FindingReport(
      book, in: language,
      title: language("共用瓶颈分析", "Shared bottlenecks"), head: words.head, headMark: "B0",
      headFigures: words.headFigures, sections: words.sections)
  }

  /// The findings that weigh most in a sentence each, or why there is no answer.
  ///
  /// - Parameter language: The language.
  /// - Returns: Sentences, each with its mark.
  package func mainPoints(in language: Language) -> [String] {
    let words = BottleneckWords(found, in: book, network: network, language: language)
    return words.explanations + words.mainPoints
  }
}
