using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Statements;

/// <summary>
/// What people say of the run in their own words: the kernel (<c>The kernel is 4.19.37</c>), how many processes it had (<c>every one of
/// 48 processors</c>, <c>with 64 MPI ranks</c>), the program's version (<c>Version: 2.3.1</c>). Told at the end, once: a report or a message that
/// says it itself is nearer to the truth, and of two different values it is not known which one failed.
/// </summary>
internal sealed class StatedRun(Failures failures) : MessageReader(failures)
{
    private static readonly string[] Processes = [" MPI ranks", " MPI processes", " MPI tasks", " mpi ranks", " mpi processes", " MPI-processes", " MPI 进程", " processors", " ranks"];
    private static readonly string[] Leads = ["one of ", "with ", "using ", "on ", "used ", "request ", "requested ", "all "];
    private static readonly string[] Links = ["/CPU: ", " is ", " version: ", " version ", ": ", " = ", " ", "-", "/"];

    private static readonly SearchValues<char> NotOfVersions = SearchValues.Create("/:()[]");

    private readonly Once releases = new();
    private readonly Once ranks = new();
    private readonly Once versions = new();

    public override IReadOnlyList<string> Triggers { get; } = ["ernel", "ersion:", .. Processes];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!line.Prefix.Any && text.Length < 1000)
        {
            Kernel(line, text, into);
            Version(line, text, into);
            Ranks(line, text, into);
        }

        return false;
    }

    public override void Finish(ReadingBuilder into)
    {
        base.Finish(into);
        var report = into.LastIncident(IncidentKind.KernelOom) ?? into.LastIncident(IncidentKind.KernelKillLine) ?? into.LastIncident(IncidentKind.AllocationFailure);
        releases.Tell(OomFacts.Release, report, into);
        if (!Failures.Any)
            return;
        versions.Tell(ProgramFacts.Version, Failures.Newest, into);
        ranks.Tell(MpiFacts.Ranks, Failures.Newest, into);
    }

    /// <summary>A release has three numbers at least, or two and what the distributor adds: <c>6.8.0-45-generic</c>, <c>5.10-rt</c>. Changes are none.</summary>
    private void Kernel(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "ernel");
        for (var more = at; more > 0; more = Scan.Behind(text, "ernel", more))
            Release(line, text, more, into);
        if (at > 0 && text.Length < 48 && Scan.HasAnyCase(text[at..], "version") && text.IndexOfAnyInRange('0', '9') < 0 && Following.TryLine(line, into, out var answer))
        {
            // A form of a bug tracker: the question is a heading, the answer a line of its own.
            Add(answer, Scan.Blanks(answer.Text, 0), into, alone: true);
        }
    }

    private void Release(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (at < 6 || text[at - 6] is not ('k' or 'K') || at > 6 && char.IsLetter(text[at - 7]))
            return;
        foreach (var link in Links)
        {
            if (!Scan.At(text, at, link))
                continue;
            Add(line, Scan.Blanks(text, at + link.Length), into, alone: false);
            return;
        }
    }

    private void Add(in LogLine line, int start, ReadingBuilder into, bool alone)
    {
        var text = line.Text;
        var word = Scan.Word(text, start);
        var release = word.TrimEnd(",;.)`*\"'");
        var dots = release.Count('.');
        if (release.Length >= 5 && char.IsAsciiDigit(release[0]) && (dots >= 2 || dots == 1 && release.Contains('-')) && !release.ContainsAny(NotOfVersions) && (!alone || text[(start + word.Length)..].IsWhiteSpace()))
            releases.Add(FactValue.Of(release.ToString()), line.Span(into.Message, start, release.Length));
    }

    /// <summary>A line of its own in a report of a bug: <c>* Version: 4.7.2 of the code</c>, <c>**Version:** 4.7.2</c>.</summary>
    private void Version(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var start = 0;
        while (start < text.Length && text[start] is ' ' or '*' or '-' or '#' or '>')
            start++;
        if (!Scan.At(text, start, "Version:"))
            return;
        var at = start + "Version:".Length;
        while (at < text.Length && text[at] is ' ' or '*')
            at++;
        at += at < text.Length && text[at] == 'v' ? 1 : 0;
        var version = Scan.Word(text, at).TrimEnd(",;.)`*\"'");
        if (version.Length >= 3 && char.IsAsciiDigit(version[0]) && version.Contains('.') && !version.ContainsAny(NotOfVersions))
            versions.Add(FactValue.Of(version.ToString()), line.Span(into.Message, at, version.Length));
    }

    private void Ranks(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        foreach (var word in Processes)
        {
            for (var behind = Scan.Behind(text, word); behind > 0; behind = Scan.Behind(text, word, behind))
                Count(line, text, word, behind, into);
        }
    }

    private void Count(in LogLine line, ReadOnlySpan<char> text, string word, int behind, ReadingBuilder into)
    {
        if (behind < text.Length && char.IsAsciiLetterOrDigit(text[behind]))
            return;
        var end = behind - word.Length;
        var start = end;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            start--;
        if (start == end || start > 0 && text[start - 1] != ' ' || Scan.Integer(text, start) is not { Value: > 1 and < 10_000_000 } count)
            return;
        // Processors alone may be the machine's: there the person must say that the run had them. A number for each node is another figure.
        if (word is " processors" or " ranks" && !Led(text[..start]) || Scan.At(text, behind, " per ") || Scan.At(text, behind, "/node") || Scan.At(text, behind, " on each "))
            return;
        ranks.Add(FactValue.Of(count.Value), line.Span(into.Message, count.Offset, count.Length));
    }

    private static bool Led(ReadOnlySpan<char> before)
    {
        foreach (var lead in Leads)
        {
            if (before.EndsWith(lead, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>A value that counts when all mentions agree.</summary>
    private sealed class Once
    {
        private (FactValue Value, SourceSpan Span)? value;
        private bool several;

        public void Add(FactValue found, SourceSpan span)
        {
            several |= value is { } known && !known.Value.Equals(found);
            value ??= (found, span);
        }

        /// <summary>Tells it, unless the paste told this fact already.</summary>
        public void Tell(FactKey key, int? incident, ReadingBuilder into)
        {
            if (value is not { } one || several)
                return;
            foreach (var fact in into.FactsSoFar)
            {
                if (ReferenceEquals(fact.Key, key))
                    return;
            }

            into.Tell(new Fact(key, null, one.Value, one.Span, incident));
        }
    }
}
