/// A number as it was read.
package struct DecimalReading: Equatable, Sendable {
  /// The double nearest to the number, ties to even.
  package let value: Double
  /// Whether a `%` followed.
  package let isPercent: Bool

  package init(value: Double, isPercent: Bool) {
    self.value = value
    self.isPercent = isPercent
  }
}
