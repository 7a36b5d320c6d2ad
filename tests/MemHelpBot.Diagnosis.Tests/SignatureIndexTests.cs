using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests;

public sealed class SignatureIndexTests
{
    [Fact]
    public void An_incident_looks_through_its_own_signatures_only_however_many_others_there_are()
    {
        var signatures = Enumerable.Range(0, 2000).Select(i => new Signature("kernel-oom-global", new SourceSpan(0, i + 1, i + 1, 0, 0), i)).ToList();
        var index = SignatureIndex.On(signatures);
        for (var incident = 0; incident < 2000; incident++)
            Assert.Equal(incident + 1, Assert.Single(index.Of(incident).ToArray()).Span.FirstLine);
        Assert.Equal(["kernel-oom-global"], index.Ids);
    }

    [Fact]
    public void Signatures_without_an_incident_belong_to_the_paste_as_a_whole()
    {
        Signature[] signatures = [new("exit-137", default, 0), new("shell-killed", default, null)];
        Assert.Equal("shell-killed", Assert.Single(SignatureIndex.On(signatures).Of(null).ToArray()).Id);
        Assert.True(SignatureIndex.On(signatures).Of(7).IsEmpty);
    }
}
