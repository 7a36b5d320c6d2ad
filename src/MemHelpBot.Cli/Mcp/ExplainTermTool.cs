using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Mcp;

/// <summary><c>explain_term</c>: what the question "what does X mean?" gives in a chat.</summary>
internal sealed class ExplainTermTool(IAssistant assistant) : IMcpTool
{
    private const int LongestTerm = 60;
    private static readonly string[] Languages = ["en", "zh", "pl"];

    /// <inheritdoc/>
    public Tool Described { get; } = new()
    {
        Name = "explain_term",
        Title = "Explain a term",
        Description = "What a word of memory management means (a field of /proc/meminfo, gfp_mask, a zone, a cgroup file, a kernel message, the name of a cause), in a few sentences with their sources.",
        InputSchema = Schema.Closed(
            new JsonObject
            {
                ["term"] = Schema.Text("The word, alone: anon-rss, Committed_AS, lowmem_reserve, memory.high.", LongestTerm),
                ["language"] = Schema.OneOf("Language of the explanation.", Languages),
            },
            "term"),
        OutputSchema = Schema.Open(new JsonObject
        {
            ["term"] = Schema.Of("string", "The word."),
            ["language"] = Schema.Of("string", "en, zh or pl."),
            ["claims"] = Schema.Of("array", "The sentences, each with its citations."),
        }),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
    };

    /// <inheritdoc/>
    public async ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken)
    {
        arguments.AllowOnly("term", "language");
        var term = arguments.Needed("term", LongestTerm).ReplaceLineEndings(" ").Trim();
        var language = arguments.OneOf("language", Languages);
        var reply = await assistant.ReplyAsync(new Conversation(), new Turn($"what is {term}", language), cancellationToken);
        var claims = reply.Answer.Sections.Where(s => s.Kind == "term").SelectMany(s => s.Claims).ToList();
        if (claims.Count == 0)
            throw new WrongCallException($"\"{term}\" is no term of the glossary: send one word alone, as it stands in the log (anon-rss), or look for it with search_cases");
        var structured = new JsonObject
        {
            ["term"] = term,
            ["language"] = language,
            ["claims"] = new JsonArray([.. claims.Select(c => (JsonNode)new JsonObject { ["text"] = c.Text, ["citations"] = new JsonArray([.. c.Citations.Select(i => (JsonNode)i)]) })]),
        };
        return new CallToolResult { Content = [new TextContentBlock { Text = reply.Text }], StructuredContent = Schema.Parsed(structured) };
    }
}
