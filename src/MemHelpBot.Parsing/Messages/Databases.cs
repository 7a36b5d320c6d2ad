using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// PostgreSQL, MySQL, Redis, Elasticsearch, MongoDB: the messages that state a value. <c>ERROR: out of memory / DETAIL: Failed on
/// request of size N</c> is malloc refused inside a backend; the shared memory request is one piece at the start.
/// </summary>
internal sealed class Databases(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["Failed on request of size ", "out of memory", "shmget(key=", "shared memory segment", "(currently ", "overcommit_memory is set to ", "vm.max_map_count [", "max number of threads [", "InnoDB: mmap(", "Out of memory (Needed ", "invalid memory alloc request size ", "mysqld got signal ", "# Out Of Memory allocating "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Mongo(line, text, into) | Postgres(line, text, into) | SharedMemory(line, text, into) | Redis(line, text, into) | Elasticsearch(line, text, into) | MySql(line, text, into);
    }

    /// <summary>MongoDB: <c>2016-08-18T22:14:36.358+0000 F -  [main] out of memory.</c> (util/allocator.cpp reportOutOfMemoryErrorAndExit)</summary>
    private bool Mongo(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!text.TrimEnd().EndsWith("] out of memory.", StringComparison.Ordinal) || !Scan.Has(text, "F "))
            return false;
        Failures.Failed(line, into, "mongodb-oom");
        Failures.Tell(ProgramFacts.Name, FactValue.Of("mongod"), line, into, 0, text.Length);
        return true;
    }

    private bool Postgres(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Integer(text, Scan.Behind(text, "invalid memory alloc request size ")) is { } beyond)
        {
            // mcxt.c: one allocation may not exceed MaxAllocSize, 1 GiB less one byte; nothing was asked of the system.
            Failures.Failed(line, into, "postgres-alloc-limit");
            Failures.Tell(ProgramFacts.Name, FactValue.Of("postgres"), line, into, 0, text.Length);
            Failures.Tell(ProgramFacts.FailedBytes, beyond, line, into);
            return true;
        }

        var failed = Scan.Behind(text, "Failed on request of size ");
        var error = Scan.Has(text, "ERROR:  out of memory") || Scan.Has(text, "FATAL:  out of memory") || text.StartsWith("ERROR: out of memory", StringComparison.Ordinal)
            || Scan.Has(text, "[53200]") && Scan.Has(text, "ERROR: out of memory");
        if (failed < 0 && !error)
            return false;
        Failures.Failed(line, into, "postgres-oom");
        Failures.Tell(ProgramFacts.Name, FactValue.Of("postgres"), line, into, 0, text.Length);
        if (Scan.Integer(text, failed) is { } bytes)
            Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        return true;
    }

    /// <summary><c>Failed system call was shmget(key=5432001, size=1126563840, 03600).</c>, <c>(currently 17035526144 bytes)</c>, <c>to 67146080 bytes</c>.</summary>
    private bool SharedMemory(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var shmget = Scan.Behind(text, "shmget(key=");
        var now = Scan.Behind(text, "request size (currently ");
        var resize = Scan.Has(text, "could not resize shared memory segment") ? Scan.Behind(text, "\" to ") : -1;
        var at = shmget > 0 ? Scan.Behind(text, "size=", shmget) : Math.Max(now, resize);
        if (Scan.Integer(text, at) is not { } bytes)
            return false;
        Failures.Failed(line, into, resize > 0 ? "shm-full" : Scan.Has(text, "PostgreSQL's request for a shared memory segment exceeded") ? "postgres-shmem" : null);
        if (now > 0 && Scan.Has(text[..now], "or huge pages"))
            Failures.Failed(line, into, "huge-pages-in-hint");
        Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        if (resize < 0)
            Failures.Tell(ProgramFacts.Name, FactValue.Of("postgres"), line, into, at, bytes.Length);
        return true;
    }

    /// <summary><c>WARNING overcommit_memory is set to 0!</c>: Redis read /proc/sys/vm itself.</summary>
    private bool Redis(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        // zmalloc.c, zmalloc_default_oom: malloc refused the server, which aborts.
        if (Scan.Integer(text, Scan.Behind(text, "# Out Of Memory allocating ")) is { Value: > 0 } refused && Scan.At(text, refused.End, " bytes"))
        {
            Failures.Failed(line, into, "enomem-malloc");
            Failures.Tell(ProgramFacts.FailedBytes, refused, line, into);
            Failures.Tell(ProgramFacts.Name, FactValue.Of("redis-server"), line, into, 0, text.Length);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "overcommit_memory is set to ")) is not { } mode)
            return false;
        into.Tell(VmFacts.Setting, FactValue.Of(mode.Value), line, mode.Offset, mode.Length, null, "overcommit_memory");
        return true;
    }

    /// <summary><c>max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]</c>, <c>max number of threads [1024] for user [es] is too low</c></summary>
    private static bool Elasticsearch(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Integer(text, Scan.Behind(text, "max number of threads [")) is { } threads && Scan.Has(text, "] is too low"))
        {
            into.Tell(UlimitFacts.Processes, FactValue.Of(threads.Value), line, threads.Offset, threads.Length);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "vm.max_map_count [")) is not { } count)
            return false;
        into.Tell(VmFacts.Setting, FactValue.Of(count.Value), line, count.Offset, count.Length, null, "max_map_count");
        return true;
    }

    /// <summary><c>InnoDB: mmap(137363456 bytes) failed; errno 12</c>, <c>Cannot allocate memory for the buffer pool</c>.</summary>
    private bool MySql(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var needed = Scan.Behind(text, "Out of memory (Needed ");
        if (Scan.Integer(text, Scan.Behind(text, "mysqld got signal ")) is { Value: > 0 and < 65 } signal)
        {
            Failures.Failed(line, into, signal.Value == 11 ? "segfault" : null);
            Failures.Tell(ProgramFacts.Name, line, into, text.IndexOf("mysqld", StringComparison.Ordinal), "mysqld".Length);
            Failures.Tell(ProgramFacts.Signal, signal, line, into);
            return true;
        }

        if (Scan.Integer(text, needed > 0 ? needed : Scan.Behind(text, "InnoDB: mmap(")) is not { } bytes)
            return false;
        Failures.Failed(line, into, "mysql-oom");
        Failures.Tell(ProgramFacts.Name, FactValue.Of("mysqld"), line, into, 0, text.Length);
        Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        return true;
    }
}
