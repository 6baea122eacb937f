/// What one sender handed in, counted as it was sent, before rows of the same thing were united.
public struct Submission: Sendable, Hashable {
  /// The sender: 填报单位, else the file, or the sheet where a file has one for each sender.
  public var sender: String
  /// Whether the sheets name the sender (填报单位), and not only their file.
  public var isNamed: Bool
  /// The files it sent, in order.
  public var files: [String]
  /// Rows of all tables; a row of a survey counts once.
  public var rows = 0
  /// Firms, however many rows it has of each.
  public var firms = 0
  /// Cells that every firm should have, filled and in all.
  public var filledCells = 0
  /// Cells that every firm should have, in all.
  public var wantedCells = 0

  package init(sender: String, isNamed: Bool, files: [String]) {
    self.sender = sender
    self.isNamed = isNamed
    self.files = files
  }

  /// The share of the cells every firm should have that are filled; nil where no firm was sent.
  public var completeness: Double? {
    wantedCells == 0 ? nil : Double(filledCells) / Double(wantedCells)
  }

  /// The columns every firm should have, of which the share filled is the completeness: a list of
  /// keys is satisfied by any of them.
  public static let wantedColumns: [[String]] = [
    ["name"], ["creditCode"], ["region", "regionCode"], ["industry"], ["staff"], ["revenue"],
  ]
}

/// Who sent which rows of which sheet.
package struct SenderRuns: Sendable {
  /// Where rows of another sender begin in a sheet.
  package struct Run: Sendable {
    package var row: UInt32
    package var sender: Int

    package init(row: UInt32, sender: Int) {
      self.row = row
      self.sender = sender
    }
  }

  /// The runs of each source, by row.
  private var runs: [[Run]] = []

  package init() {}

  package init(_ runs: [[Run]]) {
    self.runs = runs.map { $0.sorted { $0.row < $1.row } }
  }

  /// The sender of a row of a source; of the whole source where the row is 0 and it has only one.
  ///
  /// A row that was set aside belongs to the sender of the row before.
  /// - Complexity: O(log runs).
  package func sender(source: Int, row: Int) -> Int? {
    guard source < runs.count, let first = runs[source].first else { return nil }
    let ofSource = runs[source]
    if row == 0 { return ofSource.allSatisfy { $0.sender == first.sender } ? first.sender : nil }
    var low = 0
    var high = ofSource.count
    while low < high {
      let middle = (low + high) / 2
      if Int(ofSource[middle].row) <= row { low = middle + 1 } else { high = middle }
    }
    return ofSource[max(0, low - 1)].sender
  }
}
