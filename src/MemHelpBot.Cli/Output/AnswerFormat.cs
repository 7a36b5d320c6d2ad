namespace MemHelpBot.Cli.Output;

/// <summary>The forms in which an answer is written.</summary>
internal static class AnswerFormat
{
    public const string Text = "text";
    public const string Json = "json";
    public const string JsonLines = "jsonl";
    public const string Markdown = "markdown";
    public const string Html = "html";

    /// <summary>The post-mortem as Markdown (<c>--report</c>).</summary>
    public const string Report = "report";

    /// <summary>Those that <c>--format</c> takes.</summary>
    public static readonly string[] All = [Text, Json, JsonLines, Markdown, Html];
}
