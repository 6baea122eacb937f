import ChainModel

/// The tables of a book as lists of rows, for what treats them all alike.
package enum BookTables {
  /// Takes the rows of one table.
  package protocol Visitor {
    /// Takes the rows of one table.
    mutating func visit<Row: TableRow>(_ rows: [Row])
  }

  /// Shows every table to a visitor, in the order in which tables are written.
  package static func visit(_ book: ChainBook, _ visitor: inout some Visitor) {
    visitor.visit(book.regions)
    visitor.visit(book.chains)
    visitor.visit(book.segments)
    visitor.visit(book.flows)
    visitor.visit(book.problems)
    visitor.visit(book.programmes)
    visitor.visit(book.firms)
    visitor.visit(book.members)
    visitor.visit(book.supplies)
    visitor.visit(book.findings)
    visitor.visit(book.assessments)
    visitor.visit(book.certificates)
    visitor.visit(book.measures)
    visitor.visit(book.limits)
    visitor.visit(book.resources)
    visitor.visit(book.actors)
    visitor.visit(book.essentials)
    visitor.visit(book.decisions)
  }

  /// The number of rows of each table.
  package static func counts(in book: ChainBook) -> [(table: TableKind, count: Int)] {
    var counter = Counter()
    visit(book, &counter)
    return counter.counts
  }

  private struct Counter: Visitor {
    var counts: [(table: TableKind, count: Int)] = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      counts.append((Row.table, rows.count))
    }
  }
}
