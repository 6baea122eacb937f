/// A number that a cell may leave blank, in eight bytes.
///
/// Swift's `Double?` takes sixteen, which a table of millions of rows feels.
public struct OptionalDouble: Hashable, Sendable {
  private var raw: Double

  /// A number, or a blank.
  ///
  /// - Parameter value: The number, finite; nil for a blank.
  public init(_ value: Double?) {
    raw = value ?? .nan
  }

  /// The blank.
  public static let missing = OptionalDouble(nil)

  /// The number, or nil where the cell was blank.
  public var value: Double? { raw.isNaN ? nil : raw }

  /// Whether two cells hold the same number or are both blank.
  public static func == (left: OptionalDouble, right: OptionalDouble) -> Bool {
    left.value == right.value
  }

  /// Hashes the number; all blanks hash alike.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}

/// A date that a cell may leave blank or call unlimited (长期), in four bytes.
public struct OptionalDate: Hashable, Sendable {
  private var day: Int32

  private static let blankDay = Int32.min
  private static let unlimitedDay = Int32.max

  /// A date, or a blank.
  ///
  /// - Parameter date: The date; nil for a blank.
  public init(_ date: CalendarDate?) {
    day = date.map { Int32(clamping: $0.dayNumber) } ?? Self.blankDay
  }

  /// The blank.
  public static let missing = OptionalDate(nil)

  /// Without end (长期).
  public static let unlimited: OptionalDate = {
    var date = OptionalDate(nil)
    date.day = unlimitedDay
    return date
  }()

  /// Whether the cell was blank.
  public var isMissing: Bool { day == Self.blankDay }

  /// Whether the cell said that there is no end.
  public var isUnlimited: Bool { day == Self.unlimitedDay }

  /// The date, or nil where the cell was blank or unlimited.
  public var date: CalendarDate? {
    isMissing || isUnlimited ? nil : CalendarDate(dayNumber: Int(day))
  }

  /// Whether this date is later than another; a blank is earlier than every date.
  package func isLater(than other: OptionalDate) -> Bool { day > other.day }
}
