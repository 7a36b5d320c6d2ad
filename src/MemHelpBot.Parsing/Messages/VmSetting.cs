using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Settings as sysctl prints them: <c>vm.swappiness = 60</c>. What somebody is told to set is no measurement: lines that set are
/// passed over.
/// </summary>
internal sealed class VmSetting(Failures failures) : MessageReader(failures)
{
    private static readonly string[] Setting =
        ["sysctl -w ", "sysctl vm.", "echo ", "add ", "Add ", "set ", "Set ", "setting ", "increase ", "Increase ", "raise ", "change ", "tee ", "try ", "改", "设", "調", "ustaw", "zwiększ", "zmie", "should ", "must ", "lower ", "to at least"];

    private int editorLine = int.MinValue / 2;

    public override IReadOnlyList<string> Triggers { get; } = ["vm.", "/etc/sysctl"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "/etc/sysctl"))
            editorLine = line.Number;
        var at = Scan.Behind(text, "vm.");
        if (at < 0 || at > 3 && (char.IsAsciiLetterOrDigit(text[at - 4]) || text[at - 4] is '.' or '/' or '-'))
            return false;
        var end = NameEnd(text, at);
        var equals = Scan.Blanks(text, end);
        if (end == at || equals >= text.Length || text[equals] != '=')
            return false;
        var first = text[..(at - 3)].TrimStart().IsEmpty;
        if (!first && !(text[at - 4] is '`' or '\'' or '"' or '(' or ' '))
            return false;
        if (IsAdvice(text[..at]) || first && line.Number - editorLine is >= 0 and <= 3)
            return false;
        return Tell(line, equals + 1, text[at..end].ToString(), into);
    }

    /// <summary>Tells the value of a setting: a number, or as many as stand there (<c>vm.lowmem_reserve_ratio = 256	256	32	0	0</c>, one a zone).</summary>
    internal static bool Tell(in LogLine line, int at, string name, ReadingBuilder into, bool alone = false)
    {
        var text = line.Text;
        if (Scan.Integer(text, at) is not { } first)
            return false;
        var values = new List<long> { first.Value };
        var end = first.End;
        while (name == "lowmem_reserve_ratio" && Scan.Integer(text, end) is { } next && next.Offset > end && text[end..next.Offset].IsWhiteSpace())
        {
            values.Add(next.Value);
            end = next.End;
        }

        if (alone && !text[end..].IsWhiteSpace())
            return false;
        into.Tell(VmFacts.Setting, values.Count == 1 ? FactValue.Of(first.Value) : FactValue.Of(values), line, first.Offset, end - first.Offset, null, name);
        return true;
    }

    private static bool IsAdvice(ReadOnlySpan<char> before)
    {
        foreach (var word in Setting)
        {
            if (before.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>One past the name of a setting that starts at an index.</summary>
    internal static int NameEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterLower(text[at]) || char.IsAsciiDigit(text[at]) || text[at] == '_'))
            at++;
        return at;
    }
}
