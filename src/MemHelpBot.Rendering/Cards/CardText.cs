namespace MemHelpBot.Rendering.Cards;

/// <summary>
/// Text of a stranger inside an Adaptive Card. Where the schema allows it the text stands in a TextRun, which knows no markup; where only
/// Markdown is to be had (FactSet) it is escaped. <c>{{DATE(…)}}</c> and <c>{{TIME(…)}}</c> act in both and are broken apart.
/// </summary>
public static class CardText
{
    private const string Nothing = "\u200b";

    /// <summary>For a TextRun, a CodeBlock or a button: shown as it is.</summary>
    public static string Plain(string text) =>
        Words.PlainText.Of(text).Replace("{{DATE", "{" + Nothing + "{DATE", StringComparison.OrdinalIgnoreCase).Replace("{{TIME", "{" + Nothing + "{TIME", StringComparison.OrdinalIgnoreCase);

    /// <summary>For a place that reads Markdown. Not every client honours a backslash before a bracket, so a link is broken apart as well.</summary>
    public static string InMarkdown(string text) =>
        MarkdownText.Escaped(Plain(text)).Replace("](", "]" + Nothing + "(", StringComparison.Ordinal);
}
