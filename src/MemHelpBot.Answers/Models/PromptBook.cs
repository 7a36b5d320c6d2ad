using System.Globalization;
using System.Text.Json;

namespace MemHelpBot.Answers.Models;

/// <summary>The prompts of a directory: <c>ID.md</c> with a head of <c>key: value</c> lines between two <c>---</c>, and <c>ID.schema.json</c> beside it.</summary>
public sealed class PromptBook
{
    private readonly Dictionary<string, Prompt> prompts;

    private PromptBook(Dictionary<string, Prompt> prompts) => this.prompts = prompts;

    /// <summary>All prompts, by id.</summary>
    public IReadOnlyDictionary<string, Prompt> All => prompts;

    /// <summary>The prompt of that id.</summary>
    /// <exception cref="InvalidDataException">The directory lacks it.</exception>
    public Prompt this[string id] => prompts.GetValueOrDefault(id) ?? throw new InvalidDataException($"prompts/{id}.md is missing");

    /// <summary>Reads every prompt of a directory.</summary>
    /// <exception cref="InvalidDataException">A file has an error; the message names file and how to mend it.</exception>
    public static PromptBook Open(string directory)
    {
        if (!Directory.Exists(directory))
            throw new InvalidDataException($"there is no directory of prompts in {directory}");
        var prompts = new Dictionary<string, Prompt>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(directory, "*.md").Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(file) == "README.md")
                continue;
            var prompt = Read(file);
            prompts.Add(prompt.Id, prompt);
        }

        return new PromptBook(prompts);
    }

    private static Prompt Read(string file)
    {
        InvalidDataException Bad(string what) => new($"{file}: {what}");
        var lines = File.ReadAllLines(file);
        var end = lines.Length > 0 && lines[0] == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
            throw Bad("begins with no head between two lines of ---");
        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines[1..end])
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || !head.TryAdd(line[..colon], line[(colon + 2)..].Trim()))
                throw Bad($"\"{line}\" is no \"key: value\", or stands there twice");
        }

        string Of(string key) => head.GetValueOrDefault(key) ?? throw Bad($"the head lacks {key}");
        int Count(string key) => int.TryParse(Of(key), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : throw Bad($"{key} is no number above 0");
        var id = Path.GetFileNameWithoutExtension(file);
        if (Of("id") != id)
            throw Bad($"the id is {head["id"]} and the file is named {id}");
        var (version, purpose, most) = (Count("version"), Of("purpose"), Count("max-output-tokens"));
        var schema = Path.ChangeExtension(file, null) + ".schema.json";
        if (!File.Exists(schema))
            throw Bad($"{Path.GetFileName(schema)} is missing beside it");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(schema));
            return new Prompt(id, version, purpose, most, string.Join('\n', lines[(end + 1)..]).Trim(), document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw Bad($"{Path.GetFileName(schema)} is no JSON: {e.Message}");
        }
    }
}
