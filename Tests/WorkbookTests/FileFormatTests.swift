import Inputs
import Testing

@testable import Workbook

@Suite struct FileFormatTests {
  /// An OLE2 container ([MS-CFB]) with the streams named, each without contents.
  static func compound(_ streams: [String], directoryAt sector: Int = 1) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 512 * (sector + 1))
    bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    for (index, name) in (["Root Entry"] + streams).enumerated() {
      var entry = name.utf16.flatMap { little(Int($0), 2) }
      let length = entry.count + 2
      entry += [UInt8](repeating: 0, count: 128 - entry.count)
      entry.replaceSubrange(64..<66, with: little(length, 2))
      entry[66] = index == 0 ? 5 : 2
      bytes += entry
    }
    return bytes
  }

  /// UTF-16 with its byte order mark.
  static func wide(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { little(Int($0), 2) }
  }

  static let page = "<html><head></head><body><table><tr><td>1</td></tr></table></body></html>"
  static let spreadsheetML = """
    <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table></Table>
    """

  /// The first bytes of a file, and how it is refused.
  struct Sample: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let error: WorkbookError

    var testDescription: String { "\(error) \(bytes.suffix(16))" }

    init(_ bytes: [UInt8], _ error: WorkbookError) {
      self.bytes = bytes
      self.error = error
    }

    init(_ text: String, _ error: WorkbookError) {
      self.init(Array(text.utf8), error)
    }
  }

  static let samples: [Sample] = [
    Sample(compound(["EncryptionInfo", "EncryptedPackage"]), .encrypted),
    Sample(compound(["Workbook"], directoryAt: 40), .legacy),
    Sample(compound(["Book"]), .legacy),
    Sample(compound(["ETExtData", "Workbook"]), .legacy),
    Sample(compound(["1Table", "WordDocument"]), .otherFormat),
    Sample(compound([]), .legacy),
    Sample([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .legacy),
    Sample([0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00], .legacy),
    Sample([0x09, 0x00, 0x04, 0x00, 0x07, 0x00, 0x10, 0x00], .legacy),
    Sample([], .empty),
    Sample("%PDF-1.7", .otherFormat),
    Sample([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], .otherFormat),
    Sample("企业名称,营业收入\n甲,1\n", .text),
    Sample([0xC6, 0xF3, 0xD2, 0xB5, 0x2C, 0x31, 0x0A], .text),
    Sample(wide("企业,1\n"), .text),
    Sample(page, .html),
    Sample("\u{FEFF}  \n<!DOCTYPE HTML PUBLIC \"x\"><HTML>", .html),
    Sample("<meta charset=gbk><TABLE border=1>", .html),
    Sample("<div><p>x</p></div>", .html),
    Sample(wide(page), .html),
    Sample("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", .html),
    Sample("MIME-Version: 1.0\nContent-Type: multipart/related", .html),
    Sample(spreadsheetML, .xml),
    Sample(wide(spreadsheetML), .xml),
    Sample("<data><row/></data>", .xml),
    Sample("<?xml version='1.0'?><office:document office:mimetype='x'>", .openDocument),
  ]

  @Test(arguments: samples)
  func contentDecides(sample: Sample) {
    #expect(failure(sample.bytes) == sample.error)
  }

  @Test func containersOfOtherPrograms() {
    func zip(_ parts: [(String, String)]) -> [UInt8] {
      var zip = ZipWriter()
      for (name, content) in parts { zip.add(name, Array(content.utf8)) }
      return zip.finished()
    }
    func relationships(_ target: String) -> (String, String) {
      ("_rels/.rels", WorkbookParts.relationships([("a", "officeDocument", target)]))
    }
    let type = "application/vnd.oasis.opendocument."
    #expect(
      failure(zip([("mimetype", type + "spreadsheet"), ("content.xml", "")])) == .openDocument)
    #expect(failure(zip([("mimetype", type + "text"), ("content.xml", "")])) == .otherFormat)
    #expect(failure(zip([relationships("xl/workbook.bin")])) == .binaryWorkbook)
    #expect(failure(zip([relationships("word/document.xml")])) == .otherFormat)
    #expect(failure(zip([("a.txt", "a")])) == .otherFormat)
    #expect(failure(zip([])) == .otherFormat)
  }

  @Test func everyPrefixOfARandomFileIsSomething() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let count = Int.random(in: 0..<300, using: &generator)
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if Bool.random(using: &generator), count > 8 {
        bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
      }
      #expect(failure(bytes) != nil, "seed 5")
    }
  }
}
