import CZip

/// The inflated bytes of a part, a piece at a time and within the limits.
struct PartStream: ~Copyable {
  let part: String
  private let archive: Archive
  private let entry: OpaquePointer
  private let limit: Int
  private let inflationLimit: Int
  /// The inflated bytes so far.
  private var count = 0
  private var rowFilter: RowFilter?

  init(
    archive: consuming Archive, index: UInt64, part: String, limits: WorkbookLimits, limit: Int
  ) throws(WorkbookError) {
    var stat = czip_stat()
    guard czip_archive_stat(archive.handle, index, &stat) else { throw .damaged(part: part) }
    var status = czip_status.ok
    guard let entry = czip_entry_open(archive.handle, index, &status) else {
      throw WorkbookError(status, part: part)
    }
    // The compressed size is what the directory says, but never beyond the file.
    let compressed = Int(min(stat.compressed_size, UInt64(archive.file.bytes.count)))
    let (inflated, overflows) = compressed.multipliedReportingOverflow(by: limits.inflationRatio)
    inflationLimit = max(limits.inflationFloor, overflows ? .max : inflated)
    self.limit = min(limits.partBytes, limit)
    self.part = part
    self.entry = entry
    self.archive = archive
  }

  deinit {
    czip_entry_close(entry)
  }

  /// The same stream, from which the rows of a worksheet are left out.
  consuming func withoutRows() -> PartStream {
    rowFilter = RowFilter()
    return self
  }

  /// Reads at most `capacity` bytes and returns how many; 0 is the end, with a right checksum.
  mutating func read(
    into target: UnsafeMutableRawPointer, capacity: Int
  ) throws(WorkbookError) -> Int {
    guard var filter = rowFilter else { return try inflate(into: target, capacity: capacity) }
    defer { rowFilter = filter }
    while true {
      let kept = filter.restore(to: target)
      let taken = try inflate(into: target + kept, capacity: capacity - kept)
      let count = filter.filter(
        UnsafeMutableRawBufferPointer(start: target, count: kept + taken), isFinal: taken == 0)
      if count > 0 || taken == 0 { return count }
    }
  }

  private mutating func inflate(
    into target: UnsafeMutableRawPointer, capacity: Int
  ) throws(WorkbookError) -> Int {
    var status = czip_status.ok
    let taken = czip_entry_read(entry, target, capacity, &status)
    guard taken >= 0 else { throw WorkbookError(status, part: part) }
    count += Int(taken)
    if count > limit { throw .limitExceeded(.partBytes, part: part) }
    if count > inflationLimit { throw .limitExceeded(.inflationRatio, part: part) }
    return Int(taken)
  }

  /// Reads the whole part.
  mutating func readAll() throws(WorkbookError) -> [UInt8] {
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    defer { piece.deallocate() }
    guard let base = piece.baseAddress else { return [] }
    while true {
      let taken = try read(into: base, capacity: piece.count)
      if taken == 0 { return bytes }
      bytes.append(contentsOf: piece[..<taken])
    }
  }
}
