using System.Text;
using MemHelpBot.Cases.Ingest;
using static MemHelpBot.Cases.Tests.Ingest.WordFile;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class DocxTests : IDisposable
{
    private readonly IngestFolder folder = new();

    [Fact]
    public void A_word_document_gives_headings_lists_tables_and_logs()
    {
        var document = folder.Take("runbook.docx", Of(
            Paragraph("Node out of memory", "T") + Paragraph("What to do", "H1") + Paragraph("Look at the log first.")
            + Paragraph("$ dmesg -T | tail", "Src") + Paragraph("[12.5] Node 0 DMA32 free:9000kB", "Src") + Paragraph("", "Src") + Paragraph("[12.6] lowmem_reserve[]: 0 0 0", font: "Courier New")
            + Paragraph("first", list: 0) + Paragraph("inner", list: 1)
            + Paragraph("Limits", "Sub") + Table(["zone", "free"], ["DMA32", "9000 kB"])
            + "<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>inserted text stays</w:t></w:r></w:ins></w:p>"));

        Assert.Equal("Node out of memory", document.Title);
        Assert.Equal(["What to do", "Limits"], document.Sections.Select(s => s.Title));
        Assert.Equal(
            "Look at the log first.\n\n```\n$ dmesg -T | tail\n[12.5] Node 0 DMA32 free:9000kB\n\n[12.6] lowmem_reserve[]: 0 0 0\n```\n\n- first\n  - inner",
            document.Sections[0].Text);
        Assert.Equal("zone | free\nDMA32 | 9000 kB\n\ninserted text stays", document.Sections[1].Text);
    }

    [Fact]
    public void A_key_over_several_paragraphs_is_masked()
    {
        var document = folder.Take("key.docx", Of(
            Paragraph("Our key:") + Paragraph("-----BEGIN RSA " + "PRIVATE KEY-----") + Paragraph("MIIBsecretsecretsecret") + Paragraph("-----END RSA PRIVATE KEY-----") + Paragraph("Keep it.")));

        Assert.DoesNotContain("MIIB", document.Sections[0].Text, StringComparison.Ordinal);
        Assert.Contains("Keep it.", document.Sections[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_packages_are_refused_with_their_reason()
    {
        var text = Paragraph("text");
        folder.Write("bomb.docx", Of(text, ("word/media/a.bin", new byte[8 * 1024 * 1024])));
        folder.Write("deep.docx", Package(string.Concat(Enumerable.Repeat("<w:p xmlns:w=\"x\">", 50_000)) + string.Concat(Enumerable.Repeat("</w:p>", 50_000))));
        folder.Write("disguised.docx", Of(text, ("word/other.bin", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 50_000))))));
        folder.Write("laughs.docx", Package("<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><w>&c;</w>"));
        folder.Write("many.docx", Of(text, [.. Enumerable.Range(0, 5001).Select(i => ($"x/{i}", Array.Empty<byte>()))]));
        folder.Write("cut.docx", Of(text)[..300]);
        folder.Write("noword.docx", Package("<w/>"));

        var reasons = folder.Ingest().Files.ToDictionary(f => Path.GetFileName(f.Path), f => f.Reason ?? "taken");

        Assert.Equal("has a part that unpacks to more than 200 times its size", reasons["bomb.docx"]);
        Assert.Equal("has XML that is nested more than 200 elements deep", reasons["deep.docx"]);
        Assert.Equal("has XML that is nested more than 200 elements deep", reasons["disguised.docx"]);
        Assert.StartsWith("is damaged: For security reasons DTD is prohibited", reasons["laughs.docx"], StringComparison.Ordinal);
        Assert.Equal("is a package of more than 5000 parts", reasons["many.docx"]);
        Assert.StartsWith("is damaged", reasons["cut.docx"], StringComparison.Ordinal);
        Assert.NotEqual("taken", reasons["noword.docx"]);
    }

    [Fact]
    public void A_style_that_is_based_on_itself_ends() =>
        Assert.Equal("Round and round.", folder.Take("loop.docx", Of(Paragraph("Round and round.", "Loop"))).Sections[0].Text);

    [Fact]
    public void A_damaged_package_never_throws()
    {
        var whole = Of(Paragraph("What to do", "H1") + Paragraph("Text of the document.") + Table(["a", "b"]));
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var n = random.Next(1, 8); n > 0; n--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var (documents, note) = DocxFormat.Read(damaged);
            Assert.True(documents.Count > 0 || note is not null);
        }
    }

    public void Dispose() => folder.Dispose();
}
