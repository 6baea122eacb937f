#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The bytes of a workbook's file, held in memory.
///
/// A copy at opening keeps every sheet consistent with the shared strings when the file is saved
/// anew meanwhile, and lets several sheets be read at once.
final class FileBytes: Sendable {
  /// Written before this value exists, never after, and freed in `deinit`.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Takes over memory allocated for `UInt8`.
  private init(_ memory: UnsafeMutablePointer<UInt8>, count: Int) {
    bytes = UnsafeRawBufferPointer(start: memory, count: count)
  }

  convenience init(_ array: [UInt8]) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, array.count))
    array.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { memory.initialize(from: base, count: array.count) }
    }
    self.init(memory, count: array.count)
  }

  deinit {
    bytes.deallocate()
  }

  /// Reads a file, or a pipe, to its end.
  static func read(path: String, limit: Int) throws(WorkbookError) -> FileBytes {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    guard size <= limit else { throw .limitExceeded(.fileBytes, part: nil) }
    // One byte more than the file has, so that its end is met without growing.
    var capacity = max(4096, size + 1)
    var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    var count = 0
    while true {
      if count == capacity {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        larger.initialize(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity *= 2
      }
      let taken = systemRead(descriptor, memory + count, capacity - count)
      if taken == 0 { return FileBytes(memory, count: count) }
      if taken < 0 {
        // A signal interrupts a read without harm.
        if errno == EINTR { continue }
        let code = errno
        memory.deallocate()
        throw .cannotRead(path: path, code: code)
      }
      count += taken
      if count > limit {
        memory.deallocate()
        throw .limitExceeded(.fileBytes, part: nil)
      }
    }
  }
}

private func systemRead(
  _ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
) -> Int {
  read(descriptor, target, count)
}
