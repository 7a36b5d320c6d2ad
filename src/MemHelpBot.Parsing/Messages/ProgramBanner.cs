using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// The line by which a program names itself and its version at the start, and the ranks and threads it says it runs on. Only
/// the program's own banner: a list of installed packages is none.
/// </summary>
internal sealed class ProgramBanner(Failures failures) : MessageReader(failures)
{
    /// <summary>What stands before the version, the name as printed or the product's, and what the version ends at (a blank otherwise).</summary>
    private static readonly (string Before, string Name)[] Banners =
    [
        ("Redis version=", "redis-server"), ("Server started, Redis version ", "redis-server"), ("(mysqld ", "mysqld"), ("starting PostgreSQL ", "postgres"),
        ("Program PWSCF v.", "PWSCF"), ("Program CP v.", "CP"), ("Program PHONON v.", "PHONON"), ("CP2K| version string: CP2K version ", "CP2K"),
        ("WRF V", "WRF"), ("Info: NAMD ", "NAMD"), (".Version ", "ABINIT"), ("SIESTA ", "SIESTA"), ("Node.js v", "node"),
    ];

    /// <summary>Lines in which FDS's version follows its name.</summary>
    private const int Box = 12;

    private int fds = -Box;

    public override IReadOnlyList<string> Triggers { get; } = [.. Banners.Select(b => b.Before), "Fire Dynamics Simulator", "Version  ", " total cores", "Number of MPI processes:", "Threads/MPI process:", " MPI processor grid", "running on "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Ranks(line, text, into))
            return true;
        if (text.Trim() is "Fire Dynamics Simulator")
            fds = line.Number;
        else if (line.Number - fds <= Box && text.TrimStart().StartsWith("Version ", StringComparison.Ordinal) && Scan.Behind(text, ": ") is > 0 and var told && told < text.Length && char.IsAsciiDigit(text[told]))
            Failures.Tell(ProgramFacts.Version, line, into, told, Scan.Word(text, told).TrimEnd(",;").Length);
        foreach (var (before, name) in Banners)
        {
            var at = Scan.Behind(text, before);
            if (at < 0 || at >= text.Length || !char.IsAsciiDigit(text[at]) || name is "ABINIT" && !Scan.Has(text, "of ABINIT") || name is "WRF" && !Scan.Has(text, " MODEL") || name is "NAMD" && !Scan.Has(text, " for "))
                continue;
            if (before is "SIESTA " or ".Version " && text[..(at - before.Length)].ContainsAnyExcept(' '))
                continue;
            var version = Scan.Word(text, at).TrimEnd(",;)_");
            Failures.Tell(ProgramFacts.Name, FactValue.Of(name), line, into, at - before.Length, before.Length);
            Failures.Tell(ProgramFacts.Version, line, into, at, version.Length);
            return false;
        }

        return false;
    }

    /// <summary>VASP: <c>running on   96 total cores</c>; Quantum ESPRESSO: <c>Number of MPI processes:   64</c>; LAMMPS: <c>4 by 4 by 8 MPI processor grid</c>.</summary>
    private bool Ranks(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Integer(text, Scan.Behind(text, "Number of MPI processes:")) is { Value: > 0 } processes)
            return Told(MpiFacts.Ranks, processes, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "Threads/MPI process:")) is { Value: > 0 } threads)
            return Told(MpiFacts.ThreadsPerRank, threads, line, into);
        if (text.TrimStart().StartsWith("running on ", StringComparison.Ordinal) && Scan.Integer(text, Scan.Behind(text, "running on ")) is { Value: > 0 } cores && Scan.At(text, cores.End, " total cores"))
            return Told(MpiFacts.Ranks, cores, line, into);
        if (!Scan.Has(text, " MPI processor grid") || Scan.Integer(text, 0) is not { Value: > 0 and < 1_000_000 } x || Scan.Integer(text, Scan.Behind(text, " by ", x.End)) is not { Value: > 0 and < 1_000_000 } y
            || Scan.Integer(text, Scan.Behind(text, " by ", y.End)) is not { Value: > 0 and < 1_000_000 } z)
        {
            return false;
        }

        Failures.Tell(MpiFacts.Ranks, FactValue.Of(x.Value * y.Value * z.Value), line, into, x.Offset, z.End - x.Offset);
        return true;
    }

    private bool Told(FactKey key, Figure value, in LogLine line, ReadingBuilder into)
    {
        Failures.Tell(key, value, line, into);
        return true;
    }
}
