import Foundation

/// Runs the jobs of ``Graphviz`` one after the other on one thread with a 64 MB stack.
///
/// Graphviz is not thread-safe in any respect and recurses as deep as the diagram: a path of
/// 20,000 nodes overflows the stacks that the system gives to pool threads.
///
/// `@unchecked`: `jobs` is touched only while `condition` is locked.
final class GraphvizExecutor: SerialExecutor, @unchecked Sendable {
  static let shared = GraphvizExecutor()

  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []

  private init() {
    // The thread lives as long as the process, so the reference to the executor may be strong.
    let thread = Thread { [self] in run() }
    thread.name = "Graphviz"
    thread.stackSize = 64 << 20
    thread.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  private func run() {
    let executor = asUnownedSerialExecutor()
    while true {
      condition.lock()
      while jobs.isEmpty { condition.wait() }
      let batch = jobs
      jobs.removeAll(keepingCapacity: true)
      condition.unlock()
      for job in batch { job.runSynchronously(on: executor) }
    }
  }
}
