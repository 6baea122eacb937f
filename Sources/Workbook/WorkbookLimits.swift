/// The sizes beyond which a workbook counts as hostile, which bound the memory and time of reading.
///
/// Sizes are those met while reading: what the container says of itself is never trusted.
package struct WorkbookLimits: Equatable, Sendable {
  /// The greatest size of the file in bytes; the file is held in memory.
  package let fileBytes: Int
  /// The greatest number of entries in the container.
  package let entries: Int
  /// The greatest inflated size of a part in bytes.
  package let partBytes: Int
  /// The greatest inflated size of a part, divided by its compressed size.
  package let inflationRatio: Int
  /// The inflated size in bytes up to which ``inflationRatio`` isn't looked at.
  package let inflationFloor: Int
  /// The greatest number of shared strings.
  package let strings: Int
  /// The greatest size of all shared strings in bytes of UTF-8, at most 2 GiB.
  package let stringBytes: Int
  /// The greatest length of a cell's value in bytes of UTF-8.
  package let cellBytes: Int
  /// The greatest length of a row's values in bytes of UTF-8, at most 1 GiB.
  package let rowBytes: Int
  /// The greatest number of merged regions in a sheet.
  package let mergedRegions: Int

  /// Makes limits.
  ///
  /// Deflate reaches 1,032 : 1, a sheet of a million empty styled rows was measured at 14 : 1.
  ///
  /// - Parameters:
  ///   - fileBytes: The greatest size of the file in bytes.
  ///   - entries: The greatest number of entries in the container.
  ///   - partBytes: The greatest inflated size of a part in bytes.
  ///   - inflationRatio: The greatest inflated size divided by the compressed size.
  ///   - inflationFloor: The inflated size in bytes up to which the ratio isn't looked at.
  ///   - strings: The greatest number of shared strings.
  ///   - stringBytes: The greatest size of all shared strings in bytes.
  ///   - cellBytes: The greatest length of a cell's value in bytes.
  ///   - rowBytes: The greatest length of a row's values in bytes.
  ///   - mergedRegions: The greatest number of merged regions in a sheet.
  package init(
    fileBytes: Int = 512 << 20, entries: Int = 10_000, partBytes: Int = 2 << 30,
    inflationRatio: Int = 150, inflationFloor: Int = 32 << 20, strings: Int = 16_000_000,
    stringBytes: Int = 256 << 20, cellBytes: Int = 1 << 20, rowBytes: Int = 64 << 20,
    mergedRegions: Int = 262_144
  ) {
    self.fileBytes = fileBytes
    self.entries = entries
    self.partBytes = partBytes
    self.inflationRatio = inflationRatio
    self.inflationFloor = inflationFloor
    self.strings = strings
    // Offsets are 32-bit numbers.
    self.stringBytes = min(stringBytes, 2 << 30)
    self.cellBytes = min(cellBytes, 1 << 30)
    self.rowBytes = min(max(1, rowBytes), 1 << 30)
    self.mergedRegions = mergedRegions
  }
}
