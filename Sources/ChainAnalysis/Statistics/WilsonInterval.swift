extension ShareBounds {
  /// The normal quantile of a 95 % interval.
  public static let normalQuantile = 1.959963984540054

  /// The 95 % Wilson score interval of a share.
  ///
  /// - Parameters:
  ///   - affected: Firms that have the problem, k.
  ///   - inspected: Firms inspected, n ≥ 1.
  /// - Returns: The interval.
  /// - SeeAlso: E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical
  ///   Inference*, JASA 22 (1927), doi:10.1080/01621459.1927.10502953.
  public static func wilson(affected: Int, inspected: Int) -> ShareBounds {
    precondition(inspected > 0 && 0 <= affected && affected <= inspected, "no such inspection")
    let n = Double(inspected)
    let share = Double(affected) / n
    let square = normalQuantile * normalQuantile
    let center = (share + square / (2 * n)) / (1 + square / n)
    let half =
      normalQuantile / (1 + square / n)
      * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    return ShareBounds(
      lower: affected == 0 ? 0 : max(0, center - half),
      upper: affected == inspected ? 1 : min(1, center + half))
  }
}
