using BenchmarkDotNet.Attributes;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Diagnosis;
using MemHelpBot.Parsing;

namespace MemHelpBot.Benchmarks;

/// <summary>A whole OOM report of 14 KB: read, diagnosed, answered; warm, in process.</summary>
[MemoryDiagnoser]
public class ReportBenchmarks
{
    private string report = "";
    private Reading reading = null!;
    private MemHelpAssistant assistant = null!;

    /// <summary>Opens the shipped corpus and the report.</summary>
    [GlobalSetup]
    public void Open()
    {
        report = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "oom-14k.log"));
        reading = PasteReader.Read(report);
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, CancellationToken.None);
        assistant = new MemHelpAssistant(open.Corpus, open.Store);
    }

    /// <summary>Text to typed facts with spans.</summary>
    [Benchmark]
    public Reading Read() => PasteReader.Read(report);

    /// <summary>Facts to judged causes.</summary>
    [Benchmark]
    public Findings Diagnose() => Diagnostician.Diagnose(reading.Facts, reading.Incidents, reading.Signatures);

    /// <summary>Text to verified answer, retrieval included.</summary>
    [Benchmark]
    public Reply Answer() => assistant.ReplyAsync(new Conversation(), new Turn(report), CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
