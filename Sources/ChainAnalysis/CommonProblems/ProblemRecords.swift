import ChainModel

/// Which firms have each problem, by problem.
struct ProblemRecords: Sendable {
  /// A problem at a firm.
  struct Record: Sendable {
    /// The firm.
    var firm: Int32
    /// Whether its inspection covered the problem, so that it counts in the share.
    var isCounted: Bool
    /// The weight (权重) that a finding states, the greatest of several; NaN where none does.
    var weight: Double
  }

  private let offsets: [Int]
  private let records: [Record]

  /// Reads every finding once.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - inspections: Which problems each firm was inspected for, and by when.
  ///   - includesClosed: Whether closed findings count too.
  /// - Complexity: O(findings + problems) in time and space.
  init(_ book: ChainBook, inspections: InspectionCoverage, includesClosed: Bool) {
    let day = inspections.asOf
    var pairs: [(key: Int32, item: UInt32)] = []
    pairs.reserveCapacity(book.findings.count)
    for firm in book.firms.indices where book.firms[firm].isOperating {
      for position in book.findingsOfFirm[firm] {
        let finding = book.findings[position]
        guard let problem = finding.problem.index else { continue }
        if includesClosed {
          if let found = finding.foundOn.date, found > day { continue }
        } else if !QualityLedger.isOpen(finding, at: day) {
          continue
        }
        pairs.append((Int32(problem), UInt32(position)))
      }
    }
    let findings = Grouping(keyCount: book.problems.count, pairs: pairs)
    var offsets = [0]
    offsets.reserveCapacity(book.problems.count + 1)
    var records: [Record] = []
    records.reserveCapacity(pairs.count)
    for problem in book.problems.indices {
      let start = records.count
      // Gathered by firm, so that the same firm's follow each other.
      for position in findings[problem] {
        let finding = book.findings[position]
        guard let firm = finding.firm.index else { continue }
        let weight = finding.weight.value ?? .nan
        if records.count > start, Int(records[records.count - 1].firm) == firm {
          let known = records[records.count - 1].weight
          records[records.count - 1].weight = known.isNaN || weight > known ? weight : known
          continue
        }
        records.append(
          Record(
            firm: Int32(firm), isCounted: inspections.covers(problem, firm: firm), weight: weight))
      }
      offsets.append(records.count)
    }
    self.offsets = offsets
    self.records = records
  }

  /// The firms with a problem, ascending.
  subscript(problem: Int) -> ArraySlice<Record> { records[offsets[problem]..<offsets[problem + 1]] }
}
