/// Maps in parallel; results stand in the order of the elements, whatever the number of threads.
///
/// - Parameters:
///   - elements: What to map.
///   - threads: The most elements worked on at once; at least 1.
///   - transform: The map.
/// - Returns: One result for each element.
/// - Complexity: One task for each element.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int, _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  guard threads > 1, elements.count > 1 else { return elements.map(transform) }
  return await withTaskGroup(of: (place: Int, result: Result).self) { group in
    var results = [Result?](repeating: nil, count: elements.count)
    var next = 0
    func start() {
      let place = next
      let element = elements[place]
      next += 1
      group.addTask { (place, transform(element)) }
    }
    while next < min(threads, elements.count) { start() }
    while let (place, result) = await group.next() {
      results[place] = result
      if next < elements.count { start() }
    }
    return results.compactMap { $0 }
  }
}
