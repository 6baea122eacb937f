/// Control of the false discovery rate over a family of tests.
///
/// - SeeAlso: Y. Benjamini, Y. Hochberg, *Controlling the False Discovery Rate*, JRSS B 57 (1995),
///   doi:10.1111/j.2517-6161.1995.tb02031.x.
public enum BenjaminiHochberg {
  /// The q-value of each test: the least rate at which it counts as a discovery.
  ///
  /// Equal p-values get equal q-values.
  ///
  /// - Parameters:
  ///   - p: The p-values.
  ///   - familySize: The number of tests of the family; those without a p-value count with p = 1.
  ///     By default no other tests were made.
  /// - Returns: The q-values, in the order of `p`.
  /// - Complexity: O(n log n) in time, O(n) in space, whatever the family.
  public static func adjusted(_ p: [Double], familySize: Int? = nil) -> [Double] {
    let size = Double(max(p.count, familySize ?? 0))
    let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    var q = [Double](repeating: 1, count: p.count)
    var least = 1.0
    for (rank, index) in order.enumerated().reversed() {
      least = min(least, p[index] * size / Double(rank + 1))
      q[index] = least
    }
    return q
  }
}
