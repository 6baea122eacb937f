/// Why a diagram could not be laid out or drawn, with what Graphviz said about it.
public struct GraphvizError: Error, Hashable, Sendable {
  /// The kind of failure; more kinds may come.
  public struct Code: Hashable, Sendable {
    private enum Kind: String, Hashable, Sendable {
      case unavailable
      case unknownFormat
      case unknownEngine
      case refusedInput
      case syntax
      case layout
      case rendering
      case cancelled
    }

    private let kind: Kind

    /// Graphviz could not be started.
    public static let unavailable = Code(kind: .unavailable)

    /// This Graphviz has no such output format, or one that opens a window.
    public static let unknownFormat = Code(kind: .unknownFormat)

    /// This Graphviz has no such layout engine.
    public static let unknownEngine = Code(kind: .unknownEngine)

    /// The text or an option was refused before Graphviz saw it.
    public static let refusedInput = Code(kind: .refusedInput)

    /// The DOT text could not be parsed.
    public static let syntax = Code(kind: .syntax)

    /// The layout failed, or reported an error and drew something else.
    public static let layout = Code(kind: .layout)

    /// Drawing failed, or reported an error and drew something else.
    public static let rendering = Code(kind: .rendering)

    /// The task was cancelled before Graphviz started; a running layout cannot be stopped.
    public static let cancelled = Code(kind: .cancelled)

    var explanation: String {
      switch kind {
      case .unavailable: "Graphviz 无法启动"
      case .unknownFormat: "本机 Graphviz 不支持该输出格式"
      case .unknownEngine: "本机 Graphviz 没有该布局引擎"
      case .refusedInput: "输入被拒绝"
      case .syntax: "DOT 文本有语法错误"
      case .layout: "Graphviz 布局失败"
      case .rendering: "Graphviz 绘图失败"
      case .cancelled: "任务已取消"
      }
    }
  }

  /// The kind of failure.
  public let code: Code

  /// The layout engine asked for.
  public let engine: LayoutEngine

  /// The output format asked for; nil if only a layout was.
  public let format: RenderFormat?

  /// Graphviz's own messages, or the reason for a refusal, one line each: at most twenty lines of
  /// at most 400 characters.
  public let messages: [String]

  /// The number of messages left out.
  public let omittedMessageCount: Int

  init(_ code: Code, engine: LayoutEngine, format: RenderFormat?, messages: [String] = []) {
    self.code = code
    self.engine = engine
    self.format = format
    self.messages = messages.prefix(20).map { $0.count > 400 ? $0.prefix(399) + "…" : $0 }
    omittedMessageCount = max(0, messages.count - 20)
  }
}

extension GraphvizError: CustomStringConvertible {
  /// The failure in one paragraph for people.
  public var description: String {
    var text = "\(code.explanation)（引擎 \(engine.name)"
    if let format { text += "，格式 \(format.name)" }
    text += "）"
    if !messages.isEmpty { text += "：\n" + messages.joined(separator: "\n") }
    if omittedMessageCount > 0 { text += "\n另有 \(omittedMessageCount) 条信息未列出" }
    return text
  }
}

extension GraphvizError.Code: CustomStringConvertible {
  /// The name of the kind, such as `unknownFormat`.
  public var description: String { kind.rawValue }
}
