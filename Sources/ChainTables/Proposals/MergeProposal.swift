import ChainModel

/// A name or wording of a book that may mean an entry it already has.
public struct MergeProposal: Sendable, Hashable {
  /// An entry that may be meant.
  public struct Candidate: Sendable, Hashable {
    /// What to write to mean the entry: its code, else its name.
    public var id: String
    /// Its name.
    public var name: String
    /// How likely, 0…1.
    public var score: Double
    /// Why.
    public var evidence: Bilingual
  }

  /// What kind of name it is.
  public var subject: DecisionSubject
  /// The name or wording as the book has it.
  public var written: String
  /// The entries it may mean, the likeliest first, at most three; empty for a problem that no entry
  /// comes near.
  public var candidates: [Candidate]
  /// The number of rows that use it.
  public var count: Int
  /// The positions of the firms concerned, ascending.
  public var firms: [Int]
  /// Every row that uses it, in order.
  public var origins: [RowOrigin]
}
