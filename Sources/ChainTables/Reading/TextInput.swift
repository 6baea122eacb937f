import ChainModel
import DelimitedText
import Foundation
import TextEncodings

/// A text file whose encoding and separator are known.
struct TextInput: Sendable {
  /// Why a text file cannot be opened.
  enum Failure: Error {
    /// Its bytes are text of no encoding that is known.
    case unknownEncoding(Bilingual)
    /// It cannot be read.
    case unreadable
  }

  /// The encoding it was turned from; nil for UTF-8, which is read as it comes.
  let encoding: TextEncoding?
  /// How the bytes told the encoding; nil for UTF-8.
  let detection: Detection?
  /// The places whose bytes are not text of the encoding.
  let faults: [TranscodingFault]
  private let path: String
  private let text: [UInt8]?
  private let separator: DelimitedSeparator

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - size: Its size in bytes.
  ///   - start: Its first bytes.
  ///   - encoding: Its encoding; nil to tell it from the bytes.
  /// - Throws: ``Failure``.
  /// - Complexity: O(bytes) in time; O(bytes) in space where it is not UTF-8.
  init(path: String, size: Int, start: [UInt8], encoding: TextEncoding?) throws(Failure) {
    self.path = path
    let isUTF8 = encoding == nil || encoding == .utf8
    if isUTF8, !Self.isWide(start), Self.encodingFault(of: path) == nil {
      text = nil
      self.encoding = nil
      detection = nil
      faults = []
    } else {
      let detection: Detection
      let transcoded: TranscodedText
      do throws(TextEncodingError) {
        detection = try EncodingDetector.detect(path: path)
      } catch {
        throw .unreadable
      }
      guard let assumed = encoding ?? detection.encoding else {
        throw .unknownEncoding(Bilingual(detection.reason.chinese, detection.reason.english))
      }
      do throws(TextEncodingError) {
        transcoded = try TranscodingReader.text(path: path, encoding: assumed)
      } catch {
        throw .unreadable
      }
      text = transcoded.bytes
      faults = transcoded.faults
      self.encoding = assumed
      self.detection = detection
    }
    separator =
      SeparatorSniffer.separator(
        of: text ?? start, isComplete: text != nil || start.count == size) ?? .comma
  }

  /// A reader before the first row.
  func reader() throws(DelimitedTextError) -> DelimitedReader {
    if let text { return DelimitedReader(bytes: text, separator: separator) }
    return try DelimitedReader(path: path, separator: separator)
  }

  /// Checks that the whole file is UTF-8; reading on would otherwise garble names in silence.
  private static func encodingFault(of path: String) -> EncodingCheck.Fault? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    var check = EncodingCheck()
    // Pieces that the allocator hands out again; larger ones are fresh pages each time.
    while let piece = try? handle.read(upToCount: 1 << 16), !piece.isEmpty {
      piece.withUnsafeBytes { check.consume($0) }
      if let fault = check.fault { return fault }
    }
    return check.finish()
  }

  /// Whether the first bytes are UTF-16, which holds no line of UTF-8.
  private static func isWide(_ start: [UInt8]) -> Bool {
    switch ContentKind(firstBytes: start) {
    case .utf16LittleEndian, .utf16BigEndian: true
    default: false
    }
  }
}
