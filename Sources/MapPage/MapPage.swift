import ChainAnalysis
public import ChainMaps
import ChainModel
public import ChainReports
internal import DOT

/// A map as one html file that needs nothing else: the drawing, the dossiers of its firms, and a
/// script that searches, filters and lights up what leads to a firm and from it.
///
/// The page asks nothing of any other machine. Its content security policy allows no request and no
/// script but the page's own, which is named by its hash.
public struct MapPage {
  private let map: MapDocument
  private let svg: [UInt8]
  private let sources: FirmDossiers
  private let theme: MapTheme

  /// A page.
  ///
  /// - Parameters:
  ///   - map: The map.
  ///   - svg: The map as Graphviz renders it.
  ///   - sources: What the book says of its firms.
  ///   - theme: The colours of the map.
  public init(
    _ map: MapDocument, svg: some Collection<UInt8>, sources: FirmDossiers, theme: MapTheme
  ) {
    self.map = map
    self.svg = Array(svg)
    self.sources = sources
    self.theme = theme
  }

  /// The file's bytes, the same for the same map and book.
  ///
  /// - Complexity: O((firms + supplies of the book) · firms of the map / 512 + length).
  public var html: [UInt8] {
    let language = sources.language
    let hash = SHA256.base64(SHA256.hash(Array(PageScript.text.utf8)))
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; img-src data:; "
      + "base-uri 'none'; form-action 'none'"
    let data = ScriptJSON(PageData.json(map, sources)).bytes
    let page = DrawnPage(svg: svg, of: map.diagram, fontFamilies: theme.fontFamilies).bytes
    var bytes: [UInt8] = []
    bytes.reserveCapacity(data.count + page.count + 60_000)
    func add(_ text: String) { bytes += text.utf8 }
    add(
      """
      <!DOCTYPE html>
      <html lang="\(language("zh-CN", "en"))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(MarkupText.escaped(map.diagram.name))</title>
      <style>
      \(style)\(PageStyle.text)</style>
      </head>
      <body>
      <header>
      \(controls)
      </header>
      <main>
      <div id="stage" role="region" tabindex="0" aria-label="\(MarkupText.escaped(map.diagram.name))">

      """)
    bytes += page
    add(
      """
      </div>
      <aside id="panel" aria-label="\(language("企业档案", "dossier"))"></aside>
      </main>
      <p id="live" class="unseen" role="status"></p>
      <noscript><p>\(language(
        "浏览器未启用脚本：图可看、可打印，搜索、筛选和档案不可用。",
        "Scripts are off: the map can be read and printed, but not searched or asked."))</p></noscript>
      <script type="application/json" id="data">
      """)
    bytes += data
    add("</script>\n<script>")
    add(PageScript.text)
    add("</script>\n</body>\n</html>\n")
    return bytes
  }

  /// The colours, fonts and paper of the map, for the style to use.
  private var style: String {
    let colors: [(String, Diagram.Color)] = [
      ("ink", theme.ink), ("quiet", theme.quiet), ("flow", theme.flow), ("paper", theme.paper),
      ("band-line", theme.band.line), ("band-fill", theme.band.fill),
      ("strong-line", theme.strong.line), ("strong-fill", theme.strong.fill),
      ("weak-line", theme.weak.line), ("weak-fill", theme.weak.fill),
      ("risk-line", theme.risk.line), ("risk-fill", theme.risk.fill),
      ("up-line", theme.upstream.line), ("up-fill", theme.upstream.fill),
      ("down-line", theme.downstream.line), ("down-fill", theme.downstream.fill),
    ]
    let variables = colors.map { "--\($0.0):\($0.1.text)" }
    return """
      :root{\(variables.joined(separator: ";"));--fonts:\(fonts)}
      @page{size:\(Self.points(map.pageSize.width)) \(Self.points(map.pageSize.height));margin:0}

      """
  }

  private var fonts: String {
    theme.fontFamilies.split(separator: ",").map {
      $0 == "sans-serif" ? "sans-serif" : "\"\($0)\""
    }.joined(separator: ",")
  }

  private static func points(_ length: Double) -> String {
    let hundredths = Int((length * 100).rounded())
    let rest = String(hundredths % 100)
    return "\(hundredths / 100).\(rest.count == 1 ? "0" : "")\(rest)pt"
  }

  /// Search, filters and zoom.
  private var controls: String {
    let language = sources.language
    let hint = language("企业名称或代码（/ 键）", "firm name or code (press /)")
    var filters: [(key: String, sign: String, name: String)] = []
    if !sources.book.certificates.isEmpty {
      filters = [
        ("uncertified", "○", language("未获证", "not certified"))
      ]
      if sources.ledger.judgesMandatory {
        filters.append(("lacking", "⊘", language("应证未证", "lacks mandatory")))
      }
    }
    if !sources.book.findings.isEmpty {
      filters.append(("open", "▲", language("未销号问题", "open problem")))
    }
    if map.parts.boxes.contains(where: { $0.rows.contains(where: \.isBottleneck) }) {
      filters.append(("bottleneck", "◆", language("瓶颈", "bottleneck")))
    }
    if !map.parts.traces.isEmpty {
      filters.append(("source", "◎", language("疑似来源", "suspected source")))
    }
    let tools: [(key: String, sign: String, name: String)] = [
      ("out", "−", language("缩小（−）", "zoom out (−)")),
      ("in", "+", language("放大（+）", "zoom in (+)")),
      ("fit", language("整页", "Page"), language("看整页（0）", "whole page (0)")),
      ("print", language("打印", "Print"), language("打印", "print")),
    ]
    let filterTip = language("选多个为同时符合", "several: all of them must hold")
    return """
      <input id="find" type="search" autocomplete="off" spellcheck="false" \
      placeholder="\(hint)" aria-label="\(hint)" aria-controls="panel">
      <div id="filters" role="group" aria-label="\(language("筛选", "filters"))" title="\(filterTip)">
      \(filters.map {
        "<button type=\"button\" data-filter=\"\($0.key)\" aria-pressed=\"false\">"
          + "<b>\($0.sign)</b> \($0.name) <i></i></button>"
      }.joined(separator: "\n"))
      </div>
      <div id="tools" role="group" aria-label="\(language("视图", "view"))">
      \(tools.map {
        "<button type=\"button\" data-tool=\"\($0.key)\" aria-label=\"\($0.name)\" title=\"\($0.name)\">"
          + "\($0.sign)</button>"
      }.joined(separator: "\n"))
      </div>
      """
  }
}
