using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The kubelet ends Pods when the node's available memory falls below its threshold: first those above their request. No
/// limit need be reached and the kernel kills nobody.
/// </summary>
internal sealed class NodePressureEviction : ICauseRule
{
    public string Cause => CauseIds.NodePressureEviction;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        var message = scene.Seen(SignatureIds.Evicted);
        if (scene.Seen(SignatureIds.EvictedOther) is { } other && scene.Seen(SignatureIds.EvictedLowMemory) is null)
            hearing.Against("evicted-for-other", Strength.Proof, other.Line());
        if (scene.Seen(SignatureIds.EvictedLowMemory) is { } low)
            hearing.For("evicted-for-memory", Strength.Proof, low.Line());
        else if (message is not null)
            hearing.For("evicted-status", Strength.Strong, message.Line());
        else if (scene.Own(KubernetesFacts.Reason) is { Value.Text: "Evicted" } reason && scene.Told(KubernetesFacts.NodeCondition) is { Value.Text: "MemoryPressure" } condition)
            hearing.For("evicted-under-pressure", Strength.Strong, reason.Line(), condition.Line());
        WeighFigures(scene, hearing);
        hearing.Ask("pod-description", 0);
        hearing.Ask("process-list");
        return hearing.Close();
    }

    private static void WeighFigures(Scene scene, Hearing hearing)
    {
        if (scene.Own(KubernetesFacts.EvictionAvailable) is { Value.Integer: { } left } available
            && scene.Own(KubernetesFacts.EvictionThreshold) is { Value.Integer: { } mark } threshold && left < mark)
        {
            hearing.For("below-threshold", Strength.Proof, EvidenceArgument.Of("available", available), EvidenceArgument.Of("threshold", threshold));
        }

        if (scene.Own(KubernetesFacts.MemoryUsage) is { Value.Integer: { } used } usage
            && scene.Own(KubernetesFacts.MemoryRequest) is { Value.Integer: { } asked } request && used > asked)
        {
            hearing.For("above-request", Strength.Weak, EvidenceArgument.Of("usage", usage), EvidenceArgument.Of("request", request));
        }
    }
}
