using MemHelpBot.Assistant.Evaluation;
using MemHelpBot.Cases.Model;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Models.OpenAI.Tests.Sweep;

/// <summary>A paste with its name, and the label where it has one.</summary>
internal sealed record Paste(string Name, string Text, AnswerCase? Label = null);

/// <summary>What models are tried on: the founding logs, the labelled cases, what people saw in every case of the corpus, and a folder of one's own.</summary>
internal static class Pastes
{
    /// <summary>Names a folder of labelled cases outside this repository.</summary>
    public const string FolderVariable = "MEMHELP_TEST_CASES";

    public static IReadOnlyList<Paste> OfTheRepository { get; } =
    [
        .. Bench.LogNames.Select(n => new Paste(n, Bench.Log(n))),
        .. AnswerCase.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "answers"), File.ReadAllText).Select(c => new Paste(c.Name, c.Input, c)),
        .. Bench.Corpus.Corpus.Documents.Values.Where(d => d.Kind == DocumentKind.Case).OrderBy(d => d.Id, StringComparer.Ordinal)
            .Select(d => new Paste(d.Id, $"{d.Section("symptom")!.Text}\n\n{d.Section("evidence")!.Text}\n")),
    ];

    /// <summary>The labelled cases of the folder; empty when none is named.</summary>
    public static IReadOnlyList<Paste> OfTheFolder { get; } = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder
        ? [.. AnswerCase.Read(folder, file => TextDecoder.Decode(File.ReadAllBytes(file)).Text).Select(c => new Paste(c.Name, c.Input, c))]
        : [];
}
