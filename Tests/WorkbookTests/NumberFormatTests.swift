import Testing

@testable import Workbook

@Suite struct NumberFormatTests {
  @Test(arguments: [
    ("General", CellKind.number), ("0.00", .number), ("#,##0_ ;[Red]\\-#,##0\\ ", .number),
    ("0.00E+00", .number), ("##0.0e-0", .number), ("@", .number), ("", .number),
    ("\"日期 ymd\"0", .number), ("[红色]0", .number), ("[Red][>=100]0", .number), ("0\\d", .number),
    ("_d0*y", .number), ("[DBNum1][$-804]General", .number), ("[$¥-804]#,##0", .number),
    ("G/通用格式", .number), ("0\"万元\"", .number), ("\"unclosed ymd", .number), ("[yyyy", .number),
    ("0%", .percentage), ("0.00%;[Red]-0.00%", .percentage), ("0\"%\"", .number), ("0;0%", .number),
    ("\\%0", .number), ("0.0 %_)", .percentage),
    ("yyyy-mm-dd", .date), ("yyyy\"年\"m\"月\"d\"日\"", .date), ("m/d/yy h:mm", .date), ("mmm", .date),
    ("yyyy.m", .date), ("d", .date), ("[$-804]yyyy\"年\"m\"月\";@", .date), ("aaaa", .date),
    ("[$-411]ge.m.d", .date), ("e\"年\"", .date), ("YYYY/MM/DD", .date), ("m", .date),
    ("m h", .date), ("dd hh:mm", .date), ("[DBNum1]m\"月\"d\"日\"", .date),
    ("h:mm", .time), ("h:mm:ss AM/PM", .time), ("mm:ss", .time), ("[h]:mm:ss", .time),
    ("[mm]:ss.0", .time), ("[ss]", .time), ("上午/下午h\"时\"mm\"分\"", .time), ("h A/P", .time),
    ("hh\"时\"mm", .time), ("[hm]", .number),
  ])
  func codes(code: String, kind: CellKind) {
    var code = code
    #expect(code.withUTF8 { NumberFormat.kind(code: UnsafeRawBufferPointer($0)) } == kind)
  }

  @Test func builtInFormats() {
    let percentages: Set<Int> = [9, 10]
    let times: Set<Int> = [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]
    let dates: Set<Int> = [
      14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
    ]
    for number in -1...200 {
      let expected: CellKind =
        percentages.contains(number)
        ? .percentage : times.contains(number) ? .time : dates.contains(number) ? .date : .number
      #expect(NumberFormat.kind(builtIn: number) == expected, "\(number)")
    }
  }
}
