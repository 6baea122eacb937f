import Foundation

@testable import DelimitedText

/// SplitMix64, seeded so that a failing case can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

struct Row: Equatable {
  var fields: [[UInt8]]
  var line: Int
  var record: Int
  var irregularities: [DelimitedIrregularity]
}

struct Outcome: Equatable {
  var rows: [Row] = []
  var error: DelimitedTextError?
}

func read(
  _ bytes: [UInt8], _ separator: DelimitedSeparator = .comma,
  limits: DelimitedLimits = DelimitedLimits(), chunkSize: Int = 1 << 16
) -> Outcome {
  var reader = DelimitedReader(
    bytes: bytes, separator: separator, limits: limits, chunkSize: chunkSize)
  var outcome = Outcome()
  do {
    while try reader.next() {
      outcome.rows.append(
        Row(
          fields: (0..<reader.fieldCount).map { reader.bytes($0) }, line: reader.line,
          record: reader.record, irregularities: reader.irregularities))
    }
  } catch {
    outcome.error = error
  }
  return outcome
}

func texts(_ outcome: Outcome) -> [[String]] {
  outcome.rows.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
}

/// A second implementation, one byte at a time over the whole text.
struct ReferenceParser {
  let bytes: [UInt8]
  let separator: UInt8
  let limits: DelimitedLimits
  var index = 0
  var line = 1
  var notes: [DelimitedIrregularity] = []

  init(_ bytes: [UInt8], _ separator: DelimitedSeparator, limits: DelimitedLimits) {
    self.bytes = bytes
    self.separator = separator.rawValue
    self.limits = limits
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  mutating func parse() -> Outcome {
    var outcome = Outcome()
    while index < bytes.count {
      notes = []
      let startLine = line
      let number = outcome.rows.count + 1
      do throws(DelimitedTextError) {
        let fields = try record(number)
        outcome.rows.append(
          Row(fields: fields, line: startLine, record: number, irregularities: notes))
      } catch {
        outcome.error = error
        break
      }
    }
    return outcome
  }

  private mutating func record(_ number: Int) throws(DelimitedTextError) -> [[UInt8]] {
    let start = index
    let startLine = line
    var fields: [[UInt8]] = []
    if isLineEnd(index) {
      passLineEnd()
      return []
    }
    while true {
      let (content, contentStart) = field(number: fields.count)
      let low = contentStart - start
      let high = low + content.count
      if high > min(low + limits.fieldBytes, limits.recordBytes) {
        if low + limits.fieldBytes < limits.recordBytes {
          throw .fieldTooLong(
            line: startLine, record: number, field: fields.count, limit: limits.fieldBytes)
        }
        throw .recordTooLong(line: startLine, record: number, limit: limits.recordBytes)
      }
      if fields.count == limits.fields {
        throw .tooManyFields(line: startLine, record: number, limit: limits.fields)
      }
      fields.append(content)
      if index < bytes.count, bytes[index] == separator {
        index += 1
        continue
      }
      if index - start > limits.recordBytes {
        throw .recordTooLong(line: startLine, record: number, limit: limits.recordBytes)
      }
      if index < bytes.count { passLineEnd() } else { line += 1 }
      return fields
    }
  }

  private mutating func field(number: Int) -> (content: [UInt8], start: Int) {
    var content: [UInt8] = []
    let start = index
    var kindsOfField: [DelimitedIrregularity.Kind] = []
    func note(_ kind: DelimitedIrregularity.Kind, _ notes: inout [DelimitedIrregularity]) {
      if kindsOfField.contains(kind) { return }
      if kind == .quoteInUnquotedField && kindsOfField.contains(.unclosedQuote) { return }
      kindsOfField.append(kind)
      notes.append(DelimitedIrregularity(kind: kind, field: number, line: line))
    }
    if index < bytes.count, bytes[index] == 0x22 {
      if let close = closingQuote(after: index) {
        index += 1
        while index < close {
          if isLineEnd(index) {
            content.append(bytes[index])
            if bytes[index] == 0x0D, bytes[index + 1] == 0x0A {
              content.append(0x0A)
              index += 1
            }
            line += 1
          } else {
            if bytes[index] == 0 { note(.nulByte, &notes) }
            content.append(bytes[index])
            if bytes[index] == 0x22 { index += 1 }
          }
          index += 1
        }
        index += 1
        var hasTail = false
        while index < bytes.count, bytes[index] != separator, !isLineEnd(index) {
          hasTail = true
          if bytes[index] == 0 { note(.nulByte, &notes) }
          content.append(bytes[index])
          index += 1
        }
        if hasTail { note(.textAfterClosingQuote, &notes) }
        return (content, start + 1)
      }
      note(.unclosedQuote, &notes)
      content.append(0x22)
      index += 1
    }
    while index < bytes.count, bytes[index] != separator, !isLineEnd(index) {
      if bytes[index] == 0x22 { note(.quoteInUnquotedField, &notes) }
      if bytes[index] == 0 { note(.nulByte, &notes) }
      content.append(bytes[index])
      index += 1
    }
    return (content, start)
  }

  private func closingQuote(after open: Int) -> Int? {
    var at = open + 1
    while at < bytes.count {
      if bytes[at] != 0x22 {
        at += 1
      } else if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
        at += 2
      } else {
        return at - open - 1 <= limits.fieldBytes ? at : nil
      }
    }
    return nil
  }

  private func isLineEnd(_ at: Int) -> Bool {
    at < bytes.count && (bytes[at] == 0x0A || bytes[at] == 0x0D)
  }

  private mutating func passLineEnd() {
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
    line += 1
  }
}

/// Writes bytes to a file of its own and removes it afterwards.
func withTemporaryFile<Result>(
  _ bytes: [UInt8], _ body: (String) throws -> Result
) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("delimited-\(UUID().uuidString).csv")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}
