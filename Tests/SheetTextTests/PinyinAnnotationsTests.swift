import SheetText
import Testing

@Suite struct PinyinAnnotationsTests {
  @Test(
    arguments: [
      ("認(rèn)證(zhèng)", "認證", ["rèn", "zhèng"]), ("认（rèn）证", "认证", ["rèn"]),
      ("質(zhì)量(liàng)的(de)", "質量的", ["zhì", "liàng", "de"]),
      ("认(re\u{300}n)证", "认证", ["re\u{300}n"]), ("绿(lǜ)色", "绿色", ["lǜ"]),
      ("绿(lu\u{308}\u{300})", "绿", ["lu\u{308}\u{300}"]),
      ("认证(rèn zhèng)机构", "认证机构", ["rèn zhèng"]), ("認(ren4)證", "認證", ["ren4"]),
      // Ordinary brackets stay.
      ("江苏(集团)有限公司", "江苏(集团)有限公司", []), ("产品(A)", "产品(A)", []), ("目的(de)地", "目的(de)地", []),
      ("认证(ISO)", "认证(ISO)", []), ("(rèn)证", "(rèn)证", []), ("营业收入(万元)", "营业收入(万元)", []),
      ("认(rèn zhèng)", "认(rèn zhèng)", []), ("认(café)", "认(café)", []), ("认(rèn", "认(rèn", []),
      ("無(wú)括号(注)", "無括号(注)", ["wú"]),
    ] as [(String, String, [String])])
  func readings(text: String, cleaned: String, removed: [String]) {
    let result = PinyinAnnotations.removed(from: text)
    #expect(Array(result.text.unicodeScalars) == Array(cleaned.unicodeScalars))
    #expect(result.removed == removed)
  }
}
