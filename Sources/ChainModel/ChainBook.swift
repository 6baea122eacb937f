/// Everything the tables say about chains, firms and their quality, checked and linked.
///
/// A book is immutable. Its tables are sorted by id, so that the same rows in any order make the
/// same book, and references between tables are positions in them.
public struct ChainBook: Sendable {
  /// The texts of every cell.
  public let text: TextPool
  /// The sheets the rows came from.
  public let sources: [SourceSheet]

  /// Regions, by code.
  public let regions: [Region]
  /// Chains, by id.
  public let chains: [Chain]
  /// Segments, by chain and id.
  public let segments: [Segment]
  /// Declared flows, by chain and segments.
  public let flows: [Flow]
  /// The problem library, by id.
  public let problems: [Problem]
  /// Programmes, by id.
  public let programmes: [Programme]
  /// Firms, by id.
  public let firms: [Firm]
  /// Memberships, by segment and firm.
  public let members: [Member]
  /// Supplies between different firms, by supplier, customer and product.
  public let supplies: [Supply]
  /// Findings, by firm and problem.
  public let findings: [Finding]
  /// Assessments, by firm and date.
  public let assessments: [Assessment]
  /// Certificates, by number.
  public let certificates: [Certificate]
  /// Measures, by id.
  public let measures: [Measure]
  /// Limits.
  public let limits: [Limit]
  /// Quality infrastructure resources.
  public let resources: [Resource]
  /// Supporting bodies.
  public let actors: [SupportActor]
  /// Essential inputs between industries.
  public let essentials: [Essential]
  /// What people decided on proposals that two names mean the same.
  public let decisions: [Decision]
  /// What people filled in on lists of problems.
  public let tasks: [ProblemTask]

  /// Cells of columns that no table knows, by row.
  public let extras: [ExtraCell]
  /// What reading found, by place.
  public let diagnostics: [Diagnostic]
  /// What each sender handed in, by name.
  public let submissions: [Submission]
  package let senderRuns: SenderRuns
  /// How many finding descriptions were matched to the library, and how many were not.
  public let wordings: WordingCount

  /// Memberships of each segment.
  public let membersOfSegment: Grouping
  /// Memberships of each firm.
  public let membershipsOfFirm: Grouping
  /// Segments of each chain.
  public let segmentsOfChain: Grouping
  /// Child segments of each segment.
  public let childrenOfSegment: Grouping
  /// Findings of each firm.
  public let findingsOfFirm: Grouping
  /// Assessments of each firm.
  public let assessmentsOfFirm: Grouping
  /// Certificates of each firm.
  public let certificatesOfFirm: Grouping
  /// Supplies from each firm.
  public let suppliesFrom: Grouping
  /// Supplies to each firm.
  public let suppliesTo: Grouping
  /// Child regions of each region.
  public let childrenOfRegion: Grouping

  private let links: [Int32]
  private let mergedRows: [TableKind: MergedRows]
  private let firmOfName: [Int32]

  /// Links checked tables into a book.
  ///
  /// - Parameter contents: The tables, sorted, with every reference resolved.
  /// - Complexity: O(rows) in time and space.
  package init(_ contents: BookContents) {
    text = contents.text
    sources = contents.sources
    regions = contents.regions
    chains = contents.chains
    segments = contents.segments
    flows = contents.flows
    problems = contents.problems
    programmes = contents.programmes
    firms = contents.firms
    members = contents.members
    supplies = contents.supplies
    findings = contents.findings
    assessments = contents.assessments
    certificates = contents.certificates
    measures = contents.measures
    limits = contents.limits
    resources = contents.resources
    actors = contents.actors
    essentials = contents.essentials
    decisions = contents.decisions
    tasks = contents.tasks
    extras = contents.extras.sorted { $0.origin < $1.origin }
    diagnostics = contents.diagnostics
    wordings = contents.wordings
    submissions = contents.submissions
    senderRuns = contents.senderRuns
    links = contents.links
    mergedRows = contents.mergedRows
    firmOfName = contents.firmOfName

    membersOfSegment = Grouping(keyCount: segments.count, rows: members, by: \.segment.index)
    membershipsOfFirm = Grouping(keyCount: firms.count, rows: members, by: \.firm.index)
    segmentsOfChain = Grouping(keyCount: chains.count, rows: segments, by: \.chain.index)
    childrenOfSegment = Grouping(keyCount: segments.count, rows: segments, by: \.parent.index)
    findingsOfFirm = Grouping(keyCount: firms.count, rows: findings, by: \.firm.index)
    assessmentsOfFirm = Grouping(keyCount: firms.count, rows: assessments, by: \.firm.index)
    suppliesFrom = Grouping(keyCount: firms.count, rows: supplies, by: \.supplier.index)
    suppliesTo = Grouping(keyCount: firms.count, rows: supplies, by: \.customer.index)
    childrenOfRegion = Grouping(keyCount: regions.count, rows: regions, by: \.parent.index)
    var holders: [(key: Int32, item: UInt32)] = []
    for (position, certificate) in contents.certificates.enumerated() {
      let start = Int(certificate.firms.start)
      for firm in contents.links[start..<start + Int(certificate.firms.count)] {
        holders.append((firm, UInt32(position)))
      }
    }
    certificatesOfFirm = Grouping(keyCount: firms.count, pairs: holders)
  }

  /// The positions of the rows a cell of several names refers to, each once.
  public func indices<Row>(_ references: References<Row>) -> [Int] {
    links[Int(references.start)..<Int(references.start + references.count)].map(Int.init)
  }

  /// Every row behind a row of the book: its own, and those merged into it.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - position: The row's position in the table.
  ///   - own: The row's own origin.
  /// - Returns: Places in the tables, in order; empty for what the program created.
  package func origins(_ table: TableKind, _ position: Int, own: RowOrigin) -> [RowOrigin] {
    let merged = mergedRows[table]?.origins(of: position) ?? []
    return ((own.isCreated ? [] : [own]) + merged).sorted()
  }

  /// The rows a firm came from.
  public func origins(ofFirm firm: Int) -> [RowOrigin] {
    origins(.firms, firm, own: firms[firm].origin)
  }

  /// The rows a supply came from.
  public func origins(ofSupply supply: Int) -> [RowOrigin] {
    origins(.supplies, supply, own: supplies[supply].origin)
  }

  /// The extra cells of a row.
  ///
  /// - Complexity: O(log extras + cells of the row).
  public func extras(of origin: RowOrigin) -> ArraySlice<ExtraCell> {
    var low = 0
    var high = extras.count
    while low < high {
      let middle = (low + high) / 2
      if extras[middle].origin < origin { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < extras.count, extras[end].origin == origin { end += 1 }
    return extras[low..<end]
  }

  /// What the book says of its own data in columns called 数据说明, such as 虚构示例数据: each text once,
  /// by its bytes.
  ///
  /// - Complexity: O(extra cells).
  public var dataNotices: [String] {
    let notices = extras.filter { text[$0.header] == Self.noticeHeader }.map { text[$0.text] }
    return Set(notices).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The header of a column that says what kind of data the row is.
  public static let noticeHeader = "数据说明"

  /// The firm known by a text that is its code, number, name or former name.
  ///
  /// - Parameter name: The text as the book's pool holds it.
  /// - Returns: The firm's position, or nil where no firm or more than one is known by the text.
  package func firm(named name: TextID) -> Int? {
    guard Int(name.rawValue) < firmOfName.count, firmOfName[Int(name.rawValue)] >= 0 else {
      return nil
    }
    return Int(firmOfName[Int(name.rawValue)])
  }
}

/// How many finding descriptions were matched to the problem library.
public struct WordingCount: Sendable, Hashable {
  /// Descriptions that equal a library name or synonym.
  public var merged = 0
  /// Descriptions that stay problems of their own.
  public var unmerged = 0

  package init() {}
}

/// Rows that were merged into others, by the row that stayed.
package struct MergedRows: Sendable {
  private var rows: [(position: UInt32, origin: RowOrigin)]

  package init(_ rows: [(position: UInt32, origin: RowOrigin)]) {
    self.rows = rows.sorted { ($0.position, $0.origin) < ($1.position, $1.origin) }
  }

  /// The same rows after the table was put in another order.
  package func renumbered(_ newPosition: [Int32]) -> MergedRows {
    MergedRows(rows.map { (UInt32(newPosition[Int($0.position)]), $0.origin) })
  }

  package func origins(of position: Int) -> [RowOrigin] {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle].position) < position { low = middle + 1 } else { high = middle }
    }
    var origins: [RowOrigin] = []
    while low < rows.count, Int(rows[low].position) == position {
      origins.append(rows[low].origin)
      low += 1
    }
    return origins
  }
}

/// The checked tables a ``ChainBook`` is made from.
package struct BookContents: Sendable {
  package var text = TextPool()
  package var sources: [SourceSheet] = []
  package var regions: [Region] = []
  package var chains: [Chain] = []
  package var segments: [Segment] = []
  package var flows: [Flow] = []
  package var problems: [Problem] = []
  package var programmes: [Programme] = []
  package var firms: [Firm] = []
  package var members: [Member] = []
  package var supplies: [Supply] = []
  package var findings: [Finding] = []
  package var assessments: [Assessment] = []
  package var certificates: [Certificate] = []
  package var measures: [Measure] = []
  package var limits: [Limit] = []
  package var resources: [Resource] = []
  package var actors: [SupportActor] = []
  package var essentials: [Essential] = []
  package var decisions: [Decision] = []
  package var tasks: [ProblemTask] = []
  package var extras: [ExtraCell] = []
  package var diagnostics: [Diagnostic] = []
  package var wordings = WordingCount()
  package var submissions: [Submission] = []
  package var senderRuns = SenderRuns()
  package var links: [Int32] = []
  package var mergedRows: [TableKind: MergedRows] = [:]
  package var firmOfName: [Int32] = []

  package init() {}

  /// Whether no table has a row.
  package var isEmpty: Bool {
    regions.isEmpty && chains.isEmpty && segments.isEmpty && flows.isEmpty && problems.isEmpty
      && programmes.isEmpty && firms.isEmpty && members.isEmpty && supplies.isEmpty
      && findings.isEmpty && assessments.isEmpty && certificates.isEmpty && measures.isEmpty
      && limits.isEmpty && resources.isEmpty && actors.isEmpty && essentials.isEmpty
      && decisions.isEmpty && tasks.isEmpty
  }
}
