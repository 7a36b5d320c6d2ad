using System.Text;
using System.Text.Json;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>
/// Text between Slack and plain: Slack escapes &amp;, &lt; and &gt;, and puts links and mentions between angle brackets
/// (docs.slack.dev, "Formatting message text").
/// </summary>
internal static class SlackText
{
    /// <summary>What a person wrote: their signs, links as they typed them, the mention of the bot left out.</summary>
    public static string Plain(string wire, string botUser)
    {
        var text = new StringBuilder(wire.Length);
        for (var i = 0; i < wire.Length; i++)
        {
            if (wire[i] == '<' && wire.IndexOf('>', i) is > 0 and var end && IsReference(wire.AsSpan(i + 1, end - i - 1)))
            {
                text.Append(Reference(wire[(i + 1)..end], botUser));
                i = end;
            }
            else if (wire[i] == '&')
            {
                i += Entity(wire, i, text) - 1;
            }
            else
            {
                text.Append(wire[i]);
            }
        }

        return Unfenced(text.ToString()).Trim();
    }

    /// <summary>
    /// Text without the marks of code blocks, line for line as Slack shows it: Slack's clients put the first line of a paste behind the mark
    /// (```line), where Markdown expects the name of a language.
    /// </summary>
    private static string Unfenced(string text)
    {
        var parts = text.Split("```");
        if (parts.Length == 1)
            return text;
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = i % 2 == 1 ? parts[i].Trim('\n') : i > 0 && parts[i].StartsWith('\n') ? parts[i][1..] : parts[i];
            if (part.Length > 0 && shown.Length > 0 && shown[^1] != '\n')
                shown.Append('\n');
            shown.Append(part);
        }

        return shown.ToString();
    }

    /// <summary>Whether a text calls the bot.</summary>
    public static bool Mentions(string wire, string botUser) =>
        wire.Contains($"<@{botUser}>", StringComparison.Ordinal) || wire.Contains($"<@{botUser}|", StringComparison.Ordinal);

    /// <summary>Plain text as mrkdwn that shows it and does nothing: no mention, no link, no bold.</summary>
    public static string Escaped(string plain)
    {
        var text = new StringBuilder(plain.Length + 16);
        foreach (var c in plain)
        {
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                // A sign that cannot be seen keeps these from pairing: mrkdwn has no escape for them.
                '*' or '_' or '~' or '`' => text.Append(c).Append('\u200b'),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    /// <summary>What a message says, wherever it says it: programs that alert often leave the text empty and use attachments or blocks.</summary>
    public static string Of(JsonElement message, string botUser)
    {
        var parts = new List<string> { Plain(message.Text("text"), botUser) };
        foreach (var attachment in message.Items("attachments"))
        {
            foreach (var name in (ReadOnlySpan<string>)["pretext", "title", "text"])
                parts.Add(Plain(attachment.Text(name), botUser));
            foreach (var field in attachment.Items("fields"))
                parts.Add(Plain($"{field.Text("title")}: {field.Text("value")}", botUser));
        }

        if (parts.All(p => p.Length == 0))
            parts.AddRange(message.Items("blocks").Select(b => Plain(b.Text("text", "text"), botUser)));
        return string.Join('\n', parts.Where(p => p.Length > 0));
    }

    /// <summary>Whether brackets hold a mention, a channel, a command or an address; programs that post do not always escape theirs.</summary>
    private static bool IsReference(ReadOnlySpan<char> inner)
    {
        if (inner.IndexOfAny('<', '\n') >= 0)
            return false;
        if (inner is ['@' or '#' or '!', var first, ..])
            return char.IsAsciiLetterOrDigit(first);
        var scheme = inner.IndexOf(':');
        return scheme > 1 && inner[..scheme].IndexOfAnyExceptInRange('a', 'z') < 0;
    }

    private static string Reference(string inner, string botUser)
    {
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var (target, label) = bar < 0 ? (inner, "") : (inner[..bar], inner[(bar + 1)..]);
        label = Entities(label);
        return target switch
        {
            ['@', ..] when target.AsSpan(1).SequenceEqual(botUser) => "",
            ['@', ..] => "@" + (label.Length > 0 ? label : target[1..]),
            ['#', ..] => "#" + (label.Length > 0 ? label : target[1..]),
            ['!', ..] when label.Length > 0 => label,
            ['!', ..] => "@" + target[1..],
            // A host name that Slack made a link of: the label is what was typed.
            _ => label.Length > 0 ? label : Entities(target),
        };
    }

    private static string Entities(string wire)
    {
        var text = new StringBuilder(wire.Length);
        for (var i = 0; i < wire.Length; i++)
            i += (wire[i] == '&' ? Entity(wire, i, text) : One(wire[i], text)) - 1;
        return text.ToString();
    }

    private static int One(char c, StringBuilder into)
    {
        into.Append(c);
        return 1;
    }

    /// <summary>Adds the sign of an entity and tells how long the entity is.</summary>
    private static int Entity(string wire, int at, StringBuilder into)
    {
        foreach (var (entity, sign) in ((string, char)[])[("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')])
        {
            if (string.CompareOrdinal(wire, at, entity, 0, entity.Length) != 0)
                continue;
            into.Append(sign);
            return entity.Length;
        }

        return One('&', into);
    }
}
