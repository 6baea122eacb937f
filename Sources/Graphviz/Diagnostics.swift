internal import CGraphviz

/// What Graphviz said since the last call of ``start()``.
struct Diagnostics {
  let messages: [String]
  let hasError: Bool

  static func start() {
    cgv_diagnostics_start()
  }

  static func collect() -> Diagnostics {
    var length = 0
    let text = cgv_diagnostics_text(&length)
    // The buffer belongs to the shim and stays as it is until the next start.
    let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : length)
    // Messages arrive in pieces, some with lines of their own: one line for each message.
    let messages = bytes.split(separator: 0x1E).map { message in
      String(decoding: message, as: UTF8.self)
        .split(whereSeparator: \.isNewline)
        .map { line in line.drop(while: \.isWhitespace) }
        .joined(separator: " ")
    }
    return Diagnostics(messages: messages, hasError: cgv_diagnostics_failed())
  }
}
