public import ChainAnalysis
public import ChainModel
import Graphs

/// Makes the dossiers of a book's firms.
public struct FirmDossiers {
  /// The book.
  public let book: ChainBook
  /// Certificates and problems on the day.
  public let ledger: QualityLedger
  /// Its declared supplies.
  public let network: SupplyNetwork
  /// The language of headers.
  public let language: Language
  /// Whether rows of the sheets are quoted.
  public let quotesRows: Bool

  private let cited: EvidenceText
  private let names: BookNames

  /// Prepares a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - ledger: Certificates and problems on the day.
  ///   - network: Its declared supplies.
  ///   - language: The language of headers.
  ///   - quotesRows: Whether rows of the sheets are quoted.
  public init(
    _ book: ChainBook, ledger: QualityLedger, network: SupplyNetwork, language: Language,
    quotesRows: Bool = true
  ) {
    self.quotesRows = quotesRows
    self.book = book
    self.ledger = ledger
    self.network = network
    self.language = language
    cited = EvidenceText(book, in: language)
    names = BookNames(book, in: language)
  }

  /// The dossiers of some firms, in the order given.
  ///
  /// - Parameter firms: Firms by position in the book, each once.
  /// - Returns: A dossier each.
  /// - Complexity: O((firms of the book + supplies) · firms asked for / 512 + rows quoted).
  public func dossiers(of firms: [Int]) -> [FirmDossier] {
    var upstream: [Int] = []
    var downstream: [Int] = []
    let sources = firms.map(Vertex.init)
    network.graph.reversed.reachSweep(from: sources) { upstream += $0.reachedCounts() }
    network.graph.reachSweep(from: sources) { downstream += $0.reachedCounts() }
    return firms.enumerated().map { place, firm in
      dossier(firm, upstream: upstream[place], downstream: downstream[place])
    }
  }

  /// The rows that state a supply.
  ///
  /// - Parameter supply: The supply's position in the book.
  /// - Returns: A row for each sheet and row that states it.
  public func rows(ofSupply supply: Int) -> [SourceRow] {
    rows(
      .supplies, supply, ["supplier", "customer", "product", "amount", "share", "isSole", "source"])
  }

  private func dossier(_ firm: Int, upstream: Int, downstream: Int) -> FirmDossier {
    let row = book.firms[firm]
    let name = book.text[row.name.isEmpty ? row.id : row.name]
    let size = BookSummary.size(of: row, in: book)
    return FirmDossier(
      firm: firm, id: book.text[row.id], name: name, shortName: TextFolding.shortFirmName(name),
      code: book.text[row.creditCode.isEmpty ? row.number : row.creditCode],
      formerNames: book.text[row.formerNames],
      region: row.region.index.map { book.text[book.regions[$0].name] } ?? "", size: size,
      isSizeWorkedOut: row.declaredSize == nil, state: row.state,
      products: book.text[row.products],
      rows: rows(
        .firms, firm, ["name", "creditCode", "number", "region", "size", "products", "state"]),
      seats: seats(firm),
      standing: book.certificates.isEmpty ? nil : ledger.standing(ofFirm: firm),
      certificates: certificates(firm), problems: problems(firm),
      suppliers: relations(book.suppliesTo[firm], \.supplier),
      customers: relations(book.suppliesFrom[firm], \.customer), upstream: upstream,
      downstream: downstream)
  }

  private func seats(_ firm: Int) -> [FirmDossier.Seat] {
    book.membershipsOfFirm[firm].compactMap { position in
      let member = book.members[position]
      guard let segment = member.segment.index else { return nil }
      return FirmDossier.Seat(
        segment: segment, name: names.placedSegment(segment), role: member.role,
        lacking: book.firms[firm].isOperating
          ? ledger.missingMandatory(firm: firm, segment: book.segments[segment], in: book) : [],
        rows: rows(.members, position, ["chain", "segment", "firm", "role"]))
    }
  }

  private func certificates(_ firm: Int) -> [FirmDossier.HeldCertificate] {
    book.certificatesOfFirm[firm].map { position in
      let row = book.certificates[position]
      return FirmDossier.HeldCertificate(
        certificate: position, scheme: ledger.scheme(ofCertificate: position),
        standing: row.standing(on: ledger.asOf), lastDay: row.expiresOn.date,
        isUnlimited: row.expiresOn.isUnlimited,
        rows: rows(
          .certificates, position,
          ["number", "firms", "scheme", "standard", "issuedOn", "expiresOn", "state", "body"]))
    }
  }

  private func problems(_ firm: Int) -> [FirmDossier.OpenProblem] {
    let open = ledger.openProblems(ofFirm: firm).map { problem in
      let findings = book.findingsOfFirm[firm].filter {
        book.findings[$0].problem.index == problem
          && QualityLedger.isOpen(book.findings[$0], at: ledger.asOf)
      }
      return FirmDossier.OpenProblem(
        problem: problem, name: book.text[book.problems[problem].name],
        severity: book.problems[problem].severity, findings: findings,
        rows: findings.flatMap {
          rows(.findings, $0, ["firm", "problem", "wording", "foundOn", "status", "dueOn"])
        })
    }
    func rank(_ problem: FirmDossier.OpenProblem) -> UInt8 {
      problem.severity?.rawValue ?? UInt8.max
    }
    return open.sorted { (rank($0), $0.problem) < (rank($1), $1.problem) }
  }

  private func relations(
    _ supplies: some Sequence<Int>, _ other: KeyPath<Supply, Reference<Firm>>
  ) -> [FirmDossier.Relation] {
    var suppliesOfFirm: [Int: [Int]] = [:]
    for supply in supplies {
      guard let firm = book.supplies[supply][keyPath: other].index else { continue }
      suppliesOfFirm[firm, default: []].append(supply)
    }
    return suppliesOfFirm.sorted { $0.key < $1.key }.map { firm, supplies in
      FirmDossier.Relation(
        firm: firm, supplies: supplies.sorted(),
        isDeclared: supplies.contains { book.supplies[$0].source != .inferred })
    }
  }

  private func rows(_ table: TableKind, _ position: Int, _ columns: [String]) -> [SourceRow] {
    guard quotesRows else { return [] }
    return cited.places(of: EvidenceRow(table, position, columns: columns)).map { place in
      SourceRow(
        table: table, file: place.file, sheet: place.sheet, row: place.row,
        cells: place.cells.map { SourceRow.Cell(header: $0.header, text: $0.text) })
    }
  }
}
