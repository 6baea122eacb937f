import SheetText
import Testing

@Suite struct UnitNoteTests {
  @Test(
    arguments: [
      ("单位：万元", ["万元"]), ("（单位：人）", ["人"]), ("金额单位:万元", ["万元"]), ("计量单位：万元、人", ["万元", "人"]),
      ("單位：萬元", ["萬元"]), ("单位：沛县商务局", []), ("万元", []), ("", []), ("单位", []),
    ] as [(String, [String])])
  func declared(text: String, units: [String]) {
    #expect(UnitNote.declared(in: text) == units)
  }

  @Test(
    arguments: [
      ("营业收入（万元）", "万元"), ("产值(单位：亿元)", "亿元"), ("占比%", "%"), ("年供货额/万元", "万元"), ("年/月/日", nil),
      ("乡镇(街道)", nil), ("企业名称", nil),
    ] as [(String, String?)])
  func headers(text: String, unit: String?) {
    #expect(UnitNote.unit(inHeader: text) == unit)
  }
}
