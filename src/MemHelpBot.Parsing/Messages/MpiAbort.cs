using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// How MPI libraries say that a rank ended the job: MPICH and Intel MPI (<c>Abort(1) on node 3 (rank 3 in comm 0)</c>), old
/// MPICH (<c>rank 17 in job 1 host_port caused collective abort</c>), Open MPI (<c>MPI_ABORT was invoked on rank</c>,
/// <c>mpirun noticed that process rank</c>), Hydra (<c>BAD TERMINATION</c>), MVAPICH2 (<c>[host:mpi_rank_0][error_sighandler]</c>).
/// </summary>
internal sealed class MpiAbort(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["Abort(", "called MPI_Abort(", "MPI_ABORT was invoked on rank", "caused collective abort", "exit status of rank", "noticed that process rank",
         ":mpi_rank_", "Message truncated", "BAD TERMINATION OF ONE", "RUNNING AT ", "KILLED BY SIGNAL:", "[proxy:", "[mpiexec@", "MPT ERROR: Rank ", "*** Process received signal ***",
         "] Signal: ", "EXIT STRING: ", "signal 6 (", "signal 7 (", "signal 9 (", "signal 11 (", "signal 15 (", "Process name: [["];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var truncated = Scan.Has(text, "Message truncated");
        if (truncated)
            Failures.Failed(line, into, "mpi-truncated");
        return Received(line, into) || Rest(line, into) || Mpich(line, into) || OldMpich(line, into) || OpenMpi(line, into) || Hydra(line, into) || Mvapich(line, into) || truncated;
    }

    private bool Mpich(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var abort = Scan.Behind(text, "Abort(");
        var called = Scan.Behind(text, "called MPI_Abort(");
        var sgi = Scan.Behind(text, "MPT ERROR: Rank ");
        if (Scan.Has(text, "MPI_ABORT was invoked on rank"))
            return Aborted(line, Scan.Behind(text, "invoked on rank"), into);
        if (sgi > 0)
            return Aborted(line, sgi, into);
        if (abort > 0 && Scan.Integer(text, abort) is { } code && Scan.At(text, code.End, ") on node "))
            return Aborted(line, Scan.Behind(text, "(rank ") is > 0 and var rank ? rank : Scan.Behind(text, ") on node "), into);
        if (called > 0)
            return Aborted(line, Scan.Behind(text, "- process "), into);
        return false;
    }

    /// <summary><c>[n01:12345] *** Process received signal ***</c></summary>
    private bool Received(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Scan.Has(text, "*** Process received signal ***"))
            return false;
        Failures.Failed(line, into, null);
        if (text[0] == '[')
            Failures.Node(Scan.Until(text, 1, ':'), line, into);
        return true;
    }

    /// <summary>
    /// Lines of a report that has begun: <c>[n01:12345] Signal: Segmentation fault (11)</c>, Hydra's <c>EXIT STRING: Killed (signal 9)</c>,
    /// Open MPI's <c>Process name: [[1234,1],3]</c> and the signal that its wrapped line puts on the next.
    /// </summary>
    private bool Rest(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Failures.Any)
            return false;
        if (text.TrimStart().StartsWith("signal ", StringComparison.Ordinal) && Failures.Expected("ompi-signal"))
            return Told(line, ProgramFacts.Signal, Scan.Behind(text, "signal "), into);
        if (Scan.Has(text, "EXIT STRING: ") && Scan.Has(text, "(signal "))
            return Told(line, ProgramFacts.Signal, Scan.Behind(text, "(signal "), into);
        if (text.StartsWith("[", StringComparison.Ordinal) && Scan.Behind(text, "] Signal: ") is > 0 and var signal)
            return Told(line, ProgramFacts.Signal, Scan.Behind(text, "(", signal), into);
        if (Scan.Behind(text, "Process name: [[") is not (> 0 and var name) || Scan.Integer(text, Scan.Behind(text, "],", name)) is not { Value: >= 0 } rank)
            return false;
        Failures.Extend(line, into);
        Failures.Rank(rank.Value, line, into);
        return true;
    }

    private bool Told(in LogLine line, FactKey key, int at, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, at) is not { Value: > 0 and < 65 } value)
            return false;
        Failures.Extend(line, into);
        Failures.Tell(key, value, line, into);
        if (value.Value is 11 or 7)
            Failures.Failed(line, into, value.Value == 11 ? "segfault" : "bus-error");
        return true;
    }

    private bool Aborted(in LogLine line, int rank, ReadingBuilder into)
    {
        Failures.Failed(line, into, "mpi-abort");
        Failures.Aborted();
        if (Scan.Integer(line.Text, rank) is { Value: >= 0 } number)
            Failures.Rank(number.Value, line, into);
        return true;
    }

    /// <summary><c>rank 17 in job 1  host_38652   caused collective abort of all ranks</c> and <c>exit status of rank 17: killed by signal 9</c>.</summary>
    private bool OldMpich(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "caused collective abort") && Scan.Integer(text, Scan.Behind(text, "rank ")) is { } rank
            && Scan.Integer(text, Scan.Behind(text, " in job ", rank.End)) is { } job)
        {
            Failures.Failed(line, into, "mpi-abort");
            Failures.Aborted();
            Failures.Rank(rank.Value, line, into);
            var host = Scan.Word(text, Scan.Blanks(text, job.End));
            var port = host.LastIndexOf('_');
            Failures.Node(port > 0 ? host[..port] : host, line, into);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "exit status of rank ")) is not { } ended)
            return false;
        Failures.Failed(line, into, null);
        Failures.Rank(ended.Value, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "signal ", ended.End)) is { } signal)
            Failures.Tell(ProgramFacts.Signal, signal, line, into);
        return true;
    }

    /// <summary><c>mpirun noticed that process rank 16 with PID 14873 on node n42 exited on signal 9 (Killed).</c></summary>
    private bool OpenMpi(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Integer(text, Scan.Behind(text, "noticed that process rank ")) is not { } rank)
            return false;
        Failures.Failed(line, into, null);
        Failures.Aborted();
        Failures.Rank(rank.Value, line, into);
        var node = Scan.Behind(text, " on node ", rank.End);
        Failures.Node(Scan.Word(text, node), line, into);
        if (Scan.Integer(text, Scan.Behind(text, "exited on signal ", rank.End)) is { } signal)
        {
            Failures.Tell(ProgramFacts.Signal, signal, line, into);
            if (signal.Value == 11)
                Failures.Failed(line, into, "segfault");
        }
        else if (text.TrimEnd().EndsWith("exited on", StringComparison.Ordinal))
        {
            Failures.Expect("ompi-signal");
        }

        return true;
    }

    /// <summary><c>=   BAD TERMINATION …</c>, <c>=   RANK 3 PID 81 RUNNING AT n1</c>, <c>=   KILLED BY SIGNAL: 9 (Killed)</c>, <c>=   EXIT CODE: 9</c>.</summary>
    private bool Hydra(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "BAD TERMINATION OF ONE"))
        {
            Failures.Failed(line, into, null);
            Failures.Aborted();
            return true;
        }

        var at = Scan.Behind(text, "RUNNING AT ");
        if (at > 0 && Scan.Has(text, "PID "))
        {
            Failures.Failed(line, into, null);
            Failures.Node(Scan.Word(text, at).TrimEnd(",;"), line, into);
            if (Scan.Integer(text, Scan.Behind(text, "RANK ")) is { } rank)
                Failures.Rank(rank.Value, line, into);
            return true;
        }

        // "[proxy:0:0@n1] HYD_pmcd_…", "[mpiexec@n1] main (…": the launchers' own hosts.
        var launcher = text.StartsWith("[proxy:", StringComparison.Ordinal) || text.StartsWith("[mpiexec@", StringComparison.Ordinal) ? Scan.Behind(text, "@") : -1;
        if (launcher > 0 && Failures.Any && Scan.Until(text, launcher, ']') is { IsEmpty: false } host && !host.Contains(' '))
        {
            Failures.Extend(line, into);
            Failures.Node(host, line, into);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "KILLED BY SIGNAL:")) is not { } signal)
            return false;
        Failures.Failed(line, into, signal.Value == 11 ? "segfault" : signal.Value == 7 ? "bus-error" : null);
        Failures.Tell(ProgramFacts.Signal, signal, line, into);
        return true;
    }

    /// <summary><c>[cn2915:mpi_rank_0][error_sighandler] Caught error: Aborted (signal 6)</c></summary>
    private bool Mvapich(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, ":mpi_rank_");
        if (Scan.Integer(text, at) is not { } rank || !(Scan.Has(text, "error_sighandler") || Scan.Has(text, "Caught error")))
            return false;
        var signal = Scan.Integer(text, Scan.Behind(text, "(signal "));
        Failures.Failed(line, into, signal?.Value switch { 11 => "segfault", 7 => "bus-error", _ => null });
        Failures.Rank(rank.Value, line, into);
        var open = text[..(at - ":mpi_rank_".Length)].LastIndexOf('[');
        Failures.Node(text[(open + 1)..(at - ":mpi_rank_".Length)], line, into);
        if (signal is { } number)
            Failures.Tell(ProgramFacts.Signal, number, line, into);
        return true;
    }
}
