using Microsoft.Extensions.Configuration;

namespace MemHelpBot.Channels.Teams.Tests.Contract;

public sealed class SettingsTests
{
    private const string App = "AppId=11111111-2222-4333-8444-555555555555";
    private const string Tenant = "TenantId=aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

    [Fact]
    public void Nothing_set_is_off() => Assert.Null(TeamsSettings.Read(Section()));

    [Fact]
    public void Complete_credentials_are_on()
    {
        var settings = TeamsSettings.Read(Section(App, Tenant, "Secret=s", "FileHosts=files.example.org; share.example.org"));
        Assert.Equal(("s", false, 2), (settings!.Secret, settings.Playground, settings.FileHosts.Count));
        Assert.True(TeamsSettings.Read(Section(App, Tenant, "ManagedIdentity=true"))!.ManagedIdentity);
        Assert.True(TeamsSettings.Read(Section("Playground=true"))!.Playground);
        Assert.NotNull(TeamsSettings.Read(Section(App, "TenantId=botframework.com", "Secret=s")));
    }

    [Theory]
    [InlineData("MemHelp:Teams:AppId: it is missing; set the application (client) id", Tenant, "Secret=s")]
    [InlineData("MemHelp:Teams:TenantId: it is missing; set the directory (tenant) id", App, "Secret=s")]
    [InlineData("MemHelp:Teams:Secret: it is missing; set either", App, Tenant)]
    [InlineData("MemHelp:Teams:Secret: it is missing; set either", App, Tenant, "Secret= ")]
    [InlineData("MemHelp:Teams:Secret: it stands beside ManagedIdentity", App, Tenant, "Secret=s", "ManagedIdentity=true")]
    [InlineData("MemHelp:Teams:AppId: \"me\" is no application id", "AppId=me", Tenant, "Secret=s")]
    [InlineData("MemHelp:Teams:Playground: it stands beside credentials", App, Tenant, "Secret=s", "Playground=true")]
    [InlineData("MemHelp:Teams:Playground: \"yes\" is neither true nor false", "Playground=yes")]
    [InlineData("MemHelp:Teams:Pass: no setting has this name; use one of AppId,", App, Tenant, "Pass=s")]
    [InlineData("MemHelp:Teams:Cloud: \"mars\" is none of", App, Tenant, "Secret=s", "Cloud=mars")]
    [InlineData("MemHelp:Teams:ServiceHosts or FileHosts: \"10.0.0.1\" is no host name", App, Tenant, "Secret=s", "FileHosts=10.0.0.1")]
    [InlineData("MemHelp:Teams:MaxFileMegabytes: \"0\" is not a whole number", App, Tenant, "Secret=s", "MaxFileMegabytes=0")]
    public void A_half_set_channel_stops_the_start_and_says_what_is_missing(string expected, params string[] settings) =>
        Assert.StartsWith("setting " + expected, Assert.Throws<BadSettingException>(() => TeamsSettings.Read(Section(settings))).Message, StringComparison.Ordinal);

    private static IConfigurationSection Section(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>("MemHelp:Teams:" + s[..s.IndexOf('=', StringComparison.Ordinal)], s[(s.IndexOf('=', StringComparison.Ordinal) + 1)..])))
        .Build().GetSection("MemHelp:Teams");
}
