/// A lower and an upper bound of a share, fractions of 1.
public struct ShareBounds: Sendable, Hashable {
  /// The lower bound.
  public let lower: Double
  /// The upper bound.
  public let upper: Double

  /// Bounds as given.
  ///
  /// - Parameters:
  ///   - lower: The lower bound.
  ///   - upper: The upper bound.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}
