using System.Text.Json.Nodes;
using MemHelpBot.Cases;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Mcp;

/// <summary><c>get_case</c>: the document behind a citation.</summary>
internal sealed class GetCaseTool(ICaseStore store) : IMcpTool
{
    private const int LongestId = 200;

    /// <inheritdoc/>
    public Tool Described { get; } = new()
    {
        Name = "get_case",
        Title = "Read a case",
        Description = "The whole of a case, note or document: symptom, evidence, analysis, resolution, commands, corrections of what its source got wrong, with the address of the source.",
        InputSchema = Schema.Closed(new JsonObject { ["id"] = Schema.Text("Its id, as search_cases and citations give it: numa-fragmentation-kvm or C:numa-fragmentation-kvm#analysis.", LongestId) }, "id"),
        OutputSchema = Schema.Open(new JsonObject
        {
            ["id"] = Schema.Of("string", "Its id."),
            ["kind"] = Schema.Of("string", "case, note, bug or external."),
            ["title"] = Schema.Of("string", "Its title."),
            ["language"] = Schema.Of("string", "Language of the text."),
            ["causes"] = Schema.Of("array", "Ids of the causes it is about."),
            ["source"] = Schema.Of("object", "title, url, date, trust."),
            ["sections"] = Schema.Of("array", "id, title, text (Markdown)."),
        }),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
    };

    /// <inheritdoc/>
    public async ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken)
    {
        arguments.AllowOnly("id");
        var found = await CaseText.FindAsync(store, arguments.Needed("id", LongestId), cancellationToken);
        var source = found.Source;
        var structured = new JsonObject
        {
            ["id"] = found.Id,
            ["kind"] = found.Kind.ToString().ToLowerInvariant(),
            ["title"] = found.Title,
            ["language"] = found.Lang,
            ["causes"] = new JsonArray([.. found.Causes.Select(c => (JsonNode)c)]),
            ["source"] = new JsonObject { ["title"] = source.Title, ["url"] = source.Url, ["date"] = source.Date, ["trust"] = source.Trust },
            ["sections"] = new JsonArray([.. found.Sections.Select(s => (JsonNode)new JsonObject { ["id"] = s.Id, ["title"] = s.Title, ["text"] = s.Text })]),
        };
        return new CallToolResult { Content = [new TextContentBlock { Text = CaseText.Of(found) }], StructuredContent = Schema.Parsed(structured) };
    }
}
