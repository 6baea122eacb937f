import ChainModel

/// Which firm a text means: its credit code, number, name or former name, in that order.
///
/// One entry for each text of the pool, so that looking a firm up costs one array access.
struct FirmIndex {
  /// What kind of name a text is to its firm; the stronger kind decides.
  enum NameKind: UInt8 {
    case unknown
    case formerName
    case name
    case number
    case code
  }

  private static let unknown: Int32 = -1
  private static let ambiguous: Int32 = -2

  private(set) var table: [Int32] = []
  private var kinds: [UInt8] = []
  private(set) var candidates: [TextID: Set<Int32>] = [:]

  /// What a text means.
  enum Meaning {
    case unknown
    case firm(Int32, NameKind)
    case ambiguous([Int32])
  }

  /// The firm or firms a text means.
  func meaning(of text: TextID) -> Meaning {
    let position = Int(text.rawValue)
    guard position < table.count else { return .unknown }
    let firm = table[position]
    if firm >= 0 { return .firm(firm, NameKind(rawValue: kinds[position]) ?? .unknown) }
    if firm == Self.ambiguous { return .ambiguous((candidates[text] ?? []).sorted()) }
    return .unknown
  }

  /// Lets a text mean a firm, unless it already means one by a stronger kind of name.
  mutating func add(_ text: TextID, firm: Int32, kind: NameKind) {
    guard !text.isEmpty else { return }
    let position = Int(text.rawValue)
    if position >= table.count {
      let size = max(position + 1, table.count * 2)
      table += Array(repeating: Self.unknown, count: size - table.count)
      kinds += Array(repeating: 0, count: size - kinds.count)
    }
    if kind.rawValue > kinds[position] {
      table[position] = firm
      kinds[position] = kind.rawValue
      candidates[text] = nil
    } else if kind.rawValue == kinds[position], table[position] != firm {
      if table[position] >= 0 { candidates[text] = [table[position]] }
      candidates[text, default: []].insert(firm)
      table[position] = Self.ambiguous
    }
  }

  /// Renumbers the firms.
  ///
  /// - Parameter newPosition: The new position of each firm.
  mutating func renumber(_ newPosition: [Int32]) {
    for index in table.indices where table[index] >= 0 {
      table[index] = newPosition[Int(table[index])]
    }
  }
}
