#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file read from start to end.
struct ByteFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  /// The number of bytes in all, where it is known beforehand.
  let total: Int?

  init(path: String) throws(TextEncodingError) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .cannotOpen(path: path, code: errno) }
    var status = stat()
    // Only a regular file has a length; a pipe is read without one.
    let isRegular = fstat(opened, &status) == 0 && (status.st_mode & S_IFMT) == S_IFREG
    descriptor = opened
    self.path = path
    total = isRegular ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Fills `buffer` from its start and returns how many bytes came; 0 is the end.
  mutating func read(into buffer: inout [UInt8]) throws(TextEncodingError) -> Int {
    while true {
      let taken = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if taken >= 0 { return taken }
      // A signal interrupts a read without harm.
      if errno != EINTR { throw .cannotRead(path: path, code: errno) }
    }
  }
}

private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, target.baseAddress, target.count)
}
