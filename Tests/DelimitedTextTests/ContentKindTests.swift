import Testing

@testable import DelimitedText

@Suite struct ContentKindTests {
  static func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let low = UInt8(truncatingIfNeeded: unit)
      let high = UInt8(unit >> 8)
      return isLittle ? [low, high] : [high, low]
    }
  }

  static let cases: [([UInt8], ContentKind)] = [
    ([], .empty), (Array("供应方,采购方\n".utf8), .text), (Array("PK,型号\n".utf8), .text),
    ([0xEF, 0xBB, 0xBF, 0x61], .utf8Marked), ([0xEF, 0xBB], .text),
    ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian(isMarked: true)),
    ([0xFE, 0xFF, 0x00, 0x61], .utf16BigEndian(isMarked: true)),
    ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0, 0, 0], .utf32LittleEndian),
    ([0x00, 0x00, 0xFE, 0xFF, 0, 0, 0, 0x61], .utf32BigEndian),
    ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00], .compoundFile),
    (utf16("供应方,采购方\r\n轴承,1\n", isLittle: true), .utf16LittleEndian(isMarked: false)),
    (utf16("供应方,采购方\r\n轴承,1\n", isLittle: false), .utf16BigEndian(isMarked: false)),
    (Array("a,b\0c\n".utf8), .binary), ([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 0], .binary),
    ([0xC1, 0xF4, 0x2C, 0x31], .text),
  ]

  @Test(arguments: cases)
  func judges(_ bytes: [UInt8], _ kind: ContentKind) {
    #expect(ContentKind(firstBytes: bytes) == kind)
  }
}
