using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

/// <summary>Texts that nobody writes by chance. Each must end in documents or a reason; a test that hangs fails by the time limit of its run.</summary>
public sealed class HostileTests
{
    private const int Much = 300_000;

    public static TheoryData<string, string> Texts => new()
    {
        { "line.txt", new string('x', 30_000_000) },
        { "words.txt", string.Concat(Enumerable.Repeat("memory ", 2_000_000)) },
        { "blank.txt", "a" + new string(' ', 10_000_000) + "b" },
        { "lines.txt", string.Concat(Enumerable.Repeat("free:1kB min:2kB\n", Much)) },
        { "numbers.txt", string.Concat(Enumerable.Range(1, Much).Select(i => i + "\n")) },
        { "ones.txt", string.Concat(Enumerable.Repeat("1\n2\n3\n", Much)) },
        { "headings.md", string.Concat(Enumerable.Repeat("# h\n", Much)) },
        { "fence.md", string.Concat(Enumerable.Repeat("```\n", Much + 1)) },
        { "table.md", "| a |\n" + string.Concat(Enumerable.Repeat("| 1 |", 1_000_000)) },
        { "front.md", "---\n" + string.Concat(Enumerable.Repeat("a: b\n", Much)) },
        { "div.html", "<html>" + string.Concat(Enumerable.Repeat("<div>", Much)) },
        { "bold.html", "<html>" + string.Concat(Enumerable.Range(0, Much).Select(i => $"<b id={i}><p>")) },
        { "unclosed.html", "<html>" + string.Concat(Enumerable.Repeat("<p", Much)) },
        { "closing.html", "<html>" + string.Concat(Enumerable.Repeat("<div></x>", Much)) },
        { "attributes.html", "<html><p " + string.Concat(Enumerable.Range(0, Much).Select(i => $"a{i}=1 ")) + ">" },
        { "comment.html", "<html>" + string.Concat(Enumerable.Repeat("<!--", Much)) },
        { "table.html", "<html><table>" + string.Concat(Enumerable.Repeat("<tr><td>x", Much)) },
        { "formatting.html", "<html>" + string.Concat(Enumerable.Repeat("<b><i><p>x</b></i>", 20_000)) },
        { "none.csv", "[]" },
        { "none.json", "{\"issues\": []}" },
        { "blank.jsonl", "\n \n" },
        { "deep.json", new string('[', Much) },
        { "objects.json", string.Concat(Enumerable.Repeat("{\"a\":", Much)) },
        { "same.jsonl", string.Concat(Enumerable.Repeat("{\"id\":\"x\",\"text\":\"y\"}\n", 50_000)) },
        { "columns.csv", "Summary,Description" + new string(',', Much) + "\na,b\n" },
        { "quotes.csv", "Summary,Description\n" + new string('"', 1_000_001) },
        { "marks.csv", "Summary,Description\na,\"" + string.Concat(Enumerable.Repeat("{code", Much)) + "\"\n" },
        { "key.txt", string.Concat(Enumerable.Repeat("-----BEGIN RSA PRIVATE KEY-----", 100_000)) },
        { "secrets.txt", string.Concat(Enumerable.Repeat("password=", 5_000)) },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_text_ends(string name, string text)
    {
        var (documents, note) = SourceFormat.Read(name, Encoding.UTF8.GetBytes(text));
        var sections = documents.Select(d => DocumentBuilder.Build(d, "x", name)).OfType<Model.CaseDocument>().SelectMany(d => d.Sections).ToList();

        Assert.True(documents.Count > 0 || note is not null);
        Assert.All(sections, s => Assert.InRange(s.Text.Length, 1, 600_000));
    }

    [Fact]
    public void Any_text_in_any_format_gives_documents_that_hold_something_or_a_reason()
    {
        string[] names = ["a.md", "a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.docx", "a.pdf", "a"];
        string[] pieces =
        [
            "# ", "\n", "\n\n", "```", "| a | b |", "<p>", "</p>", "<table><tr><td>", "<pre>", "{\"text\": \"", "\"}", "[", "]", ",", ";", "\t", "\"", "Summary,Description\n", "{noformat}",
            "[12.5] x invoked oom-killer: gfp_mask=0xcc0", "Killed process 1 (a)", "内存不足。", "pamięć", "password=hunter22", "\0", "\uD800", "\uFEFF", "---\n", "title: x\n", "2021-03-04", "http://u:p@h/", "1\n2\n3\n",
        ];
        var text = Gen.Elements(pieces).Or(ArbMap.Default.GeneratorFor<string>().Where(s => s is not null)).ListOf().Select(string.Concat);
        var inputs = Gen.Elements(names).Zip(text);
        Prop.ForAll(inputs.ToArbitrary(), input =>
        {
            var (name, content) = input;
            var (documents, note) = SourceFormat.Read(name, Encoding.UTF8.GetBytes(content));
            var built = documents.Select(d => DocumentBuilder.Build(d, "x", name)).OfType<Model.CaseDocument>().ToList();
            return (documents.Count > 0 || note is not null)
                && built.TrueForAll(d => d.Title.Length > 0 && d.Sections.All(s => s.Text.Length > 0 && s.Id.Length > 0))
                && built.TrueForAll(d => d.Sections.Select(s => s.Id).Distinct().Count() == d.Sections.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
