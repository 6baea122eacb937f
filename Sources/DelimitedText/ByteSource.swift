#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Bytes which arrive in pieces, from a file or from memory.
struct ByteSource: ~Copyable {
  private let descriptor: Int32
  private let memory: [UInt8]
  private let path: String
  private var offset = 0
  /// The number of bytes in all, where it is known beforehand.
  let total: Int?

  init(memory: [UInt8]) {
    descriptor = -1
    self.memory = memory
    path = ""
    total = memory.count
  }

  init(path: String) throws(DelimitedTextError) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .cannotOpen(path: path, code: errno) }
    var status = stat()
    // Only a regular file has a length; a pipe is read without one.
    let isRegular = fstat(opened, &status) == 0 && (status.st_mode & S_IFMT) == S_IFREG
    descriptor = opened
    memory = []
    self.path = path
    total = isRegular ? Int(status.st_size) : nil
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Reads at most `count` bytes to `target` and returns how many; 0 is the end.
  mutating func read(
    into target: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(DelimitedTextError) -> Int {
    if descriptor < 0 {
      let taken = min(count, memory.count - offset)
      memory.withUnsafeBufferPointer { bytes in
        if let base = bytes.baseAddress, taken > 0 {
          target.update(from: base + offset, count: taken)
        }
      }
      offset += taken
      return taken
    }
    while true {
      let taken = systemRead(descriptor, target, count)
      if taken >= 0 { return taken }
      // A signal interrupts a read without harm.
      if errno != EINTR { throw .cannotRead(path: path, code: errno) }
    }
  }
}

private func systemRead(
  _ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
) -> Int {
  read(descriptor, target, count)
}
