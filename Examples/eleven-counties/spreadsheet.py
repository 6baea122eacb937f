"""Writes workbooks (.xlsx, ECMA-376) as office programs do, with the standard library only.

The same input gives the same bytes: nothing depends on the clock or the machine.
"""

import datetime
import io
import zipfile
from dataclasses import dataclass, replace
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Style:
    """How a cell looks."""

    font: str = "宋体"
    size: int = 10
    bold: bool = False
    color: str = ""
    fill: str = ""
    border: bool = True
    horizontal: str = "center"
    vertical: str = "center"
    wrap: bool = True
    format: str = ""

    def but(self, **changes):
        """The style with some of its traits changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Formula:
    """A formula; without a value where no program has computed it yet."""

    text: str
    value: object = None


@dataclass(frozen=True)
class Error:
    """The error that a formula came to."""

    text: str
    formula: str = ""


@dataclass(frozen=True)
class Rich:
    """Text whose runs differ in colour: pairs of text and colour, "" for none."""

    runs: tuple


def letters(column):
    """A column's letters; columns count from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row, column):
    return letters(column) + str(row)


def plain(number):
    """A number without exponent and idle zeros."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Sheet:
    """A worksheet being filled."""

    def __init__(self, book, name, state):
        self.book = book
        self.name = name
        self.state = state
        self.cells = {}
        self.merges = []
        self.widths = {}
        self.heights = {}
        self.hidden_rows = set()
        self.hidden_columns = set()
        self.frozen = None
        self.filter = ""
        self.title_rows = None
        self.dimension = ""
        self.validations = []
        self.landscape = True

    def put(self, row, column, value, style):
        """Writes a cell; None leaves it styled and blank."""
        self.cells[row, column] = (value, style)
        return address(row, column)

    def merge(self, row, column, last_row, last_column):
        """Merges cells; those but the first keep their style and lose their value."""
        if (row, column) == (last_row, last_column):
            return
        style = self.cells[row, column][1]
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                if (r, c) != (row, column):
                    self.cells[r, c] = (None, style)
        self.merges.append(f"{address(row, column)}:{address(last_row, last_column)}")

    def note(self, place, what):
        """Records what is wrong at a place, for the README."""
        self.book.faults.append((self.name, place, what))

    @property
    def size(self):
        rows = max((row for row, _ in self.cells), default=1)
        return rows, max((column for _, column in self.cells), default=1)


class Book:
    """A workbook being filled."""

    def __init__(self, shared=True, date1904=False, font="宋体"):
        self.shared = shared
        self.date1904 = date1904
        self.sheets = []
        self.faults = []
        self.strings = {}
        self.base = Style(font=font, size=11, border=False, horizontal="", wrap=False)
        self.styles = {self.base: 0}

    def sheet(self, name, state=""):
        sheet = Sheet(self, name, state)
        self.sheets.append(sheet)
        return sheet

    def serial(self, date):
        """The number under which the workbook keeps a date."""
        start = datetime.date(1904, 1, 1) if self.date1904 else datetime.date(1899, 12, 30)
        return (date - start).days

    # Parts

    def parts(self):
        """The names and bytes of the file's parts, in the order of writing."""
        sheets = [self._sheet(sheet) for sheet in self.sheets]
        names = [f"xl/worksheets/sheet{i}.xml" for i in range(1, len(sheets) + 1)]
        parts = [
            ("[Content_Types].xml", self._content_types(names)),
            ("_rels/.rels", self._package_relations()),
            ("docProps/app.xml", self._app()),
            ("docProps/core.xml", self._core()),
            ("xl/workbook.xml", self._workbook()),
            ("xl/_rels/workbook.xml.rels", self._workbook_relations(names)),
            ("xl/styles.xml", self._style_sheet()),
        ]
        if self.shared:
            parts.append(("xl/sharedStrings.xml", self._shared_strings()))
        parts += zip(names, sheets)
        return [(name, text.encode()) for name, text in parts]

    def bytes(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in self.parts():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                archive.writestr(entry, content)
        return file.getvalue()

    def _content_types(self, names):
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        parts = [("/xl/workbook.xml", f"{types}.sheet.main+xml")]
        parts += [(f"/{name}", f"{types}.worksheet+xml") for name in names]
        parts.append(("/xl/styles.xml", f"{types}.styles+xml"))
        if self.shared:
            parts.append(("/xl/sharedStrings.xml", f"{types}.sharedStrings+xml"))
        parts.append(
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        parts.append((
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml"))
        return (
            HEAD + f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in parts)
            + "</Types>")

    @staticmethod
    def _relations(entries):
        return (
            HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
                for i, (kind, target) in enumerate(entries, 1))
            + "</Relationships>")

    def _package_relations(self):
        return self._relations([
            (f"{RELATIONS}/officeDocument", "xl/workbook.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        ])

    def _workbook_relations(self, names):
        entries = [(f"{RELATIONS}/worksheet", name.removeprefix("xl/")) for name in names]
        entries.append((f"{RELATIONS}/styles", "styles.xml"))
        if self.shared:
            entries.append((f"{RELATIONS}/sharedStrings", "sharedStrings.xml"))
        return self._relations(entries)

    def _app(self):
        return (
            HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"><Application>Microsoft Excel</Application></Properties>')

    def _core(self):
        return (
            HEAD + f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            "<dc:description>虚构示例数据</dc:description>"
            '<dcterms:created xsi:type="dcterms:W3CDTF">2026-06-26T08:00:00Z</dcterms:created>'
            '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-06-26T08:00:00Z</dcterms:modified>'
            "</cp:coreProperties>")

    def _workbook(self):
        entries = ""
        defined = ""
        for i, sheet in enumerate(self.sheets):
            state = f' state="{sheet.state}"' if sheet.state else ""
            name = quoteattr(sheet.name)
            entries += f'<sheet name={name} sheetId="{i + 1}"{state} r:id="rId{i + 1}"/>'
            quoted = "'" + sheet.name.replace("'", "''") + "'"
            if sheet.title_rows:
                first, last = sheet.title_rows
                defined += (
                    f'<definedName name="_xlnm.Print_Titles" localSheetId="{i}">'
                    f"{escape(quoted)}!${first}:${last}</definedName>")
        properties = '<workbookPr date1904="1"/>' if self.date1904 else "<workbookPr/>"
        first = next(i for i, sheet in enumerate(self.sheets) if not sheet.state)
        return (
            HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
            f'<bookViews><workbookView activeTab="{first}"/></bookViews>'
            f"<sheets>{entries}</sheets>"
            + (f"<definedNames>{defined}</definedNames>" if defined else "") + "</workbook>")

    # Text

    @staticmethod
    def _text(value):
        # A carriage return can't stand in XML as it is.
        text = escape(value).replace("\r", "_x000D_")
        return f'<t xml:space="preserve">{text}</t>'

    def _item(self, value):
        if not isinstance(value, Rich):
            return self._text(value)
        runs = ""
        for text, color in value.runs:
            look = f'<rPr><b/><sz val="10"/><color rgb="FF{color}"/></rPr>' if color else ""
            runs += f"<r>{look}{self._text(text)}</r>"
        return runs

    def _shared_strings(self):
        return (
            HEAD + f'<sst xmlns="{MAIN}" uniqueCount="{len(self.strings)}">'
            + "".join(f"<si>{item}</si>" for item in self.strings) + "</sst>")

    # Sheets

    def _cell(self, place, value, style):
        look = f' s="{style}"' if style else ""
        if value is None or value == "":
            return f'<c r="{place}"{look}/>' if style else ""
        if isinstance(value, Formula):
            cached = "" if value.value is None else f"<v>{plain(value.value)}</v>"
            return f'<c r="{place}"{look}><f>{escape(value.text)}</f>{cached}</c>'
        if isinstance(value, Error):
            formula = f"<f>{escape(value.formula)}</f>" if value.formula else ""
            return f'<c r="{place}"{look} t="e">{formula}<v>{value.text}</v></c>'
        if isinstance(value, datetime.date):
            return f'<c r="{place}"{look}><v>{self.serial(value)}</v></c>'
        if isinstance(value, (int, Decimal)):
            return f'<c r="{place}"{look}><v>{plain(value)}</v></c>'
        item = self._item(value)
        if not self.shared:
            return f'<c r="{place}"{look} t="inlineStr"><is>{item}</is></c>'
        index = self.strings.setdefault(item, len(self.strings))
        return f'<c r="{place}"{look} t="s"><v>{index}</v></c>'

    def _sheet(self, sheet):
        rows = {}
        for (row, column), (value, style) in sorted(sheet.cells.items()):
            number = self.styles.setdefault(style, len(self.styles))
            rows.setdefault(row, []).append(self._cell(address(row, column), value, number))
        data = ""
        for row in sorted(rows):
            traits = ""
            if row in sheet.heights:
                traits += f' ht="{sheet.heights[row]}" customHeight="1"'
            if row in sheet.hidden_rows:
                traits += ' hidden="1"'
            data += f'<row r="{row}"{traits}>{"".join(rows[row])}</row>'
        height, width = sheet.size
        dimension = sheet.dimension or f"A1:{address(height, width)}"
        columns = ""
        for column in sorted(set(sheet.widths) | sheet.hidden_columns):
            hidden = ' hidden="1"' if column in sheet.hidden_columns else ""
            columns += (
                f'<col min="{column}" max="{column}" width="{sheet.widths.get(column, 9)}"'
                f'{hidden} customWidth="1"/>')
        pane = ""
        if sheet.frozen:
            row, column = sheet.frozen
            split = (f' xSplit="{column - 1}"' if column > 1 else "") + f' ySplit="{row - 1}"'
            corner = "bottomRight" if column > 1 else "bottomLeft"
            pane = (
                f'<pane{split} topLeftCell="{address(row, column)}" activePane="{corner}" '
                'state="frozen"/>')
        direction = "landscape" if sheet.landscape else "portrait"
        merges = "".join(f'<mergeCell ref="{region}"/>' for region in sheet.merges)
        validations = "".join(
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{region}">'
            f"<formula1>{escape(formula)}</formula1></dataValidation>"
            for region, formula in sheet.validations)
        return (
            HEAD + f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="{dimension}"/>'
            f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
            '<sheetFormatPr defaultRowHeight="14.25"/>'
            + (f"<cols>{columns}</cols>" if columns else "")
            + f"<sheetData>{data}</sheetData>"
            + (f'<autoFilter ref="{sheet.filter}"/>' if sheet.filter else "")
            + (f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else "")
            + (
                f'<dataValidations count="{len(sheet.validations)}">{validations}'
                "</dataValidations>" if validations else "")
            + '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.39" right="0.39" top="0.59" bottom="0.59" header="0.3" '
            'footer="0.3"/>'
            f'<pageSetup paperSize="8" orientation="{direction}" fitToHeight="0"/>'
            "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
            "</worksheet>")

    # Styles

    def _style_sheet(self):
        fonts, fills, borders, codes, formats = {}, {}, {}, {}, ""
        # The first two fills are fixed by the format.
        fills['<fill><patternFill patternType="none"/></fill>'] = 0
        fills['<fill><patternFill patternType="gray125"/></fill>'] = 1
        borders["<border><left/><right/><top/><bottom/><diagonal/></border>"] = 0
        for style in self.styles:
            font = (
                "<font>" + ("<b/>" if style.bold else "") + f'<sz val="{style.size}"/>'
                + (f'<color rgb="FF{style.color}"/>' if style.color else "")
                + f'<name val="{style.font}"/><family val="3"/><charset val="134"/></font>')
            fill = '<fill><patternFill patternType="none"/></fill>'
            if style.fill:
                fill = (
                    '<fill><patternFill patternType="solid">'
                    f'<fgColor rgb="FF{style.fill}"/><bgColor indexed="64"/></patternFill></fill>')
            border = "<border><left/><right/><top/><bottom/><diagonal/></border>"
            if style.border:
                side = '<{0} style="thin"><color auto="1"/></{0}>'
                border = (
                    "<border>" + "".join(side.format(s) for s in ("left", "right", "top", "bottom"))
                    + "<diagonal/></border>")
            number = BUILT_IN.get(style.format)
            if number is None:
                number = codes.setdefault(style.format, 164 + len(codes))
            align = "".join(
                f' {name}="{value}"' for name, value in (
                    ("horizontal", style.horizontal), ("vertical", style.vertical),
                    ("wrapText", "1" if style.wrap else "")) if value)
            formats += (
                f'<xf numFmtId="{number}" fontId="{fonts.setdefault(font, len(fonts))}" '
                f'fillId="{fills.setdefault(fill, len(fills))}" '
                f'borderId="{borders.setdefault(border, len(borders))}" xfId="0" '
                'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
                f'applyAlignment="1"><alignment{align}/></xf>')
        own = "".join(
            f"<numFmt numFmtId=\"{number}\" formatCode={quoteattr(code)}/>"
            for code, number in codes.items())
        return (
            HEAD + f'<styleSheet xmlns="{MAIN}">'
            + (f'<numFmts count="{len(codes)}">{own}</numFmts>' if own else "")
            + f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
            f'<fills count="{len(fills)}">{"".join(fills)}</fills>'
            f'<borders count="{len(borders)}">{"".join(borders)}</borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
            "</cellStyleXfs>"
            f'<cellXfs count="{len(self.styles)}">{formats}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
            "</styleSheet>")


BUILT_IN = {"": 0, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "yyyy/m/d": 14, "@": 49}
