using System.Text;

namespace MemHelpBot.Secrets;

/// <summary>
/// The placeholders of one conversation: the same secret gets the same one each time. What they stand for is held in memory only and given back
/// only to the person who sent it. Not thread-safe: one turn at a time.
/// </summary>
public sealed class MaskMap(MaskOptions? options = null)
{
    private readonly Dictionary<(SecretKind, string), string> placeholders = [];
    private readonly Dictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly int[] highest = new int[Enum.GetValues<SecretKind>().Length];

    /// <summary>What is masked.</summary>
    public MaskOptions Options { get; } = options ?? MaskOptions.Usual;

    /// <summary>Takes note of text of this conversation that was masked before: its placeholders are not given to other secrets.</summary>
    public void Continue(Masked earlier)
    {
        foreach (var (at, _) in PlaceholdersOf(earlier.Text))
        {
            var (kind, number, _) = Placeholder.At(earlier.Text.AsSpan(at))!.Value;
            highest[(int)kind] = Math.Max(highest[(int)kind], number);
        }
    }

    /// <summary>The text without its secrets; every line keeps its number.</summary>
    /// <param name="text">What the person sent.</param>
    /// <param name="person">Who sent it: only they see it again.</param>
    public Masked Mask(string text, string person = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = SecretFinder.Find(text, Options);
        if (found.Count == 0)
            return new Masked(text);
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var span in found)
        {
            var secret = text[span.Start..span.End];
            masked.Append(text, at, span.Start - at).Append(PlaceholderOf(span.Kind, secret, person)).Append('\n', secret.AsSpan().Count('\n'));
            at = span.End;
        }

        return new Masked(masked.Append(text, at, text.Length - at).ToString());
    }

    /// <summary>A reply as the person may read it: with what they sent themselves in place of the placeholders.</summary>
    /// <param name="text">The reply.</param>
    /// <param name="person">Who reads it.</param>
    /// <param name="encode">Makes a secret fit the format of the text (JSON, Markdown); null for plain text.</param>
    public string Restore(string text, string person = "", Func<string, string>? encode = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (kept.Count == 0)
            return text;
        var whole = new StringBuilder(text.Length);
        var from = 0;
        foreach (var (at, length) in PlaceholdersOf(text))
        {
            if (!kept.TryGetValue(text.Substring(at, length), out var secret) || !secret.People.Contains(person))
                continue;
            whole.Append(text, from, at - from).Append(encode is null ? secret.Text : encode(secret.Text));
            from = at + length;
        }

        return from == 0 ? text : whole.Append(text, from, text.Length - from).ToString();
    }

    private static IEnumerable<(int At, int Length)> PlaceholdersOf(string text)
    {
        for (var at = text.IndexOf(Placeholder.Prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Placeholder.Prefix, at, StringComparison.Ordinal))
        {
            var length = Placeholder.At(text.AsSpan(at))?.Length ?? 0;
            if (length > 0)
                yield return (at, length);
            at += Math.Max(length, Placeholder.Prefix.Length);
        }
    }

    private string PlaceholderOf(SecretKind kind, string secret, string person)
    {
        if (!placeholders.TryGetValue((kind, secret), out var placeholder))
        {
            placeholder = Placeholder.Of(kind, ++highest[(int)kind]);
            placeholders.Add((kind, secret), placeholder);
            kept.Add(placeholder, new Kept(secret, new(StringComparer.Ordinal)));
        }

        kept[placeholder].People.Add(person);
        return placeholder;
    }

    private sealed record Kept(string Text, HashSet<string> People);
}
