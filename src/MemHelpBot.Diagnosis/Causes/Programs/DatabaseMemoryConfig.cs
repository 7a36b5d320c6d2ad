using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// A database asks for what its settings say: shared buffers at start, work memory for each operation, a fork of the whole
/// process for a snapshot. The settings have to fit the machine or container, with the rest that runs there.
/// </summary>
internal sealed class DatabaseMemoryConfig : ICauseRule
{
    private static readonly string[] Servers = ["postgres", "postmaster", "mysqld", "mariadbd", "redis-server", "mongod"];

    public string Cause => CauseIds.DatabaseMemoryConfig;

    public Judgement? Judge(Scene scene)
    {
        var weighing = new Weighing(Cause, scene);
        if (scene.Seen(SignatureIds.PostgresShmem) is { } shared)
            WeighShared(scene, shared, weighing);
        if (scene.SeenAny(SignatureIds.PostgresOom, SignatureIds.MysqlOom, SignatureIds.MongodbOom) is { } refused)
            weighing.For("server-refused", Strength.Strong, refused.Line());
        if (scene.Seen(SignatureIds.ServerMemoryLimit) is { } own)
            WeighOwnLimit(scene, own, weighing);
        if (scene.Seen(SignatureIds.RedisMaxmemory) is { } full)
            weighing.For("maxmemory-reached", Strength.Proof, full.Line());
        if (scene.Seen(SignatureIds.RedisFork) is { } fork)
            weighing.For("snapshot-fork-refused", Strength.Weak, fork.Line());
        else if (scene.Seen(SignatureIds.RedisOvercommit) is { } warning)
            weighing.For("overcommit-warning", Strength.Weak, warning.Line());
        if (scene.Seen(SignatureIds.PostgresKilled) is { } backend)
            weighing.For("backend-killed", Strength.Weak, backend.Line());
        else if (MemoryMessages.Kill(scene) is { } kill && scene.Own(ProgramFacts.Name) is { Value.Text: { } name } program && Servers.Contains(name, StringComparer.Ordinal))
            weighing.For("server-killed", Strength.Weak, EvidenceArgument.Of("program", program), kill);
        weighing.Ask("program-log");
        weighing.Ask("meminfo");
        weighing.Ask("overcommit-setting");
        return weighing.Result;
    }

    private static void WeighOwnLimit(Scene scene, Signature own, Weighing weighing)
    {
        if (scene.Own(RuntimeFacts.HeapLimit) is { } limit)
            weighing.For("own-limit-told", Strength.Proof, EvidenceArgument.Of("limit", limit), own.Line());
        else
            weighing.For("own-limit", Strength.Proof, own.Line());
    }

    private static void WeighShared(Scene scene, Signature shared, Weighing weighing)
    {
        if (scene.Own(ProgramFacts.FailedBytes) is { } bytes)
            weighing.For("shared-memory-refused-bytes", Strength.Strong, EvidenceArgument.Of("bytes", bytes), shared.Line());
        else
            weighing.For("shared-memory-refused", Strength.Strong, shared.Line());
    }
}
