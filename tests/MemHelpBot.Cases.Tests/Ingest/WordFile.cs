using System.IO.Compression;
using System.Text;

namespace MemHelpBot.Cases.Tests.Ingest;

/// <summary>Puts .docx packages together by hand, whole ones and hostile ones.</summary>
internal static class WordFile
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string Types = """
        <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>
        """;

    private const string Root = """
        <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
        """;

    private const string Document = """
        <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
        """;

    private const string Styles = $"""
        <?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{Word}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Chapter"/><w:basedOn w:val="H1"/></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Src"><w:name w:val="Source Code"/></w:style><w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>
        """;

    /// <summary>A package with a body of WordprocessingML.</summary>
    public static byte[] Of(string body, params (string Name, byte[] Content)[] more) => Package($"""
        <?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{Word}"><w:body>{body}</w:body></w:document>
        """, more);

    /// <summary>A package with a document part.</summary>
    public static byte[] Package(string document, params (string Name, byte[] Content)[] more)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in ((string, byte[])[])
                [
                    ("[Content_Types].xml", Bytes(Types)), ("_rels/.rels", Bytes(Root)), ("word/_rels/document.xml.rels", Bytes(Document)),
                    ("word/styles.xml", Bytes(Styles)), ("word/document.xml", Bytes(document)), .. more,
                ])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static string Paragraph(string text, string? style = null, string? font = null, int? list = null) =>
        $"<w:p><w:pPr>{(style is null ? "" : $"<w:pStyle w:val=\"{style}\"/>")}{(list is null ? "" : $"<w:numPr><w:ilvl w:val=\"{list}\"/><w:numId w:val=\"1\"/></w:numPr>")}</w:pPr>"
        + $"<w:r>{(font is null ? "" : $"<w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr>")}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    public static string Table(params string[][] rows) =>
        $"<w:tbl>{string.Concat(rows.Select(r => $"<w:tr>{string.Concat(r.Select(c => $"<w:tc>{Paragraph(c)}</w:tc>"))}</w:tr>"))}</w:tbl>";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
