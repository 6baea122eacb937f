#!/usr/bin/env python3
"""Reads the counties' workbooks back and compares them with ../nev-chain, cell by cell.

It shares nothing with generate.py and looks only at what the files hold: sheets, headers, merged
cells, number formats. With the proposals of confirmed/归并建议.csv every county's rows must come out
as nev-chain has them, each finding, visit and supply once; without them the names and wordings left
over must be just those proposed.

    python3 verify.py
"""

import csv
import datetime
import re
import unicodedata
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "nev-chain"
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CITY_BOOK = "云岚市_产业链基础表.xlsx"


def table(name):
    with open(SOURCE / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# Workbooks

class Sheet:
    def __init__(self, name, state, rows, hidden, merges):
        self.name, self.state, self.rows, self.hidden, self.merges = (
            name, state, rows, hidden, merges)


def place(reference):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def all_text(element):
    text = "".join(part.text or "" for part in element.iter(NS + "t"))
    return text.replace("_x000D_", "\r")


def workbook(path):
    """The visible sheets with their cells as text, as a person sees them."""
    with zipfile.ZipFile(path) as archive:
        def part(name):
            return ElementTree.fromstring(archive.read(name))

        strings = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = [all_text(item) for item in part("xl/sharedStrings.xml")]
        look = part("xl/styles.xml")
        codes = {f.get("numFmtId"): f.get("formatCode") for f in look.iter(NS + "numFmt")}
        codes |= {"14": "yyyy/m/d", "9": "0%", "10": "0.00%"}
        formats = [codes.get(f.get("numFmtId"), "") for f in look.find(NS + "cellXfs")]
        main = part("xl/workbook.xml")
        start = datetime.date(1899, 12, 30)
        if main.find(NS + "workbookPr").get("date1904"):
            start = datetime.date(1904, 1, 1)
        targets = {r.get("Id"): r.get("Target") for r in part("xl/_rels/workbook.xml.rels")}
        sheets = []
        for entry in main.find(NS + "sheets"):
            root = part("xl/" + targets[entry.get(REL)])
            rows, hidden = {}, set()
            for row in root.find(NS + "sheetData"):
                if row.get("hidden"):
                    hidden.add(int(row.get("r")))
                for cell in row:
                    text = cell_text(cell, strings, formats, start)
                    if text:
                        at, column = place(cell.get("r"))
                        rows.setdefault(at, {})[column] = text
            merges = [
                tuple(place(end) for end in merge.get("ref").split(":"))
                for merge in root.iter(NS + "mergeCell")]
            sheets.append(Sheet(entry.get("name"), entry.get("state"), rows, hidden, merges))
        return sheets


def cell_text(cell, strings, formats, start):
    value = cell.findtext(NS + "v")
    match cell.get("t"):
        case "s": return strings[int(value)]
        case "inlineStr": return all_text(cell)
        case "e": return ""
    if value is None:
        return ""
    code = formats[int(cell.get("s") or 0)]
    bare = re.sub(r'"[^"]*"', "", code)
    if "y" in bare:
        return str(start + datetime.timedelta(days=int(value)))
    if "%" in bare:
        return f"{(Decimal(value) * 100).normalize():f}%"
    return value


# Tables

def fold(text):
    return unicodedata.normalize("NFKC", text)


def clean(text):
    """A cell without blanks and invisible characters around it; nothing for signs of nothing."""
    text = text.strip("\u200b \u3000\u00a0\t\r\n")
    return "" if text in ("-", "－", "—", "/", "／", "无", "暂无") else text


def header(text):
    text = re.sub(r"\s", "", fold(text)).lstrip("*").replace("(必填)", "")
    unit = re.search(r"[(/](元|万元|亿元|人|%)\)?$", text)
    return (text[:unit.start()], unit[1]) if unit else (text, "")


NAMES = {
    "企业名称": "企业名称 单位名称 公司名称 企业全称 获证组织名称 获证企业 企业",
    "统一社会信用代码": "统一社会信用代码 社会信用代码 统一信用代码 信用代码 机构代码",
    "曾用名": "曾用名 原名 曾用名称", "行政区划代码": "行政区划代码 区划代码",
    "所属区域": "所属区域 所属区县 所在区县 县市区 所在地区 区县 县区 所属地区 地区",
    "所属园区": "所属园区 所在园区 园区", "行业代码": "行业代码 所属行业 国民经济行业 行业",
    "主要产品": "主要产品 主营产品 主导产品 产品及服务",
    "从业人员": "从业人员 从业人数 员工人数 职工人数 从业人员数 员工数",
    "营业收入(万元)": "营业收入 年营业收入 主营业务收入 销售收入 年产值",
    "资产总额(万元)": "资产总额 总资产 资产", "总收入(万元)": "总收入", "总成本(万元)": "总成本",
    "企业规模": "企业规模 划型 规模 企业类型", "质量管理成熟度": "质量管理成熟度 成熟度",
    "提升意愿": "提升意愿", "提升潜力": "提升潜力", "资质": "资质 企业资质 荣誉资质",
    "登记状态": "登记状态 经营状态 企业状态", "备注": "备注",
    "产业链": "产业链 所属产业链 产业链名称", "环节": "所处环节 所属环节 产业链环节 环节名称 环节",
    "角色": "角色 链上角色 企业角色",
    "供应商们": "主要供应商 上游供应商 主要上游企业", "客户们": "主要客户 下游客户 主要下游客户 配套客户",
    "供应方": "供应方 供应商 供货方 供方", "采购方": "采购方 采购企业 购买方 需方",
    "产品": "产品 供应产品", "年供货额(万元)": "年供货额 供货额 金额", "占采购方比例": "占采购方比例 占比 采购占比",
    "是否独家": "是否独家 独家供应 独家", "替代难度": "替代难度", "投入类别": "投入类别", "关系来源": "关系来源",
    "可信度": "可信度", "获证": "获证情况 认证情况 体系认证情况", "证书编号": "证书编号 证书号",
    "认证类别": "认证类别 认证项目", "认证依据": "认证依据", "认证范围": "认证范围", "认证机构": "认证机构",
    "颁证日期": "颁证日期 发证日期", "有效期至": "有效期至 证书到期日期 有效期", "证书状态": "证书状态",
    "状态变更日期": "状态变更日期", "存在问题": "存在问题 存在的质量问题 主要质量问题",
    "问题编号": "问题编号", "问题描述": "问题描述", "问题产品": "问题产品", "原因": "原因 原因分析 问题原因",
    "发现日期": "发现日期", "检查方式": "检查方式", "状态": "整改状态 状态", "整改措施": "整改措施 拟采取措施",
    "责任单位": "责任单位", "责任人": "责任人", "帮扶机构": "帮扶机构", "交办日期": "交办日期",
    "完成时限": "完成时限", "进展": "进展 进展情况", "销号日期": "销号日期", "成效指标": "成效指标", "帮扶前": "帮扶前",
    "帮扶后": "帮扶后", "满意度": "满意度", "佐证材料": "佐证材料", "溯源结论": "溯源结论",
    "诊断日期": "调研日期 摸底日期 走访日期 诊断日期 检查日期", "检查内容": "检查内容", "检查单位": "检查单位",
    "结论": "诊断结论 结论", "填报单位": "填报单位", "填报日期": "填报日期",
}
KEY = {name: key for key, names in NAMES.items() for name in names.split()}
KEY |= {"环节编号": "环节"}
SUMS = ("合计", "小计", "总计")
NOTES = r"(注|填表人|填报人|制表人|单位负责人|填表说明|说明|备注|※)"
WORDS = {
    "企业规模": {"大型企业": "大型", "中型企业": "中型", "小型企业": "小型", "微型企业": "微型"},
    "登记状态": {"存续": "在业", "开业": "在业", "正常": "在业", "存续(在营、开业、在册)": "在业", "在营(开业)企业": "在业"},
    "角色": {"龙头企业": "链主", "链主企业": "链主", "骨干": "骨干企业", "配套": "配套企业"},
    "是否独家": {"√": "是", "×": "否", "独家": "是", "非独家": "否"},
    "投入类别": {"2": "必需", "1": "非必需", "0": "无影响", "必要": "必需"}, "关系来源": {"企业自报": "企业申报"},
    "检查方式": {"双随机": "随机", "随机抽查": "随机"}, "结论": {"存在问题": "有问题", "未发现问题": "无问题"},
    "状态": {"已办结": "已销号", "未交办": "待交办", "正在整改": "整改中"},
    "证书状态": {"已撤销": "撤销", "已过期": "过期"},
}
DATES = ("填报日期", "诊断日期", "发现日期", "交办日期", "完成时限", "销号日期", "颁证日期", "有效期至", "状态变更日期")
ENDS = ("完成时限", "有效期至")
AMOUNTS = ("营业收入(万元)", "资产总额(万元)", "总收入(万元)", "总成本(万元)", "年供货额(万元)")
FACTORS = {"元": Decimal("0.0001"), "万元": Decimal(1), "万": Decimal(1), "亿元": Decimal(10000)}


def amount(text, unit):
    text = fold(text).replace(",", "").replace(" ", "").removeprefix("约").removesuffix("余")
    found = re.fullmatch(r"([\d.]+)(元|万元|万|亿元|人)?", text)
    if not found:
        raise ValueError(f"no number: {text!r}")
    if found[2] in FACTORS:
        unit = found[2]
    return f"{(Decimal(found[1]) * FACTORS.get(unit, Decimal(1))).normalize():f}"


def share(text):
    number = Decimal(fold(text).rstrip("%"))
    if not fold(text).endswith("%") and number <= 1:
        number *= 100
    return f"{number.normalize():f}%"


def date(text, end=False):
    """A date as ISO; a month for its first or last day."""
    if not text:
        return ""
    if re.fullmatch(r"\d{5}", text):
        return str(datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text)))
    if re.fullmatch(r"\d{8}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if len(parts) == 3:
        return str(datetime.date(*parts))
    year, month = parts
    if not end:
        return str(datetime.date(year, month, 1))
    return str(datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1))


def cell_value(key, text, unit):
    """A cell as nev-chain would write it."""
    if key in AMOUNTS:
        return amount(text, unit)
    if key == "从业人员":
        return amount(text, "")
    if key == "占采购方比例":
        return share(text)
    if key in DATES:
        return date(text, key in ENDS)
    if key in WORDS:
        return WORDS[key].get(fold(text), text)
    if key == "统一社会信用代码":
        return re.sub(r"[\s'-]", "", fold(text)).upper().replace("O", "0")
    return text


class Records:
    """The rows of one sheet, by key, with the sheet's captions."""

    def __init__(self, sheet):
        self.name = sheet.name
        self.captions = {}
        self.units = ""
        self.columns = {}
        self.rows = []
        known = {
            row: sum(header(text)[0] in KEY for text in cells.values())
            for row, cells in sheet.rows.items() if row <= 8}
        if not known or max(known.values()) < 2:
            return
        top = bottom = max(known, key=lambda row: (known[row], -row))
        across = [m for m in sheet.merges if m[0][0] == top - 1 == m[1][0] and m[0][1] < m[1][1]]
        if any(m[1][1] - m[0][1] + 1 < len(sheet.rows[top]) for m in across):
            top -= 1
        for row in range(1, top):
            for text in sheet.rows.get(row, {}).values():
                label, mark, value = fold(text).partition(":")
                if mark and label in ("填报单位", "填报日期", "产业链"):
                    self.captions[label] = value
                if mark and label == "单位":
                    self.units = value.split("、")[0]
        self.kinds = Counter()
        for row in (top, bottom):
            for column, text in sheet.rows[row].items():
                name, unit = header(text)
                key = KEY.get(name)
                if key and (row == bottom or column not in sheet.rows[bottom]):
                    self.columns[column] = (key, unit or self.units)
        self.read(sheet, bottom)

    @property
    def keys(self):
        return {key for key, _ in self.columns.values()}

    def read(self, sheet, bottom):
        down = {}
        for (first, left), (last, right) in sheet.merges:
            if last > first > bottom:
                for row in range(first + 1, last + 1):
                    down[row, left] = (first, left)
        above = {}
        heads = sheet.rows[bottom]
        for row in sorted(sheet.rows):
            if row <= bottom or row in sheet.hidden:
                continue
            cells = dict(sheet.rows[row])
            texts = [re.sub(r"\s", "", fold(text)) for _, text in sorted(cells.items())]
            if any(text.endswith(SUMS) for text in texts[:2]):
                continue
            if re.match(NOTES + r"[:.\s]", fold(texts[0]) + " ") and len(texts) == 1:
                continue
            if sum(cells.get(c) == text for c, text in heads.items()) > len(cells) / 2:
                continue
            if all(re.fullmatch(r"\d{1,2}", text) for text in texts) and len(texts) > 3:
                continue
            if all(text in ("人", "万元", "元", "%") for text in texts):
                self.columns = {
                    column: (key, fold(cells[column]) if column in cells else unit)
                    for column, (key, unit) in self.columns.items()}
                continue
            for (at, column), source in down.items():
                if at == row:
                    cells[column] = sheet.rows[source[0]][source[1]]
            record = {}
            for column, (key, unit) in self.columns.items():
                text = clean(cells.get(column, ""))
                if text in ("同上", "〃"):
                    text = above.get(column, "")
                above[column] = text
                record[key] = text
                record["unit", key] = unit
            if any(record[key] for key in self.keys):
                self.rows.append(record)


def value(record, key):
    text = record.get(key, "")
    return cell_value(key, text, record["unit", key]) if text else ""


# Lists in cells

def numbered(text):
    """The parts of a list numbered from 1 without a gap, or None."""
    text = text.translate({ord(w): h for w, h in zip("１２３４５６７８９．", "123456789.")})
    starts, ends = [], []
    while True:
        i = len(starts) + 1
        mark = re.compile(rf"(?:^|(?<=[\s；]))(?:{i}[.、]|（{i}）|{chr(0x245F + i)})")
        found = mark.search(text, ends[-1] if ends else 0)
        if not found or not starts and found.start() > 0:
            break
        starts.append(found.start())
        ends.append(found.end())
    if not starts:
        return None
    return [
        clean(text[end:start].rstrip("； \n"))
        for end, start in zip(ends, [*starts[1:], len(text)])]


def items(text):
    """The problems or certificates of a cell."""
    if not text:
        return []
    parts = numbered(text)
    if parts is None:
        parts = re.split(r"[；\n]", text)
    return [part for part in map(clean, parts) if part]


def part(record, key, position, count):
    """What a cell says of the i-th of several problems or certificates."""
    text = record.get(key, "")
    parts = numbered(text) if count > 1 else None
    if parts and len(parts) == count:
        text = parts[position]
    return cell_value(key, text, "") if text else ""


# The book

FIRM_KEYS = list(table("firms")[0])[:21]
FINDING_KEYS = list(table("findings")[0])[3:22]
CERTIFICATE_KEYS = list(table("certificates")[0])[2:11]
PROBLEMS = table("problems")
SEGMENTS = {row["环节名称"]: row["环节编号"] for row in table("segments")}
CHAIN = table("chains")[0]
FIRMS = {row["企业名称"]: row for row in table("firms")}


class Reading:
    def __init__(self, confirmed):
        self.confirmed = confirmed
        self.open = set()
        self.problems = []
        self.firms = {}
        self.members = {}
        self.supplies = []
        self.pairs = []
        self.findings = Counter()
        self.visits = Counter()
        self.certificates = {}
        self.names = {}
        self.codes = {}
        for row in FIRMS.values():
            self.codes[row["统一社会信用代码"]] = row["企业名称"]
            for name in (row["企业名称"], row["曾用名"]):
                if name:
                    self.names[self.folded(name)] = row["企业名称"]

    @staticmethod
    def folded(name):
        name = re.sub("[\u200b\u2060\ufeff]", "", fold(name)).strip()
        return re.sub(r"(?<=[一-鿿])\s+|\s+(?=[一-鿿])", "", re.sub(r"\s+", " ", name))

    def decide(self, subject, text):
        target = self.confirmed.get((subject, text))
        if target is None:
            self.open.add((subject, text))
        return target

    def firm(self, text):
        name = self.folded(text)
        if name in self.names:
            return self.names[name]
        if name in self.codes:
            return self.codes[name]
        target = self.decide("企业", name)
        return self.names.get(target) or self.codes.get(target) or name

    def chain(self, text):
        if text in (CHAIN["产业链编号"], CHAIN["产业链名称"]):
            return CHAIN["产业链编号"]
        return self.decide("产业链", text) or text

    def segment(self, text):
        if text in SEGMENTS.values():
            return text
        return SEGMENTS.get(text) or self.decide("环节", text) or text

    def problem(self, text):
        text = fold(text)
        for row in PROBLEMS:
            if text in (row["问题编号"], row["问题名称"], *row["同义表述"].split("、")):
                return row["问题编号"]
        return self.decide("问题", text) or text

    # Rows

    def add_firm(self, record, reported):
        name = self.firm(record["企业名称"])
        merged = self.firms.setdefault(name, {})
        for key in FIRM_KEYS:
            if key == "企业名称" or not record.get(key):
                continue
            found = value(record, key)
            right = FIRMS[name][key]
            if key == "统一社会信用代码" and found not in self.codes:
                self.problems.append(f"damaged code {found} of {name}")
                continue
            if key in AMOUNTS:
                right = amount(f"{Decimal(right):f}", "万元")
            old = merged.get(key)
            if old and old[0] == reported and old[1] != found:
                raise SystemExit(f"{name} {key}: {old[1]} and {found} of the same day")
            if not old or old[0] < reported:
                merged[key] = (reported, found)
        return name

    def add_member(self, record, chain):
        segment = record.get("环节")
        if segment:
            name = self.firm(record["企业名称"])
            self.members[self.chain(chain), self.segment(segment), name] = value(record, "角色")

    def add_certificate(self, number, names, values):
        merged = self.certificates.setdefault(number, {"企业": set()})
        merged["企业"] |= set(names)
        for key, text in values.items():
            if text and merged.setdefault(key, text) != text:
                raise SystemExit(f"certificate {number} {key}: {merged[key]} and {text}")

    def add_survey(self, record, captions):
        reported = date(captions.get("填报日期") or value(record, "填报日期"))
        name = self.add_firm(record, reported)
        self.add_member(record, record.get("产业链") or captions.get("产业链", CHAIN["产业链编号"]))
        for key, turned in (("供应商们", False), ("客户们", True)):
            for text in re.split(r"[、；\n]", record.get(key, "").replace("\r", "")):
                partner, product = re.fullmatch(r"(.*?)(?:（(.*)）)?", text).groups()
                if partner:
                    pair = (self.firm(partner), name)
                    self.pairs.append((pair[::-1] if turned else pair, product))
        texts = items(record.get("存在问题", ""))
        visited = value(record, "诊断日期")
        for i, text in enumerate(texts):
            finding = {
                key: part(record, key, i, len(texts)) for key in FINDING_KEYS if key != "产品"}
            finding["产品"] = part(record, "问题产品", i, len(texts))
            finding["发现日期"] = finding["发现日期"] or visited
            self.add_finding(name, self.problem(text), finding)
        if visited:
            self.add_visit(name, record)
        self.add_listed(name, record)

    def add_listed(self, name, record):
        """The certificates of a wide row: listed in one cell, or in columns of their own."""
        texts = items(record.get("获证", "")) or [record.get("证书编号", "")]
        for i, text in enumerate(texts):
            if not text:
                continue
            values = {
                key: part(record, "证书状态" if key == "状态" else key, i, len(texts))
                for key in CERTIFICATE_KEYS if key != "产品"}
            found = re.fullmatch(
                r"(?:(\S.*?) )?(XN\d{4}-\w\d+)(?: 有效期至(\S+)| (\S+)至(\S+))?(?: (\S+公司))?(?: (\S+))?",
                text)
            scheme, number, until, issued, expires, body, state = found.groups()
            for key, written in (
                    ("认证类别", scheme), ("颁证日期", date(issued or "")),
                    ("有效期至", date(expires or until or "")), ("认证机构", body), ("状态", state)):
                values[key] = values[key] or written or ""
            self.add_certificate(number, [name], values)

    def add_finding(self, name, problem, values):
        self.findings[name, problem, *(values[key] for key in FINDING_KEYS)] += 1

    def add_visit(self, name, record):
        self.visits[name, *(value(record, key) for key in (
            "诊断日期", "检查方式", "检查内容", "检查单位", "结论"))] += 1

    def add_supply(self, record):
        keys = ("产品", "年供货额(万元)", "占采购方比例", "是否独家", "替代难度", "投入类别", "关系来源", "可信度")
        self.supplies.append((
            self.firm(record["供应方"]), self.firm(record["采购方"]),
            *(value(record, key) for key in keys)))

    def add(self, records):
        """Adds a sheet's rows; its headers tell the table."""
        keys = records.keys
        reported = date(records.captions.get("填报日期", "")) or "0000"
        for record in records.rows:
            if {"供应方", "采购方"} <= keys:
                self.add_supply(record)
            elif "问题描述" in keys:
                problem = self.problem(record.get("问题编号") or record["问题描述"])
                self.add_finding(
                    self.firm(record["企业名称"]), problem,
                    {key: value(record, key) for key in FINDING_KEYS})
            elif "证书编号" in keys and "统一社会信用代码" not in keys:
                names = [self.firm(name) for name in record["企业名称"].split("、")]
                self.add_certificate(record["证书编号"], names, {
                    key: value(record, "证书状态" if key == "状态" else key)
                    for key in CERTIFICATE_KEYS})
            elif "环节" in keys and "统一社会信用代码" in keys:
                self.add_survey(record, records.captions)
            elif "环节" in keys:
                self.add_member(record, record["产业链"])
            elif "统一社会信用代码" in keys:
                self.add_firm(record, reported)
            elif {"诊断日期", "结论"} <= keys:
                self.add_visit(self.firm(record["企业名称"]), record)
            else:
                raise SystemExit(f"what is {records.name}? {keys}")


def plain(number):
    return f"{Decimal(number).normalize():f}" if number else ""


def compare(reading):
    """What of the counties' rows differs from nev-chain."""
    city = "云岚市市场监督管理局"
    wrong = []

    def own(name):
        return [row for row in table(name) if row["填报单位"] != city]

    def differ(what, found, wanted):
        if found != wanted:
            wrong.append(f"{what}: {sorted(map(str, found - wanted))[:3]} "
                         f"for {sorted(map(str, wanted - found))[:3]}")

    for row in own("firms"):
        found = {key: text for key, (_, text) in reading.firms.get(row["企业名称"], {}).items()}
        for key in FIRM_KEYS[1:]:
            right = plain(row[key]) if key in AMOUNTS or key == "从业人员" else row[key]
            if found.get(key, "") != right:
                wrong.append(f"{row['企业名称']} {key}: {found.get(key)!r} for {right!r}")
    differ("firms", set(reading.firms), {row["企业名称"] for row in own("firms")})
    differ("members", set(reading.members.items()), {
        ((row["产业链编号"], row["环节编号"], row["企业"]), row["角色"]) for row in own("members")})
    details = [tuple(
        plain(text) if key == "年供货额(万元)" else text for key, text in row.items())[:10]
        for row in own("supplies")]
    differ("supplies", Counter(reading.supplies), Counter(details))
    known = {row[:2] for row in details}
    products = {row[:3] for row in details}
    for pair, product in reading.pairs:
        if pair not in known or product and (*pair, product) not in products:
            wrong.append(f"no such supply: {pair} {product}")
    differ("findings", reading.findings, Counter(
        (row["企业"], reading.problem(row["问题编号"] or row["问题描述"]),
         *(row[key] for key in FINDING_KEYS)) for row in own("findings")))
    differ("assessments", reading.visits, Counter(
        tuple(row.values())[:6] for row in own("assessments")))
    certificates = {row["证书编号"]: row for row in own("certificates")}
    for number in set(certificates) | set(reading.certificates):
        row, found = certificates.get(number), reading.certificates.get(number)
        if not row or not found:
            wrong.append(f"certificate {number}: {found} for {row}")
            continue
        if found["企业"] != set(row["企业"].split("、")):
            wrong.append(f"certificate {number}: {found['企业']}")
        wrong += [
            f"certificate {number} {key}: {found.get(key)!r} for {row[key]!r}"
            for key in CERTIFICATE_KEYS if found.get(key, "") != row[key]]
    return wrong


CITY_TABLES = {
    "行政区划": "regions", "产业链": "chains", "环节": "segments", "环节关系": "flows", "质量问题": "problems",
    "企业名录": "firms", "问题记录": "findings", "诊断记录": "assessments", "帮扶举措": "measures",
    "链主牵头联合帮扶项目": "programmes", "约束": "limits", "质量基础设施资源": "resources", "支持主体": "actors",
}


def compare_city(sheets):
    wrong = []
    for sheet in sheets:
        wanted = table(CITY_TABLES[sheet.name])
        if sheet.name in ("企业名录", "问题记录", "诊断记录"):
            wanted = [row for row in wanted if row["填报单位"] == "云岚市市场监督管理局"]
        heads = sheet.rows.pop(1)
        found = [
            {text: cells.get(column, "") for column, text in heads.items()}
            for cells in sheet.rows.values()]
        if found != wanted:
            wrong.append(f"{CITY_BOOK} {sheet.name}")
    return wrong


def read_all(confirmed):
    reading = Reading(confirmed)
    for path in sorted(HERE.glob("*.xlsx")):
        if path.name == CITY_BOOK:
            continue
        for sheet in workbook(path):
            if sheet.state or sheet.name == "填报说明":
                continue
            reading.add(Records(sheet))
    return reading


def main():
    with open(HERE / "confirmed" / "归并建议.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    confirmed = {
        (row["类别"], row["原表述"]): row["归并为"] for row in rows if row["确认"] == "是"}
    reading = read_all(confirmed)
    wrong = compare(reading) + compare_city(workbook(HERE / CITY_BOOK))
    stays = {("问题", row["问题描述"]) for row in table("findings") if row["问题描述"]}
    left = reading.open
    if len(left) != 2 or not left <= stays:
        wrong.append(f"left open: {left}")
    proposed = read_all({}).open - left
    if proposed != set(confirmed):
        wrong.append(f"proposals: {proposed ^ set(confirmed)}")
    if len(reading.problems) != 1:
        wrong.append(f"codes: {reading.problems}")
    if wrong:
        raise SystemExit("\n".join(wrong))
    print(
        f"{len(reading.firms)} firms, {len(reading.members)} members, {len(reading.supplies)} "
        f"supplies and {len(reading.pairs)} names of partners, {sum(reading.findings.values())} "
        f"findings, {sum(reading.visits.values())} assessments, {len(reading.certificates)} "
        f"certificates as in nev-chain after {len(confirmed)} confirmations")


if __name__ == "__main__":
    main()
