using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels.Tests;

/// <summary>Settings are read alike everywhere: what is empty is not set, what cannot be meant is one line.</summary>
public sealed class SettingReadingTests
{
    [Fact]
    public void What_is_set_is_read_and_what_is_empty_is_not_set()
    {
        var section = Section(("Count", "7"), ("On", "TRUE"), ("Hosts", "a.example; b.example,c.example"), ("Empty", ""));
        Assert.Equal((7, 5, 5), (section.Whole("Count", 5, 1, 9), section.Whole("Empty", 5, 1, 9), section.Whole("None", 5, 1, 9)));
        Assert.Equal((true, true, false), (section.Flag("On"), section.Flag("Empty", otherwise: true), section.Flag("None")));
        Assert.Equal(["a.example", "b.example", "c.example"], section.Words("Hosts"));
        Assert.Empty(section.Words("Empty"));
    }

    [Theory]
    [InlineData("Count", "0", "setting Some:Count: \"0\" is not a whole number from 1 to 9; leave it out for 5.")]
    [InlineData("Count", "10", "setting Some:Count: \"10\" is not a whole number from 1 to 9; leave it out for 5.")]
    [InlineData("Count", "+5", "setting Some:Count: \"+5\" is not a whole number from 1 to 9; leave it out for 5.")]
    [InlineData("On", "yes", "setting Some:On: \"yes\" is neither true nor false; leave it out for true.")]
    [InlineData("Cuont", "5", "setting Some:Cuont: no setting has this name; use one of Count, On.")]
    public void What_cannot_be_meant_is_one_line(string name, string value, string expected)
    {
        var bad = Assert.Throws<BadSettingException>(() =>
        {
            var section = Section((name, value));
            section.RefuseOthers("Count", "On");
            section.Whole("Count", 5, 1, 9);
            section.Flag("On", otherwise: true);
        });
        Assert.Equal((expected, $"Some:{name}"), (bad.Message, bad.Setting));
    }

    private static IConfigurationSection Section(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Some:" + s.Name, (string?)s.Value))).Build().GetSection("Some");
}
