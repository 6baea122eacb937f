public import ChainModel
public import ChainTables

/// A proposal that two names mean the same, as a returned workbook puts it to a person.
public struct ReturnedProposal: Sendable {
  /// An entry that the name may mean.
  public struct Candidate: Sendable {
    /// The entry's id, code or name, as 归并为 takes it.
    public var target: String
    /// The entry's name.
    public var name: String
    /// Why they may be the same.
    public var evidence: String

    /// An entry that a name may mean.
    ///
    /// - Parameters:
    ///   - target: The entry's id, code or name.
    ///   - name: The entry's name.
    ///   - evidence: Why they may be the same.
    public init(target: String, name: String, evidence: String) {
      self.target = target
      self.name = name
      self.evidence = evidence
    }
  }

  /// What kind of name it is.
  public var subject: DecisionSubject
  /// The name or wording as the sheets have it.
  public var written: String
  /// The entries it may mean, the likeliest first.
  public var candidates: [Candidate]
  /// Rows that have the wording.
  public var count: Int
  /// The names of the firms concerned.
  public var firms: [String]
  /// The rows that have the wording, in order.
  public var origins: [RowOrigin]

  /// A proposal.
  ///
  /// - Parameters:
  ///   - subject: What kind of name it is.
  ///   - written: The name or wording as the sheets have it.
  ///   - candidates: The entries it may mean, the likeliest first.
  ///   - count: Rows that have the wording.
  ///   - firms: The names of the firms concerned.
  ///   - origins: The rows that have the wording, in order.
  public init(
    subject: DecisionSubject, written: String, candidates: [Candidate], count: Int,
    firms: [String], origins: [RowOrigin]
  ) {
    self.subject = subject
    self.written = written
    self.candidates = candidates
    self.count = count
    self.firms = firms
    self.origins = origins
  }
}

extension ReturnedProposal {
  /// A proposal found in a book.
  ///
  /// - Parameters:
  ///   - proposal: What was found.
  ///   - book: The book.
  ///   - language: The language of the evidence.
  public init(_ proposal: MergeProposal, in book: ChainBook, language: Language) {
    self.init(
      subject: proposal.subject, written: proposal.written,
      candidates: proposal.candidates.map {
        Candidate(target: $0.id, name: $0.name, evidence: $0.evidence[language])
      },
      count: proposal.count,
      firms: proposal.firms.map {
        book.text[book.firms[$0].name.isEmpty ? book.firms[$0].id : book.firms[$0].name]
      },
      origins: proposal.origins)
  }
}
