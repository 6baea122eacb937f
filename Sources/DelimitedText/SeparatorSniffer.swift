/// Guesses the separator of a text from its first rows.
///
/// The rows are read with each separator in turn, quotes respected. The separator wins with which
/// most rows have one and the same number of fields, at least two, without any irregularity of
/// quoting; then the one with more fields; then comma before tab before semicolon.
package enum SeparatorSniffer {
  /// The bytes looked at, at most.
  package static let sampleSize = 65_536
  /// The rows looked at, at most.
  package static let rowLimit = 100

  /// Guesses the separator.
  ///
  /// - Parameters:
  ///   - bytes: The start of the text.
  ///   - isComplete: Whether `bytes` is the whole text; else its last row may be cut and isn't
  ///     counted.
  /// - Returns: The separator, or nil where no row has two fields.
  /// - Complexity: O(``sampleSize``).
  package static func separator(
    of bytes: [UInt8], isComplete: Bool = false
  ) -> DelimitedSeparator? {
    let sample = Array(bytes.prefix(sampleSize))
    let isWhole = isComplete && sample.count == bytes.count
    var best: (separator: DelimitedSeparator, score: Score)?
    for candidate in [DelimitedSeparator.comma, .tab, .semicolon] {
      guard let score = score(sample, candidate, isWhole: isWhole) else { continue }
      if let current = best {
        if current.score < score { best = (candidate, score) }
      } else {
        best = (candidate, score)
      }
    }
    return best?.separator
  }

  private struct Score: Comparable {
    let rows: Int
    let fields: Int

    static func < (left: Score, right: Score) -> Bool {
      (left.rows, left.fields) < (right.rows, right.fields)
    }
  }

  private static func score(
    _ sample: [UInt8], _ separator: DelimitedSeparator, isWhole: Bool
  ) -> Score? {
    var reader = DelimitedReader(bytes: sample, separator: separator)
    var widths: [Int] = []
    var seen = 0
    // A row beyond the limits ends the sample: what came before it is judged.
    while seen < rowLimit, let goesOn = try? reader.next(), goesOn {
      seen += 1
      let isCut = !isWhole && reader.progress.bytesRead == sample.count
      if reader.fieldCount > 1, reader.irregularities.isEmpty, !isCut || seen == 1 {
        widths.append(reader.fieldCount)
      }
    }
    widths.sort()
    var best: Score?
    var start = 0
    for index in widths.indices
    where index + 1 == widths.count || widths[index + 1] != widths[index] {
      let score = Score(rows: index + 1 - start, fields: widths[index])
      best = max(best ?? score, score)
      start = index + 1
    }
    return best
  }
}
