using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary><c>limit</c> of csh, tcsh and zsh: <c>stacksize    8192 kbytes</c>, <c>vmemoryuse   unlimited</c>, <c>maxproc  4096</c>; zsh also counts in MB.</summary>
internal sealed class CshLimits() : MarkedTable("ulimit")
{
    public override IReadOnlyList<string> Marks { get; } = ["cputime ", "datasize ", "stacksize ", "memorylocked ", "vmemoryuse ", "addressspace ", "maxproc "];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into) => Read(header, line, into);

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        if (row.Count is not (2 or 3) || row.Start(0) != 0)
            return false;
        var unlimited = row[1].TrimEnd() is "unlimited";
        var bytes = row.Count == 3 ? row[2].TrimEnd() switch { "kbytes" or "kB" => 1024L, "MB" or "megabytes" => 1 << 20, _ => 0 } : 0;
        if (row.Count == 3 && bytes == 0 || !unlimited && row[1].TrimEnd().ContainsAnyExceptInRange('0', '9') && !(row.Count == 3 || row[1][^1] == 'B'))
            return false;
        char letter = row[0] switch
        {
            "datasize" => 'd',
            "stacksize" => 's',
            "memoryuse" => 'm',
            "vmemoryuse" or "addressspace" => 'v',
            "memorylocked" => 'l',
            "maxproc" => 'u',
            "descriptors" => 'n',
            "cputime" or "filesize" or "coredumpsize" or "maxlocks" or "maxsignal" or "maxmessage" or "maxnice" or "maxrtprio" or "maxrttime" => '-',
            _ => '\0',
        };
        if (letter == '\0')
            return false;
        if (LimitNames.OfLetter(letter) is not { } key)
            return true;
        var (offset, length) = (row.Start(1), row[1].TrimEnd().Length);
        return Amount.Tell(key, line, offset, length, into, null, bytes);
    }
}
