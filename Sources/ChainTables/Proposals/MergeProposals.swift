import ChainModel

/// Everything in a book that may be the same as something else in it (归并建议), for a person to
/// decide.
///
/// Descriptions of problems that equal no name or synonym (``WordingMatcher``), likely duplicate
/// firms (``FirmResemblance``), and chains and segments that no table states (``NearestName``).
/// What was decided stays decided: a candidate that a row of 归并建议 denies is left out.
public struct MergeProposals: Sendable {
  /// What is proposed, by subject, then by the number of rows, the most first, then by text.
  public let proposals: [MergeProposal]
  /// Descriptions of problems that no entry of the library comes near, in the same order.
  public let unmatched: [MergeProposal]
  /// Whether descriptions were compared with ``StarterLibrary``, since the book has no library.
  public let usesStarterLibrary: Bool

  /// Looks for what may be the same.
  ///
  /// - Parameter book: The book.
  /// - Complexity: O(rows · log rows), and what the three searches cost.
  public init(_ book: ChainBook) {
    var finder = Finder(book)
    finder.proposeProblems()
    finder.proposeFirms()
    finder.proposeChains()
    finder.proposeSegments()
    usesStarterLibrary = finder.usesStarterLibrary
    proposals = finder.proposals.sorted(by: Self.precedes)
    unmatched = finder.unmatched.sorted(by: Self.precedes)
  }

  /// The number of proposals of each subject that has some.
  public var counts: [(subject: DecisionSubject, count: Int)] {
    DecisionSubject.allCases.compactMap { subject in
      let count = proposals.count { $0.subject == subject }
      return count == 0 ? nil : (subject, count)
    }
  }

  private static func precedes(_ left: MergeProposal, _ right: MergeProposal) -> Bool {
    if left.subject != right.subject { return left.subject < right.subject }
    if left.count != right.count { return left.count > right.count }
    return left.written.utf8.lexicographicallyPrecedes(right.written.utf8)
  }
}

extension MergeProposals {
  /// The search, subject by subject.
  struct Finder {
    let book: ChainBook
    private(set) var proposals: [MergeProposal] = []
    private(set) var unmatched: [MergeProposal] = []
    private(set) var usesStarterLibrary = false
    /// What people said names do not mean; an empty list denies everything.
    private var denied: [Key: Set<String>] = [:]

    private struct Key: Hashable {
      var subject: DecisionSubject
      var written: String
    }

    /// Where a name is used.
    private struct Uses {
      var origins: Set<RowOrigin> = []
      var firms: Set<Int> = []

      mutating func add(_ origin: RowOrigin, _ firms: [Int] = []) {
        if !origin.isCreated { origins.insert(origin) }
        self.firms.formUnion(firms)
      }
    }

    init(_ book: ChainBook) {
      self.book = book
      for row in book.decisions where row.isConfirmed == false {
        let key = Key(
          subject: row.subject ?? .problem,
          written: TextFolding.foldedName(book.text[row.written]))
        let target = TextFolding.foldedName(book.text[row.target])
        denied[key, default: []].insert(target)
      }
    }

    private func isDenied(_ subject: DecisionSubject, _ written: String, _ names: [String]) -> Bool
    {
      let key = Key(subject: subject, written: TextFolding.foldedName(written))
      guard let targets = denied[key] else { return false }
      return targets.contains("") || names.contains { targets.contains(TextFolding.foldedName($0)) }
    }

    private mutating func propose(
      _ subject: DecisionSubject, _ written: String, _ candidates: [MergeProposal.Candidate],
      _ uses: Uses
    ) {
      let origins = uses.origins.sorted()
      let proposal = MergeProposal(
        subject: subject, written: written,
        candidates: candidates.filter { !isDenied(subject, written, [$0.id, $0.name]) },
        count: origins.count, firms: uses.firms.sorted(), origins: origins)
      if !proposal.candidates.isEmpty {
        proposals.append(proposal)
      } else if subject == .problem {
        unmatched.append(proposal)
      }
    }

    // MARK: - Problems

    /// Descriptions that equal no name or synonym: the problems that were created for them.
    mutating func proposeProblems() {
      let created = book.problems.indices.filter {
        book.problems[$0].origin.isCreated && !isStarterProblem(book.problems[$0])
      }
      guard !created.isEmpty else { return }
      let matcher = library()
      var uses = [Uses?](repeating: nil, count: book.problems.count)
      for position in created { uses[position] = Uses() }
      for row in book.findings {
        guard let problem = row.problem.index else { continue }
        uses[problem]?.add(row.origin, row.firm.index.map { [$0] } ?? [])
      }
      for row in book.measures {
        for problem in book.indices(row.problems) { uses[problem]?.add(row.origin) }
      }
      for position in created {
        let written = book.text[book.problems[position].name]
        let candidates = matcher.candidates(for: written).map { candidate in
          MergeProposal.Candidate(
            id: matcher.entries[candidate.entry].id, name: matcher.entries[candidate.entry].name,
            score: candidate.score, evidence: candidate.evidence)
        }
        propose(.problem, written, candidates, uses[position] ?? Uses())
      }
    }

    /// The book's own problems, else the starter library.
    private mutating func library() -> WordingMatcher {
      let own = book.problems.filter { !$0.origin.isCreated }
      guard own.isEmpty else {
        return WordingMatcher(
          own.map {
            WordingMatcher.Entry(
              id: book.text[$0.id], name: book.text[$0.name], synonyms: book.text[$0.synonyms])
          })
      }
      usesStarterLibrary = true
      let codes = Set(book.problems.filter { !isStarterProblem($0) }.map { book.text[$0.id] })
      return WordingMatcher(
        StarterLibrary.problems.map {
          // Where a sender's own problem has the code, only the name says which is meant.
          WordingMatcher.Entry(
            id: codes.contains($0.id) ? $0.name : $0.id, name: $0.name, synonyms: $0.synonyms)
        })
    }

    /// Whether a problem was created from the starter library, which only books without a library do.
    private func isStarterProblem(_ problem: Problem) -> Bool {
      let name = book.text[problem.name]
      return problem.origin.isCreated && !book.sources.contains { $0.table == .problems }
        && StarterLibrary.problem(named: name)?.name == name
    }

    // MARK: - Firms

    mutating func proposeFirms() {
      let pairs = FirmResemblance(book).pairs
      var start = 0
      while start < pairs.count {
        var end = start + 1
        while end < pairs.count, pairs[end].firm == pairs[start].firm { end += 1 }
        let firm = pairs[start].firm
        let candidates = pairs[start..<end].map { pair in
          MergeProposal.Candidate(
            id: id(of: pair.likely), name: name(of: pair.likely), score: pair.score,
            evidence: pair.evidence)
        }
        var uses = Uses()
        uses.firms = Set([firm] + pairs[start..<end].map(\.likely))
        for origin in rows(of: firm) { uses.add(origin) }
        propose(.firm, name(of: firm), candidates, uses)
        start = end
      }
    }

    private func name(of firm: Int) -> String {
      let row = book.firms[firm]
      return book.text[row.name.isEmpty ? row.id : row.name]
    }

    /// A valid code, else the name: what a decision can name.
    private func id(of firm: Int) -> String {
      book.firms[firm].hasValidCode ? book.text[book.firms[firm].creditCode] : name(of: firm)
    }

    /// Every row that states a firm or names it.
    private func rows(of firm: Int) -> [RowOrigin] {
      var rows = book.origins(ofFirm: firm)
      rows += book.membershipsOfFirm[firm].flatMap {
        book.origins(.members, $0, own: book.members[$0].origin)
      }
      rows += book.findingsOfFirm[firm].map { book.findings[$0].origin }
      rows += book.assessmentsOfFirm[firm].map { book.assessments[$0].origin }
      rows += book.certificatesOfFirm[firm].flatMap {
        book.origins(.certificates, $0, own: book.certificates[$0].origin)
      }
      rows += book.suppliesFrom[firm].flatMap { book.origins(ofSupply: $0) }
      rows += book.suppliesTo[firm].flatMap { book.origins(ofSupply: $0) }
      return rows
    }

    // MARK: - Chains and segments

    mutating func proposeChains() {
      let created = Set(book.chains.indices.filter { book.chains[$0].origin.isCreated })
      let stated = book.chains.indices.filter { !created.contains($0) }
      guard !created.isEmpty, !stated.isEmpty else { return }
      let nearest = NearestName(
        stated.map {
          NearestName.Entry(
            id: book.text[book.chains[$0].id], name: book.text[book.chains[$0].name])
        })
      var uses: [Int: Uses] = [:]
      func note(_ chain: Int?, _ origins: [RowOrigin], _ firms: [Int] = []) {
        guard let chain, created.contains(chain) else { return }
        for origin in origins { uses[chain, default: Uses()].add(origin, firms) }
      }
      for position in book.segments.indices {
        let row = book.segments[position]
        note(row.chain.index, book.origins(.segments, position, own: row.origin))
      }
      for position in book.flows.indices {
        let row = book.flows[position]
        note(row.chain.index, book.origins(.flows, position, own: row.origin))
      }
      for position in book.members.indices {
        let row = book.members[position]
        note(
          row.chain.index, book.origins(.members, position, own: row.origin),
          row.firm.index.map { [$0] } ?? [])
      }
      for chain in created.sorted() {
        let written = book.text[book.chains[chain].name]
        propose(.chain, written, candidates(nearest, written), uses[chain] ?? Uses())
      }
    }

    mutating func proposeSegments() {
      let created = Set(book.segments.indices.filter { book.segments[$0].origin.isCreated })
      guard !created.isEmpty else { return }
      var uses: [Int: Uses] = [:]
      for segment in created {
        for position in book.membersOfSegment[segment] {
          let row = book.members[position]
          for origin in book.origins(.members, position, own: row.origin) {
            uses[segment, default: Uses()].add(origin, row.firm.index.map { [$0] } ?? [])
          }
        }
      }
      for position in book.flows.indices {
        let row = book.flows[position]
        for segment in [row.supplying.index, row.receiving.index].compactMap(\.self)
        where created.contains(segment) {
          for origin in book.origins(.flows, position, own: row.origin) {
            uses[segment, default: Uses()].add(origin)
          }
        }
      }
      for row in book.measures {
        for segment in book.indices(row.segments) where created.contains(segment) {
          uses[segment, default: Uses()].add(row.origin)
        }
      }
      for row in book.segments {
        guard let parent = row.parent.index, created.contains(parent) else { continue }
        uses[parent, default: Uses()].add(row.origin)
      }
      // A decision names a segment by its text alone, so that one text is one proposal, also where
      // several chains use it.
      var found: [String: (candidates: [MergeProposal.Candidate], uses: Uses)] = [:]
      var lists: [Int: NearestName] = [:]
      for segment in created.sorted() {
        guard let chain = book.segments[segment].chain.index else { continue }
        let nearest = lists[chain] ?? statedSegments(of: chain)
        lists[chain] = nearest
        let written = book.text[book.segments[segment].name]
        var entry = found[written] ?? ([], Uses())
        for candidate in candidates(nearest, written)
        where !entry.candidates.contains(where: {
          $0.id == candidate.id && $0.name == candidate.name
        }) {
          entry.candidates.append(candidate)
        }
        entry.uses.origins.formUnion(uses[segment]?.origins ?? [])
        entry.uses.firms.formUnion(uses[segment]?.firms ?? [])
        found[written] = entry
      }
      for (written, entry) in found {
        // Stable: of equal scores the earlier chain's comes first.
        let best = entry.candidates.enumerated().sorted {
          ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }
        propose(.segment, written, best.prefix(3).map(\.element), entry.uses)
      }
    }

    private func statedSegments(of chain: Int) -> NearestName {
      NearestName(
        book.segmentsOfChain[chain].map { book.segments[$0] }.filter { !$0.origin.isCreated }.map {
          NearestName.Entry(id: book.text[$0.id], name: book.text[$0.name])
        })
    }

    private func candidates(
      _ nearest: NearestName, _ written: String
    ) -> [MergeProposal.Candidate] {
      nearest.candidates(for: written).map { candidate in
        MergeProposal.Candidate(
          id: nearest.entries[candidate.entry].id, name: nearest.entries[candidate.entry].name,
          score: candidate.score, evidence: candidate.evidence)
      }
    }
  }
}
