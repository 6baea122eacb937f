import ChainMaps
import DOT
import Graphviz
import Testing

/// What must hold of every page of every map.
enum MapChecks {
  /// Boxes are on the page, once each, and none lies over another.
  static func expectNoOverlap(_ layout: DiagramLayout, _ map: MapDocument, _ what: String) {
    let boxes = layout.nodes
    #expect(Set(boxes.map(\.name)).count == boxes.count)
    for (index, box) in boxes.enumerated() {
      let frame = box.frame
      #expect(
        frame.left >= -1 && frame.right <= map.pageSize.width + 1 && frame.bottom >= -1
          && frame.top <= map.pageSize.height + 1, "\(what): \(box.name) leaves the page")
      for other in boxes[(index + 1)...] {
        let overlap = min(frame.right, other.frame.right) - max(frame.left, other.frame.left)
        let height = min(frame.top, other.frame.top) - max(frame.bottom, other.frame.bottom)
        guard overlap > 1.5, height > 1.5 else { continue }
        Issue.record("\(what): \(box.name) lies over \(other.name)")
      }
    }
    // The heading of a band or column fits it.
    for cluster in layout.clusters {
      guard let label = cluster.label else { continue }
      #expect(
        label.center.x + label.size.width / 2 <= cluster.frame.right + 1, "\(what): \(cluster.name)"
      )
    }
  }

  /// No line runs over a box, sampled along every curve.
  ///
  /// A line of a family may leave from the family's border, past its other boxes, but within a family
  /// it passes none.
  static func expectNoCrossing(_ layout: DiagramLayout, _ what: String) {
    let boxes = layout.nodes.filter { !$0.name.hasPrefix("page-") || $0.name.contains("index") }
    let families = layout.clusters.filter { $0.name.contains("family-") }.map(\.frame)
    func family(of name: String) -> Diagram.Rectangle? {
      guard let box = boxes.first(where: { $0.name == name }) else { return nil }
      return families.first { contains($0, box.center) }
    }
    for edge in layout.edges {
      let ends = [family(of: edge.tail), family(of: edge.head)]
      let own = ends[0] == ends[1] ? [] : ends.compactMap { $0 }
      for point in edge.paths.flatMap(MapGeometry.samples) {
        for box in boxes where box.name != edge.tail && box.name != edge.head {
          let frame = box.frame
          let isInside =
            point.x > frame.left + 1 && point.x < frame.right - 1 && point.y > frame.bottom + 1
            && point.y < frame.top - 1
          let isOwnFamily = own.contains { contains($0, box.center) }
          // An expectation for every point would take most of the time.
          guard isInside, !isOwnFamily else { continue }
          Issue.record("\(what): \(edge.tail) → \(edge.head) crosses \(box.name)")
        }
      }
    }
  }

  static func contains(_ frame: Diagram.Rectangle, _ point: Diagram.Point) -> Bool {
    point.x >= frame.left && point.x <= frame.right && point.y >= frame.bottom
      && point.y <= frame.top
  }
}
