public import ChainModel

/// Which problems each firm was inspected for, by the assessments (诊断记录) up to a day.
///
/// 已诊断无问题 and 未诊断 are different things: only a firm whose assessment covered a problem counts in
/// its share. A book without assessments is assumed to have inspected every firm in a segment that
/// has a finding (in a book without segments, every firm once there is a finding).
public struct InspectionCoverage: Sendable {
  /// Which assessments count.
  public enum Choice: Sendable, Hashable {
    /// Those that can stand for their group: all but the targeted ones (定向), which inflate shares;
    /// the targeted ones too where the book has no others.
    case representative
    /// All.
    case all
  }

  /// Assessments by how the firm was chosen (检查方式).
  public struct Methods: Sendable, Hashable {
    /// 随机.
    public var random = 0
    /// 定向.
    public var targeted = 0
    /// Not stated.
    public var unstated = 0
  }

  /// The day.
  public let asOf: CalendarDate
  /// Whether the book has no assessments.
  public let isAssumed: Bool
  /// Assessments up to the day, by method.
  public let methods: Methods
  /// Whether shares rest on targeted assessments.
  public let usesTargeted: Bool
  /// Assessments that do not state their content (检查内容) and count as 全部.
  public let withoutScope: Int
  /// Words of 检查内容 that are no problem, dimension or 全部, and cover nothing; in order.
  public let unrecognisedScopes: [String]

  private static let everything: UInt8 = 0x80

  /// By firm: a bit for each dimension covered, and one for everything.
  private let dimensions: [UInt8]
  /// By problem: the bits that cover it.
  private let coveredBy: [UInt8]
  /// By firm: problems covered by name, ascending, and not by dimension.
  private let offsets: [Int32]
  private let named: [Int32]

  /// Reads every assessment once.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - asOf: The day.
  ///   - choice: Which assessments count.
  /// - Complexity: O(firms + problems + assessments) in time and space.
  public init(_ book: ChainBook, asOf: CalendarDate, choice: Choice = .representative) {
    self.asOf = asOf
    isAssumed = book.assessments.isEmpty
    let coveredBy = book.problems.map { Self.everything | Self.bit($0.dimension) }
    self.coveredBy = coveredBy
    var methods = Methods()
    for assessment in book.assessments where Self.counts(assessment, at: asOf) {
      switch assessment.method {
      case .random: methods.random += 1
      case .targeted: methods.targeted += 1
      case nil: methods.unstated += 1
      }
    }
    self.methods = methods
    let isRepresentative = choice == .representative && methods.random + methods.unstated > 0
    usesTargeted = methods.targeted > 0 && !isRepresentative
    if isAssumed {
      dimensions = Self.assumed(book, asOf: asOf)
      offsets = [Int32](repeating: 0, count: book.firms.count + 1)
      named = []
      withoutScope = 0
      unrecognisedScopes = []
      return
    }
    let meanings = ScopeMeanings(book)
    var dimensions = [UInt8](repeating: 0, count: book.firms.count)
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(book.firms.count + 1)
    var named: [Int32] = []
    var withoutScope = 0
    var unrecognised = Set<TextID>()
    for firm in book.firms.indices {
      var problems: [Int32] = []
      for position in book.assessmentsOfFirm[firm] {
        let assessment = book.assessments[position]
        guard Self.counts(assessment, at: asOf) else { continue }
        if isRepresentative, assessment.method == .targeted { continue }
        if assessment.scope.isEmpty {
          withoutScope += 1
          dimensions[firm] |= Self.everything
        }
        for word in book.text.handles(assessment.scope) {
          switch meanings[word] {
          case .everything: dimensions[firm] |= Self.everything
          case .dimension(let dimension): dimensions[firm] |= Self.bit(dimension)
          case .problems(let found): problems += found
          case nil: unrecognised.insert(word)
          }
        }
      }
      let covered = dimensions[firm]
      problems.removeAll { coveredBy[Int($0)] & covered != 0 }
      for problem in problems.sorted()
      where named.count == Int(offsets[firm]) || named.last != problem { named.append(problem) }
      offsets.append(Int32(named.count))
    }
    self.dimensions = dimensions
    self.offsets = offsets
    self.named = named
    self.withoutScope = withoutScope
    unrecognisedScopes = unrecognised.map { book.text[$0] }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// Whether a firm's inspection covered a problem: by its code or name, its dimension, 全部, or by
  /// saying nothing of its content.
  ///
  /// - Parameters:
  ///   - problem: The problem's position in the library.
  ///   - firm: The firm's position.
  /// - Returns: Whether it did.
  /// - Complexity: O(log problems named for the firm).
  public func covers(_ problem: Int, firm: Int) -> Bool {
    if dimensions[firm] & coveredBy[problem] != 0 { return true }
    var (low, high) = (Int(offsets[firm]), Int(offsets[firm + 1]))
    while low < high {
      let middle = (low + high) / 2
      if Int(named[middle]) < problem { low = middle + 1 } else { high = middle }
    }
    return low < Int(offsets[firm + 1]) && Int(named[low]) == problem
  }

  // MARK: - For counting by group

  /// The problems of the library, by position.
  var problemIndices: Range<Int> { coveredBy.indices }

  /// The classes of problems that the same inspections cover, apart from problems named singly: one
  /// for each dimension, the last for problems without one.
  static let classCount = ProblemDimension.allCases.count + 1

  /// The class of a problem.
  func problemClass(of problem: Int) -> Int {
    coveredBy[problem] == Self.everything
      ? Self.classCount - 1 : Int(coveredBy[problem] & ~Self.everything).trailingZeroBitCount
  }

  /// Whether a firm's inspection covered the problems of a class.
  func covers(class problemClass: Int, firm: Int) -> Bool {
    let bit: UInt8 = problemClass < Self.classCount - 1 ? 1 << UInt8(problemClass) : 0
    return dimensions[firm] & (Self.everything | bit) != 0
  }

  /// The problems covered by name at a firm, and not with their class.
  func namedProblems(ofFirm firm: Int) -> ArraySlice<Int32> {
    named[Int(offsets[firm])..<Int(offsets[firm + 1])]
  }

  // MARK: - Reading

  private static func bit(_ dimension: ProblemDimension?) -> UInt8 {
    dimension.map { 1 << $0.rawValue } ?? 0
  }

  private static func counts(_ assessment: Assessment, at day: CalendarDate) -> Bool {
    assessment.date.date.map { $0 <= day } ?? true
  }

  /// Every firm in a segment that has a finding by then.
  private static func assumed(_ book: ChainBook, asOf: CalendarDate) -> [UInt8] {
    var covered = [UInt8](repeating: 0, count: book.firms.count)
    var hasFinding = [Bool](repeating: false, count: book.segments.count)
    var isAny = false
    for finding in book.findings {
      if let found = finding.foundOn.date, found > asOf { continue }
      guard let firm = finding.firm.index else { continue }
      isAny = true
      for member in book.membershipsOfFirm[firm] {
        if let segment = book.members[member].segment.index { hasFinding[segment] = true }
      }
    }
    for firm in book.firms.indices {
      let isCovered =
        book.members.isEmpty
        ? isAny
        : book.membershipsOfFirm[firm].contains { member in
          book.members[member].segment.index.map { hasFinding[$0] } ?? false
        }
      if isCovered { covered[firm] = everything }
    }
    return covered
  }
}

/// What the words of 检查内容 mean, each worked out once.
private struct ScopeMeanings {
  enum Meaning {
    case everything
    case dimension(ProblemDimension)
    case problems([Int32])
  }

  private var meanings: [TextID: Meaning] = [:]

  private static let everything: Set<String> = ["全部", "全部内容", "全面", "全项", "all"]

  /// - Complexity: O(assessments + problems and their synonyms).
  init(_ book: ChainBook) {
    var words = Set<TextID>()
    for assessment in book.assessments { words.formUnion(book.text.handles(assessment.scope)) }
    var problems: [TextID: [Int32]] = [:]
    for (position, problem) in book.problems.enumerated() {
      for name in [problem.id, problem.name] + book.text.handles(problem.synonyms)
      where words.contains(name) { problems[name, default: []].append(Int32(position)) }
    }
    for word in words {
      let text = book.text[word]
      if Self.everything.contains(TextFolding.key(text)) {
        meanings[word] = .everything
      } else if let found = problems[word] {
        meanings[word] = .problems(found)
      } else if let dimension = ProblemDimension.parse(text) {
        meanings[word] = .dimension(dimension)
      }
    }
  }

  subscript(word: TextID) -> Meaning? { meanings[word] }
}
