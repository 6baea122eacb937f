/// A division of a graph's vertices into components.
///
/// - Complexity: 8 n + 4 k bytes of space for k components.
public struct Components: Hashable, Sendable {
  /// The number of components.
  public let count: Int
  /// The component, 0 ..< ``count``, of every vertex.
  public let labels: [Int32]
  /// Where each component starts in ``memberList``; one more entry than there are components.
  let offsets: [Int32]
  /// The vertices, component after component, ascending within each.
  let memberList: [Vertex]

  /// Lists the members of labelled components.
  init(count: Int, labels: [Int32]) {
    var offsets = [Int32](repeating: 0, count: count + 1)
    var members = [Vertex](repeating: 0, count: labels.count)
    do {
      let labelSpan = labels.span
      var starts = offsets.mutableSpan
      for vertex in labelSpan.indices {
        starts[labelSpan[vertex] + 1] &+= 1
      }
      CompressedRows.accumulate(&starts)
    }
    do {
      let labelSpan = labels.span
      var fillStore = offsets
      var fill = fillStore.mutableSpan
      var list = members.mutableSpan
      for vertex in labelSpan.indices {
        let slot = fill[labelSpan[vertex]]
        list[slot] = Vertex(truncatingIfNeeded: vertex)
        fill[labelSpan[vertex]] = slot &+ 1
      }
    }
    self.count = count
    self.labels = labels
    self.offsets = offsets
    self.memberList = members
  }

  /// Returns the component of a vertex.
  public func label(of vertex: Vertex) -> Int {
    Int(labels[Int(vertex)])
  }

  /// Returns the members of a component, ascending.
  public func members(of component: Int) -> ArraySlice<Vertex> {
    memberList[Int(offsets[component])..<Int(offsets[component + 1])]
  }

  /// Returns the number of members of a component.
  public func size(of component: Int) -> Int {
    Int(offsets[component + 1] - offsets[component])
  }
}
