internal import CGraphviz

// Each handle frees itself once, at the end of its scope, and cannot be copied. They are used only
// inside the actor. A handle declared later is freed earlier; `LaidOutGraph` owns its graph, so a
// layout is always freed before the graph is closed.

/// A `GVC_t`.
struct Context: ~Copyable {
  let pointer: OpaquePointer

  init?() {
    guard let pointer = cgv_context_new() else { return nil }
    self.pointer = pointer
  }

  deinit { cgv_context_free(pointer) }

  var version: String {
    guard let text = cgv_version(pointer) else { return "" }
    return String(cString: text)
  }

  /// The plug-ins of a kind ("layout" or "device"), sorted.
  func plugins(_ kind: String) -> [String] {
    var count: Int32 = 0
    guard let list = cgv_plugin_list(pointer, kind, &count) else { return [] }
    defer { cgv_plugin_list_free(list, count) }
    var names: Set<String> = []
    for index in 0..<Int(count) {
      // The list is C's: `count` pointers to C strings.
      if let name = list[index] { names.insert(String(cString: name)) }
    }
    return names.sorted()
  }
}

/// An `Agraph_t`.
struct ParsedGraph: ~Copyable {
  let pointer: OpaquePointer

  /// Parses DOT text that ends with a zero byte; nil on a syntax error.
  init?(zeroTerminated text: [UInt8]) {
    // A C string is read only during the call.
    let pointer = text.withUnsafeBytes { buffer in
      cgv_graph_parse(buffer.bindMemory(to: CChar.self).baseAddress)
    }
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { cgv_graph_close(pointer) }
}

/// A graph with a layout, perhaps a failed one: that must be freed too.
struct LaidOutGraph: ~Copyable {
  let graph: ParsedGraph
  let status: Int32
  private let context: OpaquePointer

  /// Lays out a graph.
  ///
  /// The context must outlive the value: `Graphviz.withContext` sees to that.
  init(_ graph: consuming ParsedGraph, in context: borrowing Context, engine: LayoutEngine) {
    status = cgv_layout(context.pointer, graph.pointer, engine.name)
    self.context = context.pointer
    self.graph = graph
  }

  deinit { cgv_layout_free(context, graph.pointer) }
}

/// The bytes of a drawing, which Graphviz may allocate even when it fails.
struct RenderedBytes: ~Copyable {
  let status: Int32
  let pointer: UnsafeMutablePointer<CChar>?
  let count: Int

  init(_ graph: borrowing LaidOutGraph, in context: borrowing Context, format: RenderFormat) {
    var data: UnsafeMutablePointer<CChar>?
    var length = 0
    status = cgv_render(context.pointer, graph.graph.pointer, format.name, &data, &length)
    pointer = data
    count = length
  }

  deinit { cgv_render_free(pointer) }
}
