public import ChainModel

/// What supports a chain (生态): which measures act on which open problems of which segments, which
/// resources and bodies serve which segments, and what nothing serves.
public struct ChainSupport: Sendable {
  /// A measure at the firms of a segment with one problem.
  public struct Action: Sendable, Hashable {
    /// The measure's position.
    public let measure: Int
    /// The firms that it helps with the problem, ascending.
    public let firms: [Int]
  }

  /// An open problem of a segment.
  public struct ProblemSupport: Sendable, Hashable {
    /// The problem's position.
    public let problem: Int
    /// The firms of the segment that have it open, ascending.
    public let affected: [Int]
    /// The measures that act on it there, by position.
    public let actions: [Action]

    /// The firms that some measures help with the problem.
    ///
    /// - Parameter measures: The measures; nil for all.
    /// - Returns: The firms, ascending.
    /// - Complexity: O(firms of the actions · log).
    public func helped(by measures: Set<Int>? = nil) -> [Int] {
      let acting = actions.filter { measures?.contains($0.measure) ?? true }
      return Set(acting.flatMap(\.firms)).sorted()
    }
  }

  /// A segment with what serves it.
  public struct SegmentSupport: Sendable, Hashable {
    /// The segment's position.
    public let segment: Int
    /// Its open problems, by position.
    public let problems: [ProblemSupport]
    /// The resources (质量基础设施资源) that can serve it, by position.
    public let resources: [Int]
    /// The bodies (支持主体) that name it, by position.
    public let actors: [Int]
    /// The programmes with a measure that acts on one of its problems, by position.
    public let programmes: [Int]
    /// The kinds of infrastructure that the book has resources of, none of which serves it.
    public let lacking: [InfrastructureKind]
  }

  /// What a body says it supports.
  public struct ActorSupport: Sendable, Hashable {
    /// The body's position.
    public let actor: Int
    /// The measures it names, by position.
    public let measures: [Int]
    /// The problems it names, by position.
    public let problems: [Int]
    /// The segments of the chain it names, by position.
    public let segments: [Int]
    /// Words that mean nothing of the chain.
    public let others: [TextID]
  }

  /// The chain's position.
  public let chain: Int
  /// The chain's segments in book order.
  public let segments: [SegmentSupport]
  /// The bodies with what they support, in book order.
  public let actors: [ActorSupport]
  /// The measures that act on an open problem of the chain, by position.
  public let measures: [Int]

  /// Gathers what supports a chain.
  ///
  /// - Parameters:
  ///   - profile: The chain.
  ///   - book: The book.
  ///   - reach: What the book's measures act on.
  /// - Complexity: O(members + cases of measures + (resources + bodies) · segments · words).
  public init(_ profile: ChainProfile, in book: ChainBook, reach: MeasureReach) {
    chain = profile.chain
    let mention = SegmentMention(book)
    let own = profile.segments.map(\.segment)
    actors = book.actors.indices.map { Self.support(ofActor: $0, own, mention, in: book) }
    var segmentsOfResource: [Set<Int>] = []
    for resource in book.resources {
      let texts = book.text[resource.capabilities].map(TextFolding.foldedName)
      segmentsOfResource.append(
        Set(own.filter { segment in texts.contains { mention.means($0, segment) } }))
    }
    var casesOfFirm = [[Int]](repeating: [], count: book.firms.count)
    for (position, one) in reach.cases.enumerated() { casesOfFirm[one.firm].append(position) }
    var measuresOfCase = [[Int]](repeating: [], count: reach.cases.count)
    for (measure, cases) in reach.casesOfMeasure.enumerated() {
      for position in cases { measuresOfCase[position].append(measure) }
    }
    let offered = Set(book.resources.compactMap(\.kind))
    let actors = actors
    var acting: Set<Int> = []
    segments = profile.segments.map { segment in
      var firms: [Int: [Int]] = [:]
      var actions: [Int: [Int: [Int]]] = [:]
      for firm in segment.firms.sorted() {
        for position in casesOfFirm[firm] {
          let problem = reach.cases[position].problem
          firms[problem, default: []].append(firm)
          for measure in measuresOfCase[position] {
            actions[problem, default: [:]][measure, default: []].append(firm)
          }
        }
      }
      let problems = firms.keys.sorted().map { problem in
        ProblemSupport(
          problem: problem, affected: firms[problem] ?? [],
          actions: (actions[problem] ?? [:]).sorted { $0.key < $1.key }
            .map { Action(measure: $0.key, firms: $0.value) })
      }
      let measures = Set(problems.flatMap { $0.actions.map(\.measure) })
      acting.formUnion(measures)
      let resources = book.resources.indices.filter {
        segmentsOfResource[$0].contains(segment.segment)
      }
      return SegmentSupport(
        segment: segment.segment, problems: problems, resources: resources,
        actors: actors.filter { $0.segments.contains(segment.segment) }.map(\.actor),
        programmes: Set(measures.compactMap { book.measures[$0].programme.index }).sorted(),
        lacking: InfrastructureKind.allCases.filter { kind in
          offered.contains(kind) && !resources.contains { book.resources[$0].kind == kind }
        })
    }
    measures = acting.sorted()
  }

  private static func support(
    ofActor actor: Int, _ own: [Int], _ mention: SegmentMention, in book: ChainBook
  ) -> ActorSupport {
    var (measures, problems, segments, others): (Set<Int>, Set<Int>, Set<Int>, [TextID]) =
      ([], [], [], [])
    for id in book.text.handles(book.actors[actor].supports) {
      let text = TextFolding.foldedName(book.text[id])
      func isMeant(_ names: [TextID]) -> Bool {
        names.contains { TextFolding.foldedName(book.text[$0]) == text }
      }
      let measure = book.measures.indices.filter {
        isMeant([book.measures[$0].id, book.measures[$0].name])
      }
      let problem = book.problems.indices.filter {
        isMeant([book.problems[$0].id, book.problems[$0].name])
      }
      let segment = own.filter { mention.means(text, $0) }
      measures.formUnion(measure)
      problems.formUnion(problem)
      segments.formUnion(segment)
      if measure.isEmpty, problem.isEmpty, segment.isEmpty { others.append(id) }
    }
    return ActorSupport(
      actor: actor, measures: measures.sorted(), problems: problems.sorted(),
      segments: segments.sorted(), others: others)
  }
}
