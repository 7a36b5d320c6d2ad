namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>What is set by half, unknown or impossible is refused with one line that says how to mend it.</summary>
public sealed class SettingsTests
{
    private static Func<string, string?> Of(params string[] settings) => settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1], StringComparer.OrdinalIgnoreCase).GetValueOrDefault;

    [Fact]
    public void Nothing_set_is_no_model() => Assert.Null(ModelSettingsReader.Read("Model", Of("Embedding:Name=x", "Model:Name=")));

    [Theory]
    [InlineData("https://api.openai.com", "https://api.openai.com/v1/")]
    [InlineData("https://res.openai.azure.com", "https://res.openai.azure.com/openai/v1/")]
    [InlineData("https://res.openai.azure.com/openai/", "https://res.openai.azure.com/openai/v1/")]
    [InlineData("https://res.services.ai.azure.com/openai/v1", "https://res.services.ai.azure.com/openai/v1/")]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1/")]
    [InlineData("https://gpu.example.org/api/v1/", "https://gpu.example.org/api/v1/")]
    public void An_endpoint_is_completed(string given, string read) =>
        Assert.Equal(new Uri(read), ModelSettingsReader.Read("Model", Of($"Model:Endpoint={given}", "Model:Name=m", "Model:ApiKey=k"))!.Endpoint);

    [Fact]
    public void Entra_needs_no_key()
    {
        var settings = ModelSettingsReader.Read("Model", Of("Model:Endpoint=https://res.openai.azure.com", "Model:Name=gpt", "Model:Authentication=entra", "model:managedidentityclientid=1"))!;
        Assert.Equal(ModelAuthentication.Entra, settings.Authentication);
        Assert.Equal("1", settings.ManagedIdentityClientId);
        Assert.True(settings.IsAzure);
    }

    [Theory]
    [InlineData("Model:Endpoint: is missing while Model:Name is set", "Model:Name=m")]
    [InlineData("Model:Endpoint: is missing while Model:ApiKey is set", "Model:ApiKey=secret")]
    [InlineData("Model:Name: is missing while", "Model:Endpoint=http://localhost:8000", "Model:ApiKey=secret")]
    [InlineData("write the name of the deployment", "Model:Endpoint=https://r.openai.azure.com", "Model:ApiKey=secret")]
    [InlineData("Model:ApiKey: is missing", "Model:Endpoint=https://api.openai.com", "Model:Name=m")]
    [InlineData("Model:Authentication=entra", "Model:Endpoint=https://r.openai.azure.com", "Model:Name=m")]
    [InlineData("keep one of them", "Model:Endpoint=https://r.openai.azure.com", "Model:Name=m", "Model:ApiKey=secret", "Model:Authentication=entra")]
    [InlineData("older API", "Model:Endpoint=https://r.openai.azure.com/openai/deployments/x?api-version=1", "Model:Name=m", "Model:ApiKey=secret")]
    [InlineData("leave that off: https://h/v1", "Model:Endpoint=https://h/v1/chat/completions", "Model:Name=m")]
    [InlineData("is no address", "Model:Endpoint=localhost:11434", "Model:Name=m")]
    [InlineData("is no address", "Model:Endpoint=https://user:pass@h/v1", "Model:Name=m")]
    [InlineData("over plain http", "Model:Endpoint=http://gpu.example.org:8000", "Model:Name=m", "Model:ApiKey=secret")]
    [InlineData("is not a whole number from 1 to 600", "Model:Endpoint=http://localhost", "Model:Name=m", "Model:TimeoutSeconds=0")]
    [InlineData("is not known; use one of none, key, entra", "Model:Endpoint=http://localhost", "Model:Name=m", "Model:Authentication=aad")]
    [InlineData("not a number from 0 to 2", "Model:Endpoint=http://localhost", "Model:Name=m", "Model:Temperature=hot")]
    [InlineData("that no key has", "Model:Endpoint=http://localhost", "Model:Name=m", "Model:ApiKey=a secret")]
    [InlineData("price", "Model:Endpoint=http://localhost", "Model:Name=m", "Model:InputPrice=cheap")]
    public void What_is_wrong_is_said_in_one_line_without_the_key(string expected, params string[] settings)
    {
        var bad = Assert.Throws<BadModelSettingException>(() => ModelSettingsReader.Read("Model", Of(settings)));
        Assert.Contains(expected, bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', bad.Message);
        Assert.DoesNotContain("secret", bad.Message, StringComparison.Ordinal);
    }
}
