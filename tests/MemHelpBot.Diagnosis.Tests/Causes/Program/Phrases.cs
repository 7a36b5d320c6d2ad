using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

/// <summary>The sentences of <c>corpus/evidence</c>: what a rule says must have one in every language that its arguments can fill.</summary>
internal static partial class Phrases
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, Dictionary<string, string>>> Read = new(StringComparer.Ordinal);

    public static string[] Languages { get; } = ["en", "zh", "pl"];

    /// <summary>Sentences of a cause by id and language.</summary>
    public static Dictionary<string, Dictionary<string, string>> Of(string cause) => Read.GetOrAdd(cause, Load);

    /// <summary>Every evidence of the judgement has its sentence, and its arguments fill it.</summary>
    public static void Fit(Judgement? judgement)
    {
        foreach (var evidence in judgement is null ? [] : judgement.For.Concat(judgement.Against))
        {
            Assert.NotEmpty(evidence.Arguments);
            Assert.True(Of(judgement!.Cause).TryGetValue(evidence.Id, out var sentences), $"{judgement.Cause} has no sentence for {evidence.Id}");
            var names = evidence.Arguments.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var language in Languages)
                Assert.All(Placeholders(sentences[language]), p => Assert.Contains(p.Split(':')[0], names));
        }
    }

    public static IEnumerable<string> Placeholders(string sentence) => Placeholder().Matches(sentence).Select(m => m.Groups[1].Value);

    private static Dictionary<string, Dictionary<string, string>> Load(string cause)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MemHelpBot.sln")))
            folder = folder.Parent;
        var sentences = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var id = "";
        foreach (var line in File.ReadLines(Path.Combine(folder.FullName, "corpus", "evidence", cause + ".yaml")))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
                sentences[id].Add(line[4..6], line[9..^1]);
            else if (line.StartsWith("  ", StringComparison.Ordinal))
                sentences.Add(id = line.Trim().TrimEnd(':'), new Dictionary<string, string>(StringComparer.Ordinal));
        }

        return sentences;
    }

    [GeneratedRegex(@"\{([a-z]+(?::[a-z]+)?)\}")]
    private static partial Regex Placeholder();
}
