import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// Finds shared bottlenecks.
struct FindBottlenecks: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "bottlenecks",
    abstract: "Shared bottlenecks, every kind, with evidence (共用瓶颈).",
    discussion: """
      Kinds: sharedSuppliers 共用供应商, sharedSubTier 隐性集中, chokePoints 必经企业, \
      waists 最少断点组合, singleSources 独家供应, segments 薄弱环节, cutFirms 割点企业, bridges 唯一连接.
      Marks such as B3-1 name a finding: map bottleneck BOOK B3-1 draws it.
      """)

  @OptionGroup var common: CommonOptions

  @OptionGroup var selection: BottleneckSelectionOptions

  @OptionGroup var report: ReportOptions

  @OptionGroup var threads: ThreadsOption

  @Option(
    help: ArgumentHelp("A kind to look for (repeatable; default: all).", valueName: "kind"))
  var kind: [BottleneckKind] = []

  @Flag(help: "Adds betweenness and PageRank (中心性).")
  var centrality = false

  @Option(
    help: ArgumentHelp(
      "The most findings of each kind; 0 lists all (default: text 3, others 20; an xlsx or --evidence "
        + "of a book of up to 2,000 firms: all)."))
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
  }

  func execute() async throws {
    let book = try common.read()
    var options = try selection.options(in: book, common.language)
    options.top = report.limit(top, overview: BottleneckReport.overview, in: book)
    options.threads = threads.count
    if !kind.isEmpty { options.kinds = Set(kind) }
    options.centrality = centrality
    let network = SupplyNetwork(book)
    let found = await Bottlenecks(
      book, network: network, ledger: QualityLedger(book, asOf: common.day), options: options)
    let result = BottleneckReport(found, in: book, network: network)
    let language = common.language
    try report.write(
      common, text: { result.text(in: language, top: top, evidence: report.evidence) },
      json: { result.json(in: language, evidence: report.evidence) },
      csv: { result.csv(in: language, evidence: report.evidence) },
      workbook: { () throws(WorkbookOutputError) in try result.workbook(in: language) })
  }
}

/// Which part of a book an analysis is about.
struct BottleneckSelectionOptions: ParsableArguments {
  @Option(help: "One chain, by number or name.")
  var chain: String?

  @Option(help: "Only bottlenecks in a region, by code or name.")
  var region: String?

  @Option(
    help: ArgumentHelp(
      "Of the kinds that look at leaders only what concerns this one (repeatable).",
      valueName: "firm"))
  var leader: [String] = []

  @Option(
    help: ArgumentHelp(
      "The tiers within which a firm counts as a shared supplier (default: unlimited); of map firm the "
        + "tiers shown each way (default: 2)."))
  var tiers: Int?

  func validate() throws {
    if let tiers, tiers < 1 {
      throw ValidationError("--tiers wants 1 or more (--tiers 须为 1 或更大)")
    }
  }

  /// The selection in a book.
  ///
  /// - Throws: ``Failure`` where something named is not there, or ambiguous.
  func options(in book: ChainBook, _ language: Language) throws -> BottleneckOptions {
    let lookup = Lookup(book: book, language: language)
    var options = BottleneckOptions()
    options.chain = try chain.map(lookup.chain)
    options.region = try region.map(lookup.region)
    options.leaders = try leader.map(lookup.firm)
    options.tiers = tiers
    return options
  }
}

extension BottleneckKind: ExpressibleByArgument {
  /// A kind by its key, with or without capitals and hyphens, or by its Chinese name.
  public init?(argument: String) {
    let key = argument.lowercased().filter { $0 != "-" && $0 != "_" }
    let found = Self.allCases.first {
      $0.rawValue.lowercased() == key || $0.name.chinese.hasPrefix(argument)
    }
    guard !argument.isEmpty, let found else { return nil }
    self = found
  }
}
