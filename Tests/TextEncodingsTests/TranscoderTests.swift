import Foundation
import Testing
import TextEncodings

@Suite struct TranscoderTests {
  @Test(
    arguments: [
      // 企业 and 碁恒 of ETEN, the euro signs, a four-byte and a supplementary character.
      ([0xC6, 0xF3, 0xD2, 0xB5], .gb18030, "企业"), ([0x80], .gb18030, "€"),
      ([0xA2, 0xE3], .gb18030, "€"), ([0x81, 0x30, 0x84, 0x36], .gb18030, "¥"),
      ([0x95, 0x32, 0x82, 0x36], .gb18030, "\u{20000}"),
      ([0xF9, 0xD6], .big5, "碁"), ([0xF9, 0xDA], .big5, "恒"), ([0xA3, 0xE1], .big5, "€"),
      ([0xA1, 0x45], .big5, "‧"), ([0x41, 0xD8, 0x00, 0xDC], .utf16LittleEndian, "\u{20400}"),
      ([0x4F, 0x01], .utf16BigEndian, "企"), ([0xE4, 0xBC, 0x81], .utf8, "企"),
    ] as [([UInt8], TextEncoding, String)])
  func characters(bytes: [UInt8], encoding: TextEncoding, text: String) throws {
    let result = try TranscodingReader.text(bytes: bytes, encoding: encoding)
    #expect(String(decoding: result.bytes, as: UTF8.self) == text)
    #expect(result.faults.isEmpty)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], .gb18030, "a\u{FFFD}b", [(1, 1)]),
      // A lead byte before a separator never swallows it.
      ([0xC6, 0x2C, 0x62], .gb18030, "\u{FFFD},b", [(0, 1)]),
      ([0xA4, 0x0A, 0x62], .big5, "\u{FFFD}\nb", [(0, 1)]),
      ([0x61, 0xC6], .gb18030, "a\u{FFFD}", [(1, 1)]),
      ([0x81, 0x30, 0x2C], .gb18030, "\u{FFFD}0,", [(0, 1)]),
      ([0xE3, 0x32, 0x9A, 0x36], .gb18030, "\u{FFFD}", [(0, 4)]),
      (
        [0xE4, 0xBC, 0x2C, 0xC0, 0x80], .utf8, "\u{FFFD},\u{FFFD}\u{FFFD}",
        [(0, 2), (3, 1), (4, 1)]
      ),
      ([0x00, 0xD8, 0x61, 0x00], .utf16LittleEndian, "\u{FFFD}a", [(0, 2)]),
      ([0x00, 0xDC, 0x61, 0x00], .utf16LittleEndian, "\u{FFFD}a", [(0, 2)]),
      ([0x61, 0x00, 0x62], .utf16LittleEndian, "a\u{FFFD}", [(2, 1)]),
    ] as [([UInt8], TextEncoding, String, [(Int, Int)])])
  func faults(
    bytes: [UInt8], encoding: TextEncoding, text: String, places: [(Int, Int)]
  ) throws {
    let result = try TranscodingReader.text(bytes: bytes, encoding: encoding)
    #expect(String(decoding: result.bytes, as: UTF8.self) == text)
    #expect(result.faults.map(\.offset) == places.map(\.0))
    #expect(result.faults.map(\.length) == places.map(\.1))
    #expect(result.replacedCount == places.count)
  }

  @Test func privateUseIsKeptAndNoted() throws {
    let result = try TranscodingReader.text(bytes: [0x0A, 0xAA, 0xA1], encoding: .gb18030)
    #expect(String(decoding: result.bytes, as: UTF8.self) == "\n\u{E000}")
    #expect(
      result.faults == [TranscodingFault(kind: .privateUse, offset: 1, length: 2, line: 2)])
    #expect(result.replacedCount == 0)
  }

  @Test func linesOfFaults() throws {
    let bytes: [UInt8] = [0x0D, 0x0A, 0xFF, 0x0D, 0xFF, 0x0A, 0x0A, 0xFF]
    let result = try TranscodingReader.text(bytes: bytes, encoding: .big5)
    #expect(result.faults.map(\.line) == [2, 3, 5])
  }

  @Test func oppositeMarkTurnsTheOrder() throws {
    let result = try TranscodingReader.text(
      bytes: [0xFE, 0xFF, 0x4F, 0x01], encoding: .utf16LittleEndian)
    #expect(String(decoding: result.bytes, as: UTF8.self) == "企")
  }

  @Test func faultsAreCapped() throws {
    let bytes = [UInt8](repeating: 0xFF, count: 1000)
    let result = try TranscodingReader.text(bytes: bytes, encoding: .gb18030, faultLimit: 7)
    #expect(result.faults.count == 7)
    #expect(result.replacedCount == 1000)
  }

  /// Every pair goes back to itself through the system's own conversion in the other direction.
  @Test func agreesWithIconv() throws {
    var checked = 0
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        for (encoding, name) in [(TextEncoding.gb18030, "GB18030"), (.big5, "CP950")] {
          let result = try TranscodingReader.text(bytes: [lead, trail], encoding: encoding)
          guard result.faults.isEmpty else { continue }
          let text = String(decoding: result.bytes, as: UTF8.self)
          let back =
            encoded(text, as: name)
            ?? (encoding == .big5 ? encoded(text, as: "BIG5-HKSCS") : nil)
          // Duplicates of Big5 (such as A1C3 and A2CC) go back to their first place.
          if encoding == .gb18030 {
            #expect(back == [lead, trail], "\(encoding) \(lead) \(trail)")
          } else {
            #expect(back != nil, "\(lead) \(trail)")
          }
          checked += 1
        }
      }
    }
    #expect(checked > 35_000)
  }

  /// Text of all zones, cut at random places, gives what it gives in one piece.
  @Test(arguments: TextEncoding.allCases)
  func chunkBorders(encoding: TextEncoding) throws {
    let seed: UInt64 = 20_240_501
    print("seed", seed)
    var random = SeededGenerator(seed: seed)
    for round in 0..<60 {
      var bytes: [UInt8] = []
      let length = Int.random(in: 0...200, using: &random)
      let text = (Samples.simplified + Samples.traditional).randomElement(using: &random) ?? ""
      while bytes.count < length {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes += encoded(text, as: systemName(encoding)) ?? [0x61, 0x0D]
        case 1: bytes.append(UInt8.random(in: 0...255, using: &random))
        case 2: bytes += [0x81, 0x30, 0x81, UInt8.random(in: 0x30...0x39, using: &random)]
        default: bytes += [0x0D, 0x0A]
        }
      }
      let whole = try TranscodingReader.text(bytes: bytes, encoding: encoding, faultLimit: 1000)
      #expect(String(validating: whole.bytes, as: UTF8.self) != nil)
      var transcoder = try Transcoder(from: encoding, faultLimit: 1000)
      var result: [UInt8] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...5, using: &random))
        transcoder.append(Array(piece), to: &result)
        rest = rest.dropFirst(piece.count)
      }
      transcoder.finish(to: &result)
      #expect(result == whole.bytes, "round \(round)")
      #expect(transcoder.faults == whole.faults, "round \(round)")
    }
  }

  /// A text far greater than a block, against the text it was made from.
  @Test(arguments: TextEncoding.allCases)
  func longTexts(encoding: TextEncoding) throws {
    let texts = encoding == .big5 ? Samples.traditional : Samples.simplified
    let text = String(repeating: texts.joined(), count: 300)
    let bytes = try #require(encoded(text, as: systemName(encoding)))
    let path = FileManager.default.temporaryDirectory
      .appending(path: "text-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    let read = try TranscodingReader.text(path: path, encoding: encoding)
    #expect(String(decoding: read.bytes, as: UTF8.self) == text)
    #expect(try EncodingDetector.detect(path: path).encoding == encoding)
    var reader = try TranscodingReader(path: path, encoding: encoding, chunkSize: 777)
    var chunk: [UInt8] = []
    var all: [UInt8] = []
    while try reader.next(into: &chunk) { all += chunk }
    #expect(all == read.bytes)
    #expect(reader.bytesRead == bytes.count)
    #expect(throws: TextEncodingError.tooLarge(path: path, limit: 10)) {
      _ = try TranscodingReader.text(path: path, encoding: encoding, limit: 10)
    }
  }

  /// Speed, printed where asked for: build for release and set `MEASURE`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil))
  func speed() throws {
    for encoding in TextEncoding.allCases {
      let texts = encoding == .big5 ? Samples.traditional : Samples.simplified
      let unit = try #require(encoded(texts.joined(), as: systemName(encoding)))
      var bytes: [UInt8] = []
      while bytes.count < 100_000_000 { bytes += unit }
      let clock = ContinuousClock()
      var best = Duration.seconds(100)
      var judged = Duration.seconds(100)
      for _ in 0..<3 {
        best = min(
          best,
          try clock.measure {
            let text = try TranscodingReader.text(bytes: bytes, encoding: encoding)
            #expect(text.faults.isEmpty)
          })
        judged = min(
          judged, clock.measure { #expect(EncodingDetector.detect(bytes).encoding == encoding) })
      }
      print(encoding, bytes.count, "bytes: transcoded in", best, "detected in", judged)
    }
  }
}
