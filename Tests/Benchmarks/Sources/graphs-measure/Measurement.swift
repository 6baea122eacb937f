/// One kernel's time and result, printed as a line of JSON.
struct Measurement {
  private static let clock = ContinuousClock()

  /// Runs a kernel once, prints how long it took, and returns its result.
  ///
  /// - Parameters:
  ///   - kernel: The kernel's name, the same for every library.
  ///   - answer: The number of the result by which libraries are compared.
  ///   - work: The kernel.
  /// - Returns: What the kernel returned.
  /// - Throws: What the kernel throws.
  @discardableResult
  static func report<Result>(
    _ kernel: String, answer: KeyPath<Result, Int>, _ work: () throws -> Result
  ) rethrows -> Result {
    let start = clock.now
    let result = try work()
    let elapsed = clock.now - start
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    print(
      "{\"kernel\": \"\(kernel)\", \"seconds\": \(seconds), \"answer\": \(result[keyPath: answer])}"
    )
    return result
  }
}
