/// What an edition of a book shows (范围): all of it, what anybody may see, or one leader's cone.
///
/// What is shown is listed, table by table and column by column; what isn't listed is hidden, so that
/// a column added later stays hidden until somebody says otherwise.
public struct BookScope: Sendable {
  /// Who an edition is for.
  public enum Audience: Sendable, Hashable {
    /// The bureau itself (internal): everything.
    case bureau
    /// Anybody (public).
    case everyone
    /// A chain leader, by the firm's position: its own cone.
    case leader(Int)
  }

  /// Who the edition is for.
  public let audience: Audience
  /// Whether each firm is shown, by position.
  private let shownFirms: [Bool]
  /// Rows that are hidden for what they would tell, by table and position.
  private var withheld: [TableKind: Set<Int>] = [:]
  /// For columns as they are stated.
  private let statedMask: FirmMask
  /// For columns of free text.
  private let freeMask: FirmMask

  /// The whole book, for the bureau.
  ///
  /// - Parameter book: The book.
  /// - Returns: The scope.
  public static func bureau(_ book: ChainBook) -> BookScope {
    BookScope(.bureau, firms: [Bool](repeating: true, count: book.firms.count), in: book)
  }

  /// What anybody may see: firms that a list of firms, a chain or a certificate names, with what
  /// registers say of them.
  ///
  /// A firm that only supplies or findings name isn't shown: its name would tell that there is one.
  ///
  /// - Parameter book: The book.
  /// - Returns: The scope.
  /// - Complexity: O(rows).
  public static func everyone(_ book: ChainBook) -> BookScope {
    var firms = book.firms.map { !$0.origin.isCreated }
    for firm in book.members.compactMap(\.firm.index) { firms[firm] = true }
    for certificate in book.certificates {
      for firm in book.indices(certificate.firms) { firms[firm] = true }
    }
    for chain in book.chains {
      for firm in book.indices(chain.leaders) { firms[firm] = true }
    }
    return BookScope(.everyone, firms: firms, in: book)
  }

  /// The scope of an audience.
  ///
  /// - Parameters:
  ///   - audience: Who the edition is for.
  ///   - firms: Whether each firm is shown, by position.
  ///   - book: The book.
  /// - Complexity: O(rows + letters of names · log firms).
  package init(_ audience: Audience, firms: [Bool], in book: ChainBook) {
    self.audience = audience
    shownFirms = firms
    switch audience {
    case .bureau:
      statedMask = FirmMask()
      freeMask = FirmMask()
      return
    case .everyone:
      statedMask = FirmMask()
      let all = [Bool](repeating: false, count: firms.count)
      freeMask = FirmNames(book).mask(showing: all, withNumbers: true)
    case .leader:
      let names = FirmNames(book)
      statedMask = names.mask(showing: firms, withNumbers: false)
      freeMask = names.mask(showing: firms, withNumbers: true)
    }
    let programmes = Programme.columns
    withheld[.programmes] = Set(
      book.programmes.indices.filter {
        !shows(book.programmes[$0], at: $0, references: programmes, in: book)
      })
    if audience == .everyone {
      let groups = ApplicableFirms(book)
      withheld[.measures] = Set(
        book.measures.indices.filter {
          groups.count(of: book.measures[$0], atMost: SmallCounts.leastGroup)
            < SmallCounts.leastGroup
        })
    }
  }

  /// The word by which the command line and JSON know the scope: `internal`, `public` or `leader:`
  /// and the firm's id.
  ///
  /// - Parameter book: The book.
  /// - Returns: The word.
  public func name(in book: ChainBook) -> String {
    switch audience {
    case .bureau: "internal"
    case .everyone: "public"
    case .leader(let firm): "leader:" + book.text[book.firms[firm].id]
    }
  }

  /// Whether everything is shown.
  public var isWhole: Bool { audience == .bureau }

  /// Whether a firm is shown.
  ///
  /// - Parameter firm: The firm's position.
  /// - Returns: Whether it is.
  public func shows(firm: Int) -> Bool { shownFirms[firm] }

  /// Whether a table is shown.
  ///
  /// - Parameter table: The table.
  /// - Returns: Whether it is, even if none of its rows are.
  public func shows(table: TableKind) -> Bool { isWhole || rule(of: table) != nil }

  /// The columns of a table that are shown, in the table's order.
  ///
  /// - Returns: The columns; none where the table is hidden.
  package func fields<Row: TableRow>(of _: Row.Type) -> [Field<Row>] {
    if isWhole { return Row.fields }
    guard let rule = rule(of: Row.table) else { return [] }
    return Row.fields.filter { rule.columns[$0.key] != nil }
  }

  /// The positions of the rows of a table that are shown.
  ///
  /// - Parameters:
  ///   - rows: The table's rows.
  ///   - book: The book.
  /// - Returns: Positions, ascending.
  /// - Complexity: O(rows).
  package func positions<Row: TableRow>(of rows: [Row], in book: ChainBook) -> [Int] {
    if isWhole { return Array(rows.indices) }
    guard rule(of: Row.table) != nil else { return [] }
    let references = Row.fields
    return rows.indices.filter { shows(rows[$0], at: $0, references: references, in: book) }
  }

  /// The text of a shown cell, with the names masked that it may not tell.
  ///
  /// - Parameters:
  ///   - text: The cell's text.
  ///   - key: The column's key.
  ///   - table: The table.
  /// - Returns: The text.
  package func text(_ text: String, of key: String, in table: TableKind) -> String {
    if isWhole { return text }
    switch rule(of: table)?.columns[key] {
    case .stated: return statedMask(text)
    case .free: return freeMask(text)
    case nil: return FirmMask.sign
    }
  }

  /// Free text that stands in no table, such as what a book says of its own data.
  package func text(_ text: String) -> String { freeMask(text) }

  private func rule(of table: TableKind) -> TableRule? {
    switch audience {
    case .bureau: nil
    case .everyone: TableRule.everyone[table]
    case .leader: TableRule.leader[table]
    }
  }

  // MARK: - Rows

  private func shows<Row: TableRow>(
    _ row: Row, at position: Int, references: [Field<Row>], in book: ChainBook
  ) -> Bool {
    guard let rule = rule(of: Row.table) else { return false }
    if withheld[Row.table]?.contains(position) ?? false { return false }
    switch rule.rows {
    case .all: return true
    case .stated: return !row.origin.isCreated
    case .shownFirms: return shownFirms[position]
    case .namingShown, .namingNoOther, .namingNone: break
    }
    var namesShown = false
    for field in references {
      switch field.content {
      case .firm(let place):
        let firm = row[keyPath: place]
        if firm.written.isEmpty && firm.index == nil { continue }
        guard rule.rows != .namingNone, let index = firm.index, shownFirms[index] else {
          return false
        }
        namesShown = true
      case .firms(let place):
        let firms = row[keyPath: place]
        let indices = book.indices(firms)
        if firms.written.isEmpty && indices.isEmpty { continue }
        // Of several firms those that are shown stay.
        guard rule.rows != .namingNone, indices.contains(where: { shownFirms[$0] }) else {
          return false
        }
        namesShown = true
      case .programme(let place):
        if let index = row[keyPath: place].index,
          withheld[.programmes]?.contains(index) ?? false
        {
          return false
        }
      default: break
      }
    }
    return namesShown || rule.rows != .namingShown
  }
}

/// Which rows and columns of a table an edition shows.
struct TableRule: Sendable {
  /// What a column may hold.
  enum Column: Sendable {
    /// What registers or the structure state: names, codes, words, numbers, dates.
    case stated
    /// Words of people, which may name any firm.
    case free
  }

  /// Which rows are shown.
  enum Rows: Sendable {
    /// Every row.
    case all
    /// Rows that a sheet states, not what another table only named.
    case stated
    /// The rows of the firms that are shown.
    case shownFirms
    /// Rows that name a firm that is shown and none that isn't.
    case namingShown
    /// Rows that name no firm that isn't shown.
    case namingNoOther
    /// Rows that name no firm.
    case namingNone
  }

  var rows: Rows
  /// The columns that are shown, by key.
  var columns: [String: Column]

  init(_ rows: Rows, stated: [String], free: [String] = []) {
    self.rows = rows
    columns = Dictionary(
      stated.map { ($0, .stated) } + free.map { ($0, .free) }, uniquingKeysWith: { _, last in last }
    )
  }
}
