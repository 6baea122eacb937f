#!/usr/bin/env python3
"""Writes the example city's sheets as its eleven counties send them (虚构示例数据).

The rows come from ../nev-chain; here they are laid out as eleven county workbooks with the faults
that such sheets have, beside one tidy workbook of the city. What a clerk has to confirm to get
nev-chain back stands in confirmed/归并建议.csv, and which place holds which fault in README.md.

    python3 generate.py            writes the workbooks, the proposals and README's lists
    python3 generate.py --check    says whether the files are what it would write

Only the standard library is needed. Another program, verify.py, reads the workbooks back.
"""

import csv
import io
import sys
import zipfile
from decimal import Decimal

from layout import (
    ASSESSMENT_COLUMNS, ASSESSMENTS, BODY, CAPTION, CERTIFICATE_COLUMNS, CERTIFICATE_DATES,
    CERTIFICATES, CHAIN, CHINESE, CITY, CODE, COUNTIES, DOTS, FINDING_COLUMNS, FINDING_DATES,
    FINDINGS, FIRMS, FOOT, HEADER, HERE, ISO, LONG, MEMBERS, SEGMENTS, SLASHES, TITLE, Hand, Odd,
    Wide, captions, dated, empty, finding, finding_ident, finding_value, firm_of, foot, full, head,
    lay, looks, name_of, number_of, proposals, read, rows_value, sums, supply, supply_columns,
    supply_ident, supply_value, wider)
from spreadsheet import Book, Error, Formula, Rich, address

BY_NAME = {county.name: county for county in COUNTIES}
PERCENT = BODY.but(format="0%")
NO_BREAK, WIDE_SPACE, ZERO_WIDTH = "\u00a0", "\u3000", "\u200b"


def unchanged(usual):
    """For a cell that is noted, not changed."""
    return usual


def spaced(code):
    """A code in groups of four."""
    return " ".join(code[i:i + 4] for i in range(0, len(code), 4))


def lettered(code):
    """A code whose last zero is the letter O."""
    cut = code.rindex("0")
    return code[:cut] + "O" + code[cut + 1:]


def odd_firms(*entries):
    return Odd(*((full(short), key, value, what) for short, key, value, what in entries))


def odd_supplies(*entries):
    return Odd(*((supply(*pair), key, value, what) for pair, key, value, what in entries))


def odd_findings(*entries):
    return Odd(*((finding(*pair), key, value, what) for pair, key, value, what in entries))


def findings_sheet(book, county, hand, name, findings, title, odd=None, coded=True, caption=True,
                   columns=FINDING_COLUMNS):
    """A ledger of problems."""
    sheet = book.sheet(name)
    if caption:
        head(sheet, title, len(columns), captions(county, hand, len(columns), ""))
    return lay(
        sheet, 3 if caption else 1, columns, findings, finding_value(hand, book, coded), odd,
        looks=dated(hand, FINDING_DATES) | {"问题描述": LONG, "原因": LONG, "整改措施": LONG},
        ident=finding_ident)


def certificates_sheet(book, county, hand, name, title, odd=None, columns=CERTIFICATE_COLUMNS):
    """A list of certificates."""
    sheet = book.sheet(name)
    head(sheet, title, len(columns), captions(county, hand, len(columns), ""))
    return lay(
        sheet, 3, columns, county.certificates, rows_value(hand, book, CERTIFICATE_DATES), odd,
        looks=dated(hand, CERTIFICATE_DATES) | {"认证范围": LONG, "企业": LONG}, ident=number_of)


def assessments_sheet(book, county, hand, name, rows, title, columns=ASSESSMENT_COLUMNS):
    """A list of visits."""
    sheet = book.sheet(name)
    top = 1
    if title:
        head(sheet, title, len(columns), captions(county, hand, len(columns), ""))
        top = 3
    return lay(
        sheet, top, columns, rows, rows_value(hand, book, ("诊断日期",)),
        looks=dated(hand, ("诊断日期",)), ident=lambda row: (row["企业"], row["诊断日期"]))


def supplies_sheet(book, county, name, title, value, odd=None, unit="单位：万元", columns=None,
                   extra_looks=None, records=None, top=3):
    """A list of supplies."""
    sheet = book.sheet(name)
    columns = columns or supply_columns()
    hand = Hand(CHINESE)
    head(sheet, title, len(columns), captions(county, hand, len(columns), unit))
    return lay(
        sheet, top, columns, records or county.supplies, value, odd,
        looks={"供应方": LONG, "采购方": LONG} | (extra_looks or {}), ident=supply_ident)


# The eleven counties

def landong():
    """One header row; problems, certificates and second visits on sheets of their own."""
    county = BY_NAME["岚东区"]
    book = Book()
    hand = Hand(date_cell="date", date_format="yyyy/m/d")
    wide = Wide(county, book, hand)
    sheet = book.sheet("调研摸底表")
    columns = [
        ("serial", "序号", 6), ("name", "企业名称", 26), ("code", "统一社会信用代码", 21),
        ("region_code", "行政区划代码", 9), ("region", "所属区县", 9), ("park", "所属园区", 13),
        ("industry", "行业代码", 9), ("products", "主要产品", 22), ("staff", "从业人数(人)", 8),
        ("revenue", "营业收入(万元)", 12), ("assets", "资产总额(万元)", 12),
        ("income", "总收入(万元)", 12), ("cost", "总成本(万元)", 12), ("size", "企业规模", 8),
        ("maturity", "质量管理成熟度", 10), ("will", "提升意愿", 8), ("potential", "提升潜力", 8),
        ("quals", "资质", 22), ("state", "登记状态", 8), ("chain", "产业链", 14),
        ("segment", "所处环节", 11), ("role", "角色", 10), ("suppliers", "主要供应商", 34),
        ("customers", "主要客户", 34), ("visited", "调研日期", 11), ("method", "检查方式", 9),
        ("scope", "检查内容", 22), ("visitor", "检查单位", 20), ("result", "诊断结论", 9),
        ("need", "质量需求(诉求)", 22), ("contact", "联系人", 8), ("phone", "联系电话", 10),
        ("note", "备注", 11),
    ]
    width = len(columns)
    head(
        sheet, "岚东区新能源汽车产业链小微企业质量管理体系认证提升行动调研摸底表", width,
        captions(county, hand, width))
    neighbour = FIRMS[full("磐域")]
    foreign = ("foreign", {
        "": "a firm of 澄湖区, staff and revenue older than in its own county's sheet, which was "
            "handed in later",
        "name": neighbour["企业名称"], "code": neighbour["统一社会信用代码"], "region": "澄湖区",
        "region_code": Decimal(990104), "staff": Decimal(1098), "revenue": Decimal(251300),
        "chain": CHAIN["产业链名称"], "segment": "电池系统", "role": "骨干企业"})
    firms = county.by_segment()
    total = sums(firms, "合计", label_key="serial")
    odd = odd_firms(
        ("凌霁", "revenue", "126.8亿元", "another unit than the header's, in the cell"),
        ("凌霁", "role", "龙头企业", "an alias of 链主"),
        ("骁储", "code", str.lower, "a credit code in small letters"),
        ("擎枢", "code", spaced, "a credit code with spaces"),
        ("织电", "park", "〃", "as above"),
        ("匠模", "park", "同上", "as above"),
        ("轻合", "park", "无", "nothing"), ("驭芯", "park", "/", "nothing"),
        ("矩控", "park", "-", "nothing"), ("联脉", "park", "—", "nothing"),
        ("矩控", "staff", "约44", "an approximate number"),
        ("轻履", "staff", "365人", "a number with its unit"),
        ("联脉", "name", lambda name: name + WIDE_SPACE, "a space after the name"),
        ("驭芯", "serial", None, "no serial number"), ("锐珠", "serial", None, "no serial number"),
        ("衡测", "visited", "/", "nothing"),
        ("丰泽", "maturity", "-", "nothing"), ("丰泽", "income", "-", "nothing"),
        ("骏啮", "need", "=较上年增加2名检验员", "text that begins with ="),
        ("匠模", "need", "希望减免认(rèn)证(zhèng)费用", "readings in brackets"))
    grid = lay(
        sheet, 3, columns, [*firms[:4], foreign, *firms[4:], total], wide.value, odd,
        looks=looks(hand, "#,##0"), merged=("chain",), ident=name_of)
    grid.note("visited", "real dates")
    grid.note("chain", "merged downwards")
    foot(
        sheet, grid.last + 1, width, "注：1.营业收入、资产总额为上年度数；2.链外供应商不填环节。",
        "填表人：质量科　　　　　　审核人：分管领导　　　　　　联系电话：")

    grid = supplies_sheet(
        book, county, "供应关系", "岚东区重点企业供应关系表",
        supply_value(amount="hundred million", share="percent"), odd_supplies(
            (("锐珠", "擎枢"), "供应方", "锐珠轴承有限公司", "without 云岚市: to be confirmed"),
            (("精壳", "擎枢"), "供应方", lambda name: name[:3] + ZERO_WIDTH + name[3:],
             "an invisible character in the name"),
            (("匠模", "凌霁"), "供应方", lambda name: name[:3] + " " + name[3:],
             "a space in the name"),
            (("Velmora", "驭芯"), "供应方", wider, "full-width letters"),
            (("轻履", "凌霁"), "年供货额(万元)", "1.3609亿元", "another unit, in the cell"),
            (("枫林", "联脉"), "年供货额(万元)", "4万元", "the unit in the cell"),
            (("骏啮", "轻履"), "年供货额(万元)", "2,805", "thousands separated, as text")),
        columns=supply_columns(供应方="供应商", 采购方="采购企业", 年供货额="年供货额"),
        extra_looks={"占采购方比例": PERCENT})
    grid.note("占采购方比例", "percentages by the number format")
    grid.note("年供货额(万元)", "万元 by the sheet's unit line; from 1亿元 on text such as 18.7608亿元")

    certificates_sheet(
        book, county, hand, "证书", "岚东区企业获证情况表", Odd(
            ("XN2024-C01309", "有效期至", "2029.1.6", "a date as text"),
            ("XN2025-Q00791", "颁证日期", "2025年9月25日", "a date as text")))
    findings_sheet(
        book, county, hand, "帮扶台账", county.findings, "岚东区质量问题帮扶台账", odd_findings(
            (("轻合", "W06"), "帮扶前", (Decimal("0.056"), PERCENT.but(format="0.0%")),
             "a percentage by the number format"),
            (("驭芯", "W02"), "帮扶前", (Decimal("0.018"), PERCENT.but(format="0.0%")),
             "a percentage by the number format"),
            (("锐珠", "W01"), "帮扶前", Decimal("6.5"), "a number in a column of text"),
            (("锐珠", "W01"), "状态", "已办结", "an alias of 已销号"),
            (("织电", "W23"), "完成时限", "2026.12", "a month for its last day"),
            (("骏啮", "W15"), "完成时限", "2026年12月", "a month for its last day"),
            (("联脉", "线束总成防错工装未点检"), "问题描述", unchanged,
             "a wording that means no entry of the library; it stays")))
    assessments_sheet(book, county, hand, "诊断记录(复查)", county.followups, "岚东区复查诊断记录")
    empty(book, "Sheet3")
    return "岚东区_调研摸底表.xlsx", book


def lanxi():
    """No wide sheet: six tables, amounts in 元."""
    county = BY_NAME["岚西区"]
    book = Book(font="等线")
    hand = Hand(DOTS)
    body = {"企业名称": LONG, "主要产品": LONG, "统一社会信用代码": CODE}
    sheet = book.sheet("企业名录")
    columns = [
        ("序号", "序号", 6), ("企业名称", "单位名称", 26), ("统一社会信用代码", "社会信用代码", 21),
        ("曾用名", "原名", 18), ("行政区划代码", "区划代码", 9), ("所属区域", "所在区县", 9),
        ("所属园区", "所在园区", 12), ("行业代码", "所属行业", 9), ("主要产品", "主营产品", 22),
        ("从业人员", "员工人数", 9), ("营业收入(万元)", "年营业收入（元）", 15),
        ("资产总额(万元)", "总资产（元）", 15), ("总收入(万元)", "总收入（元）", 15),
        ("总成本(万元)", "总成本（元）", 15), ("企业规模", "划型", 9), ("质量管理成熟度", "成熟度", 10),
        ("提升意愿", "提升意愿", 9), ("提升潜力", "提升潜力", 9), ("资质", "企业资质", 24),
        ("登记状态", "经营状态", 9), ("营业期限", "营业期限", 9), ("备注", "备注", 11),
    ]
    head(sheet, "岚西区新能源汽车产业链企业名录", len(columns), captions(county, hand, len(columns), "单位：元"))
    count = iter(range(1, 100))

    def firm_value(row, key):
        if key == "序号":
            return Decimal(next(count))
        if key == "营业期限":
            return "长期"
        if "万元" in key:
            return Decimal(row[key]) * 10000 if row[key] else None
        if key in ("从业人员", "行政区划代码"):
            return Decimal(row[key]) if row[key] else None
        return row[key] or None

    total = ("total", {
        "企业名称": "合计", **{
            key: sum(Decimal(row[key]) for row in county.firms) * 10000
            for key in ("营业收入(万元)", "资产总额(万元)")}})
    money = BODY.but(format="#,##0.00", horizontal="right")
    grid = lay(
        sheet, 3, columns, [*county.firms, total], firm_value, odd_firms(
            ("瑞黎", "统一社会信用代码", lettered, "a credit code with the letter O for a zero"),
            ("滑远", "质量管理成熟度", "暂无", "nothing"),
            ("岳征", "企业规模", "大型企业", "an alias of 大型"),
            ("昀能", "登记状态", "存续", "an alias of 在业"),
            ("澄隔", "从业人员", "７５", "full-width digits")),
        looks=body | {key: money for key in (
            "营业收入(万元)", "资产总额(万元)", "总收入(万元)", "总成本(万元)")},
        ident=name_of, merged=("所属区域", "行政区划代码"))
    grid.note("营业收入(万元)", "amounts in 元, as the header says")
    grid.note("营业期限", "长期 in a column that no table knows")
    grid.note("所属区域", "merged downwards")

    sheet = book.sheet("链上企业")
    columns = [
        ("序号", "序号", 6), ("产业链编号", "产业链", 24), ("环节编号", "环节", 10), ("企业", "企业名称", 28),
        ("角色", "企业角色", 11)]
    head(sheet, "岚西区链上企业名单", len(columns), [(1, f"填报单位：{county.sender}")])
    count = iter(range(1, 100))

    def member_value(row, key):
        match key:
            case "序号": return Decimal(next(count))
            case "产业链编号": return CHAIN["产业链名称"]
        return row[key] or None

    grid = lay(
        sheet, 3, columns, county.members, member_value, odd_firms(
            ("磁屿", "产业链编号", CHAIN["产业链编号"], "the chain by its code"),
            ("捷络", "产业链编号", "云岚市新能源汽车链", "the chain's name written wrongly: to be confirmed"),
            ("衡驾", "产业链编号", "云岚市新能源汽车链", "the chain's name written wrongly: to be confirmed"),
            ("岳征", "角色", "链主企业", "an alias of 链主"),
            ("昀能", "角色", "骨干", "an alias of 骨干企业")),
        looks={"企业": LONG}, ident=firm_of, merged=("产业链编号",))
    grid.note("环节编号", "segments by code")

    supplies_sheet(
        book, county, "供应关系", "岚西区供应关系表",
        supply_value(amount="yuan", share="whole", sole=("√", "×"), sources={"企业申报": "企业自报"}),
        odd_supplies(
            (("逆澜", "岳征"), "供应方", "柳浦县逆澜电子有限公司", "a former name"),
            (("磁屿", "驭澜"), "供应方", "云岚市磁屿永磁有限公司 ", "a space after the name"),
            (("磁屿", "驭澜"), "是否独家", "独家", "an alias of 是"),
            (("衡驾", "岳征"), "年供货额(万元)", "1.2779亿元", "another unit than the header's")),
        unit="", columns=supply_columns(
            供应方="供货方", 采购方="需方", 年供货额="供货额（元）", 占采购方比例="采购占比", 是否独家="独家供应")
    ).note("占采购方比例", "percentages as 88")
    certificates_sheet(
        book, county, hand, "证书", "岚西区获证企业清单", Odd(
            ("XN2024-E01190", "有效期至", "2027年5月", "a month for its last day"),
            ("XN2024-T01407", "有效期至", "2027.11", "a month for its last day")))
    findings_sheet(
        book, county, hand, "帮扶台账", county.findings, "岚西区帮扶台账", odd_findings(
            (("睿枢", "W02"), "问题编号", "Ｗ０２", "a full-width code"),
            (("砺键", "W13"), "完成时限", "2026.6", "a month for its last day")))
    assessments_sheet(book, county, hand, "摸底记录", county.visits, "")
    book.sheets[-1].note("", "neither title nor sender on the sheet")
    return "岚西区六张表（报市局）.xlsx", book


def chenghu():
    """Two header rows with groups; problems and certificates as lists in the wide sheet."""
    county = BY_NAME["澄湖区"]
    book = Book()
    hand = Hand(DOTS)
    closed = [row for row in county.findings if row["状态"] == "已销号"]
    wide = Wide(
        county, book, hand, findings=[row for row in county.findings if row not in closed],
        certificate=("认证类别", "证书编号", "days", "认证机构", "状态"))
    sheet = book.sheet("Sheet1")
    one, two, three, four, five = "一、基本情况", "二、链上位置", "三、质量状况", "四、问题整改", "五、诉求"
    columns = [
        ("serial", "序号", 6), ("name", "企业名称", 26, one), ("code", "统一社会信用代码", 21, one),
        ("region_code", "行政区划代码", 9, one), ("region", "县市区", 9, one),
        ("park", "所属园区", 14, one), ("industry", "行业代码", 9, one), ("products", "主要产品", 20, one),
        ("staff", "从业人员", 9, one), ("revenue", "营业收入", 11, one), ("assets", "资产总额", 11, one),
        ("income", "总收入", 11, one), ("cost", "总成本", 11, one), ("size", "企业规模", 9, one),
        ("quals", "资质", 22, one), ("state", "登记状态", 9, one), ("chain", "所属产业链", 14, two),
        ("segment", "产业链环节", 11, two), ("role", "链上角色", 10, two),
        ("suppliers", "主要上游企业", 32, two), ("customers", "主要下游客户", 32, two),
        ("maturity", "质量管理成熟度", 10, three), ("will", "提升意愿", 9, three),
        ("potential", "提升潜力", 9, three), ("certificates", "体系认证情况", 52, three),
        ("c_standard", "认证依据", 22, three), ("c_scope", "认证范围", 26, three),
        ("visited", "走访日期", 11, three), ("method", "检查方式", 9, three),
        ("scope", "检查内容", 20, three), ("visitor", "检查单位", 20, three),
        ("result", "诊断结论", 9, three), ("problems", "存在的质量问题", 26, four),
        ("product", "问题产品", 14, four), ("reason", "问题原因", 26, four), ("action", "整改措施", 26, four),
        ("status", "整改状态", 11, four), ("body", "责任单位", 20, four), ("person", "责任人", 12, four),
        ("helper", "帮扶机构", 22, four), ("assigned", "交办日期", 13, four),
        ("due", "完成时限", 12, four), ("progress", "进展情况", 22, four), ("need", "企业诉求", 22, five),
        ("years", "营业期限", 9, five),
    ]
    width = len(columns)
    head(sheet, "澄湖区新能源汽车产业链企业质量状况摸底表", width, captions(county, hand, width, "单位：万元、人"))
    odd = odd_firms(
        ("朗箔", "code", wider, "a full-width credit code"),
        ("锂川", "staff", "约305", "an approximate number"),
        ("锂川", "revenue", "35,600", "thousands separated, as text"),
        ("汇澜", "revenue", "18.35亿元", "another unit, in the cell"),
        ("汇澜", "role", "骨干", "an alias of 骨干企业"),
        ("墨原", "park", "－", "nothing"), ("旋力", "park", "同上", "as above"),
        ("高屏", "park", "〃", "as above"),
        ("衡控", "problems", lambda text: Rich((("1.", ""), (text[2:], "C00000"))),
         "text of several colours, a numbered list"),
        ("墨原", "problems", lambda text: "１．" + text, "one problem with a full-width number"),
        ("磐域", "problems", "无", "nothing"),
        ("试征", "need", "希望減免認證費用", "traditional characters"),
        ("锂川", "size", "中型企业", "an alias of 中型"),
        ("汇澜", "years", "长期", "长期 in a column that no table knows"))
    grid = lay(
        sheet, 3, columns, [*county.by_segment(), sums(county.firms, "合　计")], wide.value, odd,
        merged=("chain", "region"), looks=looks(hand), ident=name_of)
    for row in (3, 4):
        sheet.note(f"row {row}", "a header of two rows with merged groups")
    grid.note("visited", "dates as text, 2026.3.25")
    grid.note("certificates", "several certificates in a cell: scheme, number, days, body, state")
    grid.note("chain", "chain and region merged downwards")
    foot(sheet, grid.last + 2, width, "填表说明：体系认证情况逐证填写，一证一行。", "填报人：质量科　　审核人：　　日期：2026.6.17")

    supplies_sheet(
        book, county, "供应关系", "澄湖区企业供应关系明细",
        supply_value(
            amount="grouped", share="fraction", classes={"必需": "2", "非必需": "1", "无影响": "0"}),
        odd_supplies(
            (("锂川", "汇澜"), "占采购方比例", "88%", "another way to write a percentage"),
            (("墨原", "汇澜"), "占采购方比例", Decimal(95), "another way to write a percentage"),
            (("枫林", "衡控"), "供应方", "枫渡县枫林包装有限公司\n", "a line end after the name"),
            (("聚川", "清溶"), "投入类别", "必要", "an alias of 必需"))
    ).note("投入类别", "classes as 2, 1, 0")
    findings_sheet(book, county, hand, "帮扶台账（已销号）", closed, "澄湖区已销号问题台账")
    assessments_sheet(book, county, hand, "诊断记录", county.followups, "澄湖区复查记录")
    empty(book, "Sheet2")
    return "澄湖区新能源汽车产业链企业摸底表0617.xlsx", book


def xikou():
    """A sheet for each township, recognised by its headers."""
    county = BY_NAME["溪口县"]
    book = Book(shared=False)
    hand = Hand(CHINESE, names="；", number="{}、")
    wide = Wide(
        county, book, hand, certificate=("认证类别", "证书编号", "until", "认证机构"), products=True)
    columns = [
        ("serial", "序号", 6), ("name", "公司名称", 26), ("code", "信用代码", 21), ("former", "曾用名", 18),
        ("region_code", "行政区划代码", 9), ("region", "所在地区", 9), ("park", "所在园区", 14),
        ("industry", "国民经济行业", 9), ("products", "主导产品", 20), ("staff", "职工人数", 9),
        ("revenue", "主营业务收入（万元）", 11), ("assets", "资产总额（万元）", 11),
        ("income", "总收入（万元）", 11), ("cost", "总成本（万元）", 11), ("each", "人均收入", 9),
        ("rank", "上年排名", 9), ("size", "规模", 8), ("maturity", "成熟度", 10), ("will", "提升意愿", 9),
        ("potential", "提升潜力", 9), ("quals", "荣誉资质", 18), ("state", "企业状态", 9),
        ("segment", "环节名称", 11), ("role", "企业角色", 10), ("suppliers", "上游供应商", 38),
        ("customers", "下游客户", 38), ("certificates", "获证情况", 44), ("c_issued", "颁证日期", 14),
        ("c_standard", "认证依据", 18), ("c_scope", "认证范围", 24), ("c_state", "证书状态", 9),
        ("visited", "摸底日期", 14), ("method", "检查方式", 9), ("scope", "检查内容", 20),
        ("visitor", "检查单位", 20), ("result", "诊断结论", 9), ("problems", "主要质量问题", 26),
        ("product", "问题产品", 14), ("reason", "原因", 26), ("status", "整改状态", 11),
        ("action", "拟采取措施", 26), ("body", "责任单位", 20), ("person", "责任人", 12),
        ("helper", "帮扶机构", 24), ("assigned", "交办日期", 16), ("due", "完成时限", 14),
        ("progress", "进展", 22), ("need", "质量需求", 20), ("note", "备注", 11),
    ]
    width = len(columns)
    towns = {
        "炉前镇": ("红炉", "淬远", "凝铁", "溪珠"), "石桥乡": ("柏锂", "墨坞", "清源"), "清河街道": ("蓝脉", "溪联")}
    odds = {
        "炉前镇": odd_firms(
            ("淬远", "park", "同上", "as above"), ("凝铁", "park", "同上", "as above"),
            ("溪珠", "size", "微型企业", "an alias of 微型"),
            ("红炉", "code", lambda code: code.lower().replace("xn", "xN") + NO_BREAK,
             "a credit code in small letters, a space after it"),
            ("溪珠", "rank", Error("#N/A", "VLOOKUP(B9,[1]上年!A:C,3,0)"),
             "a formula that failed, in a column no table knows"),
            ("红炉", "each", Formula("K6/J6"),
             "a formula never computed, in a column no table knows"),
            ("红炉", "c_issued", unchanged, "a date as text, 2026年3月6日"),
            ("凝铁", "visited", "/", "nothing")),
        "石桥乡": odd_firms(
            ("墨坞", "problems", lambda text: text.replace("1、", "①").replace("2、", "②")
             .replace("3、", "③").replace("4、", "④"), "problems numbered ①②③④"),
            ("清源", "segment", "/", "nothing: a supplier outside the chain"),
            ("柏锂", "problems", "无", "nothing"),
            ("清源", "income", "/", "nothing"), ("清源", "cost", "/", "nothing")),
        "清河街道": odd_firms(
            ("溪联", "quals", "无", "nothing"), ("溪联", "visited", "-", "nothing"),
            ("蓝脉", "suppliers", lambda text: text.replace("；", "\r\n"),
             "names on lines of their own, with carriage returns")),
    }
    for town, shorts in towns.items():
        sheet = book.sheet(town)
        head(sheet, f"溪口县{town}企业质量情况", width, captions(county, hand, width))
        sheet.put(3, 1, f"产业链：{CHAIN['产业链名称']}", CAPTION)
        sheet.note("A3", "the chain is given once, above the header")
        names = [full(short) for short in shorts]
        grid = lay(
            sheet, 5, columns, [FIRMS[name] for name in names], wide.value, odds[town],
            merged=("region",), looks=looks(hand), ident=name_of)
        wide.serial = 0
        grid.note("problems", "problems numbered 1、 2、")
        sheet.note("", "one of three sheets of the same table, called by the township")
        foot(sheet, grid.last + 1, width, "填表人：　　　审核人：　　　（盖章）")
    supplies_sheet(
        book, county, "供应关系", "溪口县供应关系", supply_value(),
        odd_supplies(
            (("清源", "柏锂"), "供应方", lambda name: NO_BREAK + name, "a space before the name"),
            (("锂川", "蓝脉"), "年供货额(万元)", "２１７１", "full-width digits"),
            (("墨坞", "蓝脉"), "年供货额(万元)", "35.8万", "the unit without 元")))
    assessments_sheet(book, county, hand, "诊断记录", county.followups, "溪口县复查诊断记录")
    hidden = book.sheet("汇总（隐藏）", state="hidden")
    head(hidden, "溪口县企业名录（草稿，作废）", 3, [])
    for row, texts in enumerate((("企业名称", "从业人员", "营业收入(万元)"), ("溪口县样例有限公司", "1", "1")), 3):
        for column, text in enumerate(texts, 1):
            hidden.put(row, column, text, BODY)
    hidden.note("", "a hidden sheet with a draft; not to be read")
    return "溪口县（分乡镇报送）.xlsx", book


def shiliang():
    """The commonest form: an empty first column, one header row, subtotals, signatures."""
    county = BY_NAME["石梁县"]
    book = Book(font="仿宋")
    hand = Hand(CHINESE, problem="synonym")
    notes = book.sheet("填报说明")
    for row, text in enumerate((
            "填报说明", "1.本表由县市场监督管理局会同乡镇填报，一企一行。", "2.企业名称按营业执照填写全称，统一社会信用代码填18位。",
            "3.存在问题逐条编号填写，无问题的填“无”。", "4.金额以万元计，保留一位小数。"), 1):
        notes.put(row, 1, text, TITLE.but(size=14) if row == 1 else FOOT)
    notes.widths[1] = 90
    notes.landscape = False
    notes.note("", "a sheet of instructions; not a table")
    wide = Wide(county, book, hand, certificate=("认证类别", "证书编号", "until"))
    sheet = book.sheet("Sheet1")
    columns = [
        ("serial", "序号", 6), ("region", "所属区域", 8), ("chain", "产业链", 9), ("segment", "所处环节", 10),
        ("name", "企 业 名 称", 26), ("code", "统一社会信用\n代码", 21), ("region_code", "行政区划\n代码", 9),
        ("park", "所属园区", 14), ("industry", "行业代码", 9), ("products", "主要产品", 18),
        ("staff", "从业人员\n（人）", 9), ("revenue", "营业收入\n（万元）", 11),
        ("assets", "资产总额\n（万元）", 11), ("income", "总收入\n（万元）", 11), ("cost", "总成本\n（万元）", 11),
        ("size", "企业规模", 9), ("maturity", "质量管理成熟度", 10), ("will", "提升意愿", 9),
        ("potential", "提升潜力", 9), ("quals", "资质", 22), ("state", "登记状态", 9), ("role", "角色", 10),
        ("suppliers", "主要供应商", 30), ("customers", "主要客户", 30), ("certificates", "获证情况", 36),
        ("visited", "调研日期", 14), ("method", "检查方式", 9), ("scope", "检查内容", 20),
        ("visitor", "检查单位", 20), ("result", "诊断结论", 9), ("problems", "存在问题", 26),
        ("product", "问题产品", 14), ("reason", "原因分析", 26), ("status", "整改状态", 11),
        ("action", "拟采取措施", 28), ("body", "责任单位", 20), ("person", "责任人", 12),
        ("helper", "帮扶机构", 22), ("assigned", "交办日期", 16), ("due", "完成时限", 14),
        ("progress", "进展情况", 22), ("tracing", "溯源结论", 14), ("need", "质量需求（诉求）", 22),
    ]
    left = 2
    width = left + len(columns) - 1
    sheet.put(1, 2, "石梁县新能源汽车产业链小微企业质量认证调研摸底表", TITLE)
    sheet.merge(1, 2, 1, width)
    sheet.heights[1] = 32
    sheet.widths[1] = 2.5
    sheet.put(2, 2, "填报单位：石梁县市场监督管理局", CAPTION)
    sheet.put(2, 12, "填报日期：2026年6月19日", CAPTION)
    sheet.put(2, width, "单位：万元", CAPTION.but(horizontal="right"))
    firms = county.by_segment()
    records = []
    for i, firm in enumerate(firms):
        records.append(firm)
        segment = MEMBERS[firm["企业名称"]]["环节编号"]
        same = [f for f in firms if MEMBERS[f["企业名称"]]["环节编号"] == segment]
        if firm is same[-1] and len(same) > 1:
            records.append(sums(same, "小计", label_key="serial"))
    stale = FIRMS[full("恒圆")]
    records.insert(4, ("hidden", {
        "": "an older copy of 石梁县恒圆轴承有限公司 with other figures", "name": stale["企业名称"],
        "code": stale["统一社会信用代码"], "staff": Decimal(120), "revenue": Decimal(4890),
        "segment": "轴承", "problems": "旧表问题"}))
    records.append(("blank", None))
    records.append(sums(firms, "全县合计", label_key="serial"))
    odd = odd_firms(
        ("恒圆", "due", "（1）2026年10月\n（2）2026年12月\n（3）2026年8月", "months for their last days"),
        ("钢屿", "park", "〃", "as above"), ("钢屿", "maturity", "/", "nothing"),
        ("啮合", "visitor", "同上", "as above"), ("岩锤", "serial", None, "no serial number"),
        ("载岳", "visited", "—", "nothing"), ("砺模", "problems", "无", "nothing"),
        ("山啮", "staff", "88人", "a number with its unit"),
        ("巧束", "problems", lambda text: text.replace("2." + "工艺文件与实际不一致", "2.W15"),
         "a synonym and a problem's code"),
        ("钧转", "suppliers", lambda text: text.replace("石梁县恒圆", "石梁县 恒圆"),
         "a space in a supplier's name"),
        ("重岳", "problems", lambda text: text.replace("\n", "；"), "numbers and semicolons"),
        ("岩锤", "problems", unchanged, "the last means no entry of the library; it stays"),
        ("重岳", "code", lambda code: "'" + code, "an apostrophe before the code"),
        ("恒圆", "role", "配套", "an alias of 配套企业"))
    grid = lay(
        sheet, 3, columns, records, wide.value, odd, left=left, looks=looks(hand), ident=name_of,
        merged=("region", "chain", "segment"), style=HEADER.but(fill="E2EFDA"))
    sheet.note("column A", "an empty first column")
    sheet.note("", "called Sheet1; the file's name or the headers tell what it is")
    sheet.note(grid.place(full("啮合"), "name").replace("F", "F3:F"), "a header with spaces: 企 业 名 称")
    grid.note("segment", "region, chain and segment merged downwards")
    grid.note("problems", "problems as a numbered list; other columns then numbered alike")
    foot(
        sheet, grid.last + 1, width, "注：本表数据截至2026年6月18日，由乡镇初审。",
        "单位负责人：　　　　　填表人：　　　　　审核人：　　　　　（公章）")
    grid = supplies_sheet(
        book, county, "供应关系", "石梁县供应关系表", supply_value(share="percent"),
        odd_supplies(
            (("铁砧", "恒圆"), "供应方", "青崖县铁砧锻造有限责任公司", "有限责任公司 for 有限公司: to be confirmed"),
            (("精滚", "重岳"), "年供货额(万元)", "4324.0", "a number as text"),
            (("重岳", "载岳"), "采购方", lambda name: name + NO_BREAK, "a space after the name"),
            (("宏砧", "恒圆"), "是否独家", "非独家", "an alias of 否")),
        unit="", columns=supply_columns(年供货额="年供货额（万元）", 占采购方比例="占采购方比例（%）"),
        extra_looks={"占采购方比例": PERCENT})
    grid.note("占采购方比例", "percentages by the number format")
    certificates_sheet(book, county, hand, "证书", "石梁县获证情况明细")
    book.sheets[-1].note("", "the certificates of the wide sheet again, with all their columns")
    assessments_sheet(book, county, hand, "诊断记录", county.followups, "石梁县复查诊断记录")
    empty(book, "Sheet2", "Sheet3")
    return "石梁县小微企业质量摸底表.xlsx", book


def fengdu():
    """Dates as serial numbers, the header again halfway, formats far below the data."""
    county = BY_NAME["枫渡县"]
    book = Book(shared=False)
    hand = Hand(ISO, date_cell="serial", problem="code", gap="  ", names="\n")
    wide = Wide(county, book, hand)
    sheet = book.sheet("调查表")
    columns = [
        ("serial", "序号", 6), ("name", "企业名称", 26), ("code", "统一社会信用代码", 21),
        ("region_code", "行政区划代码", 9), ("region", "区县", 9), ("industry", "行业代码", 9),
        ("products", "主要产品", 18), ("staff", "从业人员数", 9), ("rate", "人均营收", 9),
        ("revenue", "营业收入/万元", 11), ("assets", "资产/万元", 11), ("income", "总收入/万元", 11),
        ("cost", "总成本/万元", 11), ("size", "企业类型", 9), ("maturity", "质量管理成熟度", 10),
        ("will", "提升意愿", 9), ("potential", "提升潜力", 9), ("quals", "资质", 22),
        ("state", "登记状态", 9), ("chain_code", "产业链", 9), ("segment", "所处环节", 11),
        ("role", "角色", 10), ("suppliers", "主要供应商", 28), ("customers", "主要客户", 28),
        ("certificates", "认证情况", 50), ("c_standard", "认证依据", 18), ("c_scope", "认证范围", 26),
        ("c_state", "证书状态", 9), ("visited", "调研日期", 9), ("method", "检查方式", 9),
        ("scope", "检查内容", 20), ("visitor", "检查单位", 20), ("result", "诊断结论", 9),
        ("problems", "存在问题", 30), ("product", "问题产品", 14), ("reason", "原因", 28),
        ("status", "整改状态", 12), ("action", "整改措施", 28), ("body", "责任单位", 20),
        ("person", "责任人", 12), ("helper", "帮扶机构", 22), ("assigned", "交办日期", 13),
        ("due", "完成时限", 13), ("progress", "进展", 24), ("tracing", "溯源结论", 14),
        ("need", "质量需求", 20), ("note", "备注", 11),
    ]
    width = len(columns)
    head(sheet, "枫渡县新能源汽车产业链企业调查表", width, captions(county, hand, width, ""))
    firms = county.by_segment()
    records = [*firms[:6], ("header", None), *firms[6:]]
    brake, motor = (4 + records.index(FIRMS[full(short)]) for short in ("制远", "微驰"))
    odd = odd_firms(
        ("制远", "rate", Decimal("60.74"), "a column no table knows"),
        ("制远", "revenue", Formula(f"H{brake}*I{brake}", Decimal(3037)), "a formula with its value"),
        ("微驰", "rate", Formula(f"J{motor}/H{motor}"), "a formula never computed, in a column no table knows"),
        ("夹准", "rate", Error("#DIV/0!", "J1/0"),
         "a formula that failed, in a column no table knows"),
        ("端稳", "segment", "高低压电线束", "the segment's name written wrongly: to be confirmed"),
        ("精滚", "code", lettered, "a credit code with the letter O for a zero"),
        ("枫林", "income", "-", "nothing"), ("枫林", "chain_code", "-", "nothing"),
        ("固导", "visited", "/", "nothing"),
        ("辰控", "state", "存续（在营、开业、在册）", "an alias of 在业"),
        ("渐开", "staff", "６２", "full-width digits"),
        ("精滚", "state", "开业", "an alias of 在业"))
    grid = lay(
        sheet, 3, columns, records, wide.value, odd, merged=("chain_code",), looks=looks(hand),
        ident=name_of, style=HEADER.but(fill="FFF2CC"))
    grid.note("visited", "dates as serial numbers in the General format")
    grid.note("problems", "problems by code, numbered on one line")
    grid.note("revenue", "the unit after a slash in the header")
    sheet.put(5000, 3, None, BODY.but(fill="FFFF00"))
    sheet.note("C5000", "a cell with nothing but a format")
    sheet.dimension = "A1:XFD1048576"
    sheet.note("", "claims to reach to XFD1048576")
    sheet.filter = f"A3:{address(grid.last, width)}"
    supplies_sheet(
        book, county, "供应情况", "枫渡县供应情况", supply_value(amount="yuan", share="whole"),
        odd_supplies(
            (("夹准", "速援"), "年供货额(万元)", "70.4万元", "another unit than the header's"),
            (("柳浦县曜包", "速援"), "占采购方比例", "95％", "a full-width percent sign")),
        unit="", columns=supply_columns(
            供应方="供方", 采购方="购买方", 年供货额="金额（元）", 占采购方比例="占比")
    ).note("年供货额(万元)", "amounts in 元, as the header says")
    book.sheets[-1].note("", "called 供应情况; its headers tell that it is 供应关系")
    empty(book, "Sheet2")
    return "枫渡县调查表-定稿2.xlsx", book


def qingya():
    """Sheets under names that say nothing; only their headers tell the tables."""
    county = BY_NAME["青崖县"]
    book = Book()
    hand = Hand(SLASHES)
    look = {"企业名称": LONG, "主要产品": LONG, "统一社会信用代码": CODE}

    def attachment(name, title, columns, records, value, ident, odd=None, **more):
        sheet = book.sheet(name)
        head(sheet, title, len(columns), captions(county, hand, len(columns), ""))
        sheet.note("", "called by a name that says nothing; its headers tell the table")
        return lay(sheet, 3, columns, records, value, odd, ident=ident, **more)

    def firm_value(row, key):
        numbers = ("行政区划代码", "从业人员", "营业收入(万元)", "资产总额(万元)", "总收入(万元)", "总成本(万元)")
        return Decimal(row[key]) if key in numbers and row[key] else row[key] or None

    grid = attachment("附件1底数", "青崖县涉链企业底数", [
        ("企业名称", "企业全称", 26), ("统一社会信用代码", "统一信用代码", 21), ("行政区划代码", "区划代码", 9),
        ("所属区域", "县区", 9), ("行业代码", "行业", 9), ("主要产品", "主要产品", 22), ("从业人员", "从业人数", 9),
        ("营业收入(万元)", "年产值（万元）", 12), ("资产总额(万元)", "总资产（万元）", 12),
        ("总收入(万元)", "总收入（万元）", 12), ("总成本(万元)", "总成本（万元）", 12), ("企业规模", "规模", 9),
        ("质量管理成熟度", "成熟度", 10), ("提升意愿", "提升意愿", 9), ("提升潜力", "提升潜力", 9),
        ("资质", "资质", 20), ("登记状态", "经营状态", 9)],
        county.firms, firm_value, name_of, odd_firms(
            ("铁砧", "质量管理成熟度", "无", "nothing"), ("压端", "质量管理成熟度", "/", "nothing"),
            ("定芯", "统一社会信用代码", wider, "a full-width credit code"),
            ("热模", "登记状态", "正常", "an alias of 在业"),
            ("赤炉", "企业规模", "小型企业", "an alias of 小型")),
        looks=look, merged=("所属区域",))
    grid.note("营业收入(万元)", "营业收入 under the header 年产值")
    attachment("附件2上链情况", "青崖县企业上链情况", [
        ("产业链编号", "产业链", 24), ("环节编号", "所处环节", 14), ("企业", "企业名称", 26), ("角色", "链上角色", 11)],
        county.members,
        lambda row, key: SEGMENTS[row[key]] if key == "环节编号" else row[key] or None,
        firm_of, odd_firms(*(
            (short, "环节编号", "锻造铸造毛坯", "the segment's name written wrongly: to be confirmed")
            for short in ("铁砧", "恒砺", "赤炉"))),
        looks={"企业": LONG}, merged=("产业链编号", "环节编号"))
    attachment(
        "附件3供货", "青崖县企业供货明细",
        supply_columns(供应方="供货方", 采购方="购买方", 产品="供应产品", 年供货额="金额/万元", 占采购方比例="占比",
                       是否独家="独家"),
        county.supplies, supply_value(share="text"), supply_ident, odd_supplies(
            (("红炉", "恒砺"), "供应方", "溪口县红炉五金热处理厂", "a former name"),
            (("赤嶂", "铁砧"), "年供货额(万元)", "780余", "an approximate number"),
            (("丰泽", "赤炉"), "占采购方比例", "0.8", "another way to write a percentage"),
            (("热处理", "铁砧", "渗碳热处理加工"), "供应方",
             lambda name: name.replace("溪口县", "溪口县" + NO_BREAK), "a space in the name")),
        looks={"供应方": LONG, "采购方": LONG})
    attachment("附件4体检", "青崖县企业质量体检", [
        ("企业", "企业名称", 26), ("诊断日期", "检查日期", 12), ("检查方式", "检查方式", 10),
        ("检查内容", "检查内容", 28), ("检查单位", "检查单位", 22), ("结论", "结论", 10)],
        county.visits, rows_value(hand, book, ("诊断日期",)),
        lambda row: (row["企业"], row["诊断日期"]), Odd(
            ((full("铁砧"), "2026-05-01"), "结论", "存在问题", "an alias of 有问题"),
            ((full("崖钢"), "2026-05-06"), "检查方式", "双随机", "an alias of 随机")))
    attachment(
        "附件5整改", "青崖县问题整改情况", FINDING_COLUMNS[:16], county.findings,
        finding_value(hand, book), finding_ident, odd_findings(
            (("铁砧", "W18"), "状态", "未交办", "an alias of 待交办"),
            (("铁砧", "W23"), "状态", "正在整改", "an alias of 整改中")),
        looks={"问题描述": LONG, "原因": LONG, "整改措施": LONG})
    joint = [row | {"企业": full("压端")} for row in CERTIFICATES if "压端" in row["企业"]]
    attachment("附件6拿证", "青崖县企业拿证情况", [
        ("证书编号", "证书号", 17), ("企业", "获证企业", 26), ("认证类别", "认证项目", 12), ("有效期至", "有效期", 12)],
        joint, rows_value(hand, book, ("有效期至",)), number_of).note(
            "证书编号", "a joint certificate, also reported by 枫渡县 and 鹭洲县 for their firms")
    return "青崖县附件1-6.xlsx", book


def hefeng():
    """A row of units, drop-downs from a hidden sheet, eight-digit dates, sender in columns."""
    county = BY_NAME["禾丰县"]
    book = Book(shared=False, font="微软雅黑")
    hand = Hand(ISO, date_cell="compact", gap="；")
    closed = [row for row in county.findings if row["状态"] == "已销号"]
    wide = Wide(
        county, book, hand, findings=[row for row in county.findings if row not in closed],
        certificate=("认证类别", "证书编号"))
    sheet = book.sheet("企业情况表")
    columns = [
        ("serial", "序号", 6), ("sender", "填报单位", 20), ("reported", "填报日期", 10),
        ("name", "*企业名称（必填）", 26), ("code", "*统一社会信用代码", 21), ("former", "曾用名称", 16),
        ("region_code", "行政区划代码", 9), ("region", "所属区县", 9), ("industry", "行业代码", 9),
        ("products", "产品及服务", 18), ("staff", "从业人员", 9), ("revenue", "营业收入", 11),
        ("assets", "资产总额", 11), ("income", "总收入", 11), ("cost", "总成本", 11),
        ("size", "企业规模", 9), ("maturity", "质量管理成熟度", 10), ("will", "提升意愿", 9),
        ("potential", "提升潜力", 9), ("quals", "资质", 22), ("state", "登记状态", 9),
        ("chain", "产业链名称", 14), ("segment_code", "所处环节", 10), ("role", "企业角色", 10),
        ("suppliers", "主要供应商", 34), ("customers", "配套客户", 34), ("certificates", "获证情况", 24),
        ("visited", "调研日期", 10), ("method", "检查方式", 9), ("scope", "检查内容", 20),
        ("visitor", "检查单位", 20), ("result", "诊断结论", 9), ("problems", "存在问题", 28),
        ("product", "问题产品", 14), ("reason", "原因分析", 28), ("status", "整改状态", 11),
        ("action", "拟采取措施", 28), ("body", "责任单位", 20), ("person", "责任人", 12),
        ("helper", "帮扶机构", 22), ("assigned", "交办日期", 13), ("due", "完成时限", 13),
        ("progress", "进展情况", 24), ("tracing", "溯源结论", 14), ("need", "企业诉求", 20),
    ]
    width = len(columns)
    head(sheet, "禾丰县企业情况表", width, [])
    units = ("units", {"staff": "人", "revenue": "万元", "assets": "万元", "income": "万元", "cost": "万元"})
    firms = county.by_segment()
    odd = odd_firms(
        ("静旋", "segment_code", "轴承制造", "the segment's name written wrongly: to be confirmed"),
        ("金珠", "segment_code", "轴承", "the segment by its name"),
        ("嘉锻", "code", lambda code: code[:8] + "-" + code[8:], "a credit code with a dash"),
        ("稳履", "staff", "约46", "an approximate number"),
        ("粘聚", "maturity", "暂无", "nothing"), ("粘聚", "visited", "-", "nothing"),
        ("冷驰", "problems", "暂无", "nothing"),
        ("量宜", "serial", None, "no serial number"),
        ("稳啮", "problems", unchanged, "problems parted by ；"))
    grid = lay(
        sheet, 2, columns, [units, *firms, ("blank", None), sums(firms, "总计")], wide.value, odd,
        merged=("chain", "sender"), looks=looks(hand), ident=name_of,
        style=HEADER.but(fill="FCE4D6"))
    grid.note("visited", "dates as eight digits")
    grid.note("sender", "the sender in a column, merged downwards")
    grid.note("segment_code", "segments by code")
    foot(sheet, grid.last + 1, width, "备注：链主企业不在本县。")
    roles, sizes = ("链主", "骨干企业", "配套企业"), ("大型", "中型", "小型", "微型")
    lookup = book.sheet("字典", state="hidden")
    lists = (("企业角色", *roles), ("企业规模", *sizes), ("产业链环节", *SEGMENTS.values()))
    for column, words in enumerate(lists, 1):
        for row, word in enumerate(words, 1):
            lookup.put(row, column, word, BODY)
    lookup.note("", "a hidden sheet of words for drop-downs; not to be read")
    sheet.validations = [
        (grid.span("role"), "字典!$A$2:$A$4"), (grid.span("size"), "字典!$B$2:$B$5")]
    units = ("units", {"年供货额(万元)": "万元", "占采购方比例": "%"})
    supplies_sheet(
        book, county, "供应关系", "禾丰县供应关系", supply_value(share="whole"), odd_supplies(
            (("稳夹", "稳履"), "年供货额(万元)", "约7.2", "an approximate number"),
            (("赤炉", "金珠"), "占采购方比例", Decimal("0.72"), "a fraction where the unit says %"),
            (("流金", "稳履"), "供应方", lambda name: f" {name}", "a space before the name")),
        unit="", columns=supply_columns(年供货额="年供货额"), records=[units, *county.supplies]
    ).note("占采购方比例", "percentages as 80, the unit % in the row below the header")
    certificates_sheet(book, county, hand, "证书", "禾丰县获证情况")
    book.sheets[-1].note("", "the wide sheet names scheme and number; here stands the rest")
    findings_sheet(book, county, hand, "帮扶台账", closed, "禾丰县已销号问题")
    return "禾丰县企业情况表(最终版).xlsx", book


def liupu():
    """Two header rows, days counted from 1904, problems on a sheet of their own."""
    county = BY_NAME["柳浦县"]
    book = Book(date1904=True)
    hand = Hand(ISO, date_cell="date", date_format='yyyy"年"m"月"d"日"', certificate="；")
    wide = Wide(county, book, hand, certificate=("认证类别", "证书编号"))
    sheet = book.sheet("摸底表")
    one, two, three = "企业概况", "产业链情况", "认证与诊断情况"
    columns = [
        ("serial", "序号", 6), ("old", "历史序号", 9), ("name", "企业名称", 26, one),
        ("code", "统一社会信用代码", 21, one), ("former", "曾用名", 18, one),
        ("region_code", "行政区划代码", 9, one), ("region", "所属区域", 9, one),
        ("industry", "行业代码", 9, one), ("products", "主要产品", 18, one), ("staff", "员工数", 9, one),
        ("revenue", "销售收入（万元）", 11, one), ("assets", "资产总额（万元）", 11, one),
        ("income", "总收入（万元）", 11, one), ("cost", "总成本（万元）", 11, one), ("size", "企业规模", 9, one),
        ("maturity", "成熟度", 10, one), ("will", "提升意愿", 9, one), ("potential", "提升潜力", 9, one),
        ("quals", "资质", 20, one), ("state", "登记状态", 9, one), ("chain", "产业链名称", 14, two),
        ("segment", "所属环节", 11, two), ("role", "角色", 10, two), ("suppliers", "主要供应商", 34, two),
        ("customers", "主要客户", 34, two), ("certificates", "获证情况", 26, three),
        ("visited", "调研日期", 16, three), ("method", "检查方式", 9, three),
        ("scope", "检查内容", 20, three), ("visitor", "检查单位", 20, three),
        ("result", "诊断结论", 9, three), ("need", "质量需求", 20),
    ]
    width = len(columns)
    head(sheet, "柳浦县新能源汽车产业链摸底表", width, captions(county, hand, width))
    sheet.hidden_columns.add(2)
    odd = odd_firms(
        ("凌转", "name", lambda name: name[:3] + " " + name[3:], "a space in the firm's own name"),
        ("逆澜", "segment", "电控系统总成", "the segment's name written wrongly: to be confirmed"),
        ("悬澜", "customers", lambda text: text.replace("云岚市凌霁汽车有限公司", "凌霁汽车有限公司"),
         "without 云岚市: to be confirmed"),
        ("柳络", "maturity", "无", "nothing"), ("柳络", "code", spaced, "a credit code with spaces"),
        ("高臂", "visited", "／", "nothing"), ("曜包", "staff", "172人", "a number with its unit"),
        ("泰壳", "old", "甲-07", "a hidden column that no table knows"),
        ("斜轮", "method", "随机抽查", "an alias of 随机"),
        ("凌转", "visitor", "同上", "as above"), ("隐珠", "visitor", "〃", "as above"),
        ("刃锋", "result", "未发现问题", "an alias of 无问题"))
    firms = county.by_segment()
    grid = lay(
        sheet, 3, columns, [*firms, sums(firms, "合计")], wide.value, odd, merged=("chain", "region"),
        looks=looks(hand), ident=name_of, style=HEADER.but(fill="D9E1F2"))
    sheet.note("rows 3–4", "a header of two rows with merged groups")
    grid.note("visited", "real dates, counted from 1904")
    foot(sheet, grid.last + 1, width, "※ 存在问题另见“问题记录”。", "制表人：　　　审核人：　　　填表日期：2026年6月23日")
    columns = supply_columns()
    middle = len(county.supplies) // 2
    records = [*county.supplies[:middle], ("header", None), *county.supplies[middle:]]
    supplies_sheet(
        book, county, "供应关系", "柳浦县供应关系", supply_value(share="text"), odd_supplies(
            (("流金", "悬澜"), "年供货额(万元)", "2,132.0", "thousands separated, as text"),
            (("溪联", "逆澜"), "采购方", "91990126XN00902813",
             "a firm by its credit code"),
            (("Tarnholm", "隐珠"), "供应方", "Ｔａｒｎｈｏｌｍ Ferroalloys  AB",
             "full-width letters, two spaces")),
        extra_looks={"年供货额(万元)": BODY.but(format='#,##0.0"万元"', horizontal="right")},
        records=records
    ).note("年供货额(万元)", "the unit 万元 shown by the number format")
    certificates_sheet(
        book, county, hand, "获证信息", "柳浦县获证信息", Odd(
            ("XN2025-Q01127", "有效期至", "2028年4月", "a month for its last day"),
            ("XN2025-Q01393", "状态", "已撤销", "an alias of 撤销"),
            ("XN2023-Q01400", "状态", "已过期", "an alias of 过期")))
    findings_sheet(
        book, county, hand, "问题记录", county.findings, "柳浦县质量问题记录", odd_findings(
            (("逆澜", "W24"), "企业", "柳浦县逆澜电子有限公司", "a former name"),
            (("流金", "W14"), "企业", lambda name: ZERO_WIDTH + name,
             "an invisible character before the name"),
            (("凌转", "W14"), "企业", "91990126XN0090353U", "a firm by its credit code"),
            (("泰壳", "W15"), "完成时限", "2026年12月", "a month for its last day")))
    assessments_sheet(book, county, hand, "诊断记录", county.followups, "柳浦县复查诊断记录")
    return "柳浦县摸底表（修改）.xlsx", book


def luzhou():
    """Everything in the wide sheet, certificates in columns of their own."""
    county = BY_NAME["鹭洲县"]
    book = Book(font="楷体")
    hand = Hand(SLASHES, names="\n")
    joint = [row for row in CERTIFICATES if "鹭模" in row["企业"]]
    wide = Wide(county, book, hand, certificates=county.certificates + joint, lists=2)
    sheet = book.sheet("摸底表")
    one, two, three, four = "基础信息", "上下游", "证书信息", "诊断与整改"
    columns = [
        ("serial", "序号", 6), ("name", "企业名称", 26, one), ("code", "机构代码", 21, one),
        ("region_code", "行政区划代码", 9, one), ("region", "地区", 9, one), ("industry", "行业代码", 9, one),
        ("products", "主要产品", 18, one), ("staff", "从业人员", 9, one), ("revenue", "营业收入（元）", 15, one),
        ("assets", "资产总额（元）", 15, one), ("income", "总收入（元）", 15, one), ("cost", "总成本（元）", 15, one),
        ("size", "企业规模", 9, one), ("maturity", "质量管理成熟度", 10, one), ("will", "提升意愿", 9, one),
        ("potential", "提升潜力", 9, one), ("quals", "资质", 20, one), ("state", "登记状态", 9, one),
        ("chain", "产业链", 14, two), ("segment", "环节名称", 11, two), ("role", "角色", 10, two),
        ("suppliers", "主要供应商", 28, two), ("customers", "主要客户", 28, two),
        ("c_number", "证书编号", 16, three), ("c_scheme", "认证类别", 11, three),
        ("c_standard", "认证依据", 18, three), ("c_scope", "认证范围", 26, three),
        ("c_body", "认证机构", 22, three), ("c_issued", "颁证日期", 12, three),
        ("c_expires", "有效期至", 12, three), ("c_state", "证书状态", 9, three),
        ("visited", "摸底日期", 12, four), ("method", "检查方式", 9, four), ("scope", "检查内容", 20, four),
        ("visitor", "检查单位", 20, four), ("result", "诊断结论", 9, four), ("problems", "存在问题", 26, four),
        ("product", "问题产品", 14, four), ("reason", "原因", 26, four), ("status", "整改状态", 12, four),
        ("action", "整改措施", 28, four), ("body", "责任单位", 20, four), ("person", "责任人", 12, four),
        ("helper", "帮扶机构", 22, four), ("assigned", "交办日期", 14, four), ("due", "完成时限", 14, four),
        ("progress", "进展", 24, four), ("closed", "销号日期", 14, four), ("indicator", "成效指标", 16, four),
        ("before", "帮扶前", 9, four), ("after", "帮扶后", 9, four), ("satisfaction", "满意度", 9, four),
        ("evidence", "佐证材料", 16, four), ("need", "企业诉求", 20),
    ]
    width = len(columns)
    head(sheet, "鹭洲县新能源汽车产业链企业摸底表", width, captions(county, hand, width, ""))
    firms = county.by_segment()

    def value(firm, key):
        usual = wide.value(firm, key)
        if key in ("revenue", "assets", "income", "cost") and usual is not None:
            return usual * 10000
        return usual

    odd = odd_firms(
        ("鹭模", "segment", "检测及工装", "the segment's name written wrongly: to be confirmed"),
        ("鹭模", "c_number", unchanged, "a joint certificate, here for one of its three firms"),
        ("束远", "problems", unchanged, "a closed problem and an open one, numbered"),
        ("涌力", "visited", "-", "nothing"), ("铝锦", "problems", "无", "nothing"),
        ("涌力", "code", wider, "a full-width credit code"))
    grid = lay(
        sheet, 3, columns, firms, value, odd, merged=("chain",),
        looks=looks(hand, "#,##0.00"), ident=name_of, style=HEADER.but(fill="EDEDED"))
    sheet.note("rows 3–4", "a header of two rows with merged groups")
    grid.note("revenue", "amounts in 元, as the header says")
    foot(sheet, grid.last + 1, width, "说明：证书情况以认证机构查询结果为准。", "填表人：　　　　填报日期：2026年6月24日")
    supplies_sheet(
        book, county, "供应关系", "鹭洲县供应关系", supply_value(amount="yuan", share="fraction"),
        odd_supplies(
            (("淬远", "沉锤", "调质热处理加工"), "供应方", "溪口县淬远热处理有限责任公司",
             "有限责任公司 for 有限公司: to be confirmed"),
            (("鹭轮", "涌力"), "年供货额(万元)", "648万元", "another unit than the sheet's"),
            (("合顺", "砺坚"), "供应方", "合顺 五金经营部", "a space in the name")),
        unit="单位：元", columns=supply_columns(年供货额="年供货额")
    ).note("年供货额(万元)", "amounts in 元, which only the unit line says")
    empty(book, "Sheet2", "Sheet3")
    return "鹭洲县摸底表.xlsx", book


def wangchuan():
    """Two header rows and one of column numbers; a code kept as a number; a stale hidden sheet."""
    county = BY_NAME["望川市"]
    book = Book()
    hand = Hand(SLASHES)
    wide = Wide(county, book, hand, certificate=("认证类别", "证书编号"), products=True, lists=2)
    guide = book.sheet("填报说明")
    for row, texts in enumerate((
            ("填报说明", None), ("栏目", "填写要求"), ("企业名称", "按营业执照填写全称"),
            ("统一社会信用代码", "18位，单元格设为文本"), ("营业收入", "上年度数，单位万元"),
            ("存在问题", "逐条编号，与整改措施一一对应"), ("主要供应商", "全称，括号内注明产品")), 1):
        for column, text in enumerate(texts, 1):
            guide.put(row, column, text, BODY.but(horizontal="left"))
    guide.widths = {1: 24, 2: 48}
    guide.note("A3:A7", "instructions that begin with the names of columns; not a table")
    sheet = book.sheet("调研摸底表")
    one, two, three, four = "企业基本信息", "链上关系", "质量认证与诊断", "问题及帮扶"
    columns = [
        ("serial", "序号", 6), ("name", "企业名称", 26, one), ("code", "统一社会信用代码", 21, one),
        ("region_code", "行政区划代码", 9, one), ("region", "所属地区", 9, one), ("park", "园区", 14, one),
        ("industry", "行业代码", 9, one), ("products", "主要产品", 20, one), ("staff", "从业人员", 9, one),
        ("revenue", "营业收入（万元）", 11, one), ("assets", "资产总额（万元）", 11, one),
        ("income", "总收入（万元）", 11, one), ("cost", "总成本（万元）", 11, one), ("size", "企业规模", 9, one),
        ("maturity", "质量管理成熟度", 10, one), ("will", "提升意愿", 9, one), ("potential", "提升潜力", 9, one),
        ("quals", "资质", 22, one), ("chain", "产业链", 14, two), ("segment", "所处环节", 11, two),
        ("role", "角色", 10, two), ("suppliers", "主要供应商", 40, two), ("customers", "主要客户", 40, two),
        ("certificates", "获证情况", 22, three), ("visited", "调研日期", 11, three),
        ("method", "检查方式", 9, three), ("scope", "检查内容", 18, three), ("visitor", "检查单位", 18, three),
        ("result", "诊断结论", 9, three), ("problems", "存在问题", 26, four), ("product", "问题产品", 14, four),
        ("reason", "原因分析", 26, four), ("status", "整改状态", 12, four), ("action", "拟采取措施", 28, four),
        ("body", "责任单位", 20, four), ("person", "责任人", 12, four), ("helper", "帮扶机构", 22, four),
        ("assigned", "交办日期", 14, four), ("due", "完成时限", 14, four), ("progress", "进展情况", 24, four),
        ("closed", "销号日期", 14, four), ("indicator", "成效指标", 14, four), ("before", "帮扶前", 9, four),
        ("after", "帮扶后", 9, four), ("satisfaction", "满意度", 9, four), ("evidence", "佐证材料", 16, four),
        ("tracing", "溯源结论", 14, four), ("need", "质量需求(诉求)", 20),
    ]
    width = len(columns)
    head(sheet, "望川市新能源汽车（专用车）产业链调研摸底表", width, captions(county, hand, width))
    firms = county.by_segment()
    odd = odd_firms(
        ("启控", "code", (Decimal("919901810110289000"), BODY),
         "a credit code kept as a number of fifteen digits; the right one is on the sheet 企业名录"),
        ("拓野", "role", "链主企业", "an alias of 链主"),
        ("拓野", "revenue", "9.26亿元", "another unit than the header's"),
        ("稳夹", "park", "同上", "as above"),
        ("长轴", "problems", lambda text: text.replace("\n", " "), "problems numbered on one line"),
        ("远砧", "problems", "无", "nothing"), ("稳夹", "visited", "-", "nothing"),
        ("拓枢", "staff", "89 人", "a number with its unit"))
    grid = lay(
        sheet, 3, columns, [("numbers", None), *firms, ("blank", None), sums(firms, "合 计")],
        wide.value, odd, merged=("chain", "region"), looks=looks(hand), ident=name_of,
        style=HEADER.but(fill="DDEBF7"))
    sheet.note("rows 3–4", "a header of two rows with merged groups")
    grid.note("suppliers", "products in brackets after the names")
    foot(sheet, grid.last + 1, width, "注：⒈本表一式两份；⒉问题与措施按序号对应。", "填表人：　　　审核人：　　　负责人：")
    directory = book.sheet("企业名录")
    columns = [
        ("企业名称", "企业名称", 28), ("统一社会信用代码", "统一社会信用代码", 22), ("登记状态", "登记状态", 12)]
    head(directory, "望川市企业名录", 3, captions(county, hand, 3, ""))
    lay(
        directory, 3, columns, county.firms, lambda row, key: row[key] or None, odd_firms(
            ("川齿", "登记状态", "在营（开业）企业", "an alias of 在业")),
        ident=name_of, looks={"统一社会信用代码": CODE, "企业名称": LONG})
    supplies_sheet(
        book, county, "供应关系", "望川市供应关系", supply_value(share="text"), odd_supplies(
            (("金珠", "川岳"), "供应方", "禾丰县金珠滚动体厂", "a former name"),
            (("川岳", "拓野"), "供应方", "91990181XN011049XF", "a firm by its credit code"),
            (("固垒", "拓野"), "年供货额(万元)", "1.7007亿元", "another unit than the header's"),
            (("远砧", "川齿"), "年供货额(万元)", "约138", "an approximate number"),
            (("精壳", "固垒"), "占采购方比例", Decimal("0.72"), "another way to write a percentage"),
            (("Velmora", "启控"), "供应方", "Velmora  Power Semiconductors GmbH", "two spaces")),
        columns=supply_columns(年供货额="年供货额（万元）"))
    certificates_sheet(
        book, county, Hand(ISO, date_cell="date", date_format="yyyy-mm-dd"), "证书", "望川市获证情况")
    assessments_sheet(book, county, hand, "诊断记录", county.followups, "望川市复查诊断记录")
    stale = book.sheet("上期数据", state="veryHidden")
    head(stale, "望川市调研摸底表（2025年）", 5, [(1, f"填报单位：{county.sender}")])
    for row, texts in enumerate((
            ("企业名称", "从业人员", "营业收入(万元)", "所处环节", "存在问题"),
            ("望川市拓野专用车有限公司", "990", "80000", "专用车", "旧问题")), 3):
        for column, text in enumerate(texts, 1):
            stale.put(row, column, text, BODY)
    stale.note("", "a hidden sheet with last year's figures; not to be read")
    return "望川市调研摸底表及台账.xlsx", book


def city():
    """The city's own tables, tidy, with the rows it reports itself."""
    book = Book()
    plainly = BODY.but(horizontal="left")
    numbers = {"固定费用(万元)", "每企费用(万元)", "联合优惠(万元)", "下限", "上限", "从业人员"}
    tables = [
        ("行政区划", read("regions")), ("产业链", [CHAIN]), ("环节", read("segments")),
        ("环节关系", read("flows")), ("质量问题", read("problems")),
        ("企业名录", [row for row in FIRMS.values() if row["填报单位"] == CITY]),
        ("问题记录", [row for row in FINDINGS if row["填报单位"] == CITY]),
        ("诊断记录", [row for row in ASSESSMENTS if row["填报单位"] == CITY]),
        ("帮扶举措", read("measures")), ("链主牵头联合帮扶项目", read("programmes")),
        ("约束", read("limits")), ("质量基础设施资源", read("resources")), ("支持主体", read("actors")),
    ]
    for name, rows in tables:
        sheet = book.sheet(name)
        for column, header in enumerate(rows[0], 1):
            sheet.put(1, column, header, HEADER)
            longest = max(len(row[header]) for row in rows)
            sheet.widths[column] = min(40, max(10, 2 * longest, 2 * len(header)) + 2)
            for row, record in enumerate(rows, 2):
                text = record[header]
                value = Decimal(text) if text and header in numbers else text
                sheet.put(row, column, value, plainly)
        sheet.frozen = (2, 1)
    return "云岚市_产业链基础表.xlsx", book


MAKERS = (
    landong, lanxi, chenghu, xikou, shiliang, fengdu, qingya, hefeng, liupu, luzhou, wangchuan)


# The files

def proposals_text():
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("类别", "原表述", "归并为", "建议名称", "确认"))
    writer.writerows(proposals())
    return file.getvalue()


def lists(books):
    """README's lists: the layouts, the faults by place, the proposals."""
    lines = ["## Layouts", "", "| workbook | sheets | layout |", "|---|---|---|"]
    for maker, (name, book) in zip((*MAKERS, city), books):
        sheets = "、".join(
            sheet.name + ("（隐藏）" if sheet.state and "隐藏" not in sheet.name else "")
            for sheet in book.sheets)
        lines.append(f"| `{name}` | {sheets} | {maker.__doc__} |")
    lines += ["", "## Faults by place", ""]
    for name, book in books:
        if not book.faults:
            continue
        lines += [f"`{name}`", ""]
        for sheet in book.sheets:
            places = {}
            for where, place, what in book.faults:
                if where == sheet.name:
                    places.setdefault(what, []).append(place)
            found = [
                (f"{'、'.join(places)} " if any(places) else "") + what
                for what, places in places.items()]
            if found:
                lines.append(f"- {sheet.name}: " + "; ".join(found))
        lines.append("")
    lines += ["## To confirm", "", "| 类别 | 原表述 | 归并为 | 建议名称 |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row[:4])} |" for row in proposals()]
    return "\n".join(lines) + "\n"


MARK = "<!-- The lists below are written by generate.py. -->\n"


def same(path, wanted):
    """Whether a file holds what it should; of a workbook the parts count, not their compression."""
    if not path.exists():
        return False
    found = path.read_bytes()
    if found == wanted or path.suffix != ".xlsx":
        return found == wanted
    with zipfile.ZipFile(path) as left, zipfile.ZipFile(io.BytesIO(wanted)) as right:
        return left.namelist() == right.namelist() and all(
            left.read(part) == right.read(part) for part in left.namelist())


def main():
    books = [maker() for maker in (*MAKERS, city)]
    readme = HERE / "README.md"
    introduction = readme.read_text(encoding="utf-8").split(MARK)[0]
    files = {HERE / name: book.bytes() for name, book in books}
    files[HERE / "confirmed" / "归并建议.csv"] = proposals_text().encode()
    files[readme] = (introduction + MARK + "\n" + lists(books)).encode()
    if sys.argv[1:] == ["--check"]:
        wrong = [path.name for path, content in files.items() if not same(path, content)]
        wrong += [
            path.name for path in sorted(HERE.glob("*.xlsx")) if path not in files]
        if wrong:
            raise SystemExit("not what generate.py writes: " + "、".join(wrong))
        print(f"{len(files)} files are what generate.py writes")
    elif sys.argv[1:]:
        raise SystemExit(__doc__)
    else:
        for path, content in files.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        print(f"wrote {len(files)} files")


if __name__ == "__main__":
    main()
