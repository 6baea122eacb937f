import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// Lists quality problems by how common they are.
struct Problems: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "Which problems are common, individual, undetermined, and why (共性质量问题).")

  @OptionGroup var common: CommonOptions

  @OptionGroup var selection: ProblemSelectionOptions

  @Option(
    help: ArgumentHelp(
      "The axes that form groups: chain, segment, region, joined by commas.",
      valueName: "axes"))
  var by = "chain,segment,region"

  @Option(help: "The share from which a problem is common, as a fraction (default 0.2).")
  var share: Double?

  @Option(help: "The least number of affected firms of a common problem (default 3).")
  var leastAffected: Int?

  @Option(help: "The least number of assessed firms of a common problem (default 5).")
  var leastAssessed: Int?

  @OptionGroup var report: ReportOptions

  @Option(
    help: ArgumentHelp(
      "What the sheets of an xlsx, the list as handed in, are about.", valueName: "chain|region"))
  var sheets = ProblemList.Sheets.chain

  @Option(help: "The most rows of each list; 0 lists all (default: text 20, other formats all).")
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
    if axes.contains(nil) || axes.isEmpty {
      throw ValidationError(
        "--by wants chain, segment, region, joined by commas (--by 须为 chain,segment,region 的组合)")
    }
    if let share, !(share > 0 && share < 1) {
      throw ValidationError("--share wants a fraction between 0 and 1 (--share 须在 0 与 1 之间)")
    }
    for least in [leastAffected, leastAssessed].compactMap({ $0 }) where least < 1 {
      throw ValidationError("least numbers want 1 or more (最少家数须为 1 或更大)")
    }
  }

  private var axes: [CommonProblems.Options.Axis?] {
    by.split { $0 == "," || $0 == "，" || $0 == "、" }
      .map { .init(rawValue: $0.trimmingCharacters(in: .whitespaces).lowercased()) }
  }

  func execute() async throws {
    let book = try common.read()
    var options = try selection.options(in: book, common.language)
    options.axes = Set(axes.compactMap { $0 })
    if let share { options.thresholds.share = share }
    if let leastAffected { options.thresholds.leastAffected = leastAffected }
    if let leastAssessed { options.thresholds.leastAssessed = leastAssessed }
    let ledger = QualityLedger(book, asOf: common.day)
    let problems = CommonProblems(book, ledger: ledger, options: options)
    let result = ProblemReport(problems, in: book)
    let language = common.language
    try report.write(
      common, text: { result.text(in: language, top: top ?? 20, evidence: report.evidence) },
      json: { result.json(in: language, top: top ?? 0, evidence: report.evidence) },
      csv: { result.csv(in: language, evidence: report.evidence) },
      workbook: { () throws(WorkbookOutputError) in
        let network = SupplyNetwork(book)
        let sources = CommonSources(problems, network: network, in: book)
        return try ProblemList(
          problems, sources: sources, network: network, ledger: ledger, in: book
        ).workbook(in: language, sheets: sheets)
      })
  }
}

extension ProblemList.Sheets: ExpressibleByArgument {}

/// Which firms and findings an analysis of problems counts.
struct ProblemSelectionOptions: ParsableArguments {
  @Option(help: "One chain, by number or name.")
  var chain: String?

  @Option(help: "One region with all that lies within it, by code or name.")
  var region: String?

  @Flag(name: .customLong("include-closed"), help: "Counts closed findings (已销号) too.")
  var includeClosed = false

  /// The options in a book.
  ///
  /// - Throws: ``Failure`` where something named is not there, or ambiguous.
  func options(in book: ChainBook, _ language: Language) throws -> CommonProblems.Options {
    let lookup = Lookup(book: book, language: language)
    var options = CommonProblems.Options()
    if let chain { options.chains = [try lookup.chain(chain)] }
    if let region { options.regions = [try lookup.region(region)] }
    options.includesClosed = includeClosed
    return options
  }
}
