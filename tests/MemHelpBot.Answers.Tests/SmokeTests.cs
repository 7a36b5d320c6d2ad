namespace MemHelpBot.Answers.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_project_loads() => Assert.NotEmpty(typeof(SmokeTests).Assembly.GetReferencedAssemblies());
}
