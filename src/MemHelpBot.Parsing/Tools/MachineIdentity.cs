using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Which kernel and system: uname -a (<c>Linux host 5.15.0-91-generic #101-Ubuntu SMP …</c>), <c>uname -r</c> and the line below it, the kernel's own command line (<c>BOOT_IMAGE=/boot/vmlinuz-…</c>), os-release
/// (<c>PRETTY_NAME="…"</c>), and lsmem's <c>Total online memory: 16G</c>.
/// </summary>
internal sealed class MachineIdentity : IMarkedReader
{
    private Stretch stretch;
    private int asked = -1;

    public IReadOnlyList<string> Marks { get; } = [" SMP", "BOOT_IMAGE=", "PRETTY_NAME=", "Total online memory:", "uname -r"];

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("machine", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        if (!Asked(line, into) && !Uname(line, into) && !Boot(line, into) && !Distribution(line, into) && !Online(line, into))
            return false;
        stretch.Add(line, into);
        return true;
    }

    private static bool Uname(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Span<Range> ranges = stackalloc Range[8];
        if (!Scan.At(text, 0, "Linux ") || Row.Of(text, ranges) is not { Count: > 4 } row || row[3][0] != '#')
            return false;
        return Release(row.Start(2), row.Length(2), line, into);
    }

    private bool Asked(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        if (text.EndsWith("uname -r", StringComparison.Ordinal) || text.EndsWith("uname -r`", StringComparison.Ordinal))
        {
            asked = line.Number;
            return true;
        }

        return asked >= 0 && line.Number == asked + 1 && !text.Contains(' ') && Release(0, text.Length, line, into);
    }

    private static bool Boot(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (!Scan.At(text, start, "BOOT_IMAGE="))
            return false;
        var at = Scan.Behind(text, "vmlinuz-", start);
        return at < 0 || Release(at, Scan.Word(text, at).Length, line, into);
    }

    private static bool Release(int at, int length, in LogLine line, ReadingBuilder into)
    {
        var release = line.Text.Slice(at, length);
        if (release.Length < 3 || !char.IsAsciiDigit(release[0]) || !release.Contains('.'))
            return false;
        into.Tell(OomFacts.Release, FactValue.Of(release.ToString()), line, at, length);
        return true;
    }

    private static bool Distribution(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Scan.At(text, 0, "PRETTY_NAME="))
            return false;
        var at = "PRETTY_NAME=".Length;
        var name = text[at..].Trim().Trim('"');
        if (name.IsEmpty)
            return false;
        into.Tell(SettingFacts.OsName, FactValue.Of(name.ToString()), line, text.IndexOf(name, StringComparison.Ordinal), name.Length);
        return true;
    }

    private static bool Online(in LogLine line, ReadingBuilder into) =>
        Scan.At(line.Text, 0, "Total online memory:") && Amount.TellWord(SettingFacts.Installed, line, 20, into);
}
