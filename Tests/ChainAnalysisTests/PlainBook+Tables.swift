import ChainModel
import Foundation

extension PlainBook {
  /// A book's CSV tables as rows, in the order of ids that the book has.
  ///
  /// Only the columns that bottlenecks need, taken as they are.
  init(_ folder: URL, like read: ReadBook) throws {
    func rows(_ name: String) throws -> [[String: String]] {
      let file = folder.appending(path: name)
      guard FileManager.default.fileExists(atPath: file.path) else { return [] }
      return try BookFolder.rows(file)
    }
    var ids: [String: String] = [:]
    for row in try rows("firms.csv") {
      let code = row["统一社会信用代码"] ?? ""
      let number = row["企业编号"] ?? ""
      let name = row["企业名称"] ?? ""
      let id = !code.isEmpty ? code : !number.isEmpty ? number : name
      for text in [name, number, id] where !text.isEmpty && ids[text] == nil { ids[text] = id }
      // Ids are folded (width, spaces), as TABLES.md says.
      var firm = Firm(id: TextFolding.foldedName(id))
      firm.isClosed = !["", "在业"].contains(row["登记状态"] ?? "")
      firms.append(firm)
    }
    func id(_ text: String?) -> String {
      TextFolding.foldedName(ids[text ?? ""] ?? text ?? "")
    }
    let certified = try rows("certificates.csv").filter { row in
      ["QMS", "IATF 16949"].contains(row["认证类别"])
        && ["", "有效"].contains(row["状态"]) && (row["有效期至"] ?? "") >= "2026-06-30"
    }.flatMap { ($0["企业"] ?? "").split(separator: "、").map { id(String($0)) } }
    let open = try rows("findings.csv").filter { $0["状态"] != "已销号" }.map { id($0["企业"]) }
    for place in firms.indices {
      firms[place].isCertified = certified.contains(firms[place].id)
      firms[place].hasOpenProblem = open.contains(firms[place].id)
    }
    chains = try rows("chains.csv").map { row in
      let leaders = (row["链主"] ?? "").split(separator: "、").map { id(String($0)) }
      return (row["产业链编号"] ?? "", leaders)
    }
    segments = try rows("segments.csv").map { row in
      Segment(
        chain: row["产业链编号"] ?? "", id: row["环节编号"] ?? "", parent: row["上级环节"] ?? "")
    }
    flows = try rows("flows.csv").map { row in
      Flow(
        chain: row["产业链编号"] ?? "", supplying: row["供给环节"] ?? "",
        receiving: row["需求环节"] ?? "")
    }
    members = try rows("members.csv").map { row in
      Member(
        chain: row["产业链编号"] ?? "", segment: row["环节编号"] ?? "", firm: id(row["企业"]),
        isLeader: row["角色"] == "链主")
    }
    supplies = try rows("supplies.csv").map { row in
      var supply = Supply(supplier: id(row["供应方"]), customer: id(row["采购方"]))
      supply.product = row["产品"] ?? ""
      // In hundredths, so that amounts stay whole numbers.
      supply.amount = row["年供货额(万元)"].flatMap(Double.init).map { Int(($0 * 100).rounded()) }
      supply.isSole = ["是": true, "否": false][row["是否独家"] ?? ""]
      supply.source = row["关系来源"] ?? ""
      return supply
    }
    let firmOrder = Dictionary(
      uniqueKeysWithValues: zip(read.book.firms.indices.map(read.firm), 0...))
    firms.sort { (firmOrder[$0.id] ?? -1) < (firmOrder[$1.id] ?? -1) }
    let segmentOrder = Dictionary(
      uniqueKeysWithValues: zip(read.book.segments.indices.map(read.segment), 0...))
    segments.sort { (segmentOrder[$0.name] ?? -1) < (segmentOrder[$1.name] ?? -1) }
  }
}
