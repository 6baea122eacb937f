import CExpat

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The texts that cells refer to by number, one after another in one block of memory.
final class SharedStrings: Sendable {
  // Unsafe by measurement: looked up for each cell of text. Both blocks are owned by this value,
  // written before it exists, and freed in `deinit`.
  /// UTF-8 of all texts.
  nonisolated(unsafe) let bytes: UnsafeMutablePointer<UInt8>?
  /// Where each text begins; the last entry is the end of all.
  nonisolated(unsafe) let offsets: UnsafeMutablePointer<UInt32>?
  let count: Int

  /// No texts.
  init() {
    bytes = nil
    offsets = nil
    count = 0
  }

  private static let markup = Markup(
    root: .sst, [.both(.item), .text(.text), .skipped(.phoneticRun)])

  /// Reads a part of shared strings: the runs of rich text are joined, phonetic ones left out.
  ///
  /// - Complexity: O(bytes of the part) in time; O(bytes of the texts) in space.
  init(_ stream: consuming PartStream, limits: WorkbookLimits) throws(WorkbookError) {
    var reader = try PartReader(stream, Self.markup)
    var texts = GrowingBlock<UInt8>()
    var ends = GrowingBlock<UInt32>()
    var isInItem = false
    try ends.append(0)
    while let event = try reader.next() {
      switch event.kind {
      case .start:
        isInItem = reader.element(of: event) == .item
      case .text:
        guard isInItem else { continue }
        let text = reader.bytes(of: event)
        guard texts.count + text.count <= limits.stringBytes else {
          throw .limitExceeded(.stringBytes, part: reader.part)
        }
        try texts.append(text)
      case .end:
        let start = Int(ends.last)
        if let base = texts.base, texts.count > start {
          texts.count =
            start + EscapedText.resolve(base + start, count: texts.count - start)
        }
        guard ends.count <= limits.strings else {
          throw .limitExceeded(.strings, part: reader.part)
        }
        try ends.append(UInt32(texts.count))
        isInItem = false
      case .attribute:
        continue
      }
    }
    count = ends.count - 1
    bytes = texts.release()
    offsets = ends.release()
  }

  deinit {
    free(bytes)
    free(offsets)
  }
}

/// A block of memory that grows without being copied where the system can move its pages.
///
/// An array of 100 MB would be copied at each growth, and be there twice meanwhile.
private struct GrowingBlock<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>?
  var count = 0
  private var capacity = 0

  deinit {
    free(base)
  }

  /// Gives the memory away.
  consuming func release() -> UnsafeMutablePointer<Element>? {
    let released = base
    base = nil
    return released
  }

  /// The last element; the block must not be empty.
  var last: Element {
    guard let base else { preconditionFailure("an empty block has no last element") }
    return base[count - 1]
  }

  mutating func append(_ element: Element) throws(WorkbookError) {
    if count == capacity { try grow(to: count + 1) }
    base?[count] = element
    count += 1
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    let added = bytes.count / MemoryLayout<Element>.stride
    guard added > 0, let source = bytes.baseAddress else { return }
    if capacity - count < added { try grow(to: count + added) }
    guard let base else { return }
    memcpy(base + count, source, bytes.count)
    count += added
  }

  private mutating func grow(to needed: Int) throws(WorkbookError) {
    let larger = max(needed, capacity * 3 / 2, 4096)
    guard let moved = realloc(base, larger * MemoryLayout<Element>.stride) else {
      throw .outOfMemory
    }
    base = moved.assumingMemoryBound(to: Element.self)
    capacity = larger
  }
}
