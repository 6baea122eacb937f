public import ChainMaps
public import ChainModel
import ChainReports
import DOT

extension PlanDocument {
  /// Pages as one html file that needs nothing else: A4 when printed, maps on landscape pages of their
  /// own, no script, no request to any machine.
  ///
  /// - Parameters:
  ///   - pages: The pages.
  ///   - theme: Colours and fonts.
  ///   - language: The language of the pages.
  /// - Returns: The file's bytes.
  /// - Complexity: O(length).
  public static func html(
    _ pages: [PlanDocument], theme: MapTheme = .color, language: Language
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ text: String) { bytes += text.utf8 }
    add(
      """
      <!DOCTYPE html>
      <html lang="\(language("zh-CN", "en"))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(MarkupText.escaped(pages.first?.title ?? ""))</title>
      <style>
      \(style(theme))</style>
      </head>
      <body>

      """)
    var drawings = 0
    for page in pages {
      add("<article>\n<h1>\(MarkupText.escaped(page.title))</h1>\n")
      for notice in page.notices {
        add("<p class=\"notice\">\(MarkupText.escaped(notice))</p>\n")
      }
      add("<p class=\"headline\">\(inline(page.headline))</p>\n")
      for fact in page.facts { add("<p class=\"fact\">\(inline(fact))</p>\n") }
      for block in page.blocks {
        switch block {
        case .heading(let text): add("<h2>\(inline(text))</h2>\n")
        case .paragraph(let text): add("<p>\(inline(text))</p>\n")
        case .list(let items):
          add("<ul>\n" + items.map { "<li>\(inline($0))</li>\n" }.joined() + "</ul>\n")
        case .table(let table): add(html(table))
        case .drawings(let maps):
          for map in maps {
            drawings += 1
            add("<figure aria-label=\"\(MarkupText.escaped(map.name))\">\n")
            bytes += prefixed(map.svg, number: drawings)
            add("</figure>\n")
          }
        }
      }
      add("</article>\n")
    }
    add("</body>\n</html>\n")
    return bytes
  }

  /// A text with its marks set small.
  private static func inline(_ text: String) -> String {
    MarkupText.escaped(text)
      .replacing(#/ *\[((?:问题清单 |problems )?[BPS](?:…|[0-9]+[a-z]?(?:-[0-9]+)?))\]/#) {
        " <span class=\"mark\">[\($0.1)]</span>"
      }
  }

  private static func html(_ table: Table) -> String {
    func row(_ cells: [String], _ tag: String, _ name: String = "") -> String {
      let opening = name.isEmpty ? "<tr>" : "<tr class=\"\(name)\">"
      return opening
        + cells.enumerated().map { column, cell in
          let kind =
            table.numbers.contains(column)
            ? "number" : tag == "td" && table.unbroken.contains(column) ? "whole" : ""
          return "<\(tag)\(kind.isEmpty ? "" : " class=\"\(kind)\"")>\(inline(cell))</\(tag)>"
        }.joined() + "</tr>\n"
    }
    return "<table>\n<thead>\n" + row(table.headers, "th") + "</thead>\n<tbody>\n"
      + table.rows.map { row($0, "td") }.joined()
      + (table.total.isEmpty ? "" : row(table.total, "td", "total")) + "</tbody>\n</table>\n"
  }

  /// A drawing whose element ids differ from those of the file's other drawings.
  private static func prefixed(_ svg: [UInt8], number: Int) -> [UInt8] {
    guard number > 1 else { return svg }
    var result: [UInt8] = []
    result.reserveCapacity(svg.count + 4_000)
    let id = Array(" id=\"".utf8)
    let prefix = Array("d\(number)-".utf8)
    var place = 0
    var isInTag = false
    while place < svg.count {
      let byte = svg[place]
      if byte == UInt8(ascii: "<") { isInTag = true }
      if byte == UInt8(ascii: ">") { isInTag = false }
      if isInTag, byte == id[0], svg[place...].starts(with: id) {
        result += id + prefix
        place += id.count
        continue
      }
      result.append(byte)
      place += 1
    }
    return result
  }

  private static func style(_ theme: MapTheme) -> String {
    let fonts = theme.fontFamilies.split(separator: ",")
      .map { $0 == "sans-serif" ? "sans-serif" : "\"\($0)\"" }.joined(separator: ",")
    return """
      @page{size:A4;margin:14mm 13mm}
      @page map{size:A4 landscape;margin:0}
      *{box-sizing:border-box}
      body{margin:0;color:\(theme.ink.text);background:\(theme.paper.text);font:10.5pt/1.5 \(fonts)}
      article{max-width:190mm;margin:0 auto;padding:6mm 4mm}
      article+article{break-before:page}
      h1{font-size:18pt;line-height:1.25;margin:0 0 2mm}
      h2{font-size:12pt;margin:5mm 0 1.5mm;padding-bottom:.5mm;border-bottom:1px solid \
      \(theme.band.line.text);break-after:avoid}
      p{margin:0 0 1.5mm}
      ul{margin:0 0 2mm;padding-left:5mm}
      .notice{font-weight:bold;color:\(theme.risk.line.text)}
      .headline{font-size:12.5pt;font-weight:bold}
      .fact,.mark{color:\(theme.quiet.text)}
      .fact{font-size:9pt}
      .mark{font-size:7.5pt;font-weight:normal;white-space:nowrap}
      table{width:100%;border-collapse:collapse;font-size:8.5pt;line-height:1.35}
      thead{display:table-header-group}
      tr{break-inside:avoid}
      th,td{border:1px solid \(theme.band.line.text);padding:.8mm 1.2mm;text-align:left;\
      vertical-align:top;overflow-wrap:anywhere}
      th{background:\(theme.band.fill.text)}
      .number{text-align:right;white-space:nowrap;overflow-wrap:normal}
      .whole{white-space:nowrap}
      .total td{font-weight:bold;border-top:2px solid \(theme.ink.text)}
      figure{page:map;margin:4mm 0;break-before:page;break-after:page}
      figure svg{display:block;width:100%;height:auto}
      @media print{article{max-width:none;padding:0}figure{margin:0}figure svg{width:297mm;height:209mm}}

      """
  }
}
