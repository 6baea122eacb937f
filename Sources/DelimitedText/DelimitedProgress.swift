/// How much of a text has been read.
package struct DelimitedProgress: Equatable, Sendable {
  /// The bytes up to the end of the current row.
  package let bytesRead: Int
  /// The bytes of the whole text; nil where the source (a pipe) doesn't tell.
  package let bytesTotal: Int?

  package init(bytesRead: Int, bytesTotal: Int?) {
    self.bytesRead = bytesRead
    self.bytesTotal = bytesTotal
  }

  /// The share read, 0…1; nil where the total isn't known.
  package var fraction: Double? {
    guard let bytesTotal else { return nil }
    return bytesTotal == 0 ? 1 : min(1, Double(bytesRead) / Double(bytesTotal))
  }
}
