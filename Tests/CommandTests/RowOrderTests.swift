import Foundation
import Testing

/// The same book with its rows and files in another order gives the same bytes.
@Suite struct RowOrderTests {
  @Test(arguments: 1...3)
  func shuffledRowsGiveTheSameMap(_ seed: UInt64) async throws {
    let sandbox = try Sandbox()
    var generator = SeededGenerator(seed: seed)
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.example.path)
      .filter { $0.hasSuffix(".csv") }.sorted()
    var order = Array(names.indices)
    order.shuffle(using: &generator)
    for (name, position) in zip(names, order) {
      let text = try String(
        contentsOf: Repository.example.appending(path: name), encoding: .utf8)
      try sandbox.write(text, to: "plain/book/" + name)
      var rows = CSVText.rows(text)
      let header = rows.removeFirst()
      rows.shuffle(using: &generator)
      // Read in another order: files are read by name. One table is in two files.
      let prefix = "shuffled/book/\(10 + position)-"
      let cut = name == "supplies.csv" ? rows.count / 3 : 0
      try sandbox.write(CSVText.text([header] + rows[cut...]), to: prefix + name)
      if cut > 0 {
        try sandbox.write(CSVText.text([header] + rows[..<cut]), to: prefix + "b-" + name)
      }
    }
    for arguments in [[], ["--paper", "a4"], ["--language", "en"], ["--firms", "all"]] {
      var maps: [Data] = []
      for book in ["plain/book", "shuffled/book"] {
        let outcome = try await Command.run(
          ["map", "chain", book, "-o", "\(book).dot", "--quiet"] + arguments + Command.day,
          in: sandbox)
        #expect(outcome.errors.isEmpty)
        maps.append(try sandbox.data("\(book).dot"))
      }
      #expect(maps[0] == maps[1], "seed \(seed), \(arguments)")
    }
    // What the book says of itself does not change either.
    var shows: [Data] = []
    for book in ["plain/book", "shuffled/book"] {
      shows.append(
        try await Command.run(
          ["show", book, "--format", "json", "--quiet"] + Command.day, in: sandbox
        ).output)
    }
    #expect(shows[0] == shows[1], "seed \(seed)")
  }
}
