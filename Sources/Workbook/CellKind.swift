/// What a cell holds.
package enum CellKind: UInt8, Sendable, CaseIterable {
  /// A formula without a cached value. Other cells without a value aren't delivered.
  case blank
  /// A number.
  case number
  /// A number shown as a percentage: 0.35 is shown as 35 %.
  case percentage
  /// A serial number shown as a date, with a time of day or without.
  case date
  /// A serial number shown as a time of day or a duration, in days.
  case time
  /// A date in ISO 8601 form, as text (rare: cells of type `d`).
  case isoDate
  /// Text.
  case string
  /// `1` or `0`.
  case boolean
  /// An error such as `#N/A`.
  case error
}
