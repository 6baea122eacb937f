import Graphs
import Testing

@Test(arguments: 0..<30)
func vertexSetAgainstSet(seed: Int) {
  var generator = SplitMix64(seed: UInt64(seed))
  let capacity = 1 + generator.below(200)
  var set = VertexSet(capacity: capacity)
  var expected: Set<Vertex> = []
  var otherExpected: Set<Vertex> = []
  for _ in 0..<200 {
    let vertex = Vertex(generator.below(capacity))
    if generator.below(3) == 0 {
      #expect(set.remove(vertex) == (expected.remove(vertex) != nil))
    } else {
      #expect(set.insert(vertex) == expected.insert(vertex).inserted)
    }
    otherExpected.insert(Vertex(generator.below(capacity)))
  }
  #expect(Array(set) == expected.sorted())
  #expect(set.count == expected.count)
  #expect(set.isEmpty == expected.isEmpty)
  #expect(set == VertexSet(expected, capacity: capacity))
  #expect(set == VertexSet(capacity: capacity) { expected.contains($0) })
  #expect(Set(set.complement) == Set(0..<Vertex(capacity)).subtracting(expected))
  #expect(set.complement.count == capacity - expected.count)
  let other = VertexSet(otherExpected, capacity: capacity)
  var combined = set
  combined.formUnion(other)
  #expect(Set(combined) == expected.union(otherExpected))
  combined = set
  combined.formIntersection(other)
  #expect(Set(combined) == expected.intersection(otherExpected))
  #expect(set.intersectionCount(other) == expected.intersection(otherExpected).count)
  combined = set
  combined.subtract(other)
  #expect(Set(combined) == expected.subtracting(otherExpected))
}

@Test func vertexSetOfNothing() {
  #expect(Array(VertexSet(capacity: 0)).isEmpty)
  #expect(VertexSet(capacity: 0).complement.isEmpty)
  #expect(VertexSet(capacity: 64).complement.count == 64)
}
