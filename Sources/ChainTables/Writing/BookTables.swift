import ChainModel

/// The tables of a book as lists of rows, for what treats them all alike.
package enum BookTables {
  /// Takes the rows of one table.
  package protocol Visitor: ~Copyable {
    /// Why a visit ends early.
    associatedtype Failure: Error = Never

    /// Takes the rows of one table.
    mutating func visit<Row: TableRow>(_ rows: [Row]) throws(Failure)
  }

  /// Shows every table to a visitor, in the order in which tables are written.
  package static func visit<Tables: Visitor & ~Copyable>(
    _ book: ChainBook, _ visitor: inout Tables
  ) throws(Tables.Failure) {
    try visitor.visit(book.regions)
    try visitor.visit(book.chains)
    try visitor.visit(book.segments)
    try visitor.visit(book.flows)
    try visitor.visit(book.problems)
    try visitor.visit(book.programmes)
    try visitor.visit(book.firms)
    try visitor.visit(book.members)
    try visitor.visit(book.supplies)
    try visitor.visit(book.findings)
    try visitor.visit(book.assessments)
    try visitor.visit(book.certificates)
    try visitor.visit(book.measures)
    try visitor.visit(book.limits)
    try visitor.visit(book.resources)
    try visitor.visit(book.actors)
    try visitor.visit(book.essentials)
    try visitor.visit(book.decisions)
    try visitor.visit(book.tasks)
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
