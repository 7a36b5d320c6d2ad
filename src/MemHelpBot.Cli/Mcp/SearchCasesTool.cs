using System.Text.Json.Nodes;
using MemHelpBot.Cases;
using MemHelpBot.Cli.Commands;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Mcp;

/// <summary><c>search_cases</c>: what <c>memhelp search</c> does.</summary>
internal sealed class SearchCasesTool(ICaseStore store) : IMcpTool
{
    private const int LongestQuery = 2000;
    private const int LongestExcerpt = 600;

    /// <inheritdoc/>
    public Tool Described { get; } = new()
    {
        Name = "search_cases",
        Title = "Search the cases",
        Description = "Finds cases, notes on kernel mechanisms and the site's own documents about memory incidents on Linux, by words in any language. get_case gives the whole of one. To judge a log use diagnose, which searches by itself.",
        InputSchema = Schema.Closed(
            new JsonObject
            {
                ["query"] = Schema.Text("Words, an error message, a symptom.", LongestQuery),
                ["limit"] = Schema.Whole("How many at most.", 1, 20, 5),
            },
            "query"),
        OutputSchema = Schema.Open(new JsonObject { ["hits"] = Schema.Of("array", "id, section, title, language, trust, url, excerpt; best first.") }),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
    };

    /// <inheritdoc/>
    public async ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken)
    {
        arguments.AllowOnly("query", "limit");
        var query = new CaseQuery { Text = arguments.Needed("query", LongestQuery), Limit = arguments.Number("limit", 1, 20, 5) };
        var hits = await store.FindAsync(query, cancellationToken);
        var found = new JsonArray([.. hits.Select(h => (JsonNode)new JsonObject
        {
            ["id"] = h.Document.Id,
            ["section"] = h.Section.Id,
            ["title"] = h.Document.Title,
            ["language"] = h.Document.Lang,
            ["trust"] = h.Document.Source.Trust,
            ["url"] = h.Document.Source.Url,
            ["excerpt"] = h.Section.Text.Length <= LongestExcerpt ? h.Section.Text : h.Section.Text[..LongestExcerpt] + "…",
        })]);
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = SearchCommand.Printed(hits, explain: false) }],
            StructuredContent = Schema.Parsed(new JsonObject { ["hits"] = found }),
        };
    }
}
