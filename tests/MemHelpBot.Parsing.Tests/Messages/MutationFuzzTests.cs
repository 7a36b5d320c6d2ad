using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class MutationFuzzTests
{
    private const int Rounds = 150;

    /// <summary>Facts whose number is converted or fixed by the words of the line, so that other digits stand there.</summary>
    private static readonly FactKey[] Converted =
    [
        ProgramFacts.FailedBytes, ProgramFacts.Signal, UlimitFacts.Locked, UlimitFacts.Data, UlimitFacts.Stack, UlimitFacts.Virtual, UlimitFacts.Rss, FreeFacts.Total, FreeFacts.Used, FreeFacts.Free,
        FreeFacts.Available, FreeFacts.SwapTotal, FreeFacts.SwapUsed, SlurmFacts.ReqMem, SlurmFacts.MaxRss, JobFacts.Limit, JobFacts.Peak, CudaFacts.Tried, CudaFacts.Total, CudaFacts.Free,
        CudaFacts.Allocated, CudaFacts.Reserved, KubernetesFacts.MemoryLimit, KubernetesFacts.MemoryRequest, KubernetesFacts.EvictionAvailable, KubernetesFacts.EvictionThreshold,
        RuntimeFacts.JvmMaxHeap, MemcgFacts.Limit, StatementFacts.Limit, StatementFacts.MachineMemory, StatementFacts.ParentLimit, StatementFacts.ChildLimit, StatementFacts.ProcessSize,
        SlabFacts.CacheTotal, SlurmFacts.ReqMemNode, SlurmFacts.MemPerCpu, SlurmFacts.JobPeak, SlurmFacts.JobPeakEstimate, CudaFacts.Cached, CudaFacts.HeldByProcess, CudaFacts.HeldByPid,
        MemcgFacts.Usage, MemcgFacts.Peak, DaemonFacts.EarlyoomVictimRss,
    ];

    public static TheoryData<string> Fixtures => [.. Fixture.Names("Tools").Concat(Fixture.Names("Messages"))];

    // What mutation fuzzing found: each threw once.
    [Theory]
    [InlineData("[\n    {\n        \":\n\"State\": {\n\"OOMKilled\": true")]
    [InlineData("yhrun: error: cn0007: tasks 9223372036854775807,14-15: Killed")]
    [InlineData("srun: error: n1: tasks 0-9223372036854775807: Killed")]
    public void Found_by_fuzzing(string text) => Assert.NotNull(PasteReader.Read(text));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Cut_scrambled_and_doubled_text_throws_nothing_and_every_number_stands_in_its_line(string name)
    {
        var original = Fixture.Text(name);
        Assert.NotEmpty(original);
        var random = new Random(20241121);
        for (var round = 0; round < Rounds; round++)
        {
            var paste = Mutate(original, random);
            Check(paste, PasteReader.Read(paste));
        }
    }

    private static void Check(string paste, Reading reading)
    {
        var lines = paste.Split('\n');
        foreach (var fact in reading.Facts.All)
        {
            Assert.InRange(fact.Span.Start, 0, paste.Length);
            Assert.InRange(fact.Span.End, fact.Span.Start, paste.Length);
            if (fact.Derivation is null && fact.Value.Integer is { } value && !Converted.Contains(fact.Key))
            {
                var line = lines[fact.Span.FirstLine - 1];
                Assert.True(line.Contains(value.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) || line.Contains('0', StringComparison.Ordinal), $"{fact.Name} = {value} in: {line}");
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        var characters = text.ToList();
        for (var changes = random.Next(1, 8); changes > 0 && characters.Count > 0; changes--)
        {
            var at = random.Next(characters.Count);
            switch (random.Next(6))
            {
                case 0:
                    characters.RemoveAt(at);
                    break;
                case 1:
                    characters.Insert(at, (char)random.Next(32, 127));
                    break;
                case 2:
                    characters[at] = "0123456789 :,.()[]%\n\t-KMGB\u4e2d\ud83d"[random.Next(27)];
                    break;
                case 3:
                    characters.RemoveRange(at, Math.Min(random.Next(1, 40), characters.Count - at));
                    break;
                case 4:
                    characters.InsertRange(at, characters.GetRange(at, Math.Min(random.Next(1, 60), characters.Count - at)));
                    break;
                default:
                    characters.InsertRange(at, new string((char)('0' + random.Next(10)), random.Next(1, 25)));
                    break;
            }
        }

        return new string([.. characters]);
    }
}
