import ArgumentParser
import ChainAnalysis
import ChainMaps
import ChainModel
import ChainPlanning
import ChainReports
import ChainTables
import Foundation
import PlanPages
import WorkbookOutput

/// Chooses measures under a budget.
struct Plan: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "Which measures for this budget, and how sure (一链一策).")

  @OptionGroup var common: CommonOptions

  @OptionGroup var choice: PlanChoiceOptions

  @Option(
    help: ArgumentHelp(
      "Instead of choosing measures, shares a number of firms to support over regions.",
      valueName: "number"))
  var allocate: Int?

  @Option(help: ArgumentHelp("Over what --allocate shares.", valueName: "region"))
  var by = Axis.region

  /// Over what firms are shared.
  enum Axis: String, ExpressibleByArgument, CaseIterable {
    case region
  }

  @Flag(help: "Adds what other budgets would gain.")
  var curve = false

  @Flag(help: "Adds whether the choice changes if severity weights move by 20 %.")
  var sensitivity = false

  @Option(
    help: ArgumentHelp(
      "For an html or md of one chain (一链一策), by number or name; default: every chain.",
      valueName: "chain"))
  var chain: String?

  @Option(
    help: ArgumentHelp(
      "For an html or md of one firm (一企一策), by code, number or name.", valueName: "firm"))
  var firm: String?

  @OptionGroup var report: OutputOptions<PlanFormat>

  @OptionGroup var threads: ThreadsOption

  @Option(help: "The most rows of each list; 0 lists all (default: all).")
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
    guard (choice.budget == nil) != (allocate == nil) else {
      throw ValidationError(
        "give --budget, or --allocate N --by region (请给出 --budget，或 --allocate N --by region)")
    }
    guard allocate ?? 0 >= 0 else {
      throw ValidationError("--allocate wants 0 or more (--allocate 须不小于 0)")
    }
    if allocate != nil, !report.chosen.isTable {
      throw ValidationError(
        "--allocate gives text, json, csv or xlsx (--allocate 只有 text、json、csv、xlsx)")
    }
    let ofChoice =
      choice.given + (curve ? ["--curve"] : []) + (sensitivity ? ["--sensitivity"] : [])
    if allocate != nil, let given = ofChoice.first {
      throw ValidationError(
        "--allocate chooses no measures and takes no \(given) "
          + "(--allocate 不选举措，不能与 \(given) 同用)")
    }
    if chain != nil || firm != nil, !report.chosen.isPage {
      throw ValidationError(
        "--chain and --firm are for -o FILE.html or FILE.md (--chain、--firm 只用于 .html、.md)")
    }
    if chain != nil, firm != nil {
      throw ValidationError("give --chain or --firm, not both (--chain 和 --firm 只能给一个)")
    }
  }

  func execute() async throws {
    let book = try common.read()
    if let allocate { return try share(allocate, in: book) }
    let language = common.language
    let lookup = Lookup(book: book, language: language)
    let wantedChain = try chain.map(lookup.chain)
    let wantedFirm = try firm.map(lookup.firm)
    let ledger = QualityLedger(book, asOf: common.day)
    let chosen = try await choice.choose(
      in: book, ledger: ledger, threads: threads.count, language: language)
    let (plan, planning, limits) = (chosen.plan, chosen.planning, chosen.limits)
    let problems = CommonProblems(book, ledger: ledger)
    let result = PlanReport(
      plan, of: planning,
      basis: PlanReport.Basis(
        asOf: common.day, weights: chosen.weights,
        commonProblems: problems.entries.filter { $0.label == .common }.map(\.problem).sorted()),
      curve: drawsCurve ? BudgetCurve(planning.problem, limits: limits, known: plan) : nil,
      sensitivity: sensitivity ? PlanSensitivity(plan, limits: limits) : nil, in: book)
    let output = report.output
    switch report.chosen {
    case .text:
      try Output.write(
        result.text(in: language, top: top ?? 0, evidence: report.evidence), to: output,
        language: language)
    case .json:
      try Output.write(
        result.json(in: language, evidence: report.evidence), to: output, language: language)
    case .csv:
      try Output.write(
        Data(result.csv(in: language, evidence: report.evidence)), to: output, language: language)
    case .xlsx:
      try write(workbook: { () throws(WorkbookOutputError) in try result.workbook(in: language) })
    case .svg:
      let drawing = BudgetCurveDrawing(result, sourceName: sourceName, language: language)
      try Output.write(drawing.svg, to: output, language: language)
    case .html, .md:
      let pages = PlanPageWriter(
        plan: result, book: book, ledger: ledger, common: common, threads: threads.count,
        wantsMaps: report.chosen == .html, coverage: PlanCoverage(chosen),
        arguments: choice.arguments)
      let documents =
        if let wantedFirm { [try await pages.page(ofFirm: wantedFirm)] } else {
          try await pages.pages(ofChain: wantedChain)
        }
      try Output.write(
        report.chosen == .md
          ? Data(PlanDocument.markdown(documents).utf8)
          : Data(PlanDocument.html(documents, language: language)), to: output, language: language)
    }
  }

  /// Whether the answer holds the curve: where asked for, and where a sheet or a picture is for it.
  private var drawsCurve: Bool { curve || report.chosen == .xlsx || report.chosen == .svg }

  private var sourceName: String { URL(fileURLWithPath: common.book).lastPathComponent }

  private func write(
    workbook: () throws(WorkbookOutputError) -> WorkbookWriter.Output
  ) throws {
    let written = try Output.workbook(common.language, quiet: common.quiet, workbook)
    try Output.write(Data(written.bytes), to: report.output, language: common.language)
  }

  /// Shares a number of firms over regions.
  private func share(_ number: Int, in book: ChainBook) throws {
    let language = common.language
    let allocation: RegionAllocation
    do throws(RegionAllocation.Failure) {
      allocation = try RegionAllocation(
        number, over: book, ledger: QualityLedger(book, asOf: common.day))
    } catch {
      throw Failure(.answerIsNo, error.message(in: book)[language])
    }
    let result = AllocationReport(allocation, asOf: common.day, in: book)
    let evidence = report.evidence
    switch report.chosen {
    case .json:
      try Output.write(
        result.json(in: language, evidence: evidence), to: report.output, language: language)
    case .csv:
      try Output.write(
        Data(result.csv(in: language, evidence: evidence)), to: report.output, language: language)
    case .xlsx:
      try write(workbook: { () throws(WorkbookOutputError) in try result.workbook(in: language) })
    case .text, .svg, .html, .md:
      try Output.write(
        result.text(in: language, evidence: evidence), to: report.output, language: language)
    }
  }
}

/// The formats of a plan.
enum PlanFormat: String, OutputFormat {
  case text
  case json
  case csv
  case xlsx
  /// The budget curve as a picture.
  case svg
  /// 一链一策 or 一企一策, to print.
  case html
  /// The same without maps.
  case md

  static let standard = text

  var isForFiles: Bool { self == .xlsx }

  /// Whether it is a list of figures.
  var isTable: Bool {
    switch self {
    case .text, .json, .csv, .xlsx: true
    case .svg, .html, .md: false
    }
  }

  /// Whether it is 一链一策 or 一企一策.
  var isPage: Bool { self == .html || self == .md }
}
