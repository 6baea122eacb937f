/// A small clean book whose cells the tests change one at a time.
enum SmallBook {
  static let tables: [String: String] = [
    "firms.csv": """
    企业名称,企业编号,从业人员,营业收入(万元),企业规模,所属区域,登记状态
    甲钢厂,F1,1200,50000,大型,东县,在业
    乙锻造厂,F2,120,3000,小型,西县,在业
    丙轴承厂,F3,60,2500,小型,西县,在业
    丁整车厂,F4,2000,90000,大型,东县,在业

    """,
    "regions.csv": """
    行政区划代码,区域名称,上级代码
    990000,某省,
    990100,某市,990000
    990101,东县,990100
    990102,西县,990100

    """,
    "chains.csv": """
    产业链编号,产业链名称,链主
    C1,汽车产业链,丁整车厂

    """,
    "segments.csv": """
    产业链编号,环节编号,环节名称,链上位置,上级环节,状态
    C1,S1,钢材,上游,,优势环节
    C1,S2,锻件,中游,,薄弱环节
    C1,S3,轴承,中游,S2,风险环节
    C1,S4,整车,下游,,缺失环节

    """,
    "flows.csv": """
    产业链编号,供给环节,需求环节
    C1,S1,S2
    C1,S2,S3
    C1,S3,S4

    """,
    "members.csv": """
    产业链编号,环节编号,企业,角色
    C1,S1,F1,骨干企业
    C1,S2,F2,配套企业
    C1,S3,F3,配套企业
    C1,S4,F4,链主

    """,
    "supplies.csv": """
    供应方,采购方,产品,年供货额(万元),占采购方比例
    F1,F2,圆钢,800,60%
    F2,F3,锻件,300,0.4
    F3,F4,轴承,250,12

    """,
    "problems.csv": """
    问题编号,问题名称,严重程度
    P1,硬度不均,较大
    P2,无计量人员,一般

    """,
    "findings.csv": """
    企业,问题编号,发现日期,检查方式,状态
    F2,P1,2026-05-01,随机,整改中
    F3,P1,2026-05-02,随机,待验证

    """,
    "certificates.csv": """
    证书编号,企业,认证类别,颁证日期,有效期至,状态
    Z1,F1,质量管理体系认证,2025-01-01,2027-12-31,有效
    Z2,F4,质量管理体系认证,2025-01-01,2027-12-31,有效

    """,
  ]

  /// The book with one text replaced in one table.
  static func changing(_ file: String, _ old: String, to new: String) -> [String: String] {
    var changed = tables
    changed[file] = tables[file]?.replacing(old, with: new)
    return changed
  }
}
