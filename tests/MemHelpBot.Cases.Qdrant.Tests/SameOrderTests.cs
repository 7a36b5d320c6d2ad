using System.Globalization;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant.Tests;

/// <summary>The shipped corpus, asked in both stores.</summary>
public sealed class SameOrderTests : IAsyncDisposable
{
    private static readonly string[] Questions =
    [
        "page allocation failure order:4 GFP_ATOMIC", "why not more RAM?", "容器被 OOM 杀死", "pamięć pofragmentowana", "forrtl: severe (41): insufficient virtual memory",
        "vm.overcommit_memory=2 CommitLimit", "slurmstepd: error: Detected 1 oom-kill event", "java.lang.OutOfMemoryError: Direct buffer memory", "slab unreclaimable grows dentry",
        "CUDA out of memory", "ulimit -l memlock RDMA ibv_reg_mr", "hugepages reserved but not used", "node hangs without an OOM kill", "kubelet evicted pod MemoryPressure",
        "numa zone_reclaim_mode", "realloc nbnxn_grid.cpp", "swap full thrash", "mmap failed max_map_count", "", "zzzz",
    ];

    private readonly Servers servers = new();

    [Fact]
    public async Task Every_question_gets_the_same_hits_for_the_same_reasons()
    {
        var token = TestContext.Current.CancellationToken;
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, token);
        var index = servers.Index(new QdrantOptions { Url = (await servers.StartAsync()).Url, QueryDeadline = TimeSpan.FromSeconds(30) });
        await index.PublishAsync(open.Generation, token);
        var qdrant = new HybridCaseStore(open.Generation, index);
        foreach (var question in Questions)
        {
            foreach (var causes in (string[][])[[], ["cgroup-limit", "memory-fragmentation"]])
            {
                var query = new CaseQuery { Text = question, Causes = causes, Signatures = causes.Length > 0 ? ["kernel-oom-memcg"] : [], Environment = ["3.10.0-1160.el7.x86_64"], Limit = 10 };
                var embedded = await open.Store.FindAsync(query, token);

                Assert.Equal(embedded.Select(Print), (await qdrant.FindAsync(query, token)).Select(Print));
            }
        }
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private static string Print(CaseHit hit) =>
        string.Create(CultureInfo.InvariantCulture, $"{hit.Document.Id}#{hit.Section.Id} {hit.Score:0.000000} {hit.Exact} {string.Join(" | ", hit.Why.Select(w => w.Split(" of ")[0]))}");
}
