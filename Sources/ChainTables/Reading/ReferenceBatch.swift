import ChainModel

/// Names of other tables' rows, gathered over some rows and then looked up together.
///
/// A supply names two firms out of a million, and finding each is waiting for memory; together the
/// waiting times overlap.
struct ReferenceBatch {
  private static let limit = 64

  private struct Place {
    var slot: FieldSlot
    var row: Int
  }

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var places: [Place] = []

  /// Whether it is time to look the names up.
  var isFull: Bool { places.count >= Self.limit }

  /// Adds the name in a cell.
  ///
  /// - Parameters:
  ///   - cell: The name, which is copied.
  ///   - slot: Where its handle belongs in the row.
  ///   - row: The row's position in its table.
  mutating func add(_ cell: UnsafeRawBufferPointer, _ slot: FieldSlot, row: Int) {
    bytes.append(contentsOf: cell)
    ends.append(bytes.count)
    places.append(Place(slot: slot, row: row))
  }

  /// Looks the names up, stores their handles in the rows, and forgets them.
  mutating func fill<Row>(_ rows: inout [Row], _ pool: inout TextPool) {
    bytes.withUnsafeBytes { bytes in
      pool.internAll(bytes, ends: ends) { position, text in
        places[position].slot.store(text, in: &rows[places[position].row])
      }
    }
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }
}
