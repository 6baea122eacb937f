import CZip

/// The entries of a workbook's ZIP container, by name.
struct Container: Sendable {
  /// Where a part lies.
  private struct Place: Sendable {
    var index: UInt64
    /// Whether another entry has the same name.
    var isRepeated = false
  }

  let file: FileBytes
  let limits: WorkbookLimits
  /// By name in lower case: part names don't tell case apart (ECMA-376 part 2, part names).
  private var places: [String: Place] = [:]

  /// Reads the directory of the container.
  ///
  /// - Complexity: O(entries).
  init(_ file: FileBytes, limits: WorkbookLimits) throws(WorkbookError) {
    self.file = file
    self.limits = limits
    // Before libzip reads the directory: its table of names is quadratic for hostile names.
    guard Self.declaredEntries(file.bytes) <= limits.entries else {
      throw .limitExceeded(.entries, part: nil)
    }
    let archive = try Archive(file)
    let count = czip_archive_count(archive.handle)
    guard count <= UInt64(limits.entries) else {
      throw .limitExceeded(.entries, part: nil)
    }
    places.reserveCapacity(Int(count))
    for index in 0..<count {
      var stat = czip_stat()
      guard czip_archive_stat(archive.handle, index, &stat), let name = stat.name else { continue }
      let key = Self.key(String(cString: name))
      if places[key] == nil {
        places[key] = Place(index: index)
      } else {
        places[key]?.isRepeated = true
      }
    }
  }

  /// Whether there is a part of the name.
  func contains(_ part: String) -> Bool {
    places[Self.key(part)] != nil
  }

  /// Opens a part.
  ///
  /// - Parameters:
  ///   - part: Its name.
  ///   - limit: The greatest inflated size in bytes, where it is below the limit of every part.
  /// - Returns: Its inflated bytes.
  /// - Throws: ``WorkbookError``.
  func open(_ part: String, limit: Int = .max) throws(WorkbookError) -> PartStream {
    guard let place = places[Self.key(part)] else { throw .missingPart(part: part) }
    if place.isRepeated { throw .duplicateEntry(part: part) }
    return try PartStream(
      archive: Archive(file), index: place.index, part: part, limits: limits, limit: limit)
  }

  /// Some programs write `\` for `/`, and a `/` in front.
  private static func key(_ name: String) -> String {
    let path = String(name.map { $0 == "\\" ? "/" : $0 }).lowercased()
    return path.hasPrefix("/") ? String(path.dropFirst()) : path
  }

  /// The greatest number of entries that a plausible end record declares.
  ///
  /// APPNOTE.TXT 4.3.16 (end of central directory), 4.3.14 and 4.3.15 (ZIP64).
  private static func declaredEntries(_ bytes: UnsafeRawBufferPointer) -> Int {
    var greatest = 0
    var at = bytes.count - 22
    // The record ends the file, but for a comment of up to 65,535 bytes.
    while at >= max(0, bytes.count - 22 - 65_535) {
      defer { at -= 1 }
      guard bytes[at] == 0x50, bytes[at + 1] == 0x4B, bytes[at + 2] == 0x05, bytes[at + 3] == 0x06
      else { continue }
      greatest = max(greatest, Int(number(bytes, at + 10, size: 2)))
      let locator = at - 20
      guard locator >= 0, number(bytes, locator, size: 4) == 0x0706_4B50 else { continue }
      let record = number(bytes, locator + 8, size: 8)
      guard bytes.count >= 56, record <= UInt64(bytes.count - 56) else { continue }
      guard number(bytes, Int(record), size: 4) == 0x0606_4B50 else { continue }
      let entries = number(bytes, Int(record) + 32, size: 8)
      greatest = max(greatest, Int(min(entries, UInt64(Int.max))))
    }
    return greatest
  }

  /// A little-endian number.
  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ at: Int, size: Int
  ) -> UInt64 {
    var number: UInt64 = 0
    for offset in (0..<size).reversed() { number = number << 8 | UInt64(bytes[at + offset]) }
    return number
  }
}

/// An open archive; each part has its own, so that parts can be read at once.
struct Archive: ~Copyable {
  let handle: OpaquePointer
  /// Keeps the bytes that the archive refers to.
  let file: FileBytes

  init(_ file: FileBytes) throws(WorkbookError) {
    var status = czip_status.ok
    guard
      let handle = czip_archive_open(file.bytes.baseAddress, file.bytes.count, &status)
    else { throw WorkbookError(status, part: nil) }
    self.handle = handle
    self.file = file
  }

  deinit {
    czip_archive_close(handle)
  }
}

extension WorkbookError {
  init(_ status: czip_status, part: String?) {
    switch status {
    case .ok, .damaged: self = .damaged(part: part)
    case .encrypted: self = .encrypted
    case .unsupported: self = .unsupportedCompression(part: part ?? "ZIP")
    case .memory: self = .outOfMemory
    }
  }
}
