public import ChainModel

/// A row of a sheet that bears out a fact, with the cells that say it.
public struct SourceRow: Sendable, Hashable {
  /// A cell of the row.
  public struct Cell: Sendable, Hashable {
    /// The column's header; in English reports its key.
    public var header: String
    /// The cell as people read it, firms by name.
    public var text: String
  }

  /// The table the row belongs to.
  public var table: TableKind
  /// The file; empty for what no row states.
  public var file: String
  /// The sheet; empty for a CSV file.
  public var sheet: String
  /// The row as a spreadsheet program numbers it; 0 for what no row states.
  public var row: Int
  /// The cells that say the fact.
  public var cells: [Cell]
}
