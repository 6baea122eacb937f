internal import CGraphviz
public import DOT
import Foundation

/// Graphviz: layout and drawing of diagrams, one at a time.
///
/// The library keeps global state and crashes when two threads use it, even with separate
/// contexts. This actor is the only caller in the process and has its own thread. Calls are
/// served in the order they come; a call that has begun cannot be stopped and has no time limit,
/// and each leaks a few kilobytes inside Graphviz: fine for a command, while a server renders in
/// a worker process that it replaces now and then.
///
/// A layout with `dot` takes about 0.05 s for 300 boxes, 0.3 s for 1,000 and 1.6 s for 2,000.
public actor Graphviz {
  /// The one instance.
  public static let shared = Graphviz()

  /// The executor of the thread that all calls run on.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    GraphvizExecutor.shared.asUnownedSerialExecutor()
  }

  // A failed call leaves a context that writes later drawings to the standard output and returns
  // garbage with success, so a context only comes back here after a success.
  private var context: Context?
  private var capabilities: Capabilities?

  private init() {}

  /// What the installed Graphviz can do.
  public struct Capabilities: Hashable, Sendable {
    /// The version; Debian's package 2.42.2 calls itself 2.43.0.
    public var version: String

    /// The output formats, sorted, without those that open windows.
    public var formats: [String]

    /// The layout engines, sorted.
    public var engines: [String]
  }
}

// MARK: - Public calls

extension Graphviz {
  /// What the installed Graphviz can do.
  ///
  /// - Returns: The version, formats and engines.
  /// - Throws: ``GraphvizError`` with the code `unavailable`.
  public func installed() throws(GraphvizError) -> Capabilities {
    try withContext(engine: .dot, format: nil) { context throws(GraphvizError) in
      readCapabilities(context)
    }
  }

  /// Draws a diagram.
  ///
  /// - Parameters:
  ///   - diagram: The diagram.
  ///   - format: The output format.
  ///   - engine: The layout engine.
  ///   - dpi: The resolution of formats made of pixels, 1 to 2400; nil for Graphviz's 96. Others
  ///     ignore it, since Graphviz would scale their page.
  /// - Returns: The drawing and warnings.
  /// - Throws: ``GraphvizError``, also when Graphviz reports an error and claims success.
  public nonisolated func render(
    _ diagram: Diagram, format: RenderFormat, engine: LayoutEngine = .dot, dpi: Int? = nil
  ) async throws(GraphvizError) -> RenderedDiagram {
    let text = diagram.dotBytes + [0]
    return try await render(
      text, isOwn: true, format: format, engine: engine, dpi: dpi)
  }

  /// Draws a diagram given as DOT text.
  ///
  /// The text should come from a trusted author. As a backstop, text that names picture or style
  /// files or holds `javascript:` is refused.
  ///
  /// - Parameters:
  ///   - dot: The DOT text; only its first graph is drawn, and what follows must be DOT.
  ///   - format: The output format.
  ///   - engine: The layout engine.
  ///   - dpi: The resolution of formats made of pixels, 1 to 2400; nil for Graphviz's 96.
  /// - Returns: The drawing and warnings.
  /// - Throws: ``GraphvizError``, also when Graphviz reports an error and claims success.
  public nonisolated func render(
    dot: String, format: RenderFormat, engine: LayoutEngine = .dot, dpi: Int? = nil
  ) async throws(GraphvizError) -> RenderedDiagram {
    try Self.check(dot, engine: engine, format: format)
    return try await render(
      Array(dot.utf8) + [0], isOwn: false, format: format, engine: engine, dpi: dpi)
  }

  /// Lays out a diagram and reads the positions back.
  ///
  /// - Parameters:
  ///   - diagram: The diagram.
  ///   - engine: The layout engine.
  /// - Returns: The positions in points, origin at the bottom left.
  /// - Throws: ``GraphvizError``, also when Graphviz reports an error and claims success.
  public nonisolated func layout(
    _ diagram: Diagram, engine: LayoutEngine = .dot
  ) async throws(GraphvizError) -> DiagramLayout {
    try await layout(diagram.dotBytes + [0], isOwn: true, engine: engine)
  }

  /// Lays out a diagram given as DOT text and reads the positions back.
  ///
  /// - Parameters:
  ///   - dot: The DOT text; only its first graph is laid out, and what follows must be DOT.
  ///   - engine: The layout engine.
  /// - Returns: The positions in points, origin at the bottom left.
  /// - Throws: ``GraphvizError``, also when Graphviz reports an error and claims success.
  public nonisolated func layout(
    dot: String, engine: LayoutEngine = .dot
  ) async throws(GraphvizError) -> DiagramLayout {
    try Self.check(dot, engine: engine, format: nil)
    return try await layout(Array(dot.utf8) + [0], isOwn: false, engine: engine)
  }
}

// MARK: - On the thread

extension Graphviz {
  private func render(
    _ text: [UInt8], isOwn: Bool, format: RenderFormat, engine: LayoutEngine, dpi: Int?
  ) throws(GraphvizError) -> RenderedDiagram {
    if let dpi, !(1...2_400).contains(dpi) {
      throw GraphvizError(
        .refusedInput, engine: engine, format: format, messages: ["dpi 须在 1 到 2400 之间：\(dpi)"])
    }
    return try withContext(engine: engine, format: format) { context throws(GraphvizError) in
      let graph = try laidOut(
        text, isOwn: isOwn, engine: engine, format: format, dpi: dpi, in: context)
      let bytes = RenderedBytes(graph, in: context, format: format)
      let diagnostics = Diagnostics.collect()
      guard bytes.status == 0, !diagnostics.hasError, let start = bytes.pointer, bytes.count > 0
      else {
        throw GraphvizError(
          .rendering, engine: engine, format: format, messages: diagnostics.messages)
      }
      var data = Data(bytes: start, count: bytes.count)
      if format == .pdf { Self.fixCreationDate(of: &data) }
      var warnings = diagnostics.messages
      if format.isBitmap {
        // Graphviz says this to the standard error only (CAIRO_XMAX in gvrender_pango.c).
        let box = cgv_graph_box(graph.graph.pointer)
        let side = max(box.right - box.left, box.top - box.bottom) * Double(dpi ?? 96) / 72
        if side > 32_767 {
          warnings.append("Warning: 图面边长 \(Int(side)) 像素超过位图上限 32767，已被缩小")
        }
      }
      return RenderedDiagram(data: data, warnings: Array(warnings.prefix(100)))
    }
  }

  private func layout(
    _ text: [UInt8], isOwn: Bool, engine: LayoutEngine
  ) throws(GraphvizError) -> DiagramLayout {
    try withContext(engine: engine, format: nil) { context throws(GraphvizError) in
      let graph = try laidOut(
        text, isOwn: isOwn, engine: engine, format: nil, dpi: nil, in: context)
      var layout = DiagramLayout(reading: graph, isOwn: isOwn)
      layout.warnings = Array(Diagnostics.collect().messages.prefix(100))
      return layout
    }
  }

  /// Runs a body with a context that is kept for the next call only if the body succeeds.
  private func withContext<Result>(
    engine: LayoutEngine, format: RenderFormat?,
    _ body: (borrowing Context) throws(GraphvizError) -> Result
  ) throws(GraphvizError) -> Result {
    if Task.isCancelled { throw GraphvizError(.cancelled, engine: engine, format: format) }
    Diagnostics.start()
    guard let context = context.take() ?? Context() else {
      throw GraphvizError(.unavailable, engine: engine, format: format)
    }
    let known = readCapabilities(context)
    if let format, !known.formats.contains(format.name) {
      self.context = consume context
      throw GraphvizError(
        .unknownFormat, engine: engine, format: format,
        messages: ["可用格式：" + known.formats.joined(separator: " ")])
    }
    guard known.engines.contains(engine.name) else {
      self.context = consume context
      throw GraphvizError(
        .unknownEngine, engine: engine, format: format,
        messages: ["可用引擎：" + known.engines.joined(separator: " ")])
    }
    let result = try body(context)
    self.context = consume context
    return result
  }

  private func readCapabilities(_ context: borrowing Context) -> Capabilities {
    if let capabilities { return capabilities }
    let read = Capabilities(
      version: context.version,
      formats: context.plugins("device").filter { !RenderFormat($0).isInteractive },
      engines: context.plugins("layout"))
    capabilities = read
    return read
  }

  private func laidOut(
    _ text: [UInt8], isOwn: Bool, engine: LayoutEngine, format: RenderFormat?, dpi: Int?,
    in context: borrowing Context
  ) throws(GraphvizError) -> LaidOutGraph {
    let parsed = ParsedGraph(zeroTerminated: text)
    let complaints = Diagnostics.collect()
    guard let graph = parsed, !complaints.hasError else {
      throw GraphvizError(
        .syntax, engine: engine, format: format, messages: complaints.messages)
    }
    if !isOwn {
      for name in ["image", "shapefile", "imagepath", "fontpath", "_background", "stylesheet"]
      where cgv_graph_declares(graph.pointer, name) {
        throw GraphvizError(
          .refusedInput, engine: engine, format: format, messages: ["不允许使用属性 \(name)"])
      }
    }
    if let dpi, format?.isBitmap == true { cgv_graph_set(graph.pointer, "dpi", String(dpi)) }
    let laidOut = LaidOutGraph(graph, in: context, engine: engine)
    let diagnostics = Diagnostics.collect()
    guard laidOut.status == 0, !diagnostics.hasError else {
      throw GraphvizError(.layout, engine: engine, format: format, messages: diagnostics.messages)
    }
    return laidOut
  }

  private static func check(
    _ dot: String, engine: LayoutEngine, format: RenderFormat?
  ) throws(GraphvizError) {
    var reason: String?
    let lowercase = dot.lowercased()
    if dot.utf8.contains(0) { reason = "DOT 文本含有零字节" }
    for word in ["<img", "javascript:", "vbscript:"] where lowercase.contains(word) {
      reason = "DOT 文本不允许含有 \(word)"
    }
    if let reason {
      throw GraphvizError(.refusedInput, engine: engine, format: format, messages: [reason])
    }
  }

  /// Overwrites the time in a PDF in place: cairo 1.16 writes the time of day, uncompressed, and
  /// does not heed SOURCE_DATE_EPOCH.
  static func fixCreationDate(of data: inout Data) {
    let key = Data("/CreationDate (D:".utf8)
    guard let found = data.range(of: key, options: .backwards) else { return }
    let date = Data("20000101000000".utf8)
    let end = found.upperBound + date.count
    guard end <= data.endIndex,
      data[found.upperBound..<end].allSatisfy({ (0x30...0x39).contains($0) })
    else { return }
    data.replaceSubrange(found.upperBound..<end, with: date)
  }
}
