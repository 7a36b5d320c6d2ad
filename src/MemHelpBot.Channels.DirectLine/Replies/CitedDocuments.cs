using System.Buffers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Chat;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>
/// Citations of a message. A line of the paste stands in the text as it is called (<c>L12</c>); a document that lies somewhere gets a number, which a link
/// definition at the end leads to its address: plain Markdown, which Web Chat shows as a list of references.
/// </summary>
internal sealed class CitedDocuments(Answer answer)
{
    private const int Most = 10;
    private const int TitleCharacters = 120;

    /// <summary>What would end an address early.</summary>
    private static readonly SearchValues<char> Closing = SearchValues.Create("<>\\\"\n ");

    private readonly List<(string Title, string Url)> numbered = [];

    /// <summary>The citations of a sentence as Markdown, with a blank before; empty when there are none.</summary>
    public string Marks(IReadOnlyList<string> citations)
    {
        var (plain, numbers) = (new List<string>(), new List<int>());
        foreach (var text in citations)
        {
            if (!Citation.TryParse(text, out var citation) || citation.IsLine || Number(citation.Document!) is not { } number)
                plain.Add(ChatMarkdown.Linkifying.Escape(text));
            else if (!numbers.Contains(number))
                numbers.Add(number);
        }

        return (plain.Count > 0 ? $" \\[{string.Join(", ", plain)}\\]" : "") + string.Concat(numbers.Select(n => FormattableString.Invariant($" [{n}]")));
    }

    /// <summary>The link definitions; empty when no document was cited.</summary>
    public string Definitions() => string.Concat(numbered.Select((d, i) => FormattableString.Invariant($"\n[{i + 1}]: <{d.Url}> \"{d.Title}\"")));

    private int? Number(string document)
    {
        if (answer.Sources.FirstOrDefault(s => s.Id == document) is not { } source || WebAddress.Of(source.Url) is not { } url || url.AsSpan().ContainsAny(Closing))
            return null;
        var known = numbered.FindIndex(d => d.Url == url);
        if (known >= 0)
            return known + 1;
        if (numbered.Count == Most)
            return null;
        numbered.Add((TitleOf(source), url));
        return numbered.Count;
    }

    /// <summary>In a title only its own quotes and escapes mean something.</summary>
    private static string TitleOf(AnswerSource source)
    {
        var title = Rendering.Words.PlainText.OneLine(source.Title.Length > 0 ? source.Title : source.Id).Replace('"', '\'').Replace('\\', '/').Replace('<', '‹').Replace('>', '›').Replace('&', '+');
        return title.Length <= TitleCharacters ? title : title[..(TitleCharacters - (char.IsHighSurrogate(title[TitleCharacters - 1]) ? 1 : 0))] + "…";
    }
}
