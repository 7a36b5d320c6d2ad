using MemHelpBot.Diagnosis.Together;

namespace MemHelpBot.Diagnosis.Tests.Together;

public sealed class MomentTests
{
    [Theory]
    [InlineData("2919920.414131", "2919950.9", 30)]
    [InlineData("Nov 22 14:39:52", "Nov 22 14:40:02", 10)]
    [InlineData("Nov  2 14:39:52", "Nov  3 14:39:52", 86_400)]
    [InlineData("Feb 29 00:00:00", "Mar  1 00:00:00", 86_400)]
    [InlineData("Fri Oct 17 10:56:07 2025", "Mon Nov  3 14:24:42 2025", 1_481_315)]
    [InlineData("2024-05-15T14:57:36.877", "2024-05-15T14:58:36.100", 60)]
    [InlineData("2024-05-15T14:57:36+02:00", "2024-05-15T12:58:36Z", 60)]
    [InlineData("2024-05-15 23:59:59", "2024-05-16 00:00:01", 2)]
    public void Times_of_one_form_are_compared(string from, string to, long seconds) =>
        Assert.Equal(seconds, Moment.Read(from)!.Value.Until(Moment.Read(to)!.Value));

    [Fact]
    public void Times_of_two_scales_or_backwards_are_not()
    {
        Assert.Null(Moment.Read("100.5")!.Value.Until(Moment.Read("Nov 22 14:39:52")!.Value));
        Assert.Null(Moment.Read("Dec 31 23:59:59")!.Value.Until(Moment.Read("Jan  1 00:00:01")!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("yesterday")]
    [InlineData("Feb 30 00:00:00")]
    [InlineData("99:99:99")]
    [InlineData("9999999999999999999999999999999999.1")]
    public void What_is_no_time_is_none(string? printed) => Assert.Null(Moment.Read(printed));
}
