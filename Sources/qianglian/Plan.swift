import ArgumentParser
import ChainAnalysis
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

  @Option(help: ArgumentHelp("What may be spent, in 万元.", valueName: "amount"))
  var budget: Double?

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

  @Option(
    help: ArgumentHelp("A measure that must be chosen, by code or name.", valueName: "measure"))
  var must: [String] = []

  @Option(
    name: .customLong("must-not"),
    help: ArgumentHelp("A measure that must not be chosen.", valueName: "measure"))
  var mustNot: [String] = []

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(
      "Seconds for each search; what is found by then comes with its bound (default 60).",
      valueName: "seconds"))
  var timeLimit = 60.0

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

  @Flag(
    name: .customLong("no-exposure"),
    help: "Weighs firms on bottleneck positions like all others (default: twice).")
  var noExposure = false

  @OptionGroup var report: OutputOptions<PlanFormat>

  @OptionGroup var threads: ThreadsOption

  @Option(help: "The most rows of each list; 0 lists all (default: all).")
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
    guard (budget == nil) != (allocate == nil) else {
      throw ValidationError(
        "give --budget, or --allocate N --by region (请给出 --budget，或 --allocate N --by region)")
    }
    guard allocate ?? 0 >= 0 else {
      throw ValidationError("--allocate wants 0 or more (--allocate 须不小于 0)")
    }
    guard budget ?? 0 >= 0, budget?.isFinite ?? true else {
      throw ValidationError("--budget wants 0 or more, in 万元 (--budget 须为不小于 0 的万元数)")
    }
    if allocate != nil, !report.chosen.isTable {
      throw ValidationError(
        "--allocate gives text, json, csv or xlsx (--allocate 只有 text、json、csv、xlsx)")
    }
    if chain != nil || firm != nil, !report.chosen.isPage {
      throw ValidationError(
        "--chain and --firm are for -o FILE.html or FILE.md (--chain、--firm 只用于 .html、.md)")
    }
    if chain != nil, firm != nil {
      throw ValidationError("give --chain or --firm, not both (--chain 和 --firm 只能给一个)")
    }
    guard timeLimit > 0, timeLimit.isFinite else {
      throw ValidationError("--time-limit wants seconds above 0 (--time-limit 须为大于 0 的秒数)")
    }
  }

  func execute() async throws {
    let book = try common.read()
    if let allocate { return try share(allocate, in: book) }
    let language = common.language
    guard !book.measures.isEmpty else {
      throw Failure(
        .unusable,
        language(
          "没有帮扶举措表，无从选择：请加一张帮扶举措表（举措编号、举措名称、针对问题、固定费用、每企费用）",
          "there is no table of measures to choose from: add one (举措编号, 举措名称, 针对问题, 固定费用, 每企费用)"))
    }
    let required = try measures(must, in: book)
    let forbidden = try measures(mustNot, in: book)
    let lookup = Lookup(book: book, language: language)
    let wantedChain = try chain.map(lookup.chain)
    let wantedFirm = try firm.map(lookup.firm)
    let ledger = QualityLedger(book, asOf: common.day)
    var weights = BookPlanning.Weights()
    if !noExposure {
      let network = SupplyNetwork(book)
      let leaders = BookSummary(book, ledger: ledger, network: network).leaders
      weights.exposure = BookPlanning.Weights.exposure(
        book,
        positions: await BottleneckPositions(
          book, network: network, leaders: leaders, threads: threads.count))
    }
    let planning = BookPlanning(
      book, asOf: common.day, budget: Amount(tenThousandYuan: budget ?? 0), must: required,
      mustNot: forbidden, weights: weights)
    let limits = MaximumCoverage.Limits(seconds: timeLimit)
    let plan: MaximumCoverage
    do throws(PlanConflict) {
      plan = try MaximumCoverage(planning.problem, limits: limits)
    } catch {
      throw Failure(.answerIsNo, error.message(planning.problem, in: book)[language])
    }
    let problems = CommonProblems(book, ledger: ledger)
    let result = PlanReport(
      plan, of: planning,
      basis: PlanReport.Basis(
        asOf: common.day, weights: weights,
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
        wantsMaps: report.chosen == .html, arguments: planArguments)
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

  /// The options that the plan rests on, as they were typed.
  private var planArguments: [String] {
    ["--budget", DecimalText.shortest(budget ?? 0)] + must.flatMap { ["--must", $0] }
      + mustNot.flatMap { ["--must-not", $0] } + (noExposure ? ["--no-exposure"] : [])
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
    do throws(ProportionalAllocation.Failure) {
      allocation = try RegionAllocation(
        number, over: book, ledger: QualityLedger(book, asOf: common.day))
    } catch {
      throw Failure(.answerIsNo, error.message(number)[language])
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

  /// The measures that texts name, by code or whole name.
  private func measures(_ texts: [String], in book: ChainBook) throws -> Set<Int> {
    var found: Set<Int> = []
    for text in texts {
      let key = TextFolding.foldedName(text)
      let matches = book.measures.indices.filter {
        TextFolding.foldedName(book.text[book.measures[$0].id]) == key
          || TextFolding.foldedName(book.text[book.measures[$0].name]) == key
      }
      guard matches.count == 1, let match = matches.first else {
        let list = book.measures.prefix(40).map {
          LineText.visible("\(book.text[$0.id]) \(book.text[$0.name])")
        }.joined(separator: common.language("、", ", "))
        throw Failure(
          .notFound,
          common.language(
            "没有唯一的举措“\(text)”，现有：\(list)",
            "there is no single measure “\(text)”; the book has: \(list)"))
      }
      found.insert(match)
    }
    return found
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
