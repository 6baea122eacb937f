import Testing
import TextEncodings

@Suite struct TextEncodingTests {
  @Test(
    arguments: [
      ("gbk", .gb18030), ("GBK", .gb18030), ("gb2312", .gb18030), ("GB18030", .gb18030),
      ("cp936", .gb18030), ("936", .gb18030), ("big5", .big5), ("Big-5", .big5), ("cp950", .big5),
      ("big5-hkscs", .big5), ("utf-8", .utf8), ("UTF8", .utf8), ("utf_8_sig", .utf8),
      ("utf-16", .utf16LittleEndian), ("utf-16le", .utf16LittleEndian),
      ("UTF-16BE", .utf16BigEndian),
      ("latin1", nil), ("", nil),
    ] as [(String, TextEncoding?)])
  func names(name: String, encoding: TextEncoding?) {
    #expect(TextEncoding(name: name) == encoding)
  }

  @Test func listedNamesAreAccepted() {
    for name in TextEncoding.listedNames { #expect(TextEncoding(name: name) != nil, "\(name)") }
    for encoding in TextEncoding.allCases {
      #expect(TextEncoding(name: encoding.rawValue) == encoding)
    }
  }
}
