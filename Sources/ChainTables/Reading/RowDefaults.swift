import ChainModel

/// What captions of a sheet say of all its rows; a row's own cell comes first.
struct RowDefaults {
  /// Who handed the sheet in.
  var reporter = TextID.empty
  /// When the sheet was handed in.
  var reportedOn = OptionalDate.missing
  /// The region of rows that name none.
  var region = TextID.empty
  /// The chain of rows that name none.
  var chain = TextID.empty
  /// How numbers that stand for days count them.
  var serials = CalendarDate.SerialSystem.excel1900
}
