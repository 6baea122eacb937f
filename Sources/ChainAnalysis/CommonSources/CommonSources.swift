public import ChainModel
import Graphs

/// Where common problems may come from: the fewest upstream sources that explain the firms affected.
///
/// For a problem with affected firms A among assessed firms U, a source is a firm, a segment or a
/// missing element of quality infrastructure with the firms D that depend on it. A source is a
/// candidate when it covers two firms of A and reaches affected firms more often than assessed ones
/// in general (lift > 1). Whether chance alone would do so is judged by the hypergeometric tail, with
/// Benjamini–Hochberg over every source that reaches two firms of U. It is a lead, never a verdict:
/// 疑似上游共同来源（供应关系关联，待溯源核实）.
///
/// Source: ANALYSIS §4; the greedy hitting set: Chvátal, Math. Oper. Res. 4 (1979) 233–235, doi
/// 10.1287/moor.4.3.233.
public struct CommonSources: Sendable {
  /// What kind of thing a source is; each kind is solved and listed apart.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A firm upstream of the affected ones.
    case firm
    /// A segment whose members are upstream of the affected ones.
    case segment
    /// A kind of quality infrastructure that nobody offers to the affected firms' segment.
    case element
  }

  /// A thing that firms depend on.
  public struct Origin: Sendable, Hashable {
    /// The kind.
    public var kind: Kind
    /// The position of the firm, or of the segment.
    public var position: Int
    /// The missing infrastructure; nil for the other kinds.
    public var infrastructure: InfrastructureKind?
  }

  /// A source of a problem.
  public struct Source: Sendable {
    /// The thing; of several with the same assessed firms downstream the nearest.
    public var origin: Origin
    /// Others with exactly the same assessed firms downstream, which the data can't tell from it.
    public var indistinguishable: [Origin]
    /// Affected firms downstream of it, in book order.
    public var covers: [Int]
    /// Of these, the ones that no source listed before it covers.
    public var newlyCovers: [Int]
    /// Assessed firms downstream of it, in book order.
    public var reached: [Int]
    /// The share of the affected firms that it covers.
    public var coverage: Double
    /// The share of the affected firms that it covers over that of the assessed firms it reaches.
    public var lift: Double
    /// The probability of covering so many by chance, one-sided.
    public var p: Double
    /// The p-value adjusted for every source looked at.
    public var q: Double
    /// A shortest path to each firm covered, nearest first, at most 20; from the segment's nearest
    /// member for a segment, none for an element.
    public var paths: [[Int]]
    /// Findings whose 溯源结论 names the source without ruling it out, by position.
    public var confirmedBy: [Int]

    /// Whether chance is an unlikely explanation: q ≤ 0.05.
    public var isSignificant: Bool { q <= CommonSources.significance }
  }

  /// The sources of one kind.
  public struct Explanation: Sendable {
    /// The fewest sources, greatest coverage first.
    public var sources: [Source]
    /// Affected firms that no candidate covers, in book order.
    public var unexplained: [Int]
    /// How many things reach two assessed firms: the family of tests.
    public var familySize: Int
    /// How many things are candidates.
    public var candidates: Int
  }

  /// The sources of one problem.
  public struct Entry: Sendable {
    /// The problem's position.
    public var problem: Int
    /// Affected firms of the selection, in book order.
    public var affected: [Int]
    /// How many firms were assessed for it.
    public var assessed: Int
    /// What explains it, by kind.
    public var explanations: [Kind: Explanation]
  }

  /// What to look for.
  public struct Options: Sendable {
    /// Problems by position; empty for all.
    public var problems: [Int] = []
    /// The kinds of source.
    public var kinds: [Kind] = [.firm]
    /// The greatest number of tiers between a source and a firm; nil for any.
    public var tiers: Int? = 3

    /// Firms up to three tiers upstream.
    public init() {}
  }

  /// The level at which chance counts as an unlikely explanation.
  public static let significance = 0.05
  /// The most paths given as evidence of a source.
  public static let pathLimit = 20

  /// What was looked for.
  public let options: Options
  /// The day of judgement.
  public let asOf: CalendarDate
  /// Problems with two affected firms or more, most affected firms first.
  public let entries: [Entry]
  /// Whether the book names what quality infrastructure there is; without, no element is looked for.
  public let knowsInfrastructure: Bool
  /// Whether inspections are assumed where findings exist, as the book records none.
  public let isAssumed: Bool

  /// Looks for the sources of a selection's problems.
  ///
  /// - Parameters:
  ///   - common: The selection's problems, with who was assessed and who is affected.
  ///   - network: The book's declared supplies.
  ///   - book: The book.
  ///   - options: What to look for.
  /// - Complexity: O((firms + supplies) · assessed firms / 512) for each set of assessed firms, times
  ///   at most the number of tiers, and O(candidates · affected / 64 · sources) for each problem.
  public init(
    _ common: CommonProblems, network: SupplyNetwork, in book: ChainBook,
    options: Options = Options()
  ) {
    self.options = options
    asOf = common.asOf
    knowsInfrastructure = !book.resources.isEmpty
    isAssumed = common.inspections.isAssumed
    var reach = SourceReach(book, graph: network.graph, options: options)
    let wanted = Set(options.problems)
    var entries: [Entry] = []
    for entry in common.entries where wanted.isEmpty || wanted.contains(entry.problem) {
      guard let row = common.row(entry.problem, in: CommonProblems.Group()) else { continue }
      let affected = row.firms
      guard affected.count >= 2 else { continue }
      let assessed = common.assessed(of: row)
      var explanations: [Kind: Explanation] = [:]
      for kind in options.kinds {
        explanations[kind] = reach.explain(
          affected: affected, among: assessed, problem: entry.problem, by: kind)
      }
      entries.append(
        Entry(
          problem: entry.problem, affected: affected, assessed: assessed.count,
          explanations: explanations))
    }
    self.entries = entries.sorted {
      ($1.affected.count, $0.problem) < ($0.affected.count, $1.problem)
    }
  }
}
