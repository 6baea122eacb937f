import ChainModel
import DelimitedText
import Foundation
import TextEncodings

/// Text files.
extension Reading {
  /// Reads a text file: UTF-8 as it comes, another encoding turned into UTF-8 first.
  mutating func readText(
    _ file: BookReader.BookFile, start: [UInt8], mappings: [TableMapping]
  ) {
    let encoding = mappings.lazy.compactMap(\.encoding).first ?? self.encoding
    guard let input = open(file, start: start, encoding: encoding) else { return }
    let base = file.name.split(separator: ".").dropLast().joined(separator: ".")
    let sheet = SheetName(file: file.name, sheet: nil, names: [base])
    do throws(SheetFailure) {
      try readSheet(sheet, merges: nil, mappings: mappings) { _ throws(SheetFailure) in
        do throws(DelimitedTextError) {
          return DelimitedStream(try input.reader())
        } catch {
          throw .text(error)
        }
      }
    } catch {
      reject(file, error)
    }
  }

  /// Opens a text file; says which encoding was assumed and why, or why it cannot be read.
  private mutating func open(
    _ file: BookReader.BookFile, start: [UInt8], encoding: TextEncoding?
  ) -> TextInput? {
    let input: TextInput
    do throws(TextInput.Failure) {
      input = try TextInput(path: file.path, size: file.size, start: start, encoding: encoding)
    } catch {
      switch error {
      case .unknownEncoding(let reason): rejectEncoding(file, reason)
      case .unreadable:
        reject(
          file, "file-unreadable", Bilingual("无法读取", "it cannot be read"),
          fix: Bilingual("检查文件权限、大小和磁盘", "Check its permissions, its size and the disk"))
      }
      return nil
    }
    if let assumed = input.encoding {
      if encoding == nil, let detection = input.detection {
        collector.add(
          Diagnostic(
            detection.isDoubtful ? .warning : .note, "encoding-assumed", file: file.name,
            value: assumed.title,
            message: Bilingual(detection.reason.chinese, detection.reason.english),
            fix: Bilingual(
              "如读出的汉字不对，用 --encoding 指明编码，或另存为“CSV UTF-8”",
              "If the text comes out wrong, give --encoding, or save it as “CSV UTF-8”")))
      }
      report(input.faults, in: file, assumed)
    }
    return input
  }

  /// Reports why a file cannot be read further.
  mutating func reject(_ file: BookReader.BookFile, sheet: String? = nil, _ failure: SheetFailure) {
    switch failure {
    case .text(.cannotOpen), .text(.cannotRead):
      reject(
        file, "file-unreadable", Bilingual("无法读取", "it cannot be read"),
        fix: Bilingual("检查文件权限和磁盘", "Check its permissions and the disk"))
    case .text(.fieldTooLong(_, let record, _, let limit)),
      .text(.recordTooLong(_, let record, let limit)),
      .text(.tooManyFields(_, let record, let limit)):
      collector.add(
        Diagnostic(
          .error, "text-too-long", file: file.name, row: record,
          message: Bilingual(
            "单元格或行超过上限（\(limit)），自此行起未采用",
            "a cell or row exceeds the limit (\(limit)); set aside from here"),
          fix: Bilingual("检查这一行是否缺少引号", "Check this row for a missing quote")))
    case .workbook(let error):
      reject(
        file, sheet: sheet, "workbook-unreadable", Bilingual(error.chinese, error.english),
        fix: Bilingual("处理后重新放入文件夹", "Do so and put it back into the folder"))
    }
  }

  /// Names the places whose bytes are not text of the encoding.
  private mutating func report(
    _ faults: [TranscodingFault], in file: BookReader.BookFile, _ encoding: TextEncoding
  ) {
    for fault in faults {
      collector.add(
        Diagnostic(
          .warning, "encoding-fault", file: file.name, row: fault.line,
          message: Bilingual(
            "有 \(fault.length) 个字节不是 \(encoding.title) 文字，按“\u{FFFD}”读取或原样保留",
            "\(fault.length) bytes are not text in \(encoding.title); read as “\u{FFFD}” or kept"),
          fix: Bilingual("核对这一行的文字", "Check the text of this line")))
    }
  }
}
