import ChainAnalysis

extension BottleneckPositions.Position {
  /// Why the firm bears ◆.
  var reasons: Set<BottleneckMarks.Reason> {
    var reasons = Set<BottleneckMarks.Reason>()
    if !onEveryRouteTo.isEmpty { reasons.insert(.onEveryRoute) }
    if !losses.isEmpty { reasons.insert(.greatLoss) }
    if !onlyFirmOf.isEmpty { reasons.insert(.onlyProvider) }
    return reasons
  }
}

extension BottleneckPositions {
  /// Why those of some rows' firms that bear ◆ do.
  func reasons(ofFirms rows: [FirmRow]) -> Set<BottleneckMarks.Reason> {
    Set(
      rows.filter(\.isBottleneck).compactMap(\.firm).flatMap { position(ofFirm: $0)?.reasons ?? [] }
    )
  }

  /// The firms that bear ◆.
  var firms: Set<Int> { Set(positions.map(\.firm)) }
}
