import Foundation
import Testing

/// Runs the built `qianglian` and checks what holds for every run.
struct Command {
  /// What a run did.
  struct Outcome {
    var status: Int32
    var output: Data
    var errors: String

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// A run that did not end.
  struct TimedOut: Error {}

  /// The codes CLI.md documents, without 70, which stands for a bug.
  static let documentedCodes: Set<Int32> = [0, 1, 64, 65, 66, 69, 73]

  /// The date at which every run judges, so that the tests hold on any day.
  static let day = ["--as-of", "2026-06-30"]

  private static let timeout = Duration.seconds(60)
  // Two cores: more processes at once would only make each slower.
  private static let gate = Gate(places: 3)

  /// Runs the program in a folder.
  ///
  /// - Parameters:
  ///   - arguments: Its arguments.
  ///   - sandbox: The folder it runs in.
  ///   - code: The exit code it must end with; nil for any documented one.
  ///   - outputPath: The file that is its standard output; nil to capture it.
  ///   - location: The test's place in the source.
  /// - Returns: What it did.
  /// - Throws: ``TimedOut``, or what starting a process throws.
  static func run(
    _ arguments: [String], in sandbox: Sandbox, expecting code: Int32? = 0,
    outputPath: String? = nil, location: SourceLocation = #_sourceLocation
  ) async throws -> Outcome {
    let program = try #require(
      Program.path, "qianglian is not beside the test bundle", sourceLocation: location)
    let outcome = try await run(
      program: program, arguments, in: sandbox, outputPath: outputPath, location: location)
    let call = arguments.joined(separator: " ").prefix(300)
    let errors = outcome.errors.prefix(1500)
    #expect(
      documentedCodes.contains(outcome.status), "\(call) → \(errors)", sourceLocation: location)
    if let code {
      #expect(outcome.status == code, "\(call) → \(errors)", sourceLocation: location)
    }
    for sign in ["Fatal error", "Backtrace", "Crash", "Stack dump", "Thread 0", "\u{1B}"] {
      #expect(!outcome.errors.contains(sign), "\(call) → \(errors)", sourceLocation: location)
    }
    return outcome
  }

  /// Runs any program, with nothing checked but that it ends by itself.
  ///
  /// `qianglian` is on its path.
  static func run(
    program: String, _ arguments: [String], in sandbox: Sandbox, outputPath: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) async throws -> Outcome {
    await gate.enter()
    do {
      let outcome = try await start(program, arguments, sandbox, outputPath, location)
      await gate.leave()
      return outcome
    } catch {
      await gate.leave()
      throw error
    }
  }

  // Foundation may change the folder of the whole process while it starts another one.
  private static let launching = NSLock()

  private static func launch(_ process: Process) throws {
    try launching.withLock { try process.run() }
  }

  private static func start(
    _ program: String, _ arguments: [String], _ sandbox: Sandbox, _ outputPath: String?,
    _ location: SourceLocation
  ) async throws -> Outcome {
    // Files, not pipes: a full pipe would stop the program before its reader asks.
    let scratch = try Sandbox()
    try scratch.write("", to: "in")
    try scratch.write("", to: "out")
    try scratch.write("", to: "err")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = sandbox.folder
    process.environment = environment(home: scratch.path)
    let input = try FileHandle(forReadingFrom: scratch.url("in"))
    let output = try FileHandle(
      forWritingTo: outputPath.map { URL(fileURLWithPath: $0) } ?? scratch.url("out"))
    let errorOutput = try FileHandle(forWritingTo: scratch.url("err"))
    // Foundation keeps every process it ran, and with it these handles: left open, they grew to
    // thousands, and listing them on the way to a new process reads past the end of the list
    // (swift-corelibs-foundation, pull request 5472).
    defer { for handle in [input, output, errorOutput] { try? handle.close() } }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errorOutput
    let began = ContinuousClock.now
    try launch(process)
    while process.isRunning {
      if began.duration(to: .now) > timeout {
        kill(process.processIdentifier, SIGKILL)
        Issue.record(
          "no end after \(timeout): \(arguments.joined(separator: " ").prefix(300))",
          sourceLocation: location)
        throw TimedOut()
      }
      try await Task.sleep(for: .milliseconds(4))
    }
    let errors = String(decoding: try scratch.data("err"), as: UTF8.self)
    #expect(
      process.terminationReason == .exit,
      "\(arguments.joined(separator: " ").prefix(300)) ended by a signal: \(errors.prefix(1500))",
      sourceLocation: location)
    return Outcome(
      status: process.terminationStatus, output: try scratch.data("out"), errors: errors)
  }

  /// Nothing of the developer's own environment but where the system's libraries are.
  private static func environment(home: String) -> [String: String] {
    let program = URL(fileURLWithPath: Program.path ?? "/")
    let folder = program.deletingLastPathComponent().path
    var environment = [
      "PATH": folder + ":/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8",
      "TZ": "Asia/Shanghai", "TERM": "xterm-256color",
      // A crash shows in the exit reason at once; the backtrace would only take time.
      "SWIFT_BACKTRACE": "enable=no",
    ]
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    return environment
  }
}

/// Lets so many in at a time.
private actor Gate {
  private var places: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(places: Int) { self.places = places }

  func enter() async {
    if places > 0 {
      places -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
  }
}

/// Where the executable under test is.
enum Program {
  /// The path of `qianglian` beside the test bundle; nil where it was not built.
  static let path: String? = {
    var folders: [URL] = []
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      folders.append(above(URL(fileURLWithPath: argument)))
    }
    for bundle in Bundle.allBundles + [Bundle.main] {
      folders.append(above(bundle.bundleURL))
      if let executable = bundle.executableURL { folders.append(above(executable)) }
    }
    folders.append(Repository.root.appending(path: ".build/debug"))
    return folders.map { $0.appending(path: "qianglian").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The folder that holds the test bundle in which a file lies, else the file's own.
  private static func above(_ file: URL) -> URL {
    let components = file.standardizedFileURL.pathComponents
    guard let bundle = components.firstIndex(where: { $0.hasSuffix(".xctest") }) else {
      return file.deletingLastPathComponent()
    }
    return URL(fileURLWithPath: "/" + components[1..<bundle].joined(separator: "/"))
  }
}

/// The checkout the tests belong to.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The example book.
  static let example = root.appending(path: "Examples/nev-chain")
}
