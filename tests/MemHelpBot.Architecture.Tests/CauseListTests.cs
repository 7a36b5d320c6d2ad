using MemHelpBot.Diagnosis;

namespace MemHelpBot.Architecture.Tests;

/// <summary>A reviewer can pick any cause and find its judgement, its text and its sentences, each in one place.</summary>
public sealed class CauseListTests
{
    [Fact]
    public void Every_cause_has_a_playbook_and_sentences_for_its_evidence()
    {
        Assert.NotEmpty(CauseIds.All);
        Assert.All(CauseIds.All, id => Assert.True(File.Exists(Path.Combine(Repository.Root, "corpus", "playbooks", id + ".yaml")), $"corpus/playbooks/{id}.yaml is missing"));
        Assert.All(CauseIds.All.Where(id => id != CauseIds.InsufficientEvidence),
            id => Assert.True(File.Exists(Path.Combine(Repository.Root, "corpus", "evidence", id + ".yaml")), $"corpus/evidence/{id}.yaml is missing"));
    }
}
