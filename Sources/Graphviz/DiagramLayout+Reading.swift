internal import CGraphviz
import DOT

extension DiagramLayout {
  /// Reads a layout back.
  ///
  /// - Parameters:
  ///   - laidOut: A graph with a successful layout.
  ///   - isOwn: Whether names were encoded by ``Diagram/encodedName(_:)``.
  init(reading laidOut: borrowing LaidOutGraph, isOwn: Bool) {
    let graph = laidOut.graph.pointer
    func name(_ text: UnsafePointer<CChar>?) -> String {
      guard let text else { return "" }
      return isOwn ? Diagram.decodedName(String(cString: text)) : String(cString: text)
    }

    var nodes: [Node] = []
    var edges: [Edge] = []
    var node = cgv_node_first(graph)
    while let current = node {
      let size = cgv_node_size(current)
      nodes.append(
        Node(
          name: name(cgv_node_name(current)), center: Diagram.Point(cgv_node_center(current)),
          // Inches times 72 leave 119.99999999999999 of 120 points.
          size: Diagram.Size(
            width: (size.x * 1e6).rounded() / 1e6, height: (size.y * 1e6).rounded() / 1e6)))
      var edge = cgv_edge_first(graph, current)
      while let line = edge {
        edges.append(
          Edge(
            tail: name(cgv_node_name(cgv_edge_tail(line))),
            head: name(cgv_node_name(cgv_edge_head(line))),
            paths: (0..<cgv_edge_spline_count(line)).compactMap {
              Diagram.EdgePath(reading: line, spline: $0)
            },
            label: Label { cgv_edge_label(line, $0, $1) }))
        edge = cgv_edge_next(graph, line)
      }
      node = cgv_node_next(graph, current)
    }

    var clusters: [Cluster] = []
    // Breadth first, so that outer clusters come before inner ones without recursion.
    var waiting: [(graph: OpaquePointer, parent: String?)] = [(graph, nil)]
    var next = 0
    while next < waiting.count {
      let (outer, parent) = waiting[next]
      next += 1
      for index in 0..<max(0, cgv_cluster_count(outer)) {
        guard let inner = cgv_cluster_at(outer, index) else { continue }
        var title = name(cgv_graph_name(inner))
        if title.hasPrefix("cluster_") { title.removeFirst("cluster_".count) }
        clusters.append(
          Cluster(
            name: title, parent: parent, frame: Diagram.Rectangle(cgv_graph_box(inner)),
            label: Label { cgv_graph_label(inner, $0, $1) }))
        waiting.append((inner, title))
      }
    }

    self.init(
      boundingBox: Diagram.Rectangle(cgv_graph_box(graph)),
      label: Label { cgv_graph_label(graph, $0, $1) },
      nodes: nodes, edges: edges, clusters: clusters, warnings: [])
  }
}

extension DiagramLayout.Label {
  fileprivate init?(
    _ read: (UnsafeMutablePointer<cgv_point>, UnsafeMutablePointer<cgv_point>) -> Bool
  ) {
    var center = cgv_point()
    var size = cgv_point()
    guard read(&center, &size) else { return nil }
    self.init(
      center: Diagram.Point(center), size: Diagram.Size(width: size.x, height: size.y))
  }
}

extension Diagram.Point {
  fileprivate init(_ point: cgv_point) {
    self.init(x: point.x, y: point.y)
  }
}

extension Diagram.Rectangle {
  fileprivate init(_ box: cgv_box) {
    self.init(left: box.left, bottom: box.bottom, right: box.right, top: box.top)
  }
}

extension Diagram.EdgePath {
  /// Reads one spline; nil if it has not 3n + 1 points, which would be a fault of Graphviz.
  fileprivate init?(reading edge: OpaquePointer, spline: Int32) {
    let points = (0..<cgv_edge_point_count(edge, spline)).map {
      Diagram.Point(cgv_edge_point(edge, spline, $0))
    }
    guard points.count >= 4, points.count % 3 == 1 else { return nil }
    let segments = stride(from: 1, to: points.count, by: 3).map {
      Segment(control1: points[$0], control2: points[$0 + 1], end: points[$0 + 2])
    }
    var start = cgv_point()
    var end = cgv_point()
    let hasStart = cgv_edge_start_tip(edge, spline, &start)
    let hasEnd = cgv_edge_end_tip(edge, spline, &end)
    self.init(
      start: points[0], first: segments[0], rest: Array(segments.dropFirst()),
      startTip: hasStart ? Diagram.Point(start) : nil,
      endTip: hasEnd ? Diagram.Point(end) : nil)
  }
}
