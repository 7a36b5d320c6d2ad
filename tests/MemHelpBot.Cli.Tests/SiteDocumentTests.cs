using System.Text.Json;
using MemHelpBot.Cases;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

/// <summary>A site's own documents, from the file to the answer that cites them, through the command line as it ships.</summary>
public sealed class SiteDocumentTests
{
    private const string Ticket = """
        Summary,Issue key,Created,Description,Comment
        "Ranks of NEMOX die on the queue bigmem",KES-771,2024-03-01 10:00:00,"Every rank ends with forrtl: severe (41): insufficient virtual memory as soon as the ocean model NEMOX starts on the queue bigmem. The password=hunter2222 stood in the job script.","2024-03-02 08:00:00;ops;The queue bigmem sets ulimit -v to 48 GiB for each process; NEMOX reserves 61 GiB of address space. A ticket of the class HPC-LIMITS lifts it."
        """;

    [Fact]
    public async Task An_ingested_ticket_is_found_and_cited_with_the_trust_of_a_site()
    {
        using var run = new Run { Parts = Composition.Shipped };
        run.Variables["HOME"] = run.PathOf("");
        var data = run.PathOf("data");
        Assert.Equal(0, await run.OfAsync("ingest", run.File("tickets.csv", Ticket), "--data", data, "--format", "json"));
        var id = JsonDocument.Parse(run.Output).RootElement.GetProperty("files")[0].GetProperty("documents")[0].GetString()!;
        using var asked = new Run { Parts = Composition.Shipped };
        asked.Variables["HOME"] = run.PathOf("");

        Assert.Equal(0, await asked.OfAsync("ask", "NEMOX dies on the queue bigmem with forrtl: severe (41): insufficient virtual memory, what was done about it?", "--data", data, "--format", "json"));

        var answer = JsonDocument.Parse(asked.Output).RootElement;
        var source = answer.GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("id").GetString() == id);
        Assert.Equal(("Ranks of NEMOX die on the queue bigmem", "site"), (source.GetProperty("title").GetString(), source.GetProperty("trust").GetString()));
        var citations = answer.GetProperty("answer").GetProperty("claims").EnumerateArray()
            .SelectMany(c => c.GetProperty("citations").EnumerateArray()).Select(c => c.GetString()!).Where(c => c.StartsWith($"C:{id}#", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(citations);
        using var shown = new Run { Parts = Composition.Shipped };
        Assert.Equal(0, await shown.OfAsync("ask", "NEMOX dies on the queue bigmem with forrtl: severe (41): insufficient virtual memory, what was done about it?", "--data", data));
        Assert.Contains($"[C:{id}]", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2222", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_citation_of_an_ingested_document_leads_to_a_section_that_says_it()
    {
        using var run = new Run { Parts = Composition.Shipped };
        var data = run.PathOf("data");
        Assert.Equal(0, await run.OfAsync("ingest", run.File("tickets.csv", Ticket), "--data", data));
        var store = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), data, null, TestContext.Current.CancellationToken).Store;

        var hits = await store.FindAsync(new CaseQuery { Text = "who lifts the ulimit of the queue bigmem for NEMOX, class HPC-LIMITS?" }, TestContext.Current.CancellationToken);

        Assert.StartsWith("ext-tickets-", hits[0].Document.Id, StringComparison.Ordinal);
        Assert.Contains("HPC-LIMITS", hits[0].Section.Text, StringComparison.Ordinal);
        Assert.Equal("Comment 1, 2024-03-02", hits[0].Section.Title);
    }
}
