import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// Finds suspected common sources of problems.
struct Sources: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "Common problem → the fewest upstream sources that explain it (疑似上游共同来源).")

  @OptionGroup var common: CommonOptions

  @OptionGroup var selection: ProblemSelectionOptions

  @Option(
    help: ArgumentHelp(
      "A problem, by number, name or an unambiguous part of it (repeatable; default: all).",
      valueName: "problem"))
  var problem: [String] = []

  @Option(
    help: ArgumentHelp(
      "What sources are looked for: firm (default), segment, element (missing quality "
        + "infrastructure), or all.", valueName: "firm|segment|element|all"))
  var kind = "firm"

  @Option(help: "The tiers between a source and a firm; 0 for any.")
  var tiers = 3

  @OptionGroup var report: ReportOptions

  @Option(help: "The most sources of each problem; 0 lists all.")
  var top = 20

  private var kinds: [CommonSources.Kind]? {
    kind == "all"
      ? CommonSources.Kind.allCases : CommonSources.Kind(rawValue: kind).map { [$0] }
  }

  func validate() throws {
    try FileFormat.validate(top: top)
    if kinds == nil {
      throw ValidationError("--kind wants firm, segment, element or all (--kind 只能是这几种)")
    }
    if tiers < 0 { throw ValidationError("--tiers wants 0 (any) or more (--tiers 须为 0 或更大)") }
  }

  func execute() async throws {
    let book = try common.read()
    let language = common.language
    let lookup = Lookup(book: book, language: language)
    var options = CommonSources.Options()
    options.problems = try problem.map(lookup.problem)
    options.kinds = kinds ?? [.firm]
    options.tiers = tiers == 0 ? nil : tiers
    let problems = CommonProblems(
      book, ledger: QualityLedger(book, asOf: common.day),
      options: try selection.options(in: book, language))
    let found = CommonSources(problems, network: SupplyNetwork(book), in: book, options: options)
    let result = SourceReport(found, in: book)
    try report.write(
      common, text: { result.text(in: language, top: top, evidence: report.evidence) },
      json: { result.json(in: language, top: top, evidence: report.evidence) },
      csv: { result.csv(in: language, evidence: report.evidence) },
      workbook: { () throws(WorkbookOutputError) in try result.workbook(in: language) })
  }
}
