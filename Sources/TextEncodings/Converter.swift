#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's `iconv` from one encoding to UTF-8, for single characters.
struct Converter: ~Copyable {
  private let handle: iconv_t

  /// Opens a conversion; nil where the system doesn't know the encoding.
  init?(from name: String) {
    let opened = iconv_open("UTF-8", name)
    // The failure value is the pointer with all bits set.
    guard let opened, opened != iconv_t(bitPattern: -1) else { return nil }
    handle = opened
  }

  deinit { iconv_close(handle) }

  /// The UTF-8 of one character in the order of a little-endian word; 0 where there is none or
  /// where it is longer than four bytes.
  func word(_ code: [UInt8]) -> UInt32 {
    // Unsafe for the C call: both buffers outlive it, and the counts are theirs.
    var input = code.map { CChar(bitPattern: $0) }
    var output: [CChar] = [0, 0, 0, 0, 0, 0, 0, 0]
    var written = 0
    let isGood = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress
        var toLeft = target.count
        // A stateful decoder (Big5-HKSCS holds back letters that may take a mark) is emptied by
        // the second call and reset by the third.
        let result = iconv(handle, &from, &fromLeft, &to, &toLeft)
        let flushed = iconv(handle, nil, nil, &to, &toLeft)
        iconv(handle, nil, nil, nil, nil)
        written = target.count - toLeft
        return result == 0 && flushed == 0 && fromLeft == 0
      }
    }
    guard isGood, written > 0, written <= 4 else { return 0 }
    var word: UInt32 = 0
    for index in (0..<written).reversed() {
      word = word << 8 | UInt32(UInt8(bitPattern: output[index]))
    }
    return word
  }
}
