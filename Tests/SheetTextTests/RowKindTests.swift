import SheetText
import Testing

@Suite struct RowKindTests {
  @Test(
    arguments: [
      (["", " ", "　"], .blank), ([], .blank),
      (["合计", "", "300"], .total(word: "合计")), (["合 计", "300"], .total(word: "合计")),
      (["", "小计：", "300"], .total(word: "小计")), (["总计", "1"], .total(word: "总计")),
      (["共计12家", ""], .total(word: "共计")), (["平均", "3"], .total(word: "平均")),
      (["沛县小计", "3"], .total(word: "小计")), (["12", "合计", "3"], .total(word: "合计")),
      (["共计科技有限公司", "3"], .data), (["1", "平均科技公司", "3"], .data),
      (["注：本表一式两份", ""], .note(label: "注")), (["备注:无", ""], .note(label: "备注")),
      (["注1：按年报填写"], .note(label: "注")), (["填表人：张三", "", "审核人：李四"], .note(label: "填表人")),
      (["填表人", "张三", "审核人", "李四"], .note(label: "填表人")), (["联系电话：123"], .note(label: "联系电话")),
      (["填报日期：2024.5.1"], .note(label: "填报日期")), (["说明：见附件"], .note(label: "说明")),
      (["* 为必填项"], .note(label: "*")), (["*ST海华股份", "3"], .data), (["*ST海华股份"], .data),
      (["以下空白", ""], .note(label: "以下空白")), (["备注", "甲", "乙"], .data),
      (["企业名称", "联系人", "备注"], .repeatedHeader), (["甲厂", "联系人", ""], .data),
      (["注塑厂", "张三", ""], .data), (["说明书印刷厂", "李", ""], .data),
    ] as [([String], RowKind)])
  func rows(cells: [String], kind: RowKind) {
    #expect(RowKind.classify(cells, header: ["企业名称", "联系人", "备注"]) == kind)
  }

  @Test(
    arguments: [
      ("同上", .above), (" 同 上 ", .above), ("〃", .above), ("″", .above), ("〃〃", .above),
      ("\"", .above), ("同左", .left), ("同前", .left), ("同上海公司", nil), ("", nil), ("甲", nil),
    ] as [(String, DittoMark?)])
  func ditto(cell: String, mark: DittoMark?) {
    #expect(DittoMark(cell) == mark)
  }
}
