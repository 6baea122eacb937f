import ArgumentParser
import ChainAnalysis
import ChainMaps
import ChainModel
import ChainReports
import Foundation
import Graphviz
import MapPage
import PDFPages

/// Draws maps.
struct Map: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: """
      Draws a map: chain (强链图谱), region (区域图谱), firm (企业图谱), ecosystem (生态图), \
      bottleneck (瓶颈图).
      """,
    discussion: """
      qianglian map chain BOOK -o map.svg              the book's only chain
      qianglian map chain BOOK CHAIN -o map.pdf        one chain, by number or name
      qianglian map region BOOK -o map.pdf             the book's regions: firms, local supply, problems
      qianglian map region BOOK --chain CHAIN -o map.pdf   the same for one chain's firms only
      qianglian map firm BOOK FIRM -o map.pdf          one firm with its suppliers and customers
      qianglian map ecosystem BOOK [CHAIN] -o map.pdf  who helps: measures, resources, bodies and gaps
      qianglian map chain BOOK --budget 300 -o map.pdf what the plan for 300 万元 covers, and what stays
      qianglian map chain BOOK -o map.html             to search, filter and ask in a browser
      qianglian map bottleneck BOOK B4-1 -o map.pdf    the proof of a finding that bottlenecks lists
      qianglian map bottleneck BOOK FIRM -o map.pdf    all that makes one firm a bottleneck
      qianglian map bottleneck BOOK -o map.pdf         the finding that weighs most

      What one page cannot hold legibly takes several of the paper, the first of which says what is \
      on the others: one pdf, else numbered files. For a screen (html, or svg, png and dot with -o -) \
      a single page grows instead.

      A mark names a finding of a selection: give the same --chain, --region, --leader and --tiers \
      as to bottlenecks. Without a target it is B3-1, else B4-1, else the first segment with a \
      single provider, else the first finding there is.
      """)

  /// The kinds of map.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case chain
    case region
    case firm
    case ecosystem
    case bottleneck

    /// The options of selection that the kind takes.
    var selection: Set<SelectionOption> {
      switch self {
      case .chain, .region, .ecosystem: [.chain]
      case .firm: [.tiers]
      case .bottleneck: Set(SelectionOption.allCases)
      }
    }
  }

  /// Options that say what a map is of, which not every kind takes.
  enum SelectionOption: String, CaseIterable {
    case chain
    case region
    case leader
    case tiers

    /// Whether the option is given.
    func isGiven(_ options: BottleneckSelectionOptions) -> Bool {
      switch self {
      case .chain: options.chain != nil
      case .region: options.region != nil
      case .leader: !options.leader.isEmpty
      case .tiers: options.tiers != nil
      }
    }
  }

  /// The formats of a map.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg
    case pdf
    case png
    case dot
    /// One file for a browser, with what the book says of every firm.
    case html
  }

  @Argument(help: "The kind of map: chain, region, firm, ecosystem or bottleneck.")
  var kind: Kind

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "chain, ecosystem: the chain, by number or name (absent: the book's only chain). region: a chain likewise, "
        + "to count only its firms (absent: every firm). firm: the firm, by code, number or name. "
        + "bottleneck: a mark such as B4-1, or a firm (absent: the finding that weighs most)."))
  var target: String?

  @OptionGroup var selection: BottleneckSelectionOptions

  @OptionGroup var threads: ThreadsOption

  @Option(
    name: .shortAndLong, help: "The file (.svg, .pdf, .png, .dot, .html); - for standard output.")
  var output: String

  @Option(help: "svg, pdf, png, dot or html; needed with -o -.")
  var format: Format?

  @Option(help: "The page: a3, a4 or wide (16:9).")
  var paper: Paper = .a3

  @Option(help: "Dots per inch of a png (default 150).")
  var dpi: Int?

  @Option(help: "The width of a png in pixels, instead of --dpi.")
  var width: Int?

  @Flag(help: "Without colour.")
  var greyscale = false

  @Flag(
    name: .customLong("propose-status"),
    help: "map chain: shows the status that rules propose for segments without a declared one.")
  var proposeStatus = false

  @Option(
    help: ArgumentHelp(
      "Firms named in the boxes: all (on several pages where they must be), top (as many as the page "
        + "holds) or none."))
  var firms: MapOptions.FirmRows = .top

  @Option(help: "The sentence under the title: auto, none, or a text.")
  var headline = "auto"

  @OptionGroup(title: "The plan drawn (map chain, map ecosystem)")
  var choice: PlanChoiceOptions

  @OptionGroup var scopeOption: ScopeOption

  func validate() throws {
    let isOfPlan = choice.budget != nil
    if scopeOption.isPartial,
      kind == .bottleneck || kind == .ecosystem || proposeStatus || isOfPlan
    {
      throw ValidationError(
        "--scope leader:FIRM holds part of the chain only: no map bottleneck or ecosystem, no "
          + "--propose-status, no --budget (链主版只含一部分企业，不能判定瓶颈、环节状态和举措)")
    }
    if scopeOption.isPublic, isOfPlan {
      throw ValidationError(
        "--scope public names no problem of a firm, so it has no plan (公开版不含企业问题，不能画帮扶计划)")
    }
    if let given = choice.given.first {
      if kind != .chain, kind != .ecosystem {
        throw ValidationError(
          "\(given) is for map chain and map ecosystem (只用于 map chain、map ecosystem)")
      }
      if !isOfPlan { throw ValidationError("\(given) wants --budget (须同时给出 --budget)") }
    }
    if scopeOption.isPublic, kind != .chain, kind != .region {
      throw ValidationError(
        "--scope public is for map chain and map region: the others show who supplies whom "
          + "(公开版只有 map chain、map region：其余的图含企业之间的供应关系)")
    }
    if output == "-", format == nil {
      throw ValidationError("--format is needed with -o - (写到标准输出时须给出 --format)")
    }
    if let dpi, !(36...1200).contains(dpi) {
      throw ValidationError("--dpi wants 36 to 1200 (分辨率须在 36 到 1200 之间)")
    }
    if let width, !(200...20_000).contains(width) {
      throw ValidationError("--width wants 200 to 20000 pixels (像素宽须在 200 到 20000 之间)")
    }
    if proposeStatus, kind != .chain {
      throw ValidationError("--propose-status is for map chain (只用于 map chain)")
    }
    for option in SelectionOption.allCases
    where option.isGiven(selection) && !kind.selection.contains(option) {
      let kinds = Kind.allCases.filter { $0.selection.contains(option) }.map(\.rawValue)
      throw ValidationError(
        "--\(option.rawValue) is for map \(kinds.joined(separator: ", map ")) "
          + "(只用于 map \(kinds.joined(separator: "、map ")))")
    }
    if kind == .firm, target == nil {
      throw ValidationError(
        "map firm wants a firm: map firm BOOK FIRM (须指明企业：代码、编号或名称)")
    }
    if kind != .firm, kind != .bottleneck, target != nil, selection.chain != nil {
      throw ValidationError("the chain is given twice (产业链给了两次)")
    }
  }

  func execute() async throws {
    guard let format = format ?? FileFormat.of(output, among: Format.allCases) else {
      throw ValidationError(
        common.language(
          "从文件名“\(output)”看不出格式，请用 .svg、.pdf、.png、.dot 或 .html",
          "“\(output)” does not tell the format; use .svg, .pdf, .png, .dot or .html"))
    }
    let whole = try common.read()
    let scope = try scopeOption.scope(in: whole, common.language, quiet: common.quiet)
    let book =
      try scope.map { try Edition.book(whole, scope: $0, asOf: common.day, common.language) }
      ?? whole
    var ledger = QualityLedger(book, asOf: common.day)
    ledger.judgesMandatory = !scopeOption.isPublic
    var options = MapOptions()
    if case .leader = scope?.audience {
      options.range = common.language("其上下游范围内：", "Upstream and downstream of it: ")
    }
    options.edition = scope.map { Edition.notice(of: $0, in: whole, common.language) } ?? ""
    options.paper = paper
    options.theme = greyscale ? .greyscale : .color
    options.language = common.language
    options.firms = firms
    options.sourceName = URL(fileURLWithPath: common.book).lastPathComponent
    switch headline {
    case "auto": options.headline = .automatic
    case "none": options.headline = .none
    default: options.headline = .text(headline)
    }
    let plan =
      try await choice.budget == nil
      ? nil
      : PlanCoverage(
        choice.choose(in: book, ledger: ledger, threads: threads.count, language: common.language))
    // Standard output takes one file, and only a pdf holds several pages.
    let onScreen = format == .html || output == "-" && format != .pdf
    let pages =
      switch kind {
      case .chain:
        await chainMap(
          of: try selectChain(book), in: book, ledger: ledger, options: options, plan: plan
        ).pages(onScreen: onScreen)
      case .ecosystem:
        EcosystemMap(
          ChainProfile(chain: try selectChain(book), in: book, ledger: ledger), book: book,
          ledger: ledger, options: options, plan: plan
        ).pages(onScreen: onScreen)
      case .region:
        try await regionMap(book, ledger, options, onScreen: onScreen)
      case .firm:
        try await firmMap(book, ledger, options).pages(onScreen: onScreen)
      case .bottleneck:
        try await BottleneckChoice(
          book: book, ledger: ledger, selection: try selection.options(in: book, common.language),
          threads: threads.count, language: common.language
        ).map(of: target, options: options).pages(onScreen: onScreen)
      }
    if !common.quiet {
      for remark in Self.unique(pages.flatMap(\.remarks)) { Output.note(remark[common.language]) }
    }
    var files = try await MapRenderer(language: common.language, quiet: common.quiet).render(
      pages, format: format
    ) { resolution($0) }
    if format == .html {
      let dossiers = FirmDossiers(
        book, ledger: ledger, network: SupplyNetwork(book), language: common.language,
        // Rows of an edition are not those of the sheets it was made from.
        quotesRows: !scopeOption.isPublic && !scopeOption.isPartial)
      files = zip(pages, files).map { page, svg in
        Data(MapPage(page, svg: svg, sources: dossiers, theme: options.theme).html)
      }
    }
    try write(files)
  }

  private static func unique(_ remarks: [Bilingual]) -> [Bilingual] {
    var seen = Set<String>()
    return remarks.filter { seen.insert($0.chinese).inserted }
  }

  /// Writes a file, or a numbered file for each page.
  private func write(_ files: [Data]) throws {
    guard files.count > 1 else {
      try Output.write(files[0], to: output, language: common.language)
      return
    }
    for (index, file) in files.enumerated() {
      let path = index == 0 ? output : Self.path(output, page: index + 1)
      try Output.write(file, to: path, language: common.language)
      if index > 0, !common.quiet {
        Output.note(common.language("第 \(index + 1) 页：\(path)", "page \(index + 1): \(path)"))
      }
    }
  }

  /// The file of a further page: its number before the extension.
  private static func path(_ path: String, page: Int) -> String {
    let file = URL(fileURLWithPath: path)
    let name =
      file.deletingPathExtension().lastPathComponent + "-\(page)"
      + (file.pathExtension.isEmpty ? "" : "." + file.pathExtension)
    let folder = path.dropLast(file.lastPathComponent.count)
    return folder + name
  }

  private func chainMap(
    of chain: Int, in book: ChainBook, ledger: QualityLedger, options: MapOptions,
    plan: PlanCoverage?
  ) async -> ChainMap {
    let profile = ChainProfile(chain: chain, in: book, ledger: ledger)
    let network = SupplyNetwork(book)
    var proposals: [SegmentStatusProposal] = []
    if proposeStatus {
      let positions = await BottleneckPositions(
        book, network: network, leaders: profile.leaders, threads: threads.count)
      proposals = SegmentStatusProposal.proposals(
        book, ledger: ledger, bottlenecks: positions,
        problems: CommonProblems(book, ledger: ledger))
    }
    let findings = ChainFindings(
      profile, in: book, network: network, ledger: ledger, proposals: proposals,
      isPartial: scopeOption.isPartial)
    return ChainMap(
      profile, findings: findings, book: book, ledger: ledger, options: options, plan: plan)
  }

  private func regionMap(
    _ book: ChainBook, _ ledger: QualityLedger, _ options: MapOptions, onScreen: Bool
  ) async throws -> [MapDocument] {
    let lookup = Lookup(book: book, language: common.language)
    let chain = try (target ?? selection.chain).map(lookup.chain)
    let pages = RegionMap(
      chain: chain, in: book, ledger: ledger,
      bottlenecks: await bottlenecks(book, SupplyNetwork(book)), options: options
    ).pages(onScreen: onScreen)
    guard !pages.isEmpty else {
      throw Failure(
        .unusable,
        common.language(
          "没有可画的区域：企业都没有填“所属区域”，请在企业表中补上",
          "there is no region to draw: no firm states one (所属区域); fill the column in the table of "
            + "firms"))
    }
    return pages
  }

  private func firmMap(
    _ book: ChainBook, _ ledger: QualityLedger, _ options: MapOptions
  ) async throws -> FirmMap {
    let firm = try Lookup(book: book, language: common.language).firm(target ?? "")
    let network = SupplyNetwork(book)
    let bottlenecks = await bottlenecks(book, network)
    return FirmMap(
      FirmProfile(
        firm, tiers: selection.tiers ?? Self.firmTiers, in: book, network: network, ledger: ledger,
        bottlenecks: bottlenecks), in: book, network: network, ledger: ledger,
      bottlenecks: bottlenecks, options: options)
  }

  /// The tiers that a firm's map shows each way unless told.
  private static let firmTiers = 2

  private func bottlenecks(
    _ book: ChainBook, _ network: SupplyNetwork
  ) async -> BottleneckPositions {
    scopeOption.isPartial
      ? .none(in: book, leaders: ChainLeaders(book).operating)
      : await BottleneckPositions(
        book, network: network, leaders: ChainLeaders(book).operating, threads: threads.count)
  }

  private func resolution(_ map: MapDocument) -> Int {
    if let width { return max(1, Int((Double(width) * 72 / map.pageSize.width).rounded())) }
    return dpi ?? 150
  }

  private func selectChain(_ book: ChainBook) throws -> Int {
    let lookup = Lookup(book: book, language: common.language)
    guard let wanted = target ?? selection.chain else {
      if book.chains.count == 1 { return 0 }
      // A misspelt name in some sheet makes no second chain to choose from.
      let stated = book.chains.indices.filter { !book.chains[$0].origin.isCreated }
      if stated.count == 1 { return stated[0] }
      let message =
        book.chains.isEmpty
        ? common.language("书中没有产业链", "the book has no chain")
        : common.language("书中有多条产业链，请指明一条：", "the book has several chains; name one: ")
      throw Failure(.unusable, message + lookup.chainList)
    }
    return try lookup.chain(wanted)
  }
}

extension Paper: ExpressibleByArgument {}
extension MapOptions.FirmRows: ExpressibleByArgument {}

/// Turns a drawn map into a file's bytes.
struct MapRenderer {
  let language: Language
  let quiet: Bool

  /// The files of some pages: a pdf of all, or a file for each.
  func render(
    _ pages: [MapDocument], format: Map.Format, dpi: (MapDocument) -> Int
  ) async throws -> [Data] {
    var files: [Data] = []
    for page in pages {
      files.append(try await render(page, format: format, dpi: dpi(page)))
    }
    guard format == .pdf else { return files }
    do throws(PDFPages.Failure) {
      return [try PDFPages.joined(files)]
    } catch {
      throw Failure(
        .bug,
        language("PDF 各页无法合并：", "the PDF's pages cannot be joined: ") + error.description)
    }
  }

  private func render(_ map: MapDocument, format: Map.Format, dpi: Int) async throws -> Data {
    if format == .dot { return Data(map.diagram.dotText.utf8) }
    let target: RenderFormat =
      switch format {
      case .svg, .html, .dot: .svg
      case .pdf: .pdf
      case .png: .png
      }
    do throws(GraphvizError) {
      let rendered = try await Graphviz.shared.render(
        map.diagram, format: target, engine: .nop2, dpi: format == .png ? dpi : nil)
      if !quiet {
        for warning in rendered.warnings { Output.note("Graphviz: " + warning) }
      }
      return rendered.data
    } catch {
      let isMissing = error.code == .unavailable || error.code == .unknownFormat
      throw Failure(
        isMissing ? .missingPart : .bug,
        language("Graphviz 绘图失败：", "Graphviz failed: ") + error.description)
    }
  }
}
