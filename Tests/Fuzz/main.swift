import ChainModel
import ChainTables
import Foundation
import Inputs

// Reads damaged books one after another, each made from its number. A crash or a hang ends the
// process with the number on standard error, and `qianglian-fuzz NUMBER 1` reads that book again.
//
//   swift run -c release qianglian-fuzz [FIRST [COUNT]]

let first = CommandLine.arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
let count = CommandLine.arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 200_000
/// The longest a book may take, in seconds.
let patience = 20.0

/// The number being read, and since when, for the watch.
final class Position: @unchecked Sendable {
  // Guarded by the lock: the watch looks from a thread of its own.
  private let lock = NSLock()
  private var number: UInt64 = 0
  private var start = Date()

  func begin(_ number: UInt64) {
    lock.withLock {
      self.number = number
      start = Date()
    }
  }

  /// The number and the seconds it has taken.
  var now: (number: UInt64, seconds: Double) {
    lock.withLock { (number, Date().timeIntervalSince(start)) }
  }
}

func say(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

let position = Position()
let watch = Thread {
  while true {
    Thread.sleep(forTimeInterval: 1)
    let now = position.now
    if now.seconds > patience {
      say("hang: input \(now.number) takes longer than \(Int(patience)) s")
      exit(2)
    }
  }
}
watch.start()

// What a crash leaves behind names the input: the number is written before it is read.
let folder = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())")
let current = folder.appending(path: "current")
let book = folder.appending(path: "book")
try FileManager.default.createDirectory(at: book, withIntermediateDirectories: true)
guard let asOf = CalendarDate(year: 2026, month: 6, day: 30) else { exit(70) }

var outcomes: [String: Int] = [:]
var slowest = (number: UInt64(0), seconds: 0.0)
let began = Date()
for number in first..<(first + count) {
  let input = FuzzInput(seed: number)
  position.begin(number)
  try Data(String(number).utf8).write(to: current)
  for file in input.files { try Data(file.bytes).write(to: book.appending(path: file.name)) }
  var reader = BookReader(asOf: asOf)
  if input.kind == .mapping { reader.mappingFile = book.appending(path: "map.yaml").path }
  var outcome: String
  do throws(BookError) {
    let read = try reader.read(book.path)
    // What was read is written, so that writers meet it too.
    let files = BookWriter(read).csvFiles()
    outcome = files.isEmpty ? "empty" : "read"
  } catch {
    outcome = "refused"
  }
  outcomes[input.kind.rawValue + " " + outcome, default: 0] += 1
  for file in input.files {
    try FileManager.default.removeItem(at: book.appending(path: file.name))
  }
  let seconds = position.now.seconds
  if seconds > slowest.seconds { slowest = (number, seconds) }
  if (number - first + 1) % 20_000 == 0 {
    say("\(number - first + 1) inputs in \(Int(Date().timeIntervalSince(began))) s")
  }
}
try? FileManager.default.removeItem(at: folder)
for (outcome, times) in outcomes.sorted(by: { $0.key < $1.key }) { print("\(outcome): \(times)") }
print("slowest: input \(slowest.number), \(Int(slowest.seconds * 1000)) ms")
print("\(count) inputs from \(first): no crash, no hang")
exit(0)
