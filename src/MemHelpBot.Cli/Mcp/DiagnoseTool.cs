using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Rendering;
using ModelContextProtocol.Protocol;

namespace MemHelpBot.Cli.Mcp;

/// <summary><c>diagnose</c>: what <c>memhelp diagnose</c> does. Nothing is kept between calls.</summary>
internal sealed class DiagnoseTool(IAssistant assistant, Decoding decode) : IMcpTool
{
    internal static readonly string[] Languages = ["auto", "en", "zh", "pl"];
    private static readonly string[] Roles = ["user", "root", "cluster-admin"];

    /// <inheritdoc/>
    public Tool Described { get; } = new()
    {
        Name = "diagnose",
        Title = "Diagnose a memory incident",
        Description = "Reads what a person has of a memory incident on Linux (kernel OOM report, dmesg, /proc/meminfo, slabtop, cgroup files, kubectl describe, Slurm, MPI or JVM output, a bare error message) and says what happened, "
            + "why, what is ruled out, which commands check, mitigate, fix, verify and undo, and what evidence would decide the rest. Computed by replaying the kernel's own tests: every sentence cites a line of the text (L12) or a "
            + "section of a case (C:id#section, see get_case). Send the text unabridged and unchanged, all sources of one machine together; a question may stand in it.",
        InputSchema = Schema.Closed(
            new JsonObject
            {
                ["text"] = Schema.Text($"The paste: logs, files, tool output, and a question if there is one. At most {McpArguments.MaxBytes / 1024 / 1024} MiB."),
                ["language"] = Schema.OneOf("Language of the answer; auto takes that of the words in the text.", Languages),
                ["role"] = Schema.OneOf("What the person may do there: commands beyond it are marked as to be passed on.", Roles),
            },
            "text"),
        OutputSchema = Schema.Open(new JsonObject
        {
            ["schema"] = Schema.Of("integer", "Version of this form."),
            ["language"] = Schema.Of("string", "en, zh or pl."),
            ["incidents"] = Schema.Of("array", "The incidents in the text, each with kind and lines."),
            ["facts"] = Schema.Of("array", "What stands in the text or follows from it by a named formula: name, value, lines."),
            ["signatures"] = Schema.Of("array", "Ids of the messages that were recognised."),
            ["causes"] = Schema.Of("array", "The judged causes, the primary one first: id, verdict, evidence for and against, what is missing."),
            ["answer"] = Schema.Of("object", "The answer as Markdown, and its sentences with their citations."),
            ["actions"] = Schema.Of("array", "Commands with kind, risk and who may run them. Propose these; do not run what is not read-only without asking."),
            ["questions"] = Schema.Of("array", "What would decide what is open, most decisive first, with the command that tells it."),
            ["sources"] = Schema.Of("array", "The cases and documents cited."),
            ["warnings"] = Schema.Of("array", "What the person should know about the text or its sources."),
        }),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
    };

    /// <inheritdoc/>
    public async ValueTask<CallToolResult> CallAsync(McpArguments arguments, CancellationToken cancellationToken)
    {
        arguments.AllowOnly("text", "language", "role");
        var text = arguments.Needed("text");
        var (language, role) = (arguments.OneOf("language", Languages), arguments.OneOf("role", Roles));
        var decoded = decode(Encoding.UTF8.GetBytes(text));
        if (decoded.Notices.Any(n => n.Id == "binary"))
            throw new WrongCallException("\"text\" is binary data, not text: unpack an archive, read a journal with journalctl, and send the text");
        var reply = await assistant.ReplyAsync(new Conversation(), new Turn(decoded.Text, language, role) { Notices = decoded.Notices }, cancellationToken);
        var json = new ArrayBufferWriter<byte>(16 * 1024);
        AnswerJson.Write(json, reply.Answer, indented: false);
        return new CallToolResult { Content = [new TextContentBlock { Text = MarkdownText.Of(reply.Answer) }], StructuredContent = Schema.Parsed(json.WrittenMemory) };
    }
}
