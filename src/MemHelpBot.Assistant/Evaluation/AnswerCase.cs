using System.Text.Json;
using System.Text.RegularExpressions;

namespace MemHelpBot.Assistant.Evaluation;

/// <summary>A labelled case: a folder with <c>input.txt</c> and <c>label.json</c>, which says what an expert reads from it.</summary>
public sealed class AnswerCase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private AnswerCase(string name, string input) => (Name, Input) = (name, input);

    /// <summary>Its path under the directory of cases.</summary>
    public string Name { get; }

    /// <summary>The paste.</summary>
    public string Input { get; }

    /// <summary>Language to answer in.</summary>
    public string Language { get; private init; } = "en";

    /// <summary>The primary cause and others that an expert accepts.</summary>
    public IReadOnlyList<string> Causes { get; private init; } = [];

    /// <summary>Names of facts whose lines an answer should cite.</summary>
    public IReadOnlyList<string> Facts { get; private init; } = [];

    /// <summary>Lines that an answer should cite.</summary>
    public IReadOnlyList<string> Cite { get; private init; } = [];

    /// <summary>What the English answer must match.</summary>
    public IReadOnlyList<Regex> MustSay { get; private init; } = [];

    /// <summary>What no sentence of it that states something may match.</summary>
    public IReadOnlyList<Regex> MustNotSay { get; private init; } = [];

    /// <summary>All cases below a directory, in the order of their paths.</summary>
    /// <exception cref="InvalidDataException">A label cannot be read; the message names it.</exception>
    public static IReadOnlyList<AnswerCase> Read(string directory, Func<string, string> text) =>
        [.. Directory.EnumerateFiles(directory, "label.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => Of(directory, f, text))];

    private static AnswerCase Of(string directory, string file, Func<string, string> text)
    {
        try
        {
            using var label = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = label.RootElement;
            var folder = Path.GetDirectoryName(file)!;
            return new AnswerCase(Path.GetRelativePath(directory, folder), text(Path.Combine(folder, "input.txt")))
            {
                Causes = [root.GetProperty("primary").GetString()!, .. Texts(root, "acceptable")],
                Facts = root.TryGetProperty("facts", out var facts) ? [.. facts.EnumerateObject().Select(f => f.Name)] : [],
                Cite = Texts(root, "cite"),
                MustSay = [.. Texts(root, "must_say").Select(p => new Regex(p, RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, Patience))],
                MustNotSay = [.. Texts(root, "must_not_say").Select(p => new Regex(p, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience))],
            };
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or IOException or ArgumentException)
        {
            throw new InvalidDataException($"{file}: {bad.Message.ReplaceLineEndings(" ")}", bad);
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];
}
