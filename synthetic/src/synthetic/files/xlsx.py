"""A small writer of Excel workbooks, by column: openpyxl needs ten times as long and stamps the time."""

import zipfile
from pathlib import Path

import polars as pl

EPOCH = (1980, 1, 1, 0, 0, 0)
EXCEL_DAY_ZERO = 25_569  # 1 January 1970 in Excel's days
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Members" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"'
    ' Target="styles.xml"/></Relationships>',
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escape(text: pl.Expr) -> pl.Expr:
    """Text safe inside XML."""
    return (
        text.str.replace_all("&", "&amp;", literal=True)
        .str.replace_all("<", "&lt;", literal=True)
        .str.replace_all(">", "&gt;", literal=True)
    )


def cell(name: str, kind: pl.DataType) -> pl.Expr:
    """One column as cells: dates as numbers with a date style, a formula where text begins with '=', else
    text.
    """
    if kind == pl.Date:
        number = (pl.col(name).cast(pl.Int32) + EXCEL_DAY_ZERO).cast(pl.String)
        return (pl.lit('<c s="1"><v>') + number + pl.lit("</v></c>")).fill_null("<c/>")
    text = escape(pl.col(name))
    formula = pl.lit("<c><f>") + text.str.slice(1) + pl.lit("</f></c>")
    plain = pl.lit('<c t="inlineStr"><is><t>') + text + pl.lit("</t></is></c>")
    return pl.when(pl.col(name).str.starts_with("=")).then(formula).otherwise(plain).fill_null("<c/>")


def sheet(rows: pl.DataFrame, titles: list[str], override: dict[str, str]) -> str:
    """The sheet: title rows, an empty row, the header, the rows.

    `override` names a text column that wins over another.
    """
    shown = [c for c in rows.columns if c not in override.values()]
    cells = []
    for name in shown:
        made = cell(name, rows.schema[name])
        other = override.get(name)
        cells.append(
            pl.when(pl.col(other).is_not_null()).then(cell(other, pl.String())).otherwise(made)
            if other
            else made
        )
    heads = [[t] for t in titles] + [[], shown]
    top = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{h}</t></is></c>' for h in head) + "</row>"
        for head in heads
    )
    body = rows.select(pl.lit("<row>") + pl.concat_str(cells) + pl.lit("</row>")).to_series()
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + top
        + "".join(body.to_list())
        + "</sheetData></worksheet>"
    )


def write_xlsx(path: Path, rows: pl.DataFrame, titles: list[str], override: dict[str, str]) -> None:
    """Write a workbook of one sheet, the same bytes for the same rows."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (PARTS | {"xl/worksheets/sheet1.xml": sheet(rows, titles, override)}).items():
            info = zipfile.ZipInfo(name, date_time=EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, (HEAD + text).encode(), compresslevel=3)
