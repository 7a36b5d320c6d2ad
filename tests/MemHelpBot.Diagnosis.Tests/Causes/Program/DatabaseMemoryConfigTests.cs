using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class DatabaseMemoryConfigTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.DatabaseMemoryConfig);

    [Fact]
    public void Refused_shared_buffers_make_it_likely_and_nothing_else()
    {
        var paste = Paste.OfProgram("postgres-shmem").Tells(ProgramFacts.FailedBytes, 12L << 30);
        Assert.Equal(["database-memory-config likely"], paste.Candidates());
    }

    [Theory]
    [InlineData("redis-fork")]
    [InlineData("redis-overcommit-warning")]
    public void A_snapshot_that_cannot_fork_leaves_it_possible(string message) => Assert.Equal(Verdict.Possible, Judge(Paste.OfProgram(message))!.Verdict);

    [Fact]
    public void Redis_at_its_own_maximum_confirms_it() => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("redis-maxmemory"))!.Verdict);

    [Fact]
    public void A_killed_server_leaves_it_possible() =>
        Assert.Equal("server-killed", Judge(new Paste().Incident().Tells(ProgramFacts.Name, "postgres").Tells(ProgramFacts.Signal, 9))!.For[0].Id);

    [Fact]
    public void A_killed_backend_leaves_it_possible() => Assert.Equal("backend-killed", Judge(Paste.OfProgram("postgres-killed"))!.For[0].Id);

    [Fact]
    public void Another_killed_program_is_nothing() => Assert.Null(Judge(new Paste().Incident().Tells(ProgramFacts.Name, "ffmpeg").Tells(ProgramFacts.Signal, 9)));

    [Fact]
    public void A_server_at_the_limit_of_its_own_settings_confirms_it() => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("server-memory-limit"))!.Verdict);

    [Fact]
    public void A_backend_refused_by_the_system_is_less_sure_than_a_limit_of_its_own() =>
        Assert.NotEqual(Verdict.Confirmed, Judge(Paste.OfProgram("postgres-oom"))!.Verdict);
}
