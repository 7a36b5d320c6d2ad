namespace MemHelpBot.Cli.Output;

/// <summary>The forms in which an answer is written.</summary>
internal static class AnswerFormat
{
    public const string Text = "text";
    public const string Json = "json";
    public const string JsonLines = "jsonl";
    public const string Markdown = "markdown";
    public const string Html = "html";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Text, Json, JsonLines, Markdown, Html];
}
