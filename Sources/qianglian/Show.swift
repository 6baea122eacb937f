import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports
import Foundation

/// Says what is in a book.
struct Show: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "What is in the book: make-up, distribution, quality level (构成、分布、质量水平).")

  @OptionGroup var common: CommonOptions

  @Option(help: "text, json or csv.")
  var format: FileFormat.Text?

  @Option(
    name: .shortAndLong,
    help: "The file to write (format from its extension); - for standard output.")
  var output: String?

  @Option(help: "The most lines of each list; 0 lists all.")
  var top = 20

  func validate() throws {
    try FileFormat.validate(top: top)
    try FileFormat.validateText(output, isFormatGiven: format != nil)
  }

  func execute() async throws {
    let book = try common.read()
    let report = ShowReport(BookSummary(book, ledger: QualityLedger(book, asOf: common.day)))
    switch format ?? FileFormat.of(output, among: FileFormat.Text.allCases) ?? .text {
    case .text:
      try Output.write(
        report.text(in: common.language, top: top), to: output, language: common.language)
    case .json: try Output.write(report.json(), to: output, language: common.language)
    case .csv:
      try Output.write(
        Data(report.csv(in: common.language)), to: output, language: common.language)
    }
  }
}
