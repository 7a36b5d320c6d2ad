using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>What happens to a log on its way into a message. The text stays readable to a person.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Apply">Does it to a text.</param>
internal sealed record Mangling(string Name, Func<string, Random, string> Apply)
{
    public static IReadOnlyList<Mangling> All { get; } =
    [
        new("quoted", (text, _) => Each(text, line => "> " + line)),
        new("quoted twice", (text, _) => Each(text, line => ">> " + line)),
        new("fenced", (text, _) => "```\n" + text + "```\n"),
        new("indented", (text, _) => Each(text, line => "    " + line)),
        new("windows", (text, _) => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        new("html", (text, _) => Html(text)),
        new("html blanks", (text, _) => Html(text).Replace("  ", "&nbsp;&nbsp;", StringComparison.Ordinal)),
        new("coloured", (text, _) => Each(text, line => "\u001b[1;33m" + line + "\u001b[0m")),
        new("no-break", (text, _) => text.Replace(' ', '\u00a0')),
        new("zero-width", (text, random) => Each(text, line => random.Next(2) == 0 ? "\u200b" + line : line.Replace(": ", ":\u200b ", StringComparison.Ordinal))),
        new("byte order mark", (text, _) => "\ufeff" + text),
        new("numbered", (text, _) => Numbered(text, (n, line) => Invariant($"{n,5}  {line}"))),
        new("grep -n", (text, _) => Numbered(text, (n, line) => Invariant($"{n + 4711}:{line}"))),
        new("barred", (text, _) => Numbered(text, (n, line) => Invariant($"{n,4} | {line}"))),
        new("json string", (text, _) => "{\"host\":\"a\",\"message\":" + JsonSerializer.Serialize(text) + "}\n"),
        new("json lines", (text, _) => Each(text, line => "{\"message\":" + JsonSerializer.Serialize(line) + "}")),
        new("blank lines", (text, _) => Each(text, line => line + "\n")),
        new("trailing blanks", (text, random) => Each(text, line => line + new string(' ', random.Next(4)))),
        new("tabs for blanks", (text, _) => text.Replace("        ", "\t", StringComparison.Ordinal)),
        new("smart quotes", (text, _) => "\u201c" + text.TrimEnd('\n') + "\u201d\n"),
        new("wrapped at 80", (text, _) => Wrapped(text, 80)),
        new("wrapped at 120", (text, _) => Wrapped(text, 120)),
        new("between prose", (text, _) => "Hello, our node died last night, here is the log:\n\n" + text + "\nWhat can we do? Thanks!\n"),
        new("prose inside", ProseInside),
        new("foreign kernel lines", ForeignLines),
    ];

    public static Mangling Of(string name) => All.Single(m => m.Name == name);

    /// <summary>Whether it breaks lines at a width: only of lines of one width that can be undone.</summary>
    public bool Breaks => Name.StartsWith("wrapped", StringComparison.Ordinal);

    /// <summary>Whether a line that is broken after it does not show that a record begins there.</summary>
    public bool HidesPrefix => Name is "no-break" or "html blanks" or "json string" or "json lines" or "barred" or "smart quotes" or "zero-width";

    /// <summary>Whether lines of one width have one width after it, and none comes between them.</summary>
    public bool KeepsWidth => Name is "quoted" or "quoted twice" or "fenced" or "indented" or "windows" or "between prose" or "byte order mark";

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Each(string text, Func<string, string> line) => Numbered(text, (_, content) => line(content));

    private static string Numbered(string text, Func<int, string, string> line)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return string.Concat(lines.Select((content, i) => line(i + 1, content) + "\n"));
    }

    private static string Wrapped(string text, int columns) => Each(text, line => string.Join('\n', line.Chunk(columns).Select(part => new string(part))));

    private static string ProseInside(string text, Random random)
    {
        var result = new StringBuilder();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            result.Append(line).Append('\n');
            if (random.Next(20) == 0)
                result.Append("and this is what came next:\n");
        }

        return result.ToString();
    }

    private static string ForeignLines(string text, Random random)
    {
        string[] foreign = ["[  812.100200] usb 1-2: new high-speed USB device number 7 using xhci_hcd", "May  9 12:31:09 other sshd[811]: Connection closed by 10.0.0.7 port 4711", "[  812.100300] br0: port 3(tap7) entered forwarding state"];
        var result = new StringBuilder();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            result.Append(line).Append('\n');
            if (random.Next(8) == 0)
                result.Append(foreign[random.Next(foreign.Length)]).Append('\n');
        }

        return result.ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
