/// From when on a problem counts as common, and as characteristic of a group.
public struct CommonnessThresholds: Sendable, Hashable {
  /// The share that the lower bound of a common problem reaches and the upper bound of an
  /// individual one does not.
  public var share = 0.2
  /// The least number of affected firms of a common problem.
  public var leastAffected = 3
  /// The least number of inspected firms of a common problem; smaller groups are no sample of
  /// themselves.
  public var leastAssessed = 5
  /// How many times the share of the whole a characteristic problem's share is at least.
  public var lift = 1.5
  /// The greatest false discovery rate of a characteristic problem.
  public var q = 0.05

  /// The thresholds of the method: 20 %, 3 affected of 5 inspected, lift 1.5, q 0.05.
  public init() {}
}
