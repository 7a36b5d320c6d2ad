using System.Globalization;
using System.Text;
using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class PdfTests
{
    [Fact]
    public void Without_the_tool_the_reason_says_what_to_install() =>
        Assert.Equal("is a PDF, and pdftotext is not installed: install the package poppler-utils", PdfFormat.Read("%PDF-1.4"u8.ToArray(), null).Note);

    [Fact]
    public void A_pdf_gives_its_text_without_the_heads_of_its_pages()
    {
        Skip();
        var (documents, note) = SourceFormat.Read("runbook.pdf", Pdf(
            ["Runbook 7 page 1 of 3", "Node out of memory", "", "The node had no memory left and the kernel killed a process of the job."],
            ["Runbook 7 page 2 of 3", "[12.5] blender invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0", "[12.6] Node 0 DMA32 free:9000kB min:12000kB"],
            ["Runbook 7 page 3 of 3", "The limit was raised, and it held for a month without another kill."]));

        Assert.Null(note);
        var document = DocumentBuilder.Build(Assert.Single(documents), "x", "runbook.pdf")!;
        var text = string.Join('\n', document.Sections.Select(s => s.Text));
        Assert.DoesNotContain("page 2 of 3", text, StringComparison.Ordinal);
        Assert.Contains("killed a process of the job.", text, StringComparison.Ordinal);
        Assert.Contains("```\n[12.5] blender invoked oom-killer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_whole_pdf_is_refused()
    {
        Skip();
        Assert.StartsWith("is a PDF that cannot be read", SourceFormat.Read("x.pdf", "%PDF-1.4\nnothing"u8.ToArray()).Note, StringComparison.Ordinal);
        Assert.Equal("is no PDF file", SourceFormat.Read("x.pdf", "plain text"u8.ToArray()).Note);
        Assert.Equal("holds no text: it may be a scan", SourceFormat.Read("x.pdf", Pdf([""])).Note);
    }

    private static void Skip() => Assert.SkipWhen(
        PdfFormat.Read("%PDF-1.4"u8.ToArray()).Note?.Contains("not installed", StringComparison.Ordinal) ?? false, "pdftotext (poppler-utils) is not installed");

    /// <summary>A PDF with a page of lines each, in Courier.</summary>
    private static byte[] Pdf(params string[][] pages)
    {
        var objects = new List<string> { "<< /Type /Catalog /Pages 2 0 R >>", $"<< /Type /Pages /Kids [{string.Join(' ', pages.Select((_, i) => $"{4 + (2 * i)} 0 R"))}] /Count {pages.Length} >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>" };
        foreach (var lines in pages)
        {
            var stream = "BT /F1 9 Tf 40 800 Td 12 TL " + string.Concat(lines.Select(l => $"({l.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T* ")) + "ET";
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 700 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {objects.Count + 2} 0 R >>");
            objects.Add($"<< /Length {stream.Length} >>\nstream\n{stream}\nendstream");
        }

        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            text.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
