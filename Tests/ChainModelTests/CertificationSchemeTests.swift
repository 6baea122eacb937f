import Testing

@testable import ChainModel

@Suite struct CertificationSchemeTests {
  @Test(arguments: [
    ("质量管理体系认证", CertificationScheme.qms), ("ISO9001", .qms), ("GB/T 19001-2016", .qms),
    ("ISO 9001:2015", .qms), ("GB/T19001-2016/ISO9001:2015", .qms), ("QMS", .qms),
    ("质量管理体系认证（ISO9001）", .qms), ("ＩＳＯ９００１", .qms), ("環境管理体系", .other("環境管理体系")),
    ("环境管理体系认证", .ems), ("ISO14001:2015", .ems), ("GB/T 24001", .ems), ("EMS", .ems),
    ("职业健康安全管理体系", .ohsms), ("ISO45001", .ohsms), ("OHSAS18001", .ohsms),
    ("食品安全管理体系", .fsms), ("GB/T 22000-2006", .fsms), ("HACCP", .haccp),
    ("危害分析与关键控制点认证", .haccp), ("能源管理体系", .enms), ("GB/T 23331", .enms), ("ISO 50001", .enms),
    ("信息安全管理体系", .isms), ("ISO/IEC 27001:2022", .isms), ("GB/T 22080", .isms),
    ("IATF16949", .iatf16949), ("IATF 16949:2016", .iatf16949), ("ISO/TS 16949", .iatf16949),
    ("汽车行业质量管理体系", .iatf16949), ("GB/T 50430", .gbt50430),
    ("工程建设施工企业质量管理体系认证", .gbt50430), ("CCC", .ccc), ("3C", .ccc), ("3C认证", .ccc), ("３Ｃ", .ccc),
    ("强制性产品认证", .ccc), ("中国强制性产品认证(CCC)", .ccc), ("自愿性产品认证", .voluntaryProduct),
    ("CQC标志认证", .voluntaryProduct), ("绿色产品认证", .greenProduct), ("绿色建材产品认证", .greenProduct),
    ("有机产品认证", .organic), ("有机", .organic), ("产品碳足迹", .carbonFootprint), ("服务认证", .service),
    ("商品售后服务评价体系认证", .service), ("浙江制造", .regionalBrand), ("江苏精品认证", .regionalBrand),
    ("EEC", .eec), ("EEC认证", .eec), ("CE", .ce), ("CE认证", .ce), ("ce marking", .ce),
    ("quality management system", .qms), ("Energy management system", .enms),
    ("医疗器械质量管理体系 ISO13485", .other("医疗器械质量管理体系ISO13485")),
    ("GJB 9001C-2017", .other("GJB 9001C-2017")),
    ("AS9100D", .other("AS9100D")), ("测量管理体系", .other("测量管理体系")),
    ("00114Q20094R0S/1100", .other("00114Q20094R0S/1100")), ("CERTIFICATE", .other("CERTIFICATE")),
    ("ISO 20000", .other("ISO 20000")), ("", .other("")),
  ])
  func recognises(_ text: String, _ scheme: CertificationScheme) {
    #expect(CertificationScheme(recognising: text) == scheme)
  }

  @Test func namesAndCodesAreRecognised() {
    for scheme in CertificationScheme.named {
      for text in [scheme.chinese, scheme.english, scheme.code, scheme.chinese + "认证"] {
        #expect(CertificationScheme(recognising: text) == scheme, "\(text)")
      }
    }
    #expect(Set(CertificationScheme.named).count == 18)
  }

  @Test func whatCounts() {
    let named = CertificationScheme.named
    #expect(named.filter(\.countsAsQualityManagement) == [.qms, .iatf16949])
    #expect(named.filter(\.isMandatory) == [.ccc])
    #expect(!CertificationScheme.other("QMS").countsAsQualityManagement)
  }

  @Test func order() {
    let schemes: [CertificationScheme] = [.other("b10"), .ce, .other("b9"), .qms]
    #expect(schemes.sorted() == [.qms, .ce, .other("b9"), .other("b10")])
    #expect(CertificationScheme.other("甲").description == "甲")
  }
}
