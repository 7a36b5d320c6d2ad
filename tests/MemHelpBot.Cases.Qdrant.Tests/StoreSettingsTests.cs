namespace MemHelpBot.Cases.Qdrant.Tests;

public sealed class StoreSettingsTests
{
    [Fact]
    public void Without_settings_the_store_is_the_embedded_one() => Assert.Same(StoreSettings.Embedded, Read());

    [Fact]
    public void Every_setting_reaches_its_option()
    {
        var read = Read(
            ("Store:Kind", "Qdrant"), ("Qdrant:Url", "https://q.example.org:6333/base"), ("Qdrant:ApiKey", "k"), ("Qdrant:Alias", "site-1"), ("Qdrant:Publish", "never"),
            ("Qdrant:QueryDeadlineMs", "500"), ("Qdrant:WriteDeadlineSeconds", "30"), ("Qdrant:OptimiseDeadlineMinutes", "5"), ("Qdrant:BatchSize", "10"), ("Qdrant:Shards", "6"), ("Qdrant:Replicas", "2"),
            ("Qdrant:WriteConsistency", "1"), ("Qdrant:Quantisation", "scalar"), ("Qdrant:Exact", "true"), ("Qdrant:OnDisk", "true"));

        Assert.Equal(
            new QdrantOptions
            {
                Url = new Uri("https://q.example.org:6333/base"),
                ApiKey = "k",
                Alias = "site-1",
                QueryDeadline = TimeSpan.FromMilliseconds(500),
                WriteDeadline = TimeSpan.FromSeconds(30),
                OptimiseDeadline = TimeSpan.FromMinutes(5),
                BatchSize = 10,
                Shards = 6,
                Replicas = 2,
                WriteConsistency = 1,
                Quantisation = QdrantQuantisation.Scalar,
                Exact = true,
                OnDisk = true,
            },
            read.Qdrant);
        Assert.False(read.Publishes);
        Assert.Empty(read.Warnings);
    }

    [Theory]
    [InlineData("Store:Kind", "mongo")]
    [InlineData("Qdrant:Url", "q:6333")]
    [InlineData("Qdrant:Url", "")]
    [InlineData("Qdrant:Url", "http://user:secret@q:6333")]
    [InlineData("Qdrant:Alias", "a/b")]
    [InlineData("Qdrant:Publish", "often")]
    [InlineData("Qdrant:QueryDeadlineMs", "49")]
    [InlineData("Qdrant:BatchSize", "1,000")]
    [InlineData("Qdrant:Replicas", "0")]
    [InlineData("Qdrant:Quantisation", "turbo")]
    [InlineData("Qdrant:Exact", "yes")]
    [InlineData("Qdrant:CaFile", "/nowhere/ca.pem")]
    public void A_value_that_cannot_be_meant_is_refused_in_one_line_that_names_it(string name, string value)
    {
        var refused = Assert.Throws<StoreSettingException>(() => Read(("Store:Kind", "qdrant"), ("Qdrant:Url", "http://q:6333"), (name, value)));

        Assert.StartsWith($"setting {name}: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_over_plain_http_is_warned_of() =>
        Assert.Single(Read(("Store:Kind", "qdrant"), ("Qdrant:Url", "http://q:6333"), ("Qdrant:ApiKey", "k")).Warnings);

    private static StoreSettings Read(params (string Name, string Value)[] told) => StoreSettings.Read(name => told.LastOrDefault(t => t.Name == name).Value);
}
