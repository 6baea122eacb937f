package import ChainModel

/// A row of a book's table that bears out a figure.
package struct EvidenceRow: Hashable, Sendable {
  /// The table.
  package var table: TableKind
  /// The row's position in the table.
  package var position: Int
  /// The columns to quote, by key; nil for those that name the row.
  package var columns: [String]?

  package init(_ table: TableKind, _ position: Int, columns: [String]? = nil) {
    self.table = table
    self.position = position
    self.columns = columns
  }
}

/// One of the things a figure counts, with the rows that bear it out.
package struct EvidenceItem: Sendable {
  /// Its id, where it has one.
  package var id: String
  /// Its name.
  package var name: String
  /// The rows, in order.
  package var rows: [EvidenceRow]

  package init(id: String = "", name: String, rows: [EvidenceRow]) {
    self.id = id
    self.name = name
    self.rows = rows
  }
}

/// A figure of a report with what it counts: as many items as the figure says.
///
/// Items are gathered only where evidence is asked for.
package struct Figure: Sendable {
  /// What is counted.
  package var name: Bilingual
  /// How many.
  package var value: Int
  /// What was counted, each thing once; fewer than ``value`` where a list was cut.
  package var items: @Sendable () -> [EvidenceItem]

  package init(
    _ name: Bilingual, _ value: Int, items: @escaping @Sendable () -> [EvidenceItem]
  ) {
    self.name = name
    self.value = value
    self.items = items
  }
}

/// What a report says of one thing, in words, figures and paths.
package struct ReportFinding: Sendable {
  /// Something a finding names.
  package struct Named: Sendable {
    package var id: String
    package var name: String

    package init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// A path with the rows it leads along.
  package struct Path: Sendable {
    package var names: [String]
    package var rows: [EvidenceRow]

    package init(names: [String], rows: [EvidenceRow]) {
      self.names = names
      self.rows = rows
    }
  }

  /// The mark that stands behind its figures.
  package var mark: String
  /// What it is about.
  package var subject: Named
  /// To whom it matters, such as a leader or a customer.
  package var related: Named?
  /// The sentence for people.
  package var sentence: String
  /// Columns besides the figures, by header; the same headers in every finding of a section.
  package var columns: [(header: String, text: String)] = []
  /// Numbers that count nothing, such as costs, by header; the same headers in every finding of a
  /// section.
  package var quantities: [(header: String, value: Double)] = []
  /// Paths that bear it out.
  package var paths: [Path] = []
  /// How many of the paths a text prints.
  package var printedPaths = 1
  /// Its figures; the same in every finding of a section.
  package var figures: [Figure] = []
  /// Further figures that only this finding has: evidence lists them, tables give them no column.
  package var details: [Figure] = []

  package init(
    mark: String, subject: Named, related: Named? = nil, sentence: String,
    columns: [(header: String, text: String)] = [], paths: [Path] = [], figures: [Figure] = []
  ) {
    self.mark = mark
    self.subject = subject
    self.related = related
    self.sentence = sentence
    self.columns = columns
    self.paths = paths
    self.figures = figures
  }
}

/// A list of findings of one kind.
package struct ReportSection: Sendable {
  /// The mark behind the total.
  package var mark: String
  /// The kind's name, which heads its sheet.
  package var name: String
  /// The line above the list, which says how many there are.
  package var title: String
  /// What a reader should know of the list.
  package var remarks: [String] = []
  /// The total, before the list is cut.
  package var total: Int
  /// The headers of subject and related, such as 企业 and 链主.
  package var headers: (subject: String, related: String?)
  /// The findings listed.
  package var findings: [ReportFinding]
  /// What the total counts; nil where it counts the findings.
  package var figures: [Figure] = []

  package init(
    mark: String, name: String, title: String, total: Int,
    headers: (subject: String, related: String?), findings: [ReportFinding]
  ) {
    self.mark = mark
    self.name = name
    self.title = title
    self.total = total
    self.headers = headers
    self.findings = findings
  }
}
