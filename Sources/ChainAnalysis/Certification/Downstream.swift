import Graphs

/// Finds what lies downstream of many groups of firms.
struct Downstream {
  let network: SupplyNetwork
  let leaders: [Int]
  /// Whether each firm is in operation.
  let isOperating: [Bool]
  let threads: Int

  /// More groups than this are swept together rather than searched one by one.
  private static let searchedOneByOne = 64

  /// The firms downstream of each group, its own members left out.
  ///
  /// - Parameter groups: Firms in operation by position.
  /// - Returns: What is touched, in the order of the groups.
  /// - Complexity: O(n + m) for each of few groups; for many, O((n + m) · groups / 512) and one step
  ///   for each firm and group that reaches it.
  func touches(of groups: [[Int]]) async -> [CertificationReport.Touch] {
    guard groups.count > Self.searchedOneByOne else {
      return await concurrentMap(groups, threads: threads, touch)
    }
    var result = [CertificationReport.Touch](
      repeating: .init(leaders: [], firms: 0), count: groups.count)
    let single = groups.indices.filter { groups[$0].count == 1 }
    for (place, touch) in zip(single, swept(single.map { groups[$0][0] })) { result[place] = touch }
    let joint = groups.indices.filter { groups[$0].count > 1 }
    let searched = await concurrentMap(joint.map { groups[$0] }, threads: threads, touch)
    for (place, touch) in zip(joint, searched) { result[place] = touch }
    return result
  }

  @Sendable private func touch(_ group: [Int]) -> CertificationReport.Touch {
    let search = network.graph.breadthFirstSearch(from: group.map(Vertex.init))
    let firms = search.order.count { isOperating[Int($0)] }
    return CertificationReport.Touch(
      leaders: leaders.filter { (search.tier(of: Vertex($0)) ?? 0) > 0 },
      firms: firms - Set(group).count, closed: search.order.count - firms)
  }

  private func swept(_ firms: [Int]) -> [CertificationReport.Touch] {
    var touches = [CertificationReport.Touch](
      repeating: .init(leaders: [], firms: 0), count: firms.count)
    let sources = firms.map(Vertex.init)
    network.graph.reachSweep(from: sources) { block in
      for vertex in network.graph.vertices {
        for index in 0..<block.wordCount {
          var rest = block.word(index, of: vertex)
          while rest != 0 {
            let lane = block.lanes.lowerBound + index * 64 + rest.trailingZeroBitCount
            if isOperating[Int(vertex)] {
              touches[lane].firms += 1
            } else {
              touches[lane].closed += 1
            }
            rest &= rest - 1
          }
        }
      }
      for leader in leaders {
        for lane in block.lanes(reaching: Vertex(leader)) { touches[lane].leaders.append(leader) }
      }
    }
    return touches
  }
}
