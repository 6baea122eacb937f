/// A row of another table, as a cell named it and as the book resolved it.
public struct Reference<Row>: Hashable, Sendable {
  /// The name or code in the cell, as written.
  public var written: TextID
  /// The position of the row in its table, or −1 while or where there is none.
  package var position: Int32

  package init(written: TextID = .empty, position: Int32 = -1) {
    self.written = written
    self.position = position
  }

  /// The blank reference.
  public static var missing: Reference { Reference() }

  /// The position of the row in its table; nil where the cell was blank or names nothing.
  public var index: Int? { position < 0 ? nil : Int(position) }
}
