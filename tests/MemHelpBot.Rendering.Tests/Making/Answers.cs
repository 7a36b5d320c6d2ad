using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Tests.Making;

/// <summary>Small answers built by hand.</summary>
internal static class Answers
{
    public static readonly Answer Empty = new("en", [], FactSet.Empty, [], [], [], "", [], [], [], []);

    /// <summary>A fragmentation answer with every part filled.</summary>
    public static Answer Whole(string language = "en", string task = "qemu-kvm")
    {
        var order = Read(OomFacts.Order, FactValue.Of(2), 3, 0);
        var facts = new FactSet(
        [
            order,
            Fact.Derive(OomFacts.RequestBytes, null, FactValue.Of(16384), 0, "2^oom.order × page size", order),
            Read(OomFacts.Victim, FactValue.Of(task), 9, 0),
        ]);
        Claim[] why = [new("No free block of order 2 was left in Node 0 Normal.", ["L5", "C:note-buddy#mechanism"])];
        return new Answer(
            language,
            [new Incident(0, IncidentKind.KernelOom, new SourceSpan(0, 3, 9, 20, 400), "Mar  3 04:05:06", "n17")],
            facts,
            ["kernel-oom-global"],
            [
                new AnswerCause("memory-fragmentation", "memory fragmentation", "confirmed", 0, why, [], [new("buddy", "How many blocks are free?", "cat /proc/buddyinfo")]),
                new AnswerCause("host-ram-exhausted", "RAM exhausted", "ruled-out", 0, [], [new("Single pages were free.", ["L5"])], []),
            ],
            [
                new AnswerSection("headline", "", [new($"The kernel killed {task}: memory was fragmented.", ["L9"])]),
                new AnswerSection("why", "Why", why),
            ],
            $"The kernel killed {task}: memory was fragmented. [L9]\n\n## Why\n\n- No free block of order 2 was left in Node 0 Normal. [L5, C:note-buddy#mechanism]\n",
            [
                new AnswerAction("check-buddyinfo", "memory-fragmentation", "check", "read-only", "user", "cat /proc/buddyinfo", "Shows the free blocks by order.", ["C:note-buddy#mechanism"], false),
                new AnswerAction("compact-memory", "memory-fragmentation", "mitigate", "reversible", "root", "echo 1 > /proc/sys/vm/compact_memory", "Compacts memory once.", ["C:note-buddy#mechanism"], true),
            ],
            [new AnswerQuestion("buddy", "How many blocks are free now?", "cat /proc/buddyinfo")],
            [new AnswerSource("note-buddy", "The buddy allocator", "https://docs.kernel.org/mm/", "en", "kernel", "related")],
            ["The log was altered."]);
    }

    public static Answer With(params Fact[] facts) =>
        Empty with { Facts = new FactSet(facts), Incidents = [new Incident(0, IncidentKind.KernelOom, new SourceSpan(0, 1, 99, 0, 1), null, null)] };

    public static Fact Read(FactKey key, FactValue value, int line, int? incident = null, string? subject = null, int message = 0) =>
        new(key, subject, value, new SourceSpan(message, line, line, 0, 1), incident);

    public static Fact Read(FactKey key, long value, int line = 1, int? incident = 0, string? subject = null) =>
        Read(key, FactValue.Of(value), line, incident, subject);

    public static Fact Meminfo(string field, long kb, int line = 1) => Read(MeminfoFacts.Field, FactValue.Of(kb), line, null, field);
}
