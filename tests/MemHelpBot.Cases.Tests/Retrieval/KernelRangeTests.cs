using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Tests.Retrieval;

public sealed class KernelRangeTests
{
    [Theory]
    [InlineData("kernel 3.10", "3.10.0-1160.el7.x86_64", true)]
    [InlineData("kernel 3.10.0-327.4.5.el7", "3.10.0-1160.el7.x86_64", true)]
    [InlineData("kernel 3.10 style", "3.10.0-1160.el7.x86_64", true)]
    [InlineData("kernel 5.15", "5.4.0-29-generic", false)]
    [InlineData("kernel 5.1", "5.15.0-91-generic", false)]
    [InlineData("kernel 2.6.33 to 4.6", "4.6.7-300.fc24", true)]
    [InlineData("kernel 2.6.33 to 4.6", "4.7.0", false)]
    [InlineData("kernel 2.6.33 to 4.6", "2.6.32-754.el6", false)]
    [InlineData("kernel before 4.1", "4.0.9", true)]
    [InlineData("kernel before 4.1", "4.1.0-rc1", false)]
    [InlineData("kernel 6.6 or later", "6.12.3", true)]
    [InlineData("kernel 6.6 or later", "6.5.0-15-generic", false)]
    [InlineData("kernel-memory", "5.15.0", false)]
    [InlineData("kernel", "5.15.0", false)]
    [InlineData("kernel 5.15", "ubuntu", false)]
    [InlineData("kernel 99999999999", "5.15.0", false)]
    public void A_release_is_held_against_what_a_case_says(string range, string release, bool holds) => Assert.Equal(holds, KernelRange.Holds(range, release));
}
