using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>What a host keeps on disk, read as it stands there.</summary>
internal sealed class Kept : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("memhelp-e2e-");

    public string Folder => directory.FullName;

    public string Setting => $"--State:Directory={Folder}";

    /// <summary>The one conversation: its digest, which commands take for its name.</summary>
    public string Conversation => Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Folder, "*.journal")));

    /// <summary>How many events of a kind are kept over all conversations.</summary>
    public int Count(string kind) => Events().Count(e => (string?)e["event"] == kind);

    public IEnumerable<JsonNode> Events()
    {
        foreach (var file in Directory.GetFiles(Folder, "*.journal"))
        {
            foreach (var line in File.ReadAllLines(file))
            {
                var brace = line.IndexOf('{', StringComparison.Ordinal);
                if (brace >= 0 && Parsed(line[brace..]) is { } node && node["event"] is not null)
                    yield return node;
            }
        }
    }

    public void Dispose() => directory.Delete(true);

    // The last line may be cut by a kill.
    private static JsonNode? Parsed(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
