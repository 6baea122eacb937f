/// A library of common quality problems of small manufacturing firms, to start a book with.
///
/// For books without a 质量问题 table of their own, and to copy into one: names and wordings as
/// inspectors of market regulation write them, after the clauses of GB/T 19001-2016 and what
/// diagnoses of small firms find on site. Every synonym says by itself which problem is meant, and
/// none belongs to two problems, so that a description equal to one is that problem. What a book
/// can compute from its certificates (证书过期, 应证未证) is left out.
///
/// Codes are stable: entries may be added at the end, never renumbered.
public enum StarterLibrary {
  /// A problem of the library.
  public struct Entry: Sendable, Hashable {
    /// The code (问题编号).
    public let id: String
    /// The name (问题名称).
    public let name: String
    /// Other wordings that mean the same (同义表述).
    public let synonyms: [String]
    /// How it shows (表现).
    public let manifestation: String
    /// The chain-level aspect (方面).
    public let aspect: ProblemAspect
    /// The firm-level dimension (维度).
    public let dimension: ProblemDimension
    /// The cause by 人机料法环测 (成因).
    public let cause: ProblemCause
    /// How severe it is as a rule (严重程度).
    public let severity: Severity
    /// Hard point, pain point or blocking point (标签), where that is plain.
    public let pain: PainKind?

    init(
      _ id: String, _ name: String, _ synonyms: [String], shows manifestation: String,
      _ aspect: ProblemAspect, _ dimension: ProblemDimension, _ cause: ProblemCause,
      _ severity: Severity, _ pain: PainKind? = nil
    ) {
      self.id = id
      self.name = name
      self.synonyms = synonyms
      self.manifestation = manifestation
      self.aspect = aspect
      self.dimension = dimension
      self.cause = cause
      self.severity = severity
      self.pain = pain
    }
  }

  /// The problems, by code.
  public static let problems: [Entry] =
    managementProblems + technologyProblems + productProblems + peopleProblems

  /// The problem whose name or synonym a text is.
  ///
  /// - Parameter wording: A description; width, spaces and invisible characters do not matter.
  /// - Returns: The problem; nil where the text equals no name and no synonym.
  public static func problem(named wording: String) -> Entry? {
    place(named: wording).map { problems[$0] }
  }

  /// The place in ``problems`` of the problem whose name or synonym a text is.
  package static func place(named wording: String) -> Int? {
    position[TextFolding.foldedName(wording)]
  }

  private static let position: [String: Int] = {
    var position: [String: Int] = [:]
    for (index, problem) in problems.enumerated() {
      for wording in [problem.name] + problem.synonyms {
        position[TextFolding.foldedName(wording)] = index
      }
    }
    return position
  }()
}
