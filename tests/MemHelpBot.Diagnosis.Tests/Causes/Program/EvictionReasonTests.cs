using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

/// <summary>A kubelet evicts for other resources than memory, too; and a scheduler's kill for memory is carried out as a deletion.</summary>
public sealed class EvictionReasonTests
{
    [Theory]
    [InlineData("k8s-low-memory", Verdict.Confirmed)]
    [InlineData(null, Verdict.Likely)]
    [InlineData("k8s-evicted-other", Verdict.RuledOut)]
    public void The_named_resource_decides(string? named, Verdict verdict)
    {
        var told = new Told().Incident(IncidentKind.Platform).Signature("k8s-evicted");
        if (named is not null)
            told.Signature(named);
        Assert.Equal(verdict, told.Diagnose().Causes.Of(CauseIds.NodePressureEviction).Verdict);
    }

    [Fact]
    public void A_job_deleted_for_its_memory_was_stopped_by_no_person() =>
        Assert.DoesNotContain(new Told().Incident(IncidentKind.Program).Signature("job-deleted").Signature("job-mem-limit").Diagnose().Causes, c => c is { Cause: CauseIds.NotAMemoryShortage, Verdict: Verdict.Likely or Verdict.Confirmed });
}
