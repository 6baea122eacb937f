import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// Follows supplies from a firm.
struct Trace: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "A firm's suppliers or customers, tier by tier (上下游追溯).")

  @OptionGroup var common: CommonOptions

  @Argument(help: "The firm, by credit code, number, name or an unambiguous part of it.")
  var firm: String

  @Option(help: "upstream (suppliers) or downstream (customers).")
  var direction: SupplyTrace.Direction = .upstream

  @Option(help: "The last tier (default: unlimited).")
  var tiers: Int?

  @OptionGroup var report: ReportOptions

  @Option(help: "The most firms of each tier in a text; 0 lists all.")
  var top = 20

  func validate() throws {
    try FileFormat.validate(top: top)
    if let tiers, tiers < 1 {
      throw ValidationError("--tiers wants 1 or more (--tiers 须为 1 或更大)")
    }
  }

  func execute() async throws {
    let book = try common.read()
    let language = common.language
    let start = try Lookup(book: book, language: language).firm(firm)
    let trace = SupplyTrace(
      from: start, direction, within: tiers, network: SupplyNetwork(book), in: book)
    let result = TraceReport(trace, in: book, asOf: common.day)
    try report.write(
      common, text: { result.text(in: language, top: top, evidence: report.evidence) },
      json: { result.json(in: language, evidence: report.evidence) },
      csv: { result.csv(in: language, evidence: report.evidence) },
      workbook: { () throws(WorkbookOutputError) in try result.workbook(in: language) })
  }
}

extension SupplyTrace.Direction: ExpressibleByArgument {}
