using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// A database asks for what its settings say: shared buffers at start, work memory for each operation, a fork of the whole
/// process for a snapshot. The settings have to fit the machine or container, with the rest that runs there.
/// </summary>
internal sealed class DatabaseMemoryConfig : ICauseRule
{
    private static readonly string[] Servers = ["postgres", "postmaster", "mysqld", "mariadbd", "redis-server", "mongod"];

    // Names as the kernel prints them, cut to fifteen characters: servers whose caches and work areas are sized by settings.
    private static readonly string[] Victims = [.. Servers, "oracle", "clickhouse-serv", "tikv-server", "tidb-server", "doris_be", "palo_be", "starrocks_be", "influxd", "dmserver"];

    public string Cause => CauseIds.DatabaseMemoryConfig;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.PostgresShmem) is { } shared)
            WeighShared(scene, shared, hearing);
        if (scene.SeenAny(SignatureIds.PostgresOom, SignatureIds.MysqlOom, SignatureIds.MongodbOom) is { } refused)
            hearing.For("server-refused", Strength.Strong, refused.Line());
        if (scene.Seen(SignatureIds.ServerMemoryLimit) is { } own)
            WeighOwnLimit(scene, own, hearing);
        if (scene.Seen(SignatureIds.RedisMaxmemory) is { } full)
            hearing.For("maxmemory-reached", Strength.Proof, full.Line());
        if (scene.Seen(SignatureIds.RedisFork) is { } fork)
            hearing.For("snapshot-fork-refused", Strength.Weak, fork.Line());
        else if (scene.Seen(SignatureIds.RedisOvercommit) is { } warning)
            hearing.For("overcommit-warning", Strength.Weak, warning.Line());
        if (scene.Seen(SignatureIds.PostgresKilled) is { } backend)
            hearing.For("backend-killed", Strength.Weak, backend.Line());
        else if (MemoryMessages.Kill(scene) is { } kill && scene.Own(ProgramFacts.Name) is { Value.Text: { } name } program && Servers.Contains(name, StringComparer.Ordinal))
            hearing.For("server-killed", Strength.Weak, EvidenceArgument.Of("program", program), kill);
        else if (scene.Own(OomFacts.Victim) is { Value.Text: { } killed } victim && Victims.Contains(killed, StringComparer.Ordinal))
            hearing.For("server-killed", Strength.Weak, EvidenceArgument.Of("program", victim));
        if (scene.Index is null)
            WeighSettings(scene, hearing);
        hearing.Ask("program-log");
        hearing.Ask("meminfo");
        hearing.Ask("overcommit-setting");
        return hearing.Close();
    }

    private static void WeighOwnLimit(Scene scene, Signature own, Hearing hearing)
    {
        if (scene.Own(RuntimeFacts.HeapLimit) is { } limit)
            hearing.For("own-limit-told", Strength.Proof, EvidenceArgument.Of("limit", limit), own.Line());
        else
            hearing.For("own-limit", Strength.Proof, own.Line());
    }

    // Settings against the machine. PostgreSQL's page cache lives beside shared_buffers, InnoDB's does not: it may take more.
    private static void WeighSettings(Scene scene, Hearing hearing)
    {
        const string poolName = "innodb_buffer_pool_size";
        if (scene.Own(SettingFacts.Redis, "maxmemory") is { Value.Text: "unlimited" } unlimited)
            hearing.For("redis-without-maxmemory", Strength.Weak, unlimited.Line());
        if (scene.Own(SettingFacts.Redis, "used_memory") is { Value.Integer: > 0 and < 1L << 60 and var held } used && scene.Own(SettingFacts.Redis, "total_system_memory") is { Value.Integer: > 0 and < 1L << 60 and var whole } machine && held * 10 > whole * 9)
            hearing.For("redis-near-machine", Strength.Strong, EvidenceArgument.Of("used", used), EvidenceArgument.Of("total", machine));
        if ((scene.Facts.Find(MeminfoFacts.Field, null, "MemTotal") ?? scene.Facts.Find(FreeFacts.Total)) is not { Value.Integer: > 0 and < 1L << 50 and var ram } total)
            return;
        var pool = scene.Own(SettingFacts.Database, poolName);
        var shared = scene.Own(SettingFacts.Database, "shared_buffers");
        if (pool is { Value.Integer: < 1L << 50 and var cache } large && cache * 5 > ram * 4)
            hearing.For("pool-near-machine", Strength.Strong, EvidenceArgument.Of("pool", large), EvidenceArgument.Of("total", total));
        if (shared is { Value.Integer: < 1L << 50 and var buffers } kept && buffers * 2 > ram)
            hearing.For("buffers-above-half", Strength.Strong, EvidenceArgument.Of("buffers", kept), EvidenceArgument.Of("total", total));
        if (scene.Own(SettingFacts.Database, "work_mem") is { Value.Integer: > 0 and < 1L << 40 and var work } each
            && scene.Own(SettingFacts.DatabaseCount, "max_connections") is { Value.Integer: > 0 and < 1_000_000 and var connections } many && work > ram / connections)
            hearing.For("work-memory-times-connections", Strength.Weak, EvidenceArgument.Of("work", each), EvidenceArgument.Of("connections", many), EvidenceArgument.Of("total", total));
    }

    private static void WeighShared(Scene scene, Signature shared, Hearing hearing)
    {
        // A segment in /dev/shm that is full: the mount is small, whatever the settings.
        var strength = scene.Signature("shm-full") is null ? Strength.Strong : Strength.Weak;
        if (scene.Own(ProgramFacts.FailedBytes) is { } bytes)
            hearing.For("shared-memory-refused-bytes", strength, EvidenceArgument.Of("bytes", bytes), shared.Line());
        else
            hearing.For("shared-memory-refused", strength, shared.Line());
    }
}
