public import ChainModel

/// A class of quality problems: a dimension (维度) or an aspect (方面).
public enum ProblemClass: Sendable, Hashable {
  /// A dimension of problems at a firm.
  case dimension(ProblemDimension)
  /// An aspect of problems of a chain.
  case aspect(ProblemAspect)

  /// Every class, dimensions first.
  public static let all: [ProblemClass] =
    ProblemDimension.allCases.map(ProblemClass.dimension)
    + ProblemAspect.allCases.map(ProblemClass.aspect)

  /// Whether a problem is of the class.
  public func contains(_ problem: Problem) -> Bool {
    switch self {
    case .dimension(let dimension): problem.dimension == dimension
    case .aspect(let aspect): problem.aspect == aspect
    }
  }

  /// A key that stays the same in every language: `dimension:` or `aspect:` and the English name.
  public var key: String {
    switch self {
    case .dimension(let dimension): "dimension:" + dimension.english
    case .aspect(let aspect): "aspect:" + aspect.english
    }
  }

  /// The name in both languages, with the kind of class, as both kinds have a 质量管理.
  public var name: Bilingual {
    switch self {
    case .dimension(let dimension):
      Bilingual("\(dimension.chinese)（维度）", "\(dimension.english) (dimension)")
    case .aspect(let aspect):
      Bilingual("\(aspect.chinese)（方面）", "\(aspect.english) (aspect)")
    }
  }
}
