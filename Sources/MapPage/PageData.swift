import ChainAnalysis
import ChainMaps
import ChainModel
import ChainReports
import Graphs

/// What the page's script knows: firms with their dossiers, supplies, and what the elements of the
/// drawing stand for.
///
/// Every text stands once in a list and is named by its place there, as the same names, products and
/// words come again and again.
struct PageData {
  private let map: MapDocument
  private let sources: FirmDossiers
  private var texts = Pool<String>()
  private var sheets = Pool<[String]>()
  private var layouts = Pool<[String]>()
  private var rows = Pool<SourceRow>()
  private var placeOfFirm: [Int: Int] = [:]

  private var language: Language { sources.language }
  private var book: ChainBook { sources.book }

  /// Things in the order in which they first came, each once.
  private struct Pool<Element: Hashable> {
    private(set) var elements: [Element] = []
    private var places: [Element: Int] = [:]

    mutating func place(of element: Element) -> Int {
      if let place = places[element] { return place }
      places[element] = elements.count
      elements.append(element)
      return elements.count - 1
    }
  }

  /// What the page of a map knows.
  ///
  /// Firms that the map names or counts come with their whole dossier; those beyond it to which
  /// their supplies lead, at any distance, with name, code and region, so that what the page lights
  /// up is as complete as the book.
  ///
  /// - Parameters:
  ///   - map: The map.
  ///   - sources: What the book says of its firms.
  /// - Returns: An object for the script.
  /// - Complexity: O((firms + supplies of the book) · firms of the map / 512 + rows quoted).
  static func json(_ map: MapDocument, _ sources: FirmDossiers) -> JSONValue {
    var data = PageData(map: map, sources: sources)
    return data.gather()
  }

  private init(map: MapDocument, sources: FirmDossiers) {
    self.map = map
    self.sources = sources
  }

  private mutating func gather() -> JSONValue {
    let drawn = Array(Set(map.parts.boxes.flatMap { $0.rows.map(\.firm) })).sorted()
    let dossiers = sources.dossiers(of: drawn)
    let firms = connected(dossiers)
    placeOfFirm = Dictionary(uniqueKeysWithValues: zip(firms, firms.indices))
    let dossierOfFirm = Dictionary(uniqueKeysWithValues: zip(drawn, dossiers))
    let supplies = self.supplies(of: firms, drawn: Set(drawn))
    let placeOfSupply = Dictionary(uniqueKeysWithValues: zip(supplies, supplies.indices))

    let firmValues = firms.map { firm in
      dossierOfFirm[firm].map { value($0) } ?? value(ofFirmBeyond: firm)
    }
    let supplyValues = supplies.map { supply(at: $0, drawn: dossierOfFirm) }
    let boxes = map.parts.boxes.map { box(of: $0) }
    let lines = map.parts.lines.map { line in
      JSONValue.array(
        [.string(line.element)]
          + line.supplies.compactMap { placeOfSupply[$0].map(JSONValue.integer) })
    }
    let words = PageWording.words(language)
    // Rows name sheets, layouts and texts, so those follow them.
    let rowValues = rows.elements.map { row(of: $0) }
    let sheetValues = sheets.elements.map { sheet in
      JSONValue.array(sheet.map { .integer(texts.place(of: $0)) })
    }
    let layoutValues = layouts.elements.map { layout in
      JSONValue.array(layout.map { .integer(texts.place(of: $0)) })
    }
    return .object([
      ("words", .object(words.map { ($0.key, .string($0.text)) })),
      ("hasCertificates", .bool(!book.certificates.isEmpty)),
      ("hasFindings", .bool(!book.findings.isEmpty)),
      ("hasSupplies", .bool(!book.supplies.isEmpty)),
      ("firms", .array(firmValues)), ("supplies", .array(supplyValues)), ("boxes", .array(boxes)),
      ("lines", .array(lines)), ("rows", .array(rowValues)), ("sheets", .array(sheetValues)),
      ("layouts", .array(layoutValues)), ("texts", .array(texts.elements.map(JSONValue.string))),
    ])
  }

  // MARK: - Extent

  /// The map's firms, those upstream and downstream of them, and direct partners by inference.
  private func connected(_ dossiers: [FirmDossier]) -> [Int] {
    let network = sources.network.graph
    var isIncluded = [Bool](repeating: false, count: book.firms.count)
    for dossier in dossiers {
      isIncluded[dossier.firm] = true
      for relation in dossier.suppliers + dossier.customers { isIncluded[relation.firm] = true }
    }
    for isUpstream in [true, false] {
      var seen = [Bool](repeating: false, count: book.firms.count)
      var open = dossiers.map(\.firm)
      for firm in open { seen[firm] = true }
      while let firm = open.popLast() {
        isIncluded[firm] = true
        let next =
          isUpstream ? network.predecessors(of: .init(firm)) : network.successors(of: .init(firm))
        for other in next.map(Int.init) where !seen[other] {
          seen[other] = true
          open.append(other)
        }
      }
    }
    return isIncluded.indices.filter { isIncluded[$0] }
  }

  /// The supplies between firms: each of those that meet a firm of the map, and one for each pair of
  /// others, of which only the connection matters.
  private func supplies(of firms: [Int], drawn: Set<Int>) -> [Int] {
    let included = Set(firms)
    var supplies: [Int] = []
    for firm in firms {
      var seen = Set<Int>()
      for supply in book.suppliesFrom[firm].sorted() {
        guard let customer = book.supplies[supply].customer.index, included.contains(customer)
        else { continue }
        if !drawn.contains(firm), !drawn.contains(customer) {
          guard book.supplies[supply].source != .inferred, seen.insert(customer).inserted else {
            continue
          }
        }
        supplies.append(supply)
      }
    }
    return supplies
  }

  // MARK: - Values

  private mutating func text(_ text: String) -> JSONValue { .integer(texts.place(of: text)) }

  private mutating func places(of sources: [SourceRow]) -> JSONValue {
    .array(sources.map { .integer(rows.place(of: $0)) })
  }

  private mutating func row(of row: SourceRow) -> JSONValue {
    let layout = [row.table.name(in: language)] + row.cells.map(\.header)
    return .array(
      [
        .integer(layouts.place(of: layout)), .integer(sheets.place(of: [row.file, row.sheet])),
        .integer(row.row),
      ] + row.cells.map { .integer(texts.place(of: $0.text)) })
  }

  private mutating func value(ofFirmBeyond firm: Int) -> JSONValue {
    let row = book.firms[firm]
    let name = book.text[row.name.isEmpty ? row.id : row.name]
    var members: [(key: String, value: JSONValue)] = [
      ("name", text(name)), ("short", text(TextFolding.shortFirmName(name))),
    ]
    let code = book.text[row.creditCode.isEmpty ? row.number : row.creditCode]
    if !code.isEmpty { members.append(("code", text(code))) }
    if let region = row.region.index {
      members.append(("region", text(book.text[book.regions[region].name])))
    }
    if let state = row.state {
      members.append(("state", text(language(state.chinese, state.english))))
    }
    return .object(members)
  }

  private mutating func value(_ dossier: FirmDossier) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("name", text(dossier.name)), ("short", text(dossier.shortName)),
    ]
    func add(_ key: String, _ value: JSONValue) { members.append((key, value)) }
    if !dossier.code.isEmpty { add("code", text(dossier.code)) }
    let number = book.text[book.firms[dossier.firm].number]
    let others = dossier.formerNames + (number.isEmpty || number == dossier.code ? [] : [number])
    if !others.isEmpty { add("also", .array(others.map { text($0) })) }
    if !dossier.formerNames.isEmpty {
      add("former", .array(dossier.formerNames.map { text($0) }))
    }
    if !dossier.region.isEmpty { add("region", text(dossier.region)) }
    let size = language(dossier.size.chinese, dossier.size.english)
    let isWorkedOut = dossier.isSizeWorkedOut && dossier.size.isGrade
    add("size", text(isWorkedOut ? language("\(size)（推算）", "\(size) (worked out)") : size))
    if let state = dossier.state {
      add("state", text(language(state.chinese, state.english)))
    }
    if !dossier.products.isEmpty { add("products", text(dossier.products)) }
    if let standing = dossier.standing {
      let words = PageWording.standing(standing, language)
      add("standing", .array([.integer(words.code), text(words.text)]))
    }
    add("rows", places(of: dossier.rows))
    if !dossier.seats.isEmpty { add("seats", .array(dossier.seats.map { value($0) })) }
    if !dossier.certificates.isEmpty {
      add("certificates", .array(dossier.certificates.map { value($0) }))
    }
    if !dossier.problems.isEmpty {
      add("problems", .array(dossier.problems.map { value($0, of: dossier.firm) }))
    }
    let reasons = map.parts.reasons[dossier.firm] ?? []
    let why = BottleneckMarks.Reason.allCases.filter(reasons.contains).map {
      $0.meaning(in: language)
    }
    if !why.isEmpty { add("why", .array(why.map { text($0) })) }
    let traces = map.parts.traces.filter { $0.sources.contains(dossier.firm) }.map { trace in
      PageWording.trace(
        trace, problem: book.text[book.problems[trace.problem].name], language)
    }
    if !traces.isEmpty { add("traces", .array(traces.map { text($0) })) }
    add("reach", .array([.integer(dossier.upstream), .integer(dossier.downstream)]))
    return .object(members)
  }

  private mutating func value(_ seat: FirmDossier.Seat) -> JSONValue {
    .array([
      text(seat.name), text(seat.role.map { language($0.chinese, $0.english) } ?? ""),
      .array(seat.lacking.map { text(language($0.chinese, $0.english)) }),
      places(of: seat.rows),
    ])
  }

  private mutating func value(_ held: FirmDossier.HeldCertificate) -> JSONValue {
    let row = book.certificates[held.certificate]
    let conflict = held.standing.conflict.map { language($0.chinese, $0.english) } ?? ""
    return .array([
      text(language(held.scheme.chinese, held.scheme.english)), text(book.text[row.number]),
      .integer(held.standing.isValid ? 1 : 0), text(PageWording.state(held, language)),
      text(conflict), places(of: held.rows),
    ])
  }

  /// Name, severity and rows of a problem, and the suspected sources if it is traced to any.
  private mutating func value(_ problem: FirmDossier.OpenProblem, of firm: Int) -> JSONValue {
    let sources = map.parts.traces.first {
      $0.problem == problem.problem && $0.covers.contains(firm)
    }?.sources
    return .array([
      text(problem.name),
      text(problem.severity.map { language($0.chinese, $0.english) } ?? ""),
      places(of: problem.rows),
      .array((sources ?? []).compactMap { placeOfFirm[$0].map(JSONValue.integer) }),
    ])
  }

  /// Supplier, customer, whether it is declared; of one that meets the map also product and rows.
  private mutating func supply(
    at position: Int, drawn: [Int: FirmDossier]
  ) -> JSONValue {
    let row = book.supplies[position]
    let ends = [row.supplier.index, row.customer.index].compactMap { $0 }
    var values = ends.compactMap { placeOfFirm[$0].map(JSONValue.integer) }
    values.append(.integer(row.source == .inferred ? 0 : 1))
    if ends.contains(where: { drawn[$0] != nil }) {
      values.append(text(book.text[row.product]))
      values.append(places(of: sources.rows(ofSupply: position)))
    }
    return .array(values)
  }

  private mutating func box(of box: MapParts.Box) -> JSONValue {
    .object([
      ("id", .string(box.element)), ("title", text(box.title)), ("outside", .bool(box.isOutside)),
      ("badge", text(box.badge)),
      (
        "rows",
        .array(
          box.rows.compactMap { row in
            guard let firm = placeOfFirm[row.firm] else { return nil }
            let flags =
              (row.isLeader ? 1 : 0) + (row.lacksMandatory ? 2 : 0) + (row.isBottleneck ? 4 : 0)
              + (row.isSource ? 8 : 0)
            return .array(
              [.integer(firm), .integer(flags)] + (row.element.map { [.string($0)] } ?? []))
          })
      ),
    ])
  }
}

extension FirmSize {
  /// Whether it is a size, and not a word for why there is none.
  fileprivate var isGrade: Bool { self != .notApplicable && self != .undetermined }
}
