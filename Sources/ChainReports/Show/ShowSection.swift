/// A list of the report on a book with how a text prints it.
struct ShowSection {
  /// How a text prints the list where nobody says how much of it.
  enum Overview {
    /// Its title alone, which holds every figure.
    case title
    /// One line in place of title and list.
    case line(String)
    /// Its title and the first findings.
    case list
    /// Its title and many findings: what was asked for by an option of its own.
    case whole
  }

  /// The heading above, where one begins here.
  var heading: String?
  /// How a text prints it.
  var overview: Overview
  /// The list.
  var section: ReportSection
}
