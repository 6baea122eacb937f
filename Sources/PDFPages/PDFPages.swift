import CQPDF
public import Foundation

/// Joins PDF files of single pages, as Graphviz writes them, into one file.
public enum PDFPages {
  /// A file that is no PDF, or memory that ran out.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the library says is wrong.
    public let description: String
  }

  /// Every page of some files in one file, in their order; the same files give the same bytes.
  ///
  /// - Parameter files: The files' bytes.
  /// - Returns: The file's bytes; a single file is returned as it is.
  /// - Throws: ``Failure`` where a file is no PDF with pages, or none is given.
  /// - Complexity: O(bytes) in time and space.
  public static func joined(_ files: [Data]) throws(Failure) -> Data {
    guard let first = files.first else { throw Failure(description: "no page to write") }
    if files.count == 1 { return first }
    // The library reads the files where they lie while it writes, so that one block holds them all
    // and its address is good for the whole call.
    var block: [UInt8] = []
    block.reserveCapacity(files.reduce(0) { $0 + $1.count })
    var starts: [Int] = []
    for file in files {
      starts.append(block.count)
      block.append(contentsOf: file)
    }
    let counts = files.map(\.count)
    let result = block.withUnsafeBytes { bytes -> cqpdf_result in
      let pointers = starts.map { start in bytes.baseAddress.map { $0 + start } }
      return cqpdf_join(pointers, counts, files.count)
    }
    defer {
      cqpdf_free(result.bytes)
      cqpdf_free(result.message)
    }
    guard let bytes = result.bytes else {
      throw Failure(
        description: result.message.map { String(cString: $0) } ?? "the pages cannot be joined")
    }
    return Data(bytes: bytes, count: result.count)
  }
}
