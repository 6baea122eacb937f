import ArgumentParser
import ChainAnalysis
import ChainMaps
import ChainModel
import ChainReports
import Foundation
import Graphviz
import MapPage

/// Draws maps.
struct Map: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draws a map: chain (强链图谱), bottleneck (瓶颈图).",
    discussion: """
      qianglian map chain BOOK -o map.svg              the book's only chain
      qianglian map chain BOOK CHAIN -o map.pdf        one chain, by number or name
      qianglian map chain BOOK -o map.html             to search, filter and ask in a browser
      qianglian map bottleneck BOOK B4-1 -o map.pdf    the proof of a finding that bottlenecks lists
      qianglian map bottleneck BOOK FIRM -o map.pdf    all that makes one firm a bottleneck
      qianglian map bottleneck BOOK -o map.pdf         the finding that weighs most

      A mark names a finding of a selection: give the same --chain, --region, --leader and --tiers \
      as to bottlenecks. Without a target it is B3-1, else B4-1, else the first segment with a \
      single provider, else the first finding there is.
      """)

  /// The kinds of map.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case chain
    case bottleneck
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

  @Argument(help: "The kind of map: chain or bottleneck.")
  var kind: Kind

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "chain: the chain, by number or name (absent: the book's only chain). bottleneck: a mark such "
        + "as B4-1, or a firm by code, number or name (absent: the finding that weighs most)."))
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

  @Option(help: "Firms named in the boxes: all, top (as many as the page holds) or none.")
  var firms: MapOptions.FirmRows = .top

  @Option(help: "The sentence under the title: auto, none, or a text.")
  var headline = "auto"

  func validate() throws {
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
    guard kind == .chain else { return }
    if target != nil, selection.chain != nil {
      throw ValidationError("the chain is given twice (产业链给了两次)")
    }
    if selection.region != nil || !selection.leader.isEmpty || selection.tiers != nil {
      throw ValidationError(
        "--region, --leader and --tiers are for map bottleneck (只用于 map bottleneck)")
    }
  }

  func execute() async throws {
    guard let format = format ?? FileFormat.of(output, among: Format.allCases) else {
      throw ValidationError(
        common.language(
          "从文件名“\(output)”看不出格式，请用 .svg、.pdf、.png、.dot 或 .html",
          "“\(output)” does not tell the format; use .svg, .pdf, .png, .dot or .html"))
    }
    let book = try common.read()
    let ledger = QualityLedger(book, asOf: common.day)
    var options = MapOptions()
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
    let map =
      switch kind {
      case .chain:
        await chainMap(of: try selectChain(book), in: book, ledger: ledger, options: options)
          .draw()
      case .bottleneck:
        try await BottleneckChoice(
          book: book, ledger: ledger, selection: try selection.options(in: book, common.language),
          threads: threads.count, language: common.language
        ).map(of: target, options: options).draw()
      }
    if !common.quiet {
      for remark in map.remarks { Output.note(remark[common.language]) }
    }
    var bytes = try await MapRenderer(language: common.language, quiet: common.quiet).render(
      map, format: format, dpi: resolution(map))
    if format == .html {
      let dossiers = FirmDossiers(
        book, ledger: ledger, network: SupplyNetwork(book), language: common.language)
      bytes = Data(MapPage(map, svg: bytes, sources: dossiers, theme: options.theme).html)
    }
    try Output.write(bytes, to: output, language: common.language)
  }

  private func chainMap(
    of chain: Int, in book: ChainBook, ledger: QualityLedger, options: MapOptions
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
      profile, in: book, network: network, ledger: ledger, proposals: proposals)
    return ChainMap(profile, findings: findings, book: book, ledger: ledger, options: options)
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

  func render(_ map: MapDocument, format: Map.Format, dpi: Int) async throws -> Data {
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
