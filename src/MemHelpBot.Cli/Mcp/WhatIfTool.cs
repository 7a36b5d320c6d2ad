using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Cli.Commands;
using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Rendering;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Mcp;

/// <summary><c>what_if</c>: what <c>memhelp what-if</c> does.</summary>
internal sealed class WhatIfTool(Func<Change, CancellationToken, Fitted> compute, Places places) : IMcpTool
{
    private static readonly string[] Languages = ["en", "zh", "pl"];

    /// <inheritdoc/>
    public Tool Described { get; } = new()
    {
        Name = "what_if",
        Title = "Would it fit?",
        Description = "Computes whether a change would be enough, with its formulas: a memory limit, MPI ranks on a node, a JVM in a container, vm.min_free_kbytes, the commit limit. State the numbers of the change; numbers of the text fill what is not stated.",
        InputSchema = Schema.Closed(Properties()),
        OutputSchema = Schema.Open(new JsonObject
        {
            ["schema"] = Schema.Of("integer", "Version of this form."),
            ["language"] = Schema.Of("string", "en, zh or pl."),
            ["tables"] = Schema.Of("array", "One a question: rows with value, unit, origin and formula; verdict; what is missing."),
        }),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
    };

    /// <inheritdoc/>
    public ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken)
    {
        arguments.AllowOnly([.. FitParameter.All.Select(p => p.Name), "text", "language"]);
        var given = WhatIfCommand.Given(FitParameter.All.Select(p => (p, arguments.NumberText(p.Name))), dashes: "");
        var (text, language) = (arguments.Text("text") ?? "", arguments.OneOf("language", Languages));
        var fitted = compute(new Change(text, given, language, places), cancellationToken);
        if (fitted.Tables.Count == 0)
            throw new WrongCallException("nothing to compute: state the numbers of the change, such as {\"limit\": \"8GiB\", \"peak\": \"6GiB\"} or {\"ranks\": 32, \"per-rank\": \"5.5GiB\", \"node-memory\": \"192GiB\"}, or send a text that holds them");
        return ValueTask.FromResult(new CallToolResult
        {
            Content = [new TextContentBlock { Text = FitTables.Of(fitted.Tables, fitted.Heads, "markdown", language) }],
            StructuredContent = Schema.Parsed(Encoding.UTF8.GetBytes(FitTables.Of(fitted.Tables, fitted.Heads, "json", language))),
        });
    }

    private static JsonObject Properties()
    {
        var properties = new JsonObject
        {
            ["text"] = Schema.Text("A log or files of the machine, whose numbers fill what is not stated."),
            ["language"] = Schema.OneOf("Language of the tables.", Languages),
        };
        foreach (var parameter in FitParameter.All)
        {
            properties[parameter.Name] = parameter.Kind switch
            {
                FitKind.Count => Schema.Of("integer", parameter.Meaning),
                FitKind.Percent => Schema.Of("number", parameter.Meaning + " In percent."),
                _ => Schema.Text(parameter.Meaning + " With its unit: 8GiB, 512MiB (steps of 1024), 8GB (steps of 1000)."),
            };
        }

        return properties;
    }
}
