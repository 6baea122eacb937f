import Foundation
import Testing
import TextEncodings

private let books = "../shared/data"
private let hasBooks = FileManager.default.fileExists(atPath: books)

@Suite struct EncodingDetectorTests {
  @Test(arguments: Samples.simplified + Samples.traditional, TextEncoding.allCases)
  func smallTexts(text: String, encoding: TextEncoding) throws {
    // Big5 has no simplified characters; those texts are left out.
    guard let bytes = encoded(text, as: systemName(encoding)) else {
      #expect(encoding == .big5)
      return
    }
    let detection = EncodingDetector.detect(bytes)
    #expect(detection.encoding == encoding, "\(text): \(detection.reason.english)")
    #expect(!detection.reason.chinese.isEmpty && !detection.reason.english.isEmpty)
    if let found = detection.encoding {
      let back = try TranscodingReader.text(bytes: bytes, encoding: found)
      #expect(String(decoding: back.bytes, as: UTF8.self) == text)
      #expect(back.faults.isEmpty)
    }
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61], TextEncoding.utf8), ([0xFF, 0xFE, 0x61, 0], .utf16LittleEndian),
      ([0xFE, 0xFF, 0, 0x61], .utf16BigEndian), ([0x84, 0x31, 0x95, 0x33, 0x61], .gb18030),
    ] as [([UInt8], TextEncoding)])
  func marks(bytes: [UInt8], encoding: TextEncoding) throws {
    let detection = EncodingDetector.detect(bytes)
    #expect(detection.encoding == encoding)
    #expect(detection.reason == .byteOrderMark(encoding))
    #expect(detection.confidence == 1)
    let text = try TranscodingReader.text(bytes: bytes, encoding: encoding)
    #expect(text.bytes == [0x61])
  }

  @Test func emptyAndASCII() {
    #expect(EncodingDetector.detect([]).reason == .empty)
    let ascii = EncodingDetector.detect(Array("a,b\r\n1,2\r\n".utf8))
    #expect(ascii.reason == .ascii)
    #expect(ascii.encoding == .utf8)
  }

  @Test(
    arguments: [
      [0x50, 0x4B, 0x03, 0x04, 1, 2], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      [UInt8](repeating: 0, count: 400) + (0...255).map { UInt8($0) },
    ] as [[UInt8]])
  func binary(bytes: [UInt8]) {
    let detection = EncodingDetector.detect(bytes)
    #expect(detection.encoding == nil)
    #expect(detection.reason == .binary)
  }

  @Test func utf32() {
    #expect(EncodingDetector.detect([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]).reason == .utf32Mark)
  }

  @Test func characterCutAtTheEndOfASample() throws {
    let text = Array("企业名称,数量\n徐州".utf8)
    for cut in 1...2 {
      let sample = Array(text.dropLast(cut))
      let start = EncodingDetector.detect(sample, isComplete: false)
      #expect(start.reason == .wellFormedUTF8(characters: 7))
      // In a whole text the same cut is a fault, and UTF-8 is still the best reading.
      let whole = EncodingDetector.detect(sample)
      #expect(whole.encoding == .utf8)
      guard case .evidence(let chosen, _, let line) = whole.reason else {
        Issue.record("\(whole.reason)")
        continue
      }
      #expect(line == 2)
      #expect(chosen.illegal == 1)
    }
  }

  @Test func traditionalTextInGBK() throws {
    let bytes = try #require(encoded("企業名稱,產品\n臺灣積體電路,檢驗\n", as: "GBK"))
    let detection = EncodingDetector.detect(bytes)
    #expect(detection.encoding == .gb18030)
    #expect(!detection.isDoubtful)
  }

  @Test(arguments: [TextEncoding.utf8, .gb18030, .big5])
  func fewIllegalBytes(encoding: TextEncoding) throws {
    let line = "公司名,品名,地址\n大明股份有限公司,食品,高雄市中山路\n"
    let good = try #require(encoded(String(repeating: line, count: 20), as: systemName(encoding)))
    var bytes = good
    bytes.insert(contentsOf: [0xFF, 0x0A], at: 0)
    bytes += [0xFF, 0x2C, 0xFF, 0x0A]
    let detection = EncodingDetector.detect(bytes)
    #expect(detection.encoding == encoding, "\(detection.reason.english)")
    let text = try TranscodingReader.text(bytes: bytes, encoding: encoding)
    #expect(text.replacedCount == 3)
    #expect(text.faults.map(\.line) == [1, 42, 42])
    #expect(text.faults.map(\.offset) == [0, good.count + 2, good.count + 4])
  }

  @Test func chanceUTF8() throws {
    // 模模模 is C4A3 three times, which is well-formed UTF-8 for three Latin letters.
    let latin = EncodingDetector.detect([0xC4, 0xA3, 0x2C, 0x61])
    #expect(latin.encoding == .utf8)
    let cafe = EncodingDetector.detect(Array("café,Zoë,naïve\n".utf8))
    #expect(cafe.encoding == .utf8)
    let greek = EncodingDetector.detect(Array("λόγος".utf8))
    #expect(greek.encoding == .utf8)
  }

  @Test func doubtShows() {
    // Latin-1 isn't read: the result must say that it is doubtful.
    let latin = EncodingDetector.detect([0x63, 0x61, 0x66, 0xE9, 0x0A, 0x6E, 0xEF, 0x76, 0x65])
    #expect(latin.isDoubtful)
    guard case .weakEvidence = latin.reason else {
      Issue.record("\(latin.reason)")
      return
    }
    #expect(latin.reason.chinese.contains("--encoding"))
  }

  @Test func nameFarDownAFileOfASCII() throws {
    let name = try #require(encoded("徐州华美", as: "GBK"))
    let bytes = Array(String(repeating: "1,abc,20\n", count: 60_000).utf8) + name + [0x0A]
    let detection = EncodingDetector.detect(bytes)
    #expect(detection.encoding == .gb18030)
    guard case .evidence(let chosen, _, let line) = detection.reason else {
      Issue.record("\(detection.reason)")
      return
    }
    #expect(chosen.characters == 4)
    #expect(line == 60_001)
  }

  @Test func piecesDoNotMatter() throws {
    for encoding in TextEncoding.allCases {
      let text = "公司名,品名\n大明公司,食品\n"
      let bytes = try #require(encoded(text, as: systemName(encoding)))
      var detector = EncodingDetector()
      for byte in bytes { withUnsafeBytes(of: byte) { detector.consume($0) } }
      #expect(detector.finish() == EncodingDetector.detect(bytes))
    }
  }

  @Test func missingFile() {
    #expect(throws: TextEncodingError.cannotOpen(path: "/nonexistent", code: 2)) {
      _ = try EncodingDetector.detect(path: "/nonexistent")
    }
  }

  /// Every name of real lists as a file of its own: the share that is found.
  @Test(
    .enabled(if: hasBooks),
    arguments: [
      ("reference/gbt4754_2017.csv", TextEncoding.gb18030, 0.99),
      ("reference/areas.csv", .gb18030, 0.99),
      ("books/tw-industry/segments.csv", .big5, 0.95),
      ("books/tfda-border/firms.csv", .big5, 0.95),
      ("books/tw-industry/segments.csv", .gb18030, 0.90),
    ] as [(String, TextEncoding, Double)])
  func realNames(file: String, encoding: TextEncoding, share: Double) throws {
    let text = try String(contentsOfFile: books + "/" + file, encoding: .utf8)
    var all = 0
    var right = 0
    var doubted = 0
    var wrong: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      guard let name = line.split(separator: ",").first(where: { !$0.allSatisfy(\.isASCII) }),
        let bytes = encoded(String(name), as: systemName(encoding))
      else { continue }
      let detection = EncodingDetector.detect(bytes)
      all += 1
      if detection.encoding == encoding {
        right += 1
      } else {
        if detection.isDoubtful { doubted += 1 }
        wrong.append(String(name))
      }
    }
    print(file, encoding, "names", all, "right", right, "doubted", doubted, wrong.prefix(12))
    #expect(Double(right) >= share * Double(all))
  }
}
