import ChainAnalysis
import ChainMaps
import ChainModel
import ChainReports
import Foundation
import PlanPages

/// Gathers what pages of a plan (一链一策, 一企一策) say and draws their maps.
struct PlanPageWriter {
  let plan: PlanReport
  let book: ChainBook
  let ledger: QualityLedger
  let common: CommonOptions
  let threads: Int
  /// Whether the pages hold maps.
  let wantsMaps: Bool
  /// What the plan does, as maps show it.
  let coverage: PlanCoverage
  /// The options that the plan rests on.
  let arguments: [String]

  private var language: Language { common.language }

  // MARK: - Chains

  /// A page for a chain, or for every chain and for measures that help firms of none.
  func pages(ofChain chain: Int?) async throws -> [PlanDocument] {
    var pages: [PlanDocument] = []
    for chain in chain.map({ [$0] }) ?? statedChains {
      pages.append(try await page(ofChain: chain))
    }
    let rest = ChainPlanDocument(plan, chain: nil, language: language)
    if chain == nil, rest.isNeeded {
      pages.append(rest.document(nil, drawings: [], commands: [planCommand]))
    }
    return pages
  }

  /// The chains that the table of chains states, or those only other tables name where it has none: a
  /// misspelt name makes no chain of its own.
  private var statedChains: [Int] {
    let stated = book.chains.indices.filter { !book.chains[$0].origin.isCreated }
    return stated.isEmpty ? Array(book.chains.indices) : stated
  }

  private func page(ofChain chain: Int) async throws -> PlanDocument {
    let network = SupplyNetwork(book)
    var options = BottleneckOptions()
    options.chain = chain
    options.top = BottleneckReport.overview
    options.threads = threads
    let found = await Bottlenecks(book, network: network, ledger: ledger, options: options)
    var selection = CommonProblems.Options()
    selection.chains = [chain]
    let problems = CommonProblems(book, ledger: ledger, options: selection)
    let sources = CommonSources(problems, network: network, in: book)
    var drawings: [PlanDrawing] = []
    if wantsMaps {
      let profile = ChainProfile(chain: chain, in: book, ledger: ledger)
      let findings = ChainFindings(
        profile, in: book, network: network, ledger: ledger, proposals: [])
      let map = ChainMap(
        profile, findings: findings, book: book, ledger: ledger, options: mapOptions,
        plan: coverage)
      drawings = try await drawn(map.draw(), else: { map.pages() })
    }
    let code = book.text[book.chains[chain].id]
    return ChainPlanDocument(plan, chain: chain, language: language).document(
      .init(
        bottlenecks: BottleneckReport(found, in: book, network: network),
        problems: ProblemReport(problems, in: book), sources: SourceReport(sources, in: book)),
      drawings: drawings,
      commands: [
        planCommand,
        language("[问题清单 P…]：", "[problems P…]: ")
          + command("problems", ["--chain", code, "--top", "0"]),
        "[B…]" + language("：", ": ") + command("bottlenecks", ["--chain", code, "--top", "0"]),
        "[S…]" + language("：", ": ") + command("sources", ["--chain", code, "--top", "0"]),
      ])
  }

  // MARK: - Firms

  /// The page of a firm.
  func page(ofFirm firm: Int) async throws -> PlanDocument {
    let network = SupplyNetwork(book)
    let positions = await BottleneckPositions(
      book, network: network, leaders: ChainLeaders(book).operating, threads: threads)
    let profile = FirmProfile(
      firm, tiers: Self.tiers, in: book, network: network, ledger: ledger, bottlenecks: positions)
    var options = BottleneckOptions()
    // All of them, so that the firm's are among them wherever they rank.
    options.top = 0
    options.threads = threads
    let found = await Bottlenecks(book, network: network, ledger: ledger, options: options)
    let problems = CommonProblems(book, ledger: ledger)
    let sources = CommonSources(problems, network: network, in: book)
    var drawings: [PlanDrawing] = []
    if wantsMaps {
      let map = FirmMap(
        profile, in: book, network: network, ledger: ledger, bottlenecks: positions,
        options: mapOptions)
      drawings = try await drawn(map.draw(), else: { map.pages() })
    }
    return FirmPlanDocument(plan, profile: profile, ledger: ledger, language: language).document(
      bottlenecks: BottleneckReport(found, in: book, network: network),
      problems: ProblemReport(problems, in: book), sources: SourceReport(sources, in: book),
      drawings: drawings,
      commands: [
        planCommand,
        language("[问题清单 P…]：", "[problems P…]: ") + command("problems", ["--top", "0"]),
        "[B…]" + language("：", ": ") + command("bottlenecks", ["--top", "0"]),
        "[S…]" + language("：", ": ") + command("sources", ["--top", "0"]),
      ])
  }

  /// The tiers that a firm's map shows each way, as `map firm` does unless told.
  private static let tiers = 2

  // MARK: - Maps

  private var mapOptions: MapOptions {
    var options = MapOptions()
    options.paper = .a4
    options.language = language
    options.sourceName = URL(fileURLWithPath: common.book).lastPathComponent
    return options
  }

  /// One page of the paper, which a plan of a page wants, or where that can't be legible several.
  private func drawn(
    _ single: MapDocument, else pages: () -> [MapDocument]
  ) async throws -> [PlanDrawing] {
    let maps = single.pageSize.width <= mapOptions.paper.width ? [single] : pages()
    let files = try await MapRenderer(language: language, quiet: common.quiet).render(
      maps, format: .svg
    ) { _ in 72 }
    return zip(maps, files).map { PlanDrawing($0, svg: $1, theme: mapOptions.theme) }
  }

  // MARK: - Commands

  private var planCommand: String {
    "[P…]" + language("：", ": ") + command("plan", arguments)
  }

  private func command(_ name: String, _ options: [String]) -> String {
    (["qianglian", name, common.book, "--as-of", common.day.description] + options + ["--evidence"])
      .map(Self.quoted).joined(separator: " ")
  }

  /// An argument as a shell reads it.
  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_./,:".unicodeScalars.contains(scalar)
    }
    return isPlain && !argument.isEmpty
      ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
