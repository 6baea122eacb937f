/// Writes DOT as UTF-8 bytes: a chain map has 100,000 short pieces of text, and bytes are several
/// times faster than appending characters.
struct DOTWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func raw(_ text: StaticString) {
    // Reads the literal in place; a StaticString that is not one scalar is always a buffer.
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func raw(_ number: Double) {
    append(number, to: &bytes)
  }

  mutating func indent(_ depth: Int) {
    for _ in 0..<depth { raw("  ") }
  }

  /// A name in quotes.
  mutating func name(_ name: String) {
    raw("\"")
    for byte in Diagram.encodedName(name).utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    raw("\"")
  }

  // MARK: Text

  /// Where text goes, which decides what must be escaped.
  enum Context {
    /// A plain label in DOT quotes: entities and backslash sequences have a meaning.
    case label
    /// A tip in DOT quotes: backslashes are interpreted twice.
    case tip
    /// Text or an attribute of an HTML-like label: XML, then backslash sequences.
    case html
  }

  /// Text that is read exactly as given.
  mutating func text(_ text: String, in context: Context) {
    var text = text
    text.withUTF8 { source in
      for (offset, byte) in source.enumerated() {
        switch byte {
        case UInt8(ascii: "\\"):
          raw(context == .tip ? "\\\\\\\\" : "\\\\")
        case UInt8(ascii: "\""):
          raw(context == .html ? "&quot;" : "\\\"")
        case UInt8(ascii: "&"):
          raw("&amp;")
          if beginsEntity(source, at: offset, endCounts: context == .html) { raw("\u{2060}") }
        case UInt8(ascii: "<") where context == .html:
          raw("&lt;")
        case UInt8(ascii: ">") where context == .html:
          raw("&gt;")
        case UInt8(ascii: "\t"):
          raw(" ")
        case 0x0A, 0x0D:
          // Only tips have line ends left; a pair of carriage return and line feed is one.
          if byte == 0x0A || offset + 1 == source.count || source[offset + 1] != 0x0A {
            raw(context == .html ? "&#10;" : "\\n")
          }
        case 0..<0x20:
          raw("\u{FFFD}")
        case 0xBE...0xBF
        where offset >= 2 && source[offset - 1] == 0xBF && source[offset - 2] == 0xEF:
          // U+FFFE and U+FFFF become U+FFFD, which differs in the last byte.
          bytes.append(0xBD)
        default:
          bytes.append(byte)
        }
      }
    }
  }

  // MARK: Attributes

  mutating func list<Scope>(_ attributes: [Attribute<Scope>]) {
    raw("[")
    var isFirst = true
    each(attributes, name: \.name) { writer, attribute in
      if !isFirst { writer.raw(", ") }
      isFirst = false
      writer.assignment(attribute)
    }
    raw("]")
  }

  /// Visits attributes by name, of equal names only the last.
  ///
  /// Lists are short, so looking for the
  /// next name each time beats sorting, which would allocate for every cell of every table.
  mutating func each<Element>(
    _ attributes: [Element], name: KeyPath<Element, String>,
    _ body: (inout DOTWriter, Element) -> Void
  ) {
    var previous: String?
    while true {
      var next: Element?
      for attribute in attributes {
        let candidate = attribute[keyPath: name]
        if let previous, candidate <= previous { continue }
        if let current = next, current[keyPath: name] < candidate { continue }
        next = attribute
      }
      guard let next else { return }
      body(&self, next)
      previous = next[keyPath: name]
    }
  }

  private mutating func assignment<Scope>(_ attribute: Attribute<Scope>) {
    raw("\"")
    raw(attribute.name)
    raw("\"=")
    if case .html(let label) = attribute.value, !label.isEmpty {
      raw("<")
      content(label.content)
      raw(">")
      return
    }
    raw("\"")
    switch attribute.value {
    case .token(let text):
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
    case .number(let number):
      raw(number)
    case .numbers(let numbers):
      for (index, number) in numbers.enumerated() {
        if index > 0 { raw(",") }
        raw(number)
      }
    case .label(let label):
      self.label(label)
    case .tip(let tip):
      text(tip, in: .tip)
    case .link(let address):
      link(address, ampersand: "&amp;")
    case .path(let path):
      self.path(path)
    case .html:
      break
    }
    raw("\"")
  }

  private mutating func label(_ label: TextLabel) {
    for (index, line) in label.lines.enumerated() {
      text(line.text, in: .label)
      switch line.alignment {
      case .left: raw("\\l")
      case .right: raw("\\r")
      case .center: if index + 1 < label.lines.count { raw("\\n") }
      }
    }
  }

  /// Graphviz writes addresses into the SVG as they are, so an ampersand must be escaped for it.
  private mutating func link(_ address: String, ampersand: StaticString) {
    for byte in address.utf8 {
      if byte == UInt8(ascii: "&") { raw(ampersand) } else { bytes.append(byte) }
    }
  }

  private mutating func path(_ path: Diagram.EdgePath) {
    if let tip = path.startTip {
      raw("s,")
      point(tip)
      raw(" ")
    }
    if let tip = path.endTip {
      raw("e,")
      point(tip)
      raw(" ")
    }
    point(path.start)
    for segment in path.segments {
      for end in [segment.control1, segment.control2, segment.end] {
        raw(" ")
        point(end)
      }
    }
  }

  private mutating func point(_ point: Diagram.Point) {
    raw(point.x)
    raw(",")
    raw(point.y)
  }
}

// MARK: - HTML-like labels

extension DOTWriter {
  // Recursion follows the nesting of tables, which a program spells out; it is not input.
  private mutating func content(_ content: HTMLLabel.Content) {
    switch content {
    case .text(let text): self.html(text)
    case .table(let table): self.table(table)
    }
  }

  private mutating func table(_ table: HTMLTable) {
    raw("<TABLE")
    html(table.attributes)
    raw(">")
    var isAfterRow = false
    var hasRule = false
    for row in table.rows where !row.cells.isEmpty {
      if isAfterRow, hasRule { raw("<HR/>") }
      raw("<TR>")
      for (index, cell) in row.cells.enumerated() {
        raw("<TD")
        html(cell.attributes)
        raw(">")
        content(cell.content)
        raw("</TD>")
        if cell.hasRuleAfter, index + 1 < row.cells.count { raw("<VR/>") }
      }
      raw("</TR>")
      isAfterRow = true
      hasRule = row.hasRuleBelow
    }
    if !isAfterRow { raw("<TR><TD></TD></TR>") }
    raw("</TABLE>")
  }

  private mutating func html<Scope>(_ attributes: [HTMLAttribute<Scope>]) {
    each(attributes, name: \.name) { writer, attribute in
      writer.raw(" ")
      writer.raw(attribute.name)
      writer.raw("=\"")
      switch attribute.value {
      case .token(let token): writer.raw(token)
      case .integer(let number): writer.raw(Double(number))
      case .number(let number): writer.raw(number)
      case .escaped(let text): writer.text(text, in: .html)
      case .link(let address): writer.link(address, ampersand: "&amp;amp;")
      }
      writer.raw("\"")
    }
  }

  private mutating func html(_ text: HTMLText) {
    guard !text.isEmpty else { return }
    for (index, line) in text.lines.enumerated() {
      for run in line.runs where !run.text.isEmpty {
        html(run, alignment: line.alignment)
      }
      if line.alignment != .center || index + 1 < text.lines.count {
        lineBreak(line.alignment)
      }
    }
  }

  private mutating func html(_ run: HTMLRun, alignment: TextLabel.Alignment) {
    let isFont = run.size != nil || run.color != nil || run.face != nil
    if isFont {
      raw("<FONT")
      if let color = run.color {
        raw(" COLOR=\"")
        raw(color.text)
        raw("\"")
      }
      if let face = run.face {
        raw(" FACE=\"")
        raw(fontFamilies(face))
        raw("\"")
      }
      if let size = run.size {
        raw(" POINT-SIZE=\"")
        raw(size.isFinite ? min(max(size, 1), 255) : 14)
        raw("\"")
      }
      raw(">")
    }
    if run.isBold { raw("<B>") }
    if run.isItalic { raw("<I>") }
    if run.isUnderlined { raw("<U>") }
    if run.text.utf8.contains(where: { (0x0A...0x0D).contains($0) || $0 >= 0x80 }) {
      // Slow way round for what may hold one of Unicode's line ends.
      let lines = run.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, line) in lines.enumerated() {
        if index > 0 { lineBreak(alignment) }
        text(String(line), in: .html)
      }
    } else {
      text(run.text, in: .html)
    }
    if run.isUnderlined { raw("</U>") }
    if run.isItalic { raw("</I>") }
    if run.isBold { raw("</B>") }
    if isFont { raw("</FONT>") }
  }

  private mutating func lineBreak(_ alignment: TextLabel.Alignment) {
    switch alignment {
    case .center: raw("<BR/>")
    case .left: raw("<BR ALIGN=\"LEFT\"/>")
    case .right: raw("<BR ALIGN=\"RIGHT\"/>")
    }
  }
}

extension HTMLText {
  /// Whether there is nothing to draw: no character in any run.
  var isEmpty: Bool { lines.allSatisfy { $0.runs.allSatisfy { $0.text.isEmpty } } }
}

extension HTMLLabel {
  /// Whether there is nothing to draw, which Graphviz calls a syntax error.
  var isEmpty: Bool {
    if case .text(let text) = content { text.isEmpty } else { false }
  }
}
