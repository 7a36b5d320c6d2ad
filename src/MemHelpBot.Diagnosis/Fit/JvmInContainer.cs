using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>
/// Heap, metaspace, code cache, thread stacks and direct memory of a JVM against a container's limit. Defaults are those of HotSpot
/// (docs.oracle.com, "java" command: ReservedCodeCacheSize 240 MiB with tiered compilation, ThreadStackSize 1 MiB on Linux x64,
/// MaxRAMPercentage 25, MaxDirectMemorySize as large as the heap). Collector structures are not counted.
/// </summary>
internal sealed class JvmInContainer : IFitQuestion
{
    private const decimal Mib = 1024 * 1024;

    public FitTable? Answer(FitScene scene)
    {
        if (!scene.Given.Any("heap", "metaspace", "thread-count", "direct", "stack", "code-cache") && scene.Find(RuntimeFacts.JvmMaxHeap) is null)
            return null;
        var limit = scene.Size("limit", KubernetesFacts.MemoryLimit, MemcgFacts.Limit, StatementFacts.Limit);
        var missing = new List<string>();
        var remarks = new List<FitRemark>();
        var heap = scene.Size("heap", RuntimeFacts.JvmMaxHeap);
        if (heap is null && limit is not null)
            heap = FitScene.Assumed("heap", Math.Floor(limit.Value / 4), FactUnit.Bytes, "25 % of the limit (MaxRAMPercentage of JDK 10 and later, 8u191 and later)", limit);
        var parts = new List<FitRow>();
        var rows = new List<FitRow>();
        if (heap is null)
            missing.Add("heap");
        else
            parts.Add(heap);
        parts.Add(scene.Size("metaspace") ?? FitScene.Assumed("metaspace", 256 * Mib, FactUnit.Bytes, "the JVM sets no bound of its own"));
        parts.Add(scene.Size("code-cache") ?? FitScene.Assumed("code-cache", 240 * Mib, FactUnit.Bytes, "default of ReservedCodeCacheSize"));
        var stack = scene.Size("stack") ?? FitScene.Assumed("stack", Mib, FactUnit.Bytes, "default of ThreadStackSize on Linux x86_64");
        rows.AddRange(parts);
        if (scene.Number("thread-count", FactUnit.None) is { } threads)
        {
            rows.Add(threads);
            rows.Add(stack);
            parts.Add(FitScene.Computed("stacks", threads.Value * stack.Value, "threads × stack", threads, stack));
            rows.Add(parts[^1]);
        }
        else
        {
            missing.Add("thread-count");
        }

        if (scene.Size("direct") is { } direct)
        {
            parts.Add(direct);
            rows.Add(direct);
        }
        else
        {
            missing.Add("direct");
            if (heap is not null)
                remarks.Add(new FitRemark("direct-default", heap));
        }

        var sum = FitScene.Computed("need", parts.Sum(p => p.Value), "Σ heap, metaspace, code cache, thread stacks and direct memory, as far as told", parts);
        rows.Add(sum);
        remarks.Add(new FitRemark("collector-not-counted", sum));
        if (limit is null)
        {
            missing.Add("limit");
            return new FitTable("jvm-in-container", scene.Incident?.Index, rows, FitOutcome.Open, null, remarks, missing);
        }

        rows.Add(limit);
        if (heap is not null)
            rows.Add(FitScene.Computed("jvm-room", limit.Value - heap.Value, "limit − heap", limit, heap));
        var margin = FitScene.Computed("margin", limit.Value - sum.Value, "limit − need", limit, sum);
        rows.Add(margin);
        if (margin.Value > 0 && missing.Contains("thread-count"))
            rows.Add(FitScene.Computed("most-threads", null, Math.Floor(margin.Value / stack.Value), FactUnit.None, "what is left ÷ stack, rounded down", margin, stack));
        var outcome = margin.Value < 0 ? FitOutcome.DoesNotFit : missing.Count > 0 ? FitOutcome.Open : FitOutcome.Fits;
        return new FitTable("jvm-in-container", scene.Incident?.Index, rows, outcome, margin, remarks, missing);
    }
}
