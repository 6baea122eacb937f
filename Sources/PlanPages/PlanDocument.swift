/// A page of a plan, to be written as HTML or Markdown: what it says, without how it looks.
///
/// Texts are as the book has them; each format escapes them its own way.
public struct PlanDocument: Sendable {
  /// A part of the page.
  enum Block: Sendable {
    case heading(String)
    case paragraph(String)
    case list([String])
    case table(Table)
    case drawings([PlanDrawing])
  }

  /// A table.
  struct Table: Sendable {
    /// The headers.
    var headers: [String]
    /// The columns that hold numbers, which stand at the right.
    var numbers: Set<Int> = []
    /// The columns whose cells stay on one line, such as dates.
    var unbroken: Set<Int> = []
    /// The rows, each with a cell for each header.
    var rows: [[String]]
    /// The last row, which sums; empty without.
    var total: [String] = []
  }

  /// The title.
  var title: String
  /// What the book says of its own data, such as 虚构示例数据.
  var notices: [String]
  /// The sentence under the title, in people's units.
  var headline: String
  /// Smaller lines under it: how sure, of which day.
  var facts: [String]
  /// The parts.
  var blocks: [Block] = []

  /// Adds a table below a heading, or a sentence where it has no rows.
  mutating func add(_ heading: String, _ table: Table, otherwise: String) {
    blocks.append(.heading(heading))
    blocks.append(table.rows.isEmpty ? .paragraph(otherwise) : .table(table))
  }

  /// Adds a list below a heading, or a sentence where it has no items.
  mutating func add(_ heading: String, _ items: [String], otherwise: String) {
    blocks.append(.heading(heading))
    blocks.append(items.isEmpty ? .paragraph(otherwise) : .list(items))
  }
}

/// A map as a page of a plan shows it.
public struct PlanDrawing: Sendable {
  /// The element, without prolog.
  let svg: [UInt8]
  /// What it shows.
  let name: String
}
