/// An amount of money to the fen, so that sums and comparisons with a budget are exact in any order.
public struct Amount: Hashable, Comparable, Sendable {
  /// Hundredths of a yuan.
  public let fen: Int64

  /// An amount in fen.
  public init(fen: Int64) {
    self.fen = fen
  }

  /// The nearest amount to a number of 万元; beyond 9·10¹² it stays there.
  public init(tenThousandYuan: Double) {
    fen = Int64(exactly: (tenThousandYuan * 1e6).rounded()) ?? (tenThousandYuan < 0 ? .min : .max)
  }

  /// Nothing.
  public static let zero = Amount(fen: 0)

  /// The amount in 万元.
  public var tenThousandYuan: Double { Double(fen) / 1e6 }

  /// Orders by size.
  public static func < (left: Amount, right: Amount) -> Bool { left.fen < right.fen }

  /// The sum; beyond what fits it stays there.
  public static func + (left: Amount, right: Amount) -> Amount {
    let (sum, overflow) = left.fen.addingReportingOverflow(right.fen)
    return Amount(fen: overflow ? (left.fen < 0 ? .min : .max) : sum)
  }

  /// The difference; beyond what fits it stays there.
  public static func - (left: Amount, right: Amount) -> Amount {
    let (difference, overflow) = left.fen.subtractingReportingOverflow(right.fen)
    return Amount(fen: overflow ? (left.fen < 0 ? .min : .max) : difference)
  }

  /// Adds to an amount.
  public static func += (left: inout Amount, right: Amount) { left = left + right }

  /// A number of times an amount; beyond what fits it stays there.
  public static func * (count: Int, amount: Amount) -> Amount {
    let (product, overflow) = amount.fen.multipliedReportingOverflow(by: Int64(count))
    return Amount(fen: overflow ? ((amount.fen < 0) != (count < 0) ? .min : .max) : product)
  }
}
